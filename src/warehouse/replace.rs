//! Leads resolved into a table of their own, which is there whole or not at all.

use super::driver::Warehouse;
use super::wrong;
use crate::export::sql::Relation;
use crate::lead_error::LeadError;
use crate::table::Progress;

impl Warehouse {
    /// Makes the table `into` of what a query gives. It is filled under another name and gets its own
    /// in the end, in one transaction: whatever fails, what was there stays.
    ///
    /// # Errors
    /// If there is such a table and `replace` is false, if the engine cannot replace one whole, and as
    /// [`Warehouse::query`].
    pub fn fill(
        &mut self,
        into: &Relation,
        sql: &str,
        replace: bool,
        progress: &Progress,
    ) -> Result<(), LeadError> {
        let name = into.sql_in(self.engine());
        let is_there = self.has(&name, progress)?;
        if is_there && !replace {
            return Err(wrong(
                format!("there is a table {name} already"),
                "add --replace, or name another table after --into",
            ));
        }
        if !self.engine().has_transactions() {
            return self.fill_at_once(&name, sql, is_there, progress);
        }
        let beside = into.beside("__segplan_new");
        let (new, own) = (
            beside.sql_in(self.engine()),
            into.last().sql_in(self.engine()),
        );
        let mut statements = vec![
            format!("DROP TABLE IF EXISTS {new}"), // of a run that was broken off
            format!("CREATE TABLE {new} AS\n{sql}"),
        ];
        if is_there {
            statements.push(format!("DROP TABLE {name}"));
        }
        statements.push(format!("ALTER TABLE {new} RENAME TO {own}"));
        self.together(&statements, progress)
    }

    /// Where tables have no transactions, a new one appears when it is filled, or is removed again.
    fn fill_at_once(
        &mut self,
        name: &str,
        sql: &str,
        is_there: bool,
        progress: &Progress,
    ) -> Result<(), LeadError> {
        if is_there {
            let title = self.engine().title();
            return Err(wrong(
                format!("{title} can't be asked to replace {name} as a whole"),
                "name a new table after --into, and put it in the place of the old one when it is there",
            ));
        }
        let filled = self.run(&format!("CREATE TABLE {name} AS\n{sql}"), progress);
        if filled.is_err() {
            // What could not be filled is nobody's table; that it can't be removed is no news.
            let _ = self.run(
                &format!("DROP TABLE IF EXISTS {name}"),
                &Progress::default(),
            );
        }
        filled
    }

    fn has(&mut self, name: &str, progress: &Progress) -> Result<bool, LeadError> {
        match self.query(&format!("SELECT 1 FROM {name} LIMIT 0"), progress) {
            Ok(_) => Ok(true),
            Err(LeadError::Wrong { .. }) => Ok(false),
            Err(other) => Err(other),
        }
    }
}
