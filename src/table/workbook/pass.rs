//! One pass over a sheet: one thread at a time reads the next rows, and others sort theirs meanwhile.

use std::sync::{Mutex, PoisonError};

use super::batch::SomeRows;
use super::head::Head;
use super::kind;
use super::open::cell_in_sheet;
use super::rows::{Block, Rows};
use super::table::Table;
use crate::lead_error::{LeadError, WrongPlace};
use crate::table::guard::guarded;
use crate::table::pass::{Fault, FilePass, Job, PartCount, Parts, run};
use crate::table::{Batch, Consumer, Progress, Ragged, Selection, Stop, TableSource};

/// Rows that are handed on at a time.
const ROWS: usize = 2048;

/// More threads than these would wait for the one that reads.
const THREADS: usize = 4;

/// Reads a table to its end.
pub(in crate::table) fn pass(
    table: Table,
    job: &Job<'_>,
    progress: &Progress,
) -> Result<FilePass, LeadError> {
    let selection = &job.view.selection;
    let mut places = vec![None; table.head.names.len()];
    for (place, column) in selection.columns().into_iter().enumerate() {
        places[column] = Some(place);
    }
    let source = TableSource {
        name: table.file.name.clone(),
        digest: Some(table.digest()?),
        notes: table.notes(),
        ..TableSource::default()
    };
    let Table {
        mut workbook,
        sheet,
        head,
        kept,
        file,
        ..
    } = table;
    let (rows, height) = workbook.rows(&sheet, kept.as_ref())?;
    let parts = Blocks {
        rows: Mutex::new(rows),
        parts: PartCount::unknown(),
        file: &file.name,
        sheet: &sheet,
        head: &head,
        places: &places,
        selection,
        progress,
        bytes_a_row: job.size / u64::from(height.max(1)),
    };
    let mut threads = run(&parts, THREADS, job);
    let kept = std::mem::take(&mut threads.kept);
    Ok(FilePass {
        trouble: threads.trouble(job.view, |_, row, column| WrongPlace {
            file: file.name.clone(),
            unit: if column.is_some() { "cell" } else { "row" },
            number: row + 1,
            cell: column.map(|column| parts.cell(row, column)),
        }),
        ragged: Ragged::default(),
        source: TableSource {
            rows: kept.iter().map(|thread| thread.read).sum(),
            ..source
        },
    })
}

struct Blocks<'p, 'a> {
    rows: Mutex<Rows<'a>>,
    parts: PartCount,
    file: &'p str,
    sheet: &'p str,
    head: &'p Head,
    /// For each column of the table, as which one it is read.
    places: &'p [Option<usize>],
    selection: &'p Selection,
    progress: &'p Progress,
    /// About how many of the file's bytes a row takes.
    bytes_a_row: u64,
}

/// What a thread has read last, and how many rows in all.
#[derive(Default)]
struct Thread<'a> {
    block: Block<'a>,
    read: u64,
}

impl<'a> Parts for Blocks<'_, 'a> {
    type Thread = Thread<'a>;

    fn thread(&self) -> Thread<'a> {
        Thread::default()
    }

    fn take(&self, thread: &mut Thread<'a>) -> Result<Option<usize>, Fault> {
        let mut rows = self.rows.lock().unwrap_or_else(PoisonError::into_inner);
        let block = &mut thread.block;
        let filled = guarded(
            || rows.fill(block, (self.head.row, self.head.column), self.places, ROWS),
            kind::unfit,
        );
        if let Some(parts) = rows.count() {
            self.parts.know(parts);
        }
        match filled {
            Ok(true) => Ok(Some(block.number)),
            Ok(false) => Ok(None),
            // Behind all blocks that were read.
            Err(error) => Err(Fault::new(usize::MAX, error.or_in_file(self.file))),
        }
    }

    fn count(&self) -> Option<usize> {
        self.parts.get()
    }

    fn read(
        &self,
        part: usize,
        thread: &mut Thread<'a>,
        consumer: &mut dyn Consumer,
    ) -> Result<(), Fault> {
        let block = &thread.block;
        let count = block.rows.len();
        let fault = |error| Fault::new(part, error);
        consumer.begin(part, count).map_err(fault)?;
        let mut some = SomeRows {
            block,
            selection: self.selection,
            places: self.places,
        };
        let taken = consumer.rows(&mut some);
        taken.map_err(|stop| fault(self.locate(stop, &some)))?;
        consumer.end(part).map_err(fault)?;
        thread.read += count as u64;
        self.progress
            .add(self.bytes_a_row.saturating_mul(count as u64));
        self.progress.add_leads(count);
        self.progress.go_on().map_err(fault)
    }
}

impl Blocks<'_, '_> {
    /// The name of a cell in a row of the sheet and a column of the table.
    fn cell(&self, row: u64, column: usize) -> String {
        cell_in_sheet(self.sheet, row as u32, self.head.column + column as u32)
    }

    fn locate(&self, stop: Stop, some: &SomeRows) -> LeadError {
        match stop {
            Stop::Other(error) => error,
            Stop::NotUtf8(_) => kind::unfit().in_file(self.file),
            Stop::Cell(cell, error) => {
                let cell = self.cell(some.place(cell.row), cell.column);
                error.in_file(format!("{}, {cell}", self.file))
            }
        }
    }
}
