//! Leads of a CSV table.

use std::sync::Arc;

use arrow_array::builder::StringBuilder;
use arrow_array::{ArrayRef, Int64Array, RecordBatch};

use super::columns::Columns;
use super::from_parquet::own_columns;
use super::sink::{Piece, push_cell};
use super::verdict::{Order, Verdict, Verdicts};
use super::{OutputFormat, Turns, Writing};
use crate::leads::LeadError;
use crate::leads::counter::Counter;
use crate::leads::csv::{Consumer, SomeRows};
use crate::leads::keys::Keys;
use crate::leads::value::unquoted;

/// Writes the leads of one thread's blocks, each block in its turn.
pub(super) struct Resolver<'a> {
    columns: &'a Columns,
    order: &'a Order,
    sink: &'a Writing,
    /// The number of the next row.
    rows: &'a Turns<u64>,
    keys: Option<&'a Keys>,
    delimiter: u8,
    verdicts: Verdicts,
    text: Vec<u8>,
    batches: Vec<RecordBatch>,
    /// The number of the first row of the block at hand.
    first: u64,
}

impl<'a> Resolver<'a> {
    pub(super) fn new(
        columns: &'a Columns,
        order: &'a Order,
        sink: &'a Writing,
        rows: &'a Turns<u64>,
        keys: Option<&'a Keys>,
        delimiter: u8,
    ) -> Self {
        Self {
            columns,
            order,
            sink,
            rows,
            keys,
            delimiter,
            verdicts: Verdicts::default(),
            text: Vec::new(),
            batches: Vec::new(),
            first: 0,
        }
    }

    /// The rows as lines of text.
    fn write(&mut self, some: &SomeRows, names: &[u32]) {
        for (row, name) in names.iter().enumerate() {
            let verdict = self.verdicts.of(*name);
            if self.columns.what.long {
                for (segment, priority, primary) in verdict.memberships(self.order) {
                    push_key(
                        &mut self.text,
                        self.columns,
                        some,
                        row,
                        self.first + some.before(row),
                        self.delimiter,
                    );
                    self.text.push(self.delimiter);
                    push_cell(&mut self.text, segment.as_bytes(), self.delimiter);
                    let priority = priority.map_or_else(String::new, |one| one.to_string());
                    let delimiter = char::from(self.delimiter);
                    let rest = format!("{delimiter}{priority}{delimiter}{primary}\n");
                    self.text.extend_from_slice(rest.as_bytes());
                }
            } else {
                push_key(
                    &mut self.text,
                    self.columns,
                    some,
                    row,
                    self.first + some.before(row),
                    self.delimiter,
                );
                self.text.extend_from_slice(&verdict.ready);
            }
        }
    }

    /// The rows as columns.
    fn gather(&mut self, some: &SomeRows, names: &[u32]) -> Result<RecordBatch, LeadError> {
        let (owners, own) = own_columns(&self.verdicts, self.order, names, self.columns.what.long);
        let mut arrays: Vec<ArrayRef> = Vec::new();
        if self.columns.key.is_none() {
            let number = |row: &usize| (self.first + some.before(*row)).cast_signed();
            let numbers = owners.iter().map(number);
            arrays.push(Arc::new(numbers.collect::<Int64Array>()));
        }
        for column in self.columns.read() {
            let mut texts = StringBuilder::new();
            for row in &owners {
                match unquoted(some.cell(*row, column)) {
                    empty if empty.is_empty() => texts.append_null(),
                    text => texts.append_value(String::from_utf8_lossy(&text)),
                }
            }
            arrays.push(Arc::new(texts.finish()));
        }
        arrays.extend(own);
        RecordBatch::try_new(Arc::new(self.columns.schema(None)), arrays)
            .map_err(|error| LeadError::write("the result", std::io::Error::other(error)))
    }
}

impl Consumer for Resolver<'_> {
    fn begin(&mut self, block: usize, rows: usize) -> Result<(), LeadError> {
        if self.columns.key.is_none() {
            self.first = self.rows.take(block, |next| {
                let first = *next;
                *next += rows as u64;
                first
            })?;
        }
        Ok(())
    }

    fn rows(&mut self, some: &SomeRows, counter: &Counter) -> Result<(), LeadError> {
        if let (Some(keys), Some(key)) = (self.keys, self.columns.key) {
            for row in 0..some.count() {
                keys.add(&unquoted(some.cell(row, key)))?;
            }
        }
        let (order, delimiter) = (self.order, self.delimiter);
        self.verdicts
            .update(counter, order, |verdict| ready(verdict, order, delimiter));
        match self.columns.what.format {
            OutputFormat::Csv => self.write(some, counter.ends()),
            OutputFormat::Parquet => {
                let batch = self.gather(some, counter.ends())?;
                self.batches.push(batch);
            }
        }
        Ok(())
    }

    fn end(&mut self, block: usize) -> Result<(), LeadError> {
        let piece = match self.columns.what.format {
            OutputFormat::Csv => Piece::Text(std::mem::take(&mut self.text)),
            OutputFormat::Parquet => Piece::Batches(std::mem::take(&mut self.batches)),
        };
        self.sink.take(block, |sink| sink.write(&piece))??;
        if let Piece::Text(mut text) = piece {
            text.clear();
            self.text = text;
        }
        Ok(())
    }

    fn fail(&mut self, block: usize) {
        self.sink.fail(block);
        self.rows.fail(block);
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

/// What stands after the key.
pub(super) fn ready(verdict: &Verdict, order: &Order, delimiter: u8) -> Vec<u8> {
    let mut out = vec![delimiter];
    push_cell(
        &mut out,
        verdict.segment(order).unwrap_or("").as_bytes(),
        delimiter,
    );
    out.push(delimiter);
    if let Some(priority) = verdict.priority() {
        out.extend_from_slice(priority.to_string().as_bytes());
    }
    out.push(delimiter);
    push_cell(&mut out, verdict.also().as_bytes(), delimiter);
    out.push(b'\n');
    out
}
