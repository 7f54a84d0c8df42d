//! The pass over a table: cells by value, part after part.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::column::ColumnStats;
use super::most_common::MostCommon;
use crate::lead_error::LeadError;
use crate::table::{Batch, Consumer, Finish, Sequencer, Stop};

/// Values that a column has in all parts so far, in the order of the parts.
pub(super) type AllValues = Sequencer<Vec<MostCommon>>;

/// Counts the cells of the parts of one thread.
pub(super) struct Profiler<'a> {
    all: &'a AllValues,
    /// The columns that are read, by their places in the table.
    columns: &'a [usize],
    /// The most values of a column that are told apart.
    most: usize,
    /// By column: cells that are not counted yet, by value.
    waiting: Vec<HashMap<Box<[u8]>, u64, FixedState>>,
    /// By column: the values of this part.
    part: Vec<MostCommon>,
    stats: Vec<ColumnStats>,
}

impl<'a> Profiler<'a> {
    pub(super) fn new(all: &'a AllValues, columns: &'a [usize], most: usize) -> Self {
        Self {
            all,
            columns,
            most,
            waiting: vec![HashMap::default(); columns.len()],
            part: vec![MostCommon::of(most); columns.len()],
            stats: vec![ColumnStats::default(); columns.len()],
        }
    }

    /// Counts what waits of a column: each value is looked at once.
    fn settle(&mut self, place: usize) {
        let mut values: Vec<(Box<[u8]>, u64)> = self.waiting[place].drain().collect();
        // What the map held before decides its order, and which values are dropped.
        values.sort_unstable();
        for (value, cells) in values {
            // Nothing else is left: the cells were checked.
            let value = String::from_utf8_lossy(&value);
            self.stats[place].add(&value, cells);
            self.part[place].add(value.into(), cells);
        }
    }
}

impl Consumer for Profiler<'_> {
    fn rows(&mut self, batch: &mut dyn Batch) -> Result<(), Stop> {
        batch.check_text(self.columns)?;
        for (place, column) in self.columns.iter().enumerate() {
            for row in 0..batch.rows() {
                let cell = batch.cell(*column, row)?;
                if cell.is_empty() {
                    continue;
                }
                let waiting = &mut self.waiting[place];
                match waiting.get_mut(&*cell) {
                    Some(cells) => *cells += 1,
                    None => {
                        waiting.insert(cell.into_owned().into(), 1);
                    }
                }
            }
            if self.waiting[place].len() >= self.most {
                self.settle(place);
            }
        }
        Ok(())
    }

    fn end(&mut self, part: usize) -> Result<(), LeadError> {
        for place in 0..self.columns.len() {
            self.settle(place);
        }
        let empty = vec![MostCommon::of(self.most); self.columns.len()];
        let values = std::mem::replace(&mut self.part, empty);
        self.all.take(part, |all| {
            for (all, part) in all.iter_mut().zip(values) {
                all.merge(part);
            }
        })
    }

    fn fail(&mut self, part: usize) {
        self.all.fail(part);
    }
}

impl Finish for Profiler<'_> {
    type Done = Vec<ColumnStats>;

    fn done(self) -> Self::Done {
        self.stats
    }
}
