//! Which values go with an outcome in a table of a warehouse, before there is a plan.

use std::collections::BTreeSet;

use super::answer::QueryAnswer;
use super::columns::{ASKED_FOR, Columns};
use super::driver::Warehouse;
use super::facts::count;
use super::wrong;
use crate::condition::{AttributeId, AttributeType};
use crate::discover::{Contrast, Dictionary, ValueOutcomes, compared_columns, contrast_of_counts};
use crate::export::sql::OutcomeQuery;
use crate::lead_error::LeadError;
use crate::table::Progress;

impl Warehouse {
    /// Compares the leads of each value with all others, by a query a column; the columns `besides`, those
    /// of the outcome among them, are left out. `None` if no lead has a known outcome.
    ///
    /// # Errors
    /// What the engine cannot answer, and as [`Warehouse::query`].
    pub(crate) fn contrast(
        &mut self,
        query: &OutcomeQuery<'_>,
        columns: &Columns,
        dictionary: &Dictionary,
        besides: &BTreeSet<usize>,
        progress: &Progress,
    ) -> Result<Option<Contrast>, LeadError> {
        let mut ask = |sql: Result<String, (String, String)>| {
            let sql = sql.map_err(|(message, help)| wrong(message, help))?;
            self.query(&sql, progress)
        };
        let profile = &columns.profile;
        let all = ask(query.in_all())?;
        let mut all = all.rows.iter().flatten();
        let all = (count(all.next())?, count(all.next())?);
        let mut counted = Vec::new();
        for place in compared_columns(profile, besides) {
            let kind = dictionary.attributes[place].kind;
            let has_parts = kind.is_numeric() || kind == AttributeType::Date;
            // Each of its values counts, however rare.
            let is_cut = has_parts && !profile.columns[place].is_exact;
            counted.push(if is_cut {
                let answer = ask(query.by_parts(AttributeId(place)));
                let answer =
                    answer.map_err(|error| or_without(error, &profile.columns[place].name))?;
                ValueOutcomes::of_parts(place, dictionary, outcomes(&answer)?)
            } else {
                let answer = ask(query.by_cells(&columns.queries[place], ASKED_FOR))?;
                ValueOutcomes::of_cells(place, dictionary, outcomes(&answer)?)
            });
        }
        Ok(contrast_of_counts(profile, dictionary, all, &counted))
    }
}

/// Says how to do without a column whose rarer values may be none of its type.
fn or_without(error: LeadError, column: &str) -> LeadError {
    match error {
        LeadError::Wrong { message, .. } => wrong(
            message,
            format!("leave the column out with --without '{column}'"),
        ),
        other => other,
    }
}

/// Cells, each with its leads and successes; null is empty.
fn outcomes(answer: &QueryAnswer) -> Result<Vec<(&str, u64, u64)>, LeadError> {
    let rows = answer.rows.iter().map(|row| {
        let cell = row.first().and_then(Option::as_deref).unwrap_or_default();
        Ok((cell, count(row.get(1))?, count(row.get(2))?))
    });
    rows.collect()
}
