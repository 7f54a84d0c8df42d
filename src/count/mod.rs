//! Who fits what: the leads of a table, counted by a plan's conditions.
//!
//! Each value is sorted into a class of values that answer every question of the plan alike; the
//! conditions are decided for 64 rows at a time from the answers of their classes. What is counted is the
//! [`MaskTable`], from which [`audit()`](crate::audit::audit()) answers for any priority order.

#![allow(
    clippy::inline_always,
    clippy::option_option,
    reason = "inner loops are fast in one piece only; a value can be read and be missing"
)]

mod bits;
mod counter;
mod keys;
mod lead;
mod locate;
mod query;
#[cfg(test)]
mod tests;

pub(crate) use bits::SetRoom;
pub(crate) use counter::{Counted, Counter};
pub use keys::KeyCheck;
pub(crate) use keys::{KeyColumn, Keys, digest};
#[cfg(feature = "cli")]
pub(crate) use lead::literal;
#[doc(hidden)]
pub use lead::value_of_word;
pub use lead::{Lead, find_lead};
pub(crate) use locate::{field_columns, find_column, key_column, need_key};
pub use query::LeadQuery;

use crate::audit::ColumnFacts;
use crate::lead_error::LeadError;
use crate::masks::MaskTable;
use crate::plan::Plan;
use crate::table::{Input, Pass, Progress, Ragged, Table, TableOptions, TableSource};

/// How leads are counted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CountOptions {
    /// How their table is read.
    pub table: TableOptions,
    /// Whether leads that have their key in common are counted.
    pub check_keys: bool,
}

/// The leads of a table, counted.
#[derive(Debug, Clone, PartialEq)]
pub struct LeadCounts {
    /// Who fits what.
    pub masks: MaskTable,
    /// What the table holds in each attribute that a condition names, and in the value's if it may
    /// have points between thousands.
    pub columns: Vec<ColumnFacts>,
    /// What was read.
    pub source: TableSource,
    /// The same, file by file.
    pub sources: Vec<TableSource>,
    /// Rows that were left out for their number of cells.
    pub ragged: Ragged,
    /// Keys that several leads have, where that was asked for.
    pub keys: Option<KeyCheck>,
}

/// Reads a lead table and counts who fits what.
///
/// # Errors
/// If the table cannot be read, does not have the columns that the plan needs, or holds a value
/// that is not of its attribute's type.
pub fn count_leads(
    plan: &Plan,
    input: Input,
    options: &CountOptions,
    progress: &Progress,
) -> Result<LeadCounts, LeadError> {
    let query = LeadQuery::of(plan);
    let table = Table::open(input, &options.table, progress)?;
    let columns = field_columns(&query, &table)?;
    let key = key_column(&query, &table)?;
    let keys = options.check_keys.then(Keys::new);
    let key = keys.as_ref().zip(key);
    let cells = key.iter().map(|(_, column)| *column).collect();
    let threads = options.table.threads();
    let pass = table.read(&query.selection(&columns, cells), || {
        let keys = key.map(|(keys, column)| KeyColumn { keys, column });
        (Counter::new(&query, &columns, threads, None), keys)
    })?;
    let counted = pass.map(|(counted, _)| counted);
    LeadCounts::new(&query, counted, keys)
}

impl LeadCounts {
    /// What the threads of a pass have counted.
    pub(crate) fn new(
        query: &LeadQuery,
        pass: Pass<Counted>,
        keys: Option<Keys>,
    ) -> Result<Self, LeadError> {
        let mut counted = Counted::default();
        for part in pass.done {
            counted.merge(part)?;
        }
        let facts = counted.columns.into_iter().zip(&query.fields);
        Ok(Self {
            masks: counted.masks,
            columns: facts
                .map(|(stats, field)| (stats.facts(field), field))
                .filter(|(facts, field)| !field.tests.is_empty() || facts.thousands > 0)
                .map(|(facts, _)| facts)
                .collect(),
            source: pass.source,
            sources: pass.sources,
            ragged: pass.ragged,
            keys: keys.map(Keys::count).transpose()?,
        })
    }
}
