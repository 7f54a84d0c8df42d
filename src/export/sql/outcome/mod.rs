//! Which values go with an outcome, before there is a plan: leads and successes by the values of a column.

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::cell::{self, Stored};
use super::columns::ColumnQuery;
use super::condition::Writer;
use super::dialect::{Dialect, Type};
use super::layout::{Select, Sql, with};
use super::{Engine, Relation};
use crate::condition::{AttributeId, Condition};
use crate::discover::{ValueOutcomes, columns_of};
use crate::plan::Attribute;

/// What counts as success in a table without a plan.
#[derive(Debug, Clone, Copy)]
pub struct OutcomeQuery<'a> {
    /// Whose SQL.
    pub engine: Engine,
    /// Where the leads are.
    pub relation: &'a Relation,
    /// The columns of the table as conditions read them, all of them from texts.
    pub attributes: &'a [Attribute],
    /// The condition on them.
    pub outcome: &'a Condition,
    /// The day to which ages are counted.
    pub as_of: Date,
}

/// The parts of a query, each with its lines.
type Steps = Vec<(&'static str, Vec<String>)>;

/// By what leads are counted.
#[derive(Debug, Clone, Copy)]
enum By<'a> {
    Nothing,
    /// The values of a column as they are.
    Cells(&'a ColumnQuery),
    /// Those that conditions compare.
    Values(AttributeId),
}

const LEADS: &str = "count(outcome)";
const OUTCOMES: &str = "count(CASE WHEN outcome THEN 1 END)";

impl OutcomeQuery<'_> {
    /// One row: the leads with a known outcome, and the successes among them.
    ///
    /// # Errors
    /// What the engine cannot answer, and what to write instead.
    pub fn in_all(&self) -> Result<String, (String, String)> {
        let mut select = Select::default();
        select.item(&Sql::line(LEADS), "leads");
        select.item(&Sql::line(OUTCOMES), "outcomes");
        select.clauses.push("FROM fits".to_owned());
        Ok(with(&self.steps(By::Nothing)?, &select))
    }

    /// Each value of a column with the same two counts, the most leads first, no more than so many.
    ///
    /// # Errors
    /// As [`OutcomeQuery::in_all`].
    pub fn by_cells(&self, column: &ColumnQuery, most: usize) -> Result<String, (String, String)> {
        let mut select = counted("column_value");
        select.clauses.push("ORDER BY 2 DESC, 1".to_owned());
        select.clauses.push(format!("LIMIT {most}"));
        Ok(with(&self.steps(By::Cells(column))?, &select))
    }

    /// A column of numbers or dates in parts of about as many leads each: the highest value of each part
    /// with the same two counts, and those of the leads without a value. See
    /// [`ValueOutcomes::of_parts`].
    ///
    /// # Errors
    /// As [`OutcomeQuery::in_all`]. A text that is no value of the type stops the query.
    pub fn by_parts(&self, column: AttributeId) -> Result<String, (String, String)> {
        let dialect = self.engine.dialect();
        let mut steps = self.steps(By::Values(column))?;
        steps.push(("counted", counted("column_value").lines()));
        let known = "CASE WHEN column_value IS NOT NULL THEN leads END";
        let mut summed = Select::default();
        summed.plain("column_value");
        summed.plain("leads");
        summed.plain("outcomes");
        let below = "ORDER BY column_value ROWS UNBOUNDED PRECEDING";
        summed.item(&Sql::line(format!("sum({known}) OVER ({below})")), "up_to");
        summed.item(&Sql::line(format!("sum({known}) OVER ()")), "in_all");
        summed.clauses.push("FROM counted".to_owned());
        steps.push(("summed", summed.lines()));
        let parts = ValueOutcomes::PARTS;
        let reaches = |part: u64| {
            let test = format!("(up_to - leads) * {parts} >= in_all * {part}");
            (Sql::line(test), part.to_string())
        };
        let missing = (Sql::line("column_value IS NULL"), "-1".to_owned());
        let part = Sql::Case {
            branches: std::iter::once(missing)
                .chain((1..parts).rev().map(reaches))
                .collect(),
            otherwise: Some("0".to_owned()),
        };
        let mut parted = Select::default();
        parted.plain("column_value");
        parted.plain("leads");
        parted.plain("outcomes");
        parted.item(&part, "part");
        parted.clauses.push("FROM summed".to_owned());
        steps.push(("parted", parted.lines()));
        let mut last = Select::default();
        last.item(&Sql::line("max(column_value)"), "highest");
        for name in ["leads", "outcomes"] {
            let sum = dialect.cast(&format!("sum({name})"), Type::Integer);
            last.item(&Sql::line(sum), name);
        }
        last.clauses = vec!["FROM parted".to_owned(), "GROUP BY part".to_owned()];
        Ok(with(&steps, &last))
    }

    /// The steps up to `fits`, which has a column `outcome` and, unless nothing is counted by,
    /// `column_value`.
    fn steps(&self, by: By<'_>) -> Result<Steps, (String, String)> {
        let dialect = self.engine.dialect();
        let asked = columns_of(self.outcome);
        self.refuse_names(&asked, dialect)?;
        let name = |place: usize| format!("asked_{}", place + 1);
        let (mut cells, mut typed, mut fits) =
            (Select::default(), Select::default(), Select::default());
        match by {
            By::Nothing => {}
            By::Cells(column) => {
                cells.item(&Sql::line(column.value(self.engine)), "column_value");
                typed.plain(dialect.column("cells", "column_value"));
                fits.plain(dialect.column("typed", "column_value"));
            }
            By::Values(id) => {
                self.read(id.0, "column_value", &mut cells, &mut typed);
                fits.plain(dialect.column("typed", "column_value"));
            }
        }
        for place in asked {
            self.read(place, &name(place), &mut cells, &mut typed);
        }
        let writer = Writer {
            dialect,
            column: &|id| dialect.column("typed", &name(id.0)),
            kind: &|id| self.attributes[id.0].kind,
            as_of: self.as_of,
        };
        let mut problems = Vec::new();
        fits.item(&writer.condition(self.outcome, &mut problems), "outcome");
        if let Some((_, problem)) = problems.into_iter().next() {
            return Err((problem.message, problem.help));
        }
        let (table, alias) = (
            self.relation.sql(dialect),
            dialect.features().relation_alias,
        );
        cells.clauses.push(format!("FROM {table}{alias}"));
        typed.clauses.push("FROM cells".to_owned());
        fits.clauses.push("FROM typed".to_owned());
        let steps = [("cells", cells), ("typed", typed), ("fits", fits)];
        Ok(steps.map(|(name, select)| (name, select.lines())).into())
    }

    /// Reads a column in two steps.
    fn read(&self, place: usize, name: &str, cells: &mut Select, typed: &mut Select) {
        let dialect = self.engine.dialect();
        let attribute = &self.attributes[place];
        let column = dialect.column("leads_table", &dialect.name(&attribute.column));
        let cell = dialect.column("cells", name);
        let (first, then) = match Stored::of(attribute, true) {
            Stored::Text => (
                cell::trimmed(attribute, &column, dialect),
                cell::read(attribute, &cell, dialect),
            ),
            Stored::Typed => (Sql::line(column), cell::typed(attribute, &cell, dialect)),
        };
        cells.item(&first, name);
        typed.item(&then, name);
    }

    fn refuse_names(
        &self,
        asked: &BTreeSet<usize>,
        dialect: &dyn Dialect,
    ) -> Result<(), (String, String)> {
        let mut names = asked.iter().map(|place| &self.attributes[*place].column);
        let refused = names.find_map(|name| dialect.refuse_name(name));
        refused.map_or(Ok(()), |(message, _)| {
            Err((message, "rename the column in the table".to_owned()))
        })
    }
}

/// Leads and successes of `fits` by a column of it.
fn counted(column: &str) -> Select {
    let mut select = Select::default();
    select.plain(column);
    select.item(&Sql::line(LEADS), "leads");
    select.item(&Sql::line(OUTCOMES), "outcomes");
    select.clauses = vec!["FROM fits".to_owned(), "GROUP BY 1".to_owned()];
    select
}
