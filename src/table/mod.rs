//! Lead tables, read in parallel and in bounded memory.
//!
//! An [`Input`] is opened as a `Table`, whose form is found out from its first bytes. A pass
//! hands its rows, batch after batch, to a `Consumer` for each thread, which says into what
//! classes values are sorted. A format is a folder with a `Table`, its `pass::Parts` and its
//! `Batch`.

#![allow(
    clippy::inline_always,
    reason = "inner loops are fast in one piece only"
)]

#[cfg(feature = "arrow")]
mod arrow;
mod batch;
mod checksum;
mod columns;
mod consumer;
mod crew;
mod csv;
mod encoding;
mod file;
mod files;
mod foreign;
mod guard;
mod input;
mod jsonl;
mod lead_table;
mod marks;
mod mixed;
mod parquet;
mod pass;
mod progress;
mod sequencer;
mod source;
#[cfg(test)]
mod tests;
mod unread;
mod view;
#[doc(hidden)]
pub mod workbook;
mod wrong;

pub(crate) use batch::{Batch, Cell, Selection, Stop};
pub(crate) use consumer::{Consumer, Finish};
pub(crate) use csv::push_cell;
pub use encoding::TextEncoding;
pub use encoding::not_utf8;
pub use files::LeadFiles;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub use guard::panic_is_an_answer;
pub use input::Input;
pub(crate) use lead_table::Table;
#[cfg(test)]
pub(crate) use parquet::testing;
pub(crate) use parquet::{Leaf, Stored, Writer};
pub use parquet::{PARQUET_MARK, parquet_as_csv};
pub(crate) use pass::Pass;
pub use progress::Progress;
pub(crate) use sequencer::Sequencer;
pub use source::{Ragged, TableSource};
pub(crate) use wrong::{Refusal, WrongCells};

use crate::threads;

/// How a lead table is read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TableOptions {
    /// What separates cells in CSV; None finds it out.
    pub delimiter: Option<u8>,
    /// How a text is stored; None takes it for UTF-8, or UTF-16 where a mark says so.
    pub encoding: Option<TextEncoding>,
    /// Which sheet of a workbook is read; None takes the first with a header.
    pub sheet: Option<String>,
    /// Whether a column that some files of a table lack is missing there; otherwise it is an error.
    pub union: bool,
    /// Whether rows with another number of cells than the header are left out and counted instead
    /// of refused.
    pub lenient: bool,
    /// Whether a digest of all bytes of a text is taken, [`TableSource::digest`]; of several files
    /// it is always, so that one that is there twice is noticed.
    pub digest: bool,
    /// How many threads read, from 1 to 64; None takes as many as there are cores.
    pub threads: Option<usize>,
}

impl TableOptions {
    /// How many threads that is on this machine.
    pub(crate) fn threads(&self) -> usize {
        self.threads.unwrap_or_else(threads::cores).clamp(1, 64)
    }
}
