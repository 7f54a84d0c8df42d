//! What a thread does with a block of rows.

use std::io;

use super::blocks::Block;
use super::pass::{Part, Place};
use super::rows::{Rows, Shape};
use crate::condition::AttributeType;
use crate::lead_error::LeadError;
use crate::leads::cell::unquoted;
use crate::leads::cells::Cells;
use crate::leads::column::{Column, Misfit};
use crate::leads::counter::{BadCell, Batch, Counter};
use crate::leads::parts::Parts;
use crate::leads::questions::{Field, Questions};
use crate::text::words::count;

/// Rows that are sorted column by column at a time.
const ROWS: usize = 256;

/// Who else gets the rows of a thread.
pub(in crate::leads) trait Consumer: Parts {
    /// The next rows of the block, and how each stands.
    fn rows(&mut self, some: &SomeRows, counter: &Counter) -> Result<(), LeadError>;
}

/// Nobody else.
impl Consumer for () {
    fn rows(&mut self, _: &SomeRows, _: &Counter) -> Result<(), LeadError> {
        Ok(())
    }
}

/// Why a thread stopped before the end.
#[derive(Debug)]
pub(super) enum Trouble {
    Read(io::Error),
    Endless,
    Ragged {
        found: usize,
        wanted: usize,
        byte: u64,
    },
    Value {
        field: Box<Field>,
        text: String,
    },
    TooManyKinds {
        name: String,
    },
    Other(LeadError),
}

/// One thread's work.
pub(super) struct Worker<'a, C> {
    questions: &'a Questions,
    columns: &'a [usize],
    shape: Shape,
    lenient: bool,
    counter: Counter<'a>,
    consumer: C,
    lines: Vec<(usize, u64)>,
    ragged: (u64, Option<Place>),
}

impl<'a, C: Consumer> Worker<'a, C> {
    pub(super) fn new(
        questions: &'a Questions,
        columns: &'a [usize],
        shape: Shape,
        lenient: bool,
        consumer: C,
    ) -> Self {
        Self {
            questions,
            columns,
            shape,
            lenient,
            counter: Counter::new(questions, true),
            consumer,
            lines: Vec::new(),
            ragged: (0, None),
        }
    }

    /// Counts the rows of a block; an error comes with the line breaks before it in the block.
    pub(super) fn block(&mut self, block: &Block, rows: &mut Rows) -> Result<(), (u64, Trouble)> {
        rows.find(block, self.shape);
        self.lines.push((block.number, block.lines));
        self.leave_out(block, rows)?;
        let other = |error| (0, Trouble::Other(error));
        self.consumer
            .begin(block.number, rows.rows() + rows.ragged.len())
            .map_err(other)?;
        for first in (0..rows.rows()).step_by(ROWS) {
            let mut some = SomeRows {
                rows,
                text: &block.text,
                first,
                count: ROWS.min(rows.rows() - first),
                columns: self.columns,
            };
            self.counter
                .count(&mut some)
                .map_err(|bad| self.explain(&some, bad))?;
            self.consumer.rows(&some, &self.counter).map_err(other)?;
        }
        self.consumer.end(block.number).map_err(other)
    }

    fn leave_out(&mut self, block: &Block, rows: &Rows) -> Result<(), (u64, Trouble)> {
        let Some((start, found)) = rows.ragged.first() else {
            return Ok(());
        };
        let lines = lines_before(&block.text, *start);
        if !self.lenient {
            let trouble = Trouble::Ragged {
                found: *found,
                wanted: self.shape.width,
                byte: block.offset + *start as u64,
            };
            return Err((lines, trouble));
        }
        let place = (block.number, lines);
        self.ragged.0 += rows.ragged.len() as u64;
        self.ragged.1 = self
            .ragged
            .1
            .map_or(Some(place), |first| Some(first.min(place)));
        Ok(())
    }

    fn explain(&self, some: &SomeRows, bad: BadCell) -> (u64, Trouble) {
        let field = &self.questions.fields[bad.field];
        let row = some.first + bad.row;
        let (start, end) = some.rows.cell(some.text, row, self.columns[bad.field]);
        let lines = lines_before(some.text, start);
        let trouble = match bad.misfit {
            Misfit::NotAValue => Trouble::Value {
                field: Box::new(field.clone()),
                text: String::from_utf8_lossy(&unquoted(&some.text[start..end])).into_owned(),
            },
            Misfit::TooManyKinds => Trouble::TooManyKinds {
                name: field.name.clone(),
            },
        };
        (lines, trouble)
    }

    pub(super) fn finish(mut self, end: Result<(), (Place, Trouble)>) -> Part {
        if let Err((place, _)) = &end {
            self.consumer.fail(place.0);
        }
        Part {
            counted: self.counter.finish(),
            lines: self.lines,
            ragged: self.ragged,
            trouble: end.err(),
        }
    }
}

fn lines_before(text: &[u8], place: usize) -> u64 {
    memchr::memchr_iter(b'\n', &text[..place]).count() as u64
}

impl Trouble {
    /// In words.
    pub(super) fn explain(self, file: &str, line: u64) -> LeadError {
        match self {
            Self::Read(error) => LeadError::read(file, error),
            Self::Endless => LeadError::wrong(
                file,
                "a quote opens in this row and is never closed",
                "close it, or write a quote inside a quoted cell twice",
            )
            .on_line(line),
            Self::Ragged {
                found,
                wanted,
                byte,
            } => LeadError::wrong(
                file,
                format!(
                    "this row has {} and the header {wanted} (byte {byte})",
                    count(found, "cell"),
                ),
                "put quotes around cells that hold the separator, or leave such rows out with --lenient",
            )
            .on_line(line),
            Self::Value { field, text } => not_a_value(&field, &text, file).on_line(line),
            Self::TooManyKinds { name } => LeadError::wrong(
                file,
                format!("the conditions on {name} tell too many kinds of text apart"),
                "ask about it with fewer patterns",
            ),
            Self::Other(error) => error,
        }
    }
}

/// A cell that does not hold what its attribute says.
pub(in crate::leads) fn not_a_value(field: &Field, text: &str, file: &str) -> LeadError {
    let kind = match field.kind {
        AttributeType::Integer => "a whole number",
        AttributeType::Number => "a number",
        AttributeType::Boolean => "true or false",
        AttributeType::Date => "a date",
        AttributeType::Text => "a text",
    };
    let column = if field.column == field.name {
        format!("column {}", field.column)
    } else {
        format!("column {} ({})", field.column, field.name)
    };
    let shown: String = text.chars().take(60).collect();
    let as_date = match (&field.format, field.kind) {
        (Some(format), AttributeType::Date) => format!(" written as {format}"),
        (None, AttributeType::Date) => {
            " written as 2027-01-31; name another way with `format:`".to_owned()
        }
        _ => String::new(),
    };
    let name = &field.name;
    LeadError::wrong(
        file,
        format!("{column} should hold {kind} and holds '{shown}'"),
        match field.declared {
            true => format!(
                "write {kind}{as_date}; if the word means that the value is missing, add it to `missing` of {name}"
            ),
            false => format!(
                "write {kind}{as_date}; or declare {name} under `attributes` with its type and the words that mean it is missing"
            ),
        },
    )
}

/// Some neighbouring rows of a block.
pub(in crate::leads) struct SomeRows<'a> {
    pub(super) rows: &'a Rows,
    pub(super) text: &'a [u8],
    pub(super) first: usize,
    pub(super) count: usize,
    /// The column of each field.
    columns: &'a [usize],
}

impl<'a> SomeRows<'a> {
    /// How many rows there are.
    pub(in crate::leads) fn count(&self) -> usize {
        self.count
    }

    /// A cell as it stands in the table, quotes and all.
    pub(in crate::leads) fn cell(&self, row: usize, column: usize) -> &'a [u8] {
        let (start, end) = self.rows.cell(self.text, self.first + row, column);
        &self.text[start..end]
    }

    /// Whether a row does without the empty last cell that the header has.
    pub(in crate::leads) fn lacks_last(&self, row: usize) -> bool {
        self.rows.lacks_last(self.first + row)
    }

    /// How many rows of the block stand before a row, those that are left out among them.
    pub(in crate::leads) fn before(&self, row: usize) -> u64 {
        let (row, left_out) = (self.first + row, &self.rows.ragged);
        if left_out.is_empty() {
            return row as u64;
        }
        let (start, _) = self.rows.row(self.text, row);
        (row + left_out.partition_point(|(ragged, _)| *ragged < start)) as u64
    }

    /// A row as it stands in the table, without its line break.
    pub(in crate::leads) fn row(&self, row: usize) -> &'a [u8] {
        let (start, end) = self.rows.row(self.text, self.first + row);
        &self.text[start..end]
    }
}

impl Batch for SomeRows<'_> {
    fn rows(&self) -> usize {
        self.count
    }

    #[inline(always)]
    fn sort(
        &mut self,
        field: usize,
        column: &mut Column,
        take: impl FnMut(usize, u64, f64),
    ) -> Result<(), (usize, Misfit)> {
        let cells = OneColumn {
            some: self,
            column: self.columns[field],
        };
        column.cells(&cells, take)
    }
}

struct OneColumn<'s, 'a> {
    some: &'s SomeRows<'a>,
    column: usize,
}

impl<'a> Cells<'a> for OneColumn<'_, 'a> {
    #[inline(always)]
    fn iter(&self) -> impl Iterator<Item = (&'a [u8], usize)> {
        let SomeRows {
            rows,
            text,
            first,
            count,
            ..
        } = *self.some;
        let cells = rows.column(text, first..first + count, self.column);
        cells.map(move |(start, end)| (&text[start..], end - start))
    }
}
