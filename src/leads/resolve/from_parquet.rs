//! Leads of a Parquet table.

use arrow_array::{ArrayRef, UInt64Array};
use arrow_select::take::take;

use super::OutputFormat;
use super::part::{Part, Writing, failed};
use super::sink::push_cell;
use crate::lead_error::LeadError;
use crate::leads::counter::Counter;
use crate::leads::parquet::{Consumer, text};
use crate::leads::parts::Parts;

/// Writes the leads of one thread's parts, each part in its turn.
pub(super) struct Resolver<'a> {
    part: Part<'a>,
    /// The number of the next row.
    row: u64,
}

impl<'a> Resolver<'a> {
    pub(super) fn new(to: &'a Writing<'a>) -> Self {
        Self {
            part: Part::new(to),
            row: 1,
        }
    }
}

impl Parts for Resolver<'_> {
    fn begin(&mut self, group: usize, rows: usize) -> Result<(), LeadError> {
        self.part.begin(group, rows)?;
        self.row = self.part.first;
        Ok(())
    }

    fn end(&mut self, _: usize) -> Result<(), LeadError> {
        self.part.end()
    }

    fn fail(&mut self, group: usize) {
        self.part.fail(group);
    }
}

impl Consumer for Resolver<'_> {
    fn rows(
        &mut self,
        column: &dyn Fn(usize) -> ArrayRef,
        counter: &Counter,
    ) -> Result<(), LeadError> {
        self.part.check_keys(|key| {
            let keys = column(key);
            let key = |row| text(keys.as_ref(), row).unwrap_or_default();
            (0..keys.len()).map(key).collect()
        })?;
        self.part.update(counter);
        let (columns, first) = (self.part.columns(), self.row);
        let kept: Vec<ArrayRef> = columns.read().into_iter().map(column).collect();
        let number = |row| first + row as u64;
        match columns.what.format {
            OutputFormat::Csv => {
                let numbered = columns.key.is_none();
                for (row, end) in counter.ends().iter().enumerate() {
                    let number = numbered.then(|| number(row));
                    self.part
                        .line(*end, |text| push_row(text, number, &kept, row));
                }
            }
            OutputFormat::Parquet => {
                let long = columns.what.long;
                self.part.batch(counter.ends(), number, |leads| {
                    if !long {
                        return Ok(kept);
                    }
                    let leads = leads.iter().map(|lead| *lead as u64);
                    let leads = UInt64Array::from_iter_values(leads);
                    let arrays = kept.iter();
                    arrays
                        .map(|array| take(array.as_ref(), &leads, None).map_err(failed))
                        .collect()
                })?;
            }
        }
        self.row += counter.ends().len() as u64;
        self.part.spill()
    }
}

/// What stands before the segment: the number of the row where it is the key, and the columns
/// that are kept.
fn push_row(out: &mut Vec<u8>, number: Option<u64>, kept: &[ArrayRef], row: usize) {
    if let Some(number) = number {
        out.extend_from_slice(number.to_string().as_bytes());
    }
    for (place, array) in kept.iter().enumerate() {
        if place > 0 || number.is_some() {
            out.push(b',');
        }
        let cell = text(array.as_ref(), row).unwrap_or_default();
        push_cell(out, cell.as_bytes(), b',');
    }
}
