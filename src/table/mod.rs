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
mod guard;
mod input;
mod parquet;
mod pass;
mod progress;
mod sequencer;
#[cfg(test)]
mod tests;
pub(crate) mod workbook;
mod wrong;

pub(crate) use batch::{Batch, Cell, Cells, Classification, Classifier, Misfit, Selection, Stop};
pub(crate) use consumer::Consumer;
pub(crate) use csv::push_cell;
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
use checksum::Checksum;
use input::Opened;

/// How a lead table is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TableOptions {
    /// What separates cells in CSV; None finds it out.
    pub delimiter: Option<u8>,
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
    /// Of the bytes of a CSV table that were read.
    checksum: Checksum,
    options: TableOptions,
    progress: &'a Progress,
}

enum Format<'a> {
    Csv(csv::Table<Box<dyn Read + Send + 'a>>),
    Parquet(parquet::Table),
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
        let format = match input.open(progress, &checksum)? {
            Opened::Text(text) => Format::Csv(csv::Table::open(&name, text, options.delimiter)?),
            Opened::Parquet(file) => Format::Parquet(parquet::Table::open(file)?),
        };
        Ok(Self {
            name,
            format,
            checksum,
            options: *options,
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
            Format::Parquet(table) => table.names(),
        }
    }

    /// Refuses column names that are not in UTF-8.
    pub(crate) fn check_columns(&self) -> Result<(), LeadError> {
        match &self.format {
            Format::Csv(table) => table.check_names(),
            Format::Parquet(_) => Ok(()),
        }
    }

    /// What separates cells; a comma where nothing does.
    pub(crate) fn delimiter(&self) -> u8 {
        match &self.format {
            Format::Csv(table) => table.delimiter(),
            Format::Parquet(_) => b',',
        }
    }

    /// The type of a column; None where all are text.
    pub(crate) fn column_type(&self, column: usize) -> Option<&TypePtr> {
        match &self.format {
            Format::Csv(_) => None,
            Format::Parquet(table) => table.column_type(column),
        }
    }

    /// Whether a column holds texts, whatever they stand for.
    pub(crate) fn holds_text(&self, column: usize) -> bool {
        match &self.format {
            Format::Csv(_) => true,
            Format::Parquet(table) => table.holds_text(column),
        }
    }

    /// What a column holds that no cell can: `lists`, `bytes`.
    pub(crate) fn no_cells(&self, column: usize) -> Option<&'static str> {
        match &self.format {
            Format::Csv(_) => None,
            Format::Parquet(table) => table.no_cells(column),
        }
    }

    /// Reads the table to its end. Each thread hands its rows to a consumer of its own.
    pub(crate) fn read<C: Consumer>(
        self,
        selection: &Selection,
        consumer: impl Fn() -> C + Sync,
    ) -> Result<Pass<C::Done>, LeadError> {
        let (options, progress) = (&self.options, self.progress);
        match self.format {
            Format::Csv(table) => {
                let mut pass = csv::pass(table, selection, options, progress, consumer)?;
                pass.source.digest = format!("xxh3:{}", self.checksum.digits());
                Ok(pass)
            }
            Format::Parquet(table) => parquet::pass(&table, selection, options, progress, consumer),
        }
    }
}
