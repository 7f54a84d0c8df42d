//! What a table of a warehouse holds, before there is a plan.

use super::answer::Answer;
use super::driver::Warehouse;
use super::facts::count;
use crate::export::sql::{ColumnQuery, Relation, empty_query};
use crate::lead_error::LeadError;
use crate::profile::{ColumnCounts, EXACT_UP_TO, Profile};
use crate::table::Progress;

impl Warehouse {
    /// Counts the values of each column of a table, by two queries a column.
    ///
    /// # Errors
    /// As [`Warehouse::query`].
    pub(crate) fn profile(
        &mut self,
        leads: &Relation,
        source: String,
        progress: &Progress,
    ) -> Result<Profile, LeadError> {
        let engine = self.engine();
        let answer = self.query(&empty_query(engine, leads), progress)?;
        let mut rows = 0;
        let mut columns = Vec::new();
        for (name, as_text) in answer.columns.into_iter().zip(answer.as_text) {
            let query = ColumnQuery { name, as_text };
            let overview = self.query(&query.overview(engine, leads), progress)?;
            let mut figures = overview.rows.iter().flatten();
            let mut figure = || count(figures.next());
            let (leads_in_all, filled, distinct) = (figure()?, figure()?, figure()?);
            let values = query.values(engine, leads, EXACT_UP_TO);
            let values = self.query(&values, progress)?;
            rows = leads_in_all;
            columns.push(counted(query.name, (filled, distinct), values)?);
        }
        Ok(Profile::of_counts(source, rows, columns))
    }
}

/// A column without its empty texts.
fn counted(
    name: String,
    (mut filled, mut distinct): (u64, u64),
    answer: Answer,
) -> Result<ColumnCounts, LeadError> {
    let mut values = Vec::new();
    for mut row in answer.rows {
        let leads = count(row.get(1))?;
        let value = row.first_mut().and_then(Option::take).unwrap_or_default();
        match value.is_empty() {
            true => (filled, distinct) = (filled.saturating_sub(leads), distinct.saturating_sub(1)),
            false => values.push((value, leads)),
        }
    }
    Ok(ColumnCounts {
        name,
        filled,
        distinct,
        values,
    })
}
