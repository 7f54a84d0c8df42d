//! Each lead's primary segment, written in the order of the table.

mod columns;
mod from_csv;
mod from_parquet;
mod part;
mod sink;
mod turns;
mod verdict;

use std::fs::File;

use columns::Columns;
use part::Writing;
use verdict::Order;

use super::input::{Input, Opened};
use super::keys::Keys;
use super::questions::Questions;
use super::read::{find_columns, reading};
use super::reading::{Progress, Ragged, ReadOptions, Reading};
use super::{csv, parquet};
use crate::lead_error::LeadError;
use crate::plan::{Plan, SegmentId};

/// What is written of each lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ResolveOptions {
    /// The form of the file.
    pub format: OutputFormat,
    /// Whether all columns of the table are written, not just the key.
    pub keep_columns: bool,
    /// Whether each membership gets a row instead of each lead.
    pub long: bool,
}

/// The form of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutputFormat {
    /// Text, with the separator of the table that was read, or a comma.
    Csv,
    /// Parquet.
    Parquet,
}

/// A file to write to, with its name in messages.
#[derive(Debug)]
pub struct Output {
    /// The file, empty.
    pub file: File,
    /// Its name.
    pub name: String,
}

/// Reads a lead table and writes each lead's primary segment by this order, first to last; what
/// is counted on the way comes back.
///
/// # Errors
/// As for [`super::read()`], and where the output cannot be written.
pub fn resolve(
    plan: &Plan,
    order: &[SegmentId],
    input: &Input,
    output: Output,
    what: ResolveOptions,
    options: &ReadOptions,
    progress: &Progress,
) -> Result<Reading, LeadError> {
    let questions = Questions::of(plan)?;
    let segments: Vec<SegmentId> = questions.segments.iter().map(|(id, _)| *id).collect();
    let order = Order::new(plan, order, &segments);
    let keys = options.check_keys.then(Keys::new);
    let file = input.name();
    let (counted, ragged) = match input.open(progress)? {
        Opened::Text(text) => {
            let table = csv::Table::open(&file, text, options.delimiter)?;
            let fields = find_columns(&questions, table.names(), &file)?;
            let delimiter = table.delimiter();
            let columns = Columns::find(&questions, table.names(), &file, what)?;
            let to = Writing::new(&columns, &order, keys.as_ref(), delimiter, output, None)?;
            let consumer = || from_csv::Resolver::new(&to);
            let counted = csv::pass(table, &questions, &fields, options, progress, consumer)?;
            to.finish()?;
            counted
        }
        Opened::Parquet(known) => {
            let table = parquet::Table::open(known)?;
            let fields = find_columns(&questions, table.names(), &file)?;
            let columns = Columns::find(&questions, table.names(), &file, what)?;
            let schema = Some(table.schema());
            let to = Writing::new(&columns, &order, keys.as_ref(), b',', output, schema)?;
            let consumer = || from_parquet::Resolver::new(&to);
            let others = columns.read();
            let counted = parquet::pass(
                &table, &questions, &fields, &others, options, progress, consumer,
            )?;
            to.finish()?;
            (counted, Ragged::default())
        }
    };
    let keys = keys.map(Keys::count).transpose()?;
    reading(&questions, counted, ragged, keys, &file)
}
