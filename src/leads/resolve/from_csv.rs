//! Leads of a CSV table.

use std::sync::Arc;

use arrow_array::ArrayRef;
use arrow_array::builder::StringBuilder;

use super::OutputFormat;
use super::columns::Columns;
use super::part::{Part, Writing};
use crate::lead_error::LeadError;
use crate::leads::cell::unquoted;
use crate::leads::counter::Counter;
use crate::leads::csv::{Consumer, SomeRows};
use crate::leads::parts::Parts;

/// Writes the leads of one thread's blocks, each block in its turn.
pub(super) struct Resolver<'a> {
    part: Part<'a>,
    delimiter: u8,
}

impl<'a> Resolver<'a> {
    pub(super) fn new(to: &'a Writing<'a>) -> Self {
        Self {
            part: Part::new(to),
            delimiter: to.delimiter,
        }
    }
}

impl Parts for Resolver<'_> {
    fn begin(&mut self, block: usize, rows: usize) -> Result<(), LeadError> {
        self.part.begin(block, rows)
    }

    fn end(&mut self, _: usize) -> Result<(), LeadError> {
        self.part.end()
    }

    fn fail(&mut self, block: usize) {
        self.part.fail(block);
    }
}

impl Consumer for Resolver<'_> {
    fn rows(&mut self, some: &SomeRows, counter: &Counter) -> Result<(), LeadError> {
        let cells = |key| {
            (0..some.count())
                .map(|row| unquoted(some.cell(row, key)))
                .collect()
        };
        self.part.check_keys::<std::borrow::Cow<[u8]>>(cells)?;
        self.part.update(counter);
        let (columns, first) = (self.part.columns(), self.part.first);
        let number = |row| first + some.before(row);
        match columns.what.format {
            OutputFormat::Csv => {
                for (row, end) in counter.ends().iter().enumerate() {
                    self.part.line(*end, |text| {
                        push_key(text, columns, some, row, number(row), self.delimiter);
                    });
                }
            }
            OutputFormat::Parquet => {
                let kept = |leads: &[usize]| Ok(texts(some, &columns.read(), leads));
                self.part.batch(counter.ends(), number, kept)?;
            }
        }
        self.part.spill()
    }
}

/// What stands before the segment: the key, or the whole row.
fn push_key(
    text: &mut Vec<u8>,
    columns: &Columns,
    some: &SomeRows,
    row: usize,
    number: u64,
    delimiter: u8,
) {
    if columns.key.is_none() {
        text.extend_from_slice(number.to_string().as_bytes());
    }
    match (columns.what.keep_columns, columns.key) {
        (true, key) => {
            if key.is_none() {
                text.push(delimiter);
            }
            text.extend_from_slice(some.row(row));
            if some.lacks_last(row) {
                text.push(delimiter);
            }
        }
        (false, Some(key)) => text.extend_from_slice(some.cell(row, key)),
        (false, None) => {}
    }
}

/// The cells of these leads in each of these columns; an empty cell is missing.
fn texts(some: &SomeRows, columns: &[usize], leads: &[usize]) -> Vec<ArrayRef> {
    let column = |column: &usize| -> ArrayRef {
        let mut texts = StringBuilder::new();
        for lead in leads {
            match unquoted(some.cell(*lead, *column)) {
                empty if empty.is_empty() => texts.append_null(),
                text => texts.append_value(String::from_utf8_lossy(&text)),
            }
        }
        Arc::new(texts.finish())
    };
    columns.iter().map(column).collect()
}
