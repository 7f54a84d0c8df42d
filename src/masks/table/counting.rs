//! Many rows, counted together.

use super::super::measured::Measured;
use super::super::standing::{Measures, Standing};
use super::{MaskTable, PARTS};
use crate::lead_error::LeadError;

/// Rows of a part that are looked up together.
const ROWS_WAITING: usize = 256;

impl MaskTable {
    /// Counts many rows, with whatever `rows` counts.
    ///
    /// # Errors
    /// As for [`MaskTable::count`].
    pub(crate) fn count_many(
        &mut self,
        rows: impl FnOnce(&mut Counting<'_>) -> Result<(), LeadError>,
    ) -> Result<(), LeadError> {
        let mut counting = Counting {
            waiting: vec![Waiting::default(); PARTS],
            table: self,
        };
        rows(&mut counting)?;
        (0..PARTS).try_for_each(|part| counting.add(part))
    }
}

/// Counts rows of which many are new: they wait for others of the same part, so that a processor waits for
/// several places in memory at once.
pub(crate) struct Counting<'t> {
    table: &'t mut MaskTable,
    waiting: Vec<Waiting>,
}

/// Rows that wait: their keys, one after the other, and what to add.
#[derive(Debug, Clone, Default)]
struct Waiting {
    keys: Vec<u64>,
    measured: Measured,
}

impl Counting<'_> {
    /// As [`MaskTable::count`].
    pub(crate) fn count(
        &mut self,
        standing: &Standing<'_>,
        measures: &Measures,
    ) -> Result<(), LeadError> {
        let Some((part, measures)) = self.table.admit(standing, measures)? else {
            return Ok(());
        };
        let waiting = &mut self.waiting[part];
        waiting.keys.extend_from_slice(&self.table.key);
        waiting.measured.add(waiting.measured.len(), &measures);
        match waiting.measured.len() < ROWS_WAITING {
            true => Ok(()),
            false => self.add(part),
        }
    }

    /// Adds the rows that wait for others of a part.
    fn add(&mut self, part: usize) -> Result<(), LeadError> {
        let (table, waiting) = (&mut *self.table, &mut self.waiting[part]);
        table.rows += table.parts[part].add_each(&waiting.keys, &waiting.measured);
        waiting.keys.clear();
        waiting.measured.clear();
        table.put_aside_beyond(table.held)
    }
}
