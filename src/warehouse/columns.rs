//! What a table of a warehouse holds, before there is a plan.

use super::answer::QueryAnswer;
use super::driver::Warehouse;
use super::facts::count;
use crate::export::sql::{ColumnQuery, Relation, empty_query, sizes_query};
use crate::lead_error::LeadError;
use crate::profile::{ColumnCounts, EXACT_UP_TO, Profile};
use crate::table::Progress;

/// The most values of a column that are asked for: those that are told apart, null and an empty text. None
/// beyond them has one percent of the leads, which a group needs.
pub(super) const ASKED_FOR: usize = EXACT_UP_TO + 2;

/// What a table holds.
pub(crate) struct Columns {
    pub(crate) profile: Profile,
    /// How the values of each of its columns are asked for.
    pub(super) queries: Vec<ColumnQuery>,
}

impl Warehouse {
    /// Counts the values of each column of a table, by a query a column. What these leave open of columns
    /// with many values is asked for all of them at once.
    ///
    /// # Errors
    /// As [`Warehouse::query`].
    pub(crate) fn profile(
        &mut self,
        leads: &Relation,
        source: String,
        progress: &Progress,
    ) -> Result<Columns, LeadError> {
        let engine = self.engine();
        let answer = self.query(&empty_query(engine, leads), progress)?;
        let names = answer.columns.into_iter().zip(answer.as_text);
        let queries: Vec<ColumnQuery> = names
            .map(|(name, as_text)| ColumnQuery { name, as_text })
            .collect();
        let (mut rows, mut columns) = (0, Vec::new());
        for query in &queries {
            let values = query.values(engine, leads, ASKED_FOR);
            let column = Counted::read(&self.query(&values, progress)?)?;
            rows = rows.max(column.leads);
            columns.push(column);
        }
        let open = |column: &Counted| column.answers == ASKED_FOR;
        if columns.iter().any(open) {
            let asked = queries.iter().zip(&columns);
            let asked = asked.filter(|(_, column)| open(column));
            let sizes = sizes_query(asked.map(|(query, _)| query), engine, leads);
            let sizes = self.query(&sizes, progress)?;
            let mut sizes = sizes.rows.iter().flatten();
            for column in columns.iter_mut().filter(|column| open(column)) {
                column.filled = count(sizes.next())?.saturating_sub(column.empty);
                let empty = u64::from(column.empty > 0);
                column.distinct = count(sizes.next())?.saturating_sub(empty);
            }
            rows = count(sizes.next())?;
        }
        let columns = queries.iter().zip(columns);
        let columns = columns.map(|(query, mut column)| {
            column.values.truncate(EXACT_UP_TO);
            ColumnCounts {
                name: query.name.clone(),
                filled: column.filled,
                distinct: column.distinct,
                values: column.values,
            }
        });
        Ok(Columns {
            profile: Profile::of_counts(source, rows, columns.collect()),
            queries,
        })
    }
}

/// The answer of a column to the query for its values.
struct Counted {
    answers: usize,
    /// Of all answers.
    leads: u64,
    /// Leads with an empty text.
    empty: u64,
    filled: u64,
    distinct: u64,
    /// Without null and empty texts.
    values: Vec<(String, u64)>,
}

impl Counted {
    fn read(answer: &QueryAnswer) -> Result<Self, LeadError> {
        let (mut leads, mut empty, mut filled) = (0, 0, 0);
        let mut values = Vec::new();
        for row in &answer.rows {
            let own = count(row.get(1))?;
            leads = own.saturating_add(leads);
            match row.first() {
                Some(Some(value)) if value.is_empty() => empty = own.saturating_add(empty),
                Some(Some(value)) => {
                    filled = own.saturating_add(filled);
                    values.push((value.clone(), own));
                }
                _ => {}
            }
        }
        Ok(Self {
            answers: answer.rows.len(),
            leads,
            empty,
            filled,
            distinct: values.len() as u64,
            values,
        })
    }
}
