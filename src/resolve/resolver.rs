//! What a thread does with the leads that it resolves.

use super::OutputFormat;
use super::part::{Part, Writing};
use crate::count::{Counted, Counter};
use crate::lead_error::LeadError;
use crate::table::{Batch, Consumer, Stop};

/// Counts the leads of one thread's parts and writes them, each part in its turn.
pub(super) struct Resolver<'a> {
    counter: Counter<'a>,
    part: Part<'a>,
    /// The columns of the table that are written.
    kept: Vec<usize>,
    delimiter: u8,
}

impl<'a> Resolver<'a> {
    pub(super) fn new(counter: Counter<'a>, to: &'a Writing<'a>) -> Self {
        Self {
            counter,
            part: Part::new(to),
            kept: to.layout.kept(),
            delimiter: to.delimiter,
        }
    }
}

impl Consumer for Resolver<'_> {
    type Done = Counted;

    fn begin(&mut self, part: usize, rows: usize) -> Result<(), LeadError> {
        self.part.begin(part, rows)
    }

    fn rows(&mut self, batch: &mut impl Batch) -> Result<(), Stop> {
        self.counter.rows(batch)?;
        batch.check_text(&self.kept)?;
        self.part.update(&self.counter);
        let (layout, first, kept) = (self.part.layout(), self.part.first, &self.kept);
        let number = |row| first + batch.rows_before(row);
        match layout.what.format {
            OutputFormat::Csv => {
                let numbered = layout.key.is_none();
                for (row, end) in self.counter.ends().iter().enumerate() {
                    self.part.line(*end, |line| -> Result<(), Stop> {
                        if numbered {
                            line.extend_from_slice(number(row).to_string().as_bytes());
                        }
                        if numbered && !kept.is_empty() {
                            line.push(self.delimiter);
                        }
                        batch.push_cells(kept, row, self.delimiter, line)
                    })?;
                }
            }
            OutputFormat::Parquet => {
                let kept = |leads: &[usize]| batch.leaves(kept, leads);
                self.part.batch(self.counter.ends(), number, kept);
            }
        }
        Ok(self.part.spill()?)
    }

    fn end(&mut self, _: usize) -> Result<(), LeadError> {
        self.part.end()
    }

    fn fail(&mut self, part: usize) {
        self.part.fail(part);
    }

    fn done(self) -> Counted {
        self.counter.done()
    }
}
