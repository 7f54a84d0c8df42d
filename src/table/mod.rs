//! Lead tables, read in parallel and in bounded memory.
//!
//! An [`Input`] is opened as a `Table`, whose form is found out from its first bytes. A pass
//! hands its rows, batch after batch, to a `Consumer` for each thread; what a value means to a
//! plan is the consumer's matter. A format is a folder with a `Table`, its `pass::Parts` and its
//! `Batch`.

#![allow(
    clippy::inline_always,
    reason = "inner loops are fast in one piece only"
)]

mod batch;
mod checksum;
mod consumer;
mod csv;
mod encoding;
mod foreign;
mod guard;
mod input;
mod jsonl;
mod mixed;
mod parquet;
mod pass;
mod progress;
mod sequencer;
#[cfg(test)]
mod tests;
mod unread;
pub(crate) mod workbook;
mod wrong;

pub(crate) use batch::{Batch, Cell, Cells, Classification, Classifier, Misfit, Selection, Stop};
pub(crate) use consumer::Consumer;
pub(crate) use csv::push_cell;
pub use encoding::TextEncoding;
#[cfg(feature = "cli")]
pub(crate) use guard::panic_is_an_answer;
pub use input::Input;
#[cfg(test)]
pub(crate) use parquet::testing;
pub(crate) use parquet::{Leaf, Stored, Writer};
pub(crate) use pass::Pass;
pub use pass::{Ragged, TableSource};
pub use progress::Progress;
pub(crate) use sequencer::Sequencer;
pub(crate) use wrong::{Refusal, WrongCells};

use std::io::Read;

use ::parquet::schema::types::TypePtr;

use crate::lead_error::LeadError;
use crate::text::words::list;
use checksum::Checksum;
use input::Opened;

/// How a lead table is read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TableOptions {
    /// What separates cells in CSV; None finds it out.
    pub delimiter: Option<u8>,
    /// How a text is stored; None takes it for UTF-8, or UTF-16 where a mark says so.
    pub encoding: Option<TextEncoding>,
    /// Which sheet of a workbook is read; None takes the first with a header.
    pub sheet: Option<String>,
    /// Whether rows with another number of cells than the header are left out and counted instead
    /// of refused.
    pub lenient: bool,
    /// How many threads read, from 1 to 64; None takes as many as there are cores.
    pub threads: Option<usize>,
}

impl TableOptions {
    /// How many threads that is on this machine.
    pub(crate) fn threads(&self) -> usize {
        let cores = || std::thread::available_parallelism().map_or(1, usize::from);
        self.threads.unwrap_or_else(cores).clamp(1, 64)
    }
}

/// A table whose columns are known and whose rows are still to be read.
pub(crate) struct Table<'a> {
    name: String,
    format: Format<'a>,
    /// Of the bytes of a text that were read, and how it was stored if not in UTF-8.
    checksum: Checksum,
    encoding: Option<TextEncoding>,
    options: TableOptions,
    progress: &'a Progress,
}

enum Format<'a> {
    Csv(csv::Table<Box<dyn Read + Send + 'a>>),
    JsonLines(jsonl::Table<Box<dyn Read + Send + 'a>>),
    Parquet(parquet::Table),
    Workbook(Box<workbook::Table>),
}

impl<'a> Table<'a> {
    /// Opens a table and reads what it says of its columns.
    pub(crate) fn open(
        input: Input,
        options: &TableOptions,
        progress: &'a Progress,
    ) -> Result<Self, LeadError> {
        let name = input.name();
        let checksum = Checksum::new();
        let mut encoding = None;
        let format = match input.open(options.encoding, progress, &checksum)? {
            Opened::Csv(text) => {
                encoding = text.encoding;
                Format::Csv(csv::Table::open(&name, text.input, options.delimiter)?)
            }
            Opened::JsonLines(text) => {
                encoding = text.encoding;
                Format::JsonLines(jsonl::Table::open(&name, text.input)?)
            }
            Opened::Parquet(file) => Format::Parquet(parquet::Table::open(file)?),
            Opened::Workbook(file) => {
                let sheet = options.sheet.as_deref();
                Format::Workbook(Box::new(workbook::Table::open(file, sheet)?))
            }
        };
        Ok(Self {
            name,
            format,
            checksum,
            encoding,
            options: options.clone(),
            progress,
        })
    }

    /// Its name in messages.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// The column names.
    pub(crate) fn columns(&self) -> &[String] {
        match &self.format {
            Format::Csv(table) => table.names(),
            Format::JsonLines(table) => table.names(),
            Format::Parquet(table) => table.names(),
            Format::Workbook(table) => table.names(),
        }
    }

    /// Refuses column names that are not in UTF-8.
    pub(crate) fn check_columns(&self) -> Result<(), LeadError> {
        match &self.format {
            Format::Csv(table) => table.check_names(),
            _ => Ok(()),
        }
    }

    /// What separates cells; a comma where nothing does.
    pub(crate) fn delimiter(&self) -> u8 {
        match &self.format {
            Format::Csv(table) => table.delimiter(),
            _ => b',',
        }
    }

    /// The type of a column; None where all are text.
    pub(crate) fn column_type(&self, column: usize) -> Option<&TypePtr> {
        match &self.format {
            Format::Parquet(table) => table.column_type(column),
            _ => None,
        }
    }

    /// What a column holds that no cell can: `lists`, `bytes`.
    pub(crate) fn no_cells(&self, column: usize) -> Option<&'static str> {
        match &self.format {
            Format::Parquet(table) => table.no_cells(column),
            _ => None,
        }
    }

    /// Where else a column may be that is not among the table's.
    pub(crate) fn elsewhere(&self) -> Option<String> {
        match &self.format {
            Format::Csv(_) | Format::Parquet(_) => None,
            Format::JsonLines(_) => Some(
                "a key counts if it is in the first 4 MB: write it into the first line, with null"
                    .to_owned(),
            ),
            Format::Workbook(table) => match table.others().as_slice() {
                [] => None,
                others => Some(format!(
                    "this is the sheet {}; for another, add --sheet: there are {}",
                    table.sheet(),
                    list(others)
                )),
            },
        }
    }

    /// Reads the table to its end. Each thread hands its rows to a consumer of its own.
    pub(crate) fn read<C: Consumer>(
        self,
        selection: &Selection,
        consumer: impl Fn() -> C + Sync,
    ) -> Result<Pass<C::Done>, LeadError> {
        let (options, progress) = (&self.options, self.progress);
        let mut pass = match self.format {
            Format::Csv(table) => csv::pass(table, selection, options, progress, consumer),
            Format::JsonLines(table) => jsonl::pass(table, selection, options, progress, consumer),
            Format::Parquet(table) => parquet::pass(&table, selection, options, progress, consumer),
            Format::Workbook(table) => {
                workbook::pass(*table, selection, options, progress, consumer)
            }
        }?;
        let source = &mut pass.source;
        source.encoding = self.encoding;
        if source.digest.is_empty() {
            source.digest = format!("xxh3:{}", self.checksum.digits());
        }
        Ok(pass)
    }
}
