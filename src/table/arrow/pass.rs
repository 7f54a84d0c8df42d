//! One pass over an Arrow table: one thread at a time reads the next record batch, and each unpacks
//! its own.

use std::sync::{Mutex, PoisonError};

use super::messages::{Messages, Packed, damaged};
use super::table::Table;
use super::values::{self, Dictionary};
use crate::lead_error::{LeadError, WrongPlace};
use crate::table::parquet::{Rows, SomeRows, Sorter, locate, refuse_nested};
use crate::table::pass::{Fault, FilePass, Job, PartCount, Parts, run};
use crate::table::{Consumer, Progress, Ragged, Selection, TableSource};
use arrow_array::RecordBatch;

/// Rows that are handed on at a time.
const ROWS: usize = 8192;

/// More threads would keep more record batches in memory.
const THREADS: usize = 8;

/// Reads a table to its end.
pub(in crate::table) fn pass(
    table: &Table,
    job: &Job<'_>,
    progress: &Progress,
) -> Result<FilePass, LeadError> {
    let selection = &job.view.selection;
    let file = &table.file.name;
    refuse_nested(file, table.names(), selection, |one| table.no_cells(one))?;
    let parts = Batches {
        table,
        messages: Mutex::new((Messages::open(&table.file)?, vec![0])),
        parts: PartCount::unknown(),
        read: selection.columns(),
        selection,
        progress,
    };
    let threads = run(&parts, THREADS, job);
    let trouble = threads.trouble(job.view, |part, row, _| WrongPlace {
        file: file.clone(),
        unit: "row",
        number: parts.number(part, row),
        cell: None,
    });
    let (messages, starts) = parts
        .messages
        .into_inner()
        .unwrap_or_else(PoisonError::into_inner);
    Ok(FilePass {
        trouble,
        ragged: Ragged::default(),
        source: TableSource {
            name: file.clone(),
            digest: Some(messages.digest()),
            rows: starts.last().copied().unwrap_or(0),
            ..TableSource::default()
        },
    })
}

struct Batches<'a> {
    table: &'a Table,
    /// With the first row of each batch so far, from 0, and the end of the last.
    messages: Mutex<(Messages, Vec<u64>)>,
    parts: PartCount,
    /// All columns that are read, in the table's order.
    read: Vec<usize>,
    selection: &'a Selection,
    progress: &'a Progress,
}

/// What a thread has taken last.
#[derive(Default)]
struct Thread {
    batch: Option<Packed>,
    /// Of each column that is read.
    dictionaries: Vec<Dictionary>,
    /// The classes of each classified column.
    sorters: Vec<Sorter>,
}

impl Parts for Batches<'_> {
    type Thread = Thread;

    fn thread(&self) -> Thread {
        let mut thread = Thread::default();
        thread.dictionaries.resize_with(self.read.len(), || None);
        let classified = self.selection.classified.len();
        thread.sorters.resize_with(classified, Sorter::default);
        thread
    }

    fn take(&self, thread: &mut Thread) -> Result<Option<usize>, Fault> {
        let mut messages = self.messages.lock().unwrap_or_else(PoisonError::into_inner);
        let (messages, starts) = &mut *messages;
        let next = self.table.guarded(|| messages.next());
        // Behind all batches that were read.
        thread.batch = next.map_err(|error| Fault::new(usize::MAX, error))?;
        let part = starts.len() - 1;
        let Some(batch) = &thread.batch else {
            self.parts.know(part);
            return Ok(None);
        };
        starts.push(starts[part].saturating_add(batch.rows()));
        Ok(Some(part))
    }

    fn count(&self) -> Option<usize> {
        self.parts.get()
    }

    fn read(
        &self,
        part: usize,
        thread: &mut Thread,
        consumer: &mut dyn Consumer,
    ) -> Result<(), Fault> {
        self.read_batch(part, thread, consumer)
            .map_err(|error| Fault::new(part, error))
    }
}

impl Batches<'_> {
    /// The number of a row from 1, by how many rows of its batch are before it.
    fn number(&self, part: usize, rows: u64) -> u64 {
        let messages = self.messages.lock().unwrap_or_else(PoisonError::into_inner);
        messages.1.get(part).copied().unwrap_or(0) + rows + 1
    }

    fn read_batch(
        &self,
        part: usize,
        thread: &mut Thread,
        consumer: &mut dyn Consumer,
    ) -> Result<(), LeadError> {
        let Some(packed) = thread.batch.take() else {
            return Ok(());
        };
        let batch = self.table.guarded(|| packed.unpack(&self.read))?;
        let size = packed.size();
        drop(packed);
        let all = batch.num_rows();
        consumer.begin(part, all)?;
        for first in (0..all).step_by(ROWS) {
            let count = ROWS.min(all - first);
            let rows = self.rows(&batch.slice(first, count), &mut thread.dictionaries)?;
            let mut some = SomeRows {
                count,
                first,
                selection: self.selection,
                read: &self.read,
                names: self.table.names(),
                rows: &rows,
                sorters: &mut thread.sorters,
            };
            let number = |row| self.number(part, (first + row) as u64);
            let (file, names) = (&self.table.file.name, self.table.names());
            consumer
                .rows(&mut some)
                .map_err(|stop| locate(stop, file, names, number))?;
            self.progress.add_leads(count);
            self.progress.go_on()?;
        }
        self.progress.add(size);
        consumer.end(part)
    }

    fn rows(&self, batch: &RecordBatch, known: &mut [Dictionary]) -> Result<Vec<Rows>, LeadError> {
        let columns = self.read.iter().zip(batch.columns()).zip(known);
        let rows = columns.map(|((column, array), dictionary)| {
            values::rows(array.as_ref(), self.table.kind(*column), dictionary)
        });
        rows.collect::<Option<_>>().ok_or_else(|| {
            let file = &self.table.file.name;
            damaged(file, "some of its rows hold more than 4 GB")
        })
    }
}
