//! One pass over a Parquet table: row groups, which threads take one after the other.

use std::sync::atomic::{AtomicUsize, Ordering};

use parquet::errors::Result as ParquetResult;

use super::batch::SomeRows;
use super::chunk::Chunk;
use super::guard::{damaged, guarded};
use super::rows::Rows;
use super::sort::Sorter;
use super::table::Table;
use crate::lead_error::{LeadError, WrongPlace};
use crate::table::pass::{Fault, FilePass, Job, Parts, run};
use crate::table::{Consumer, Progress, Ragged, Selection, Stop, TableSource};

/// Rows that are unpacked at a time.
const ROWS: usize = 8192;

/// Reads a table to its end.
pub(in crate::table) fn pass(
    table: &Table,
    job: &Job<'_>,
    progress: &Progress,
) -> Result<FilePass, LeadError> {
    let selection = &job.view.selection;
    refuse_nested(table.name(), table.names(), selection, |one| {
        table.no_cells(one)
    })?;
    let read = selection.columns();
    table.refuse_codecs(&read)?;
    let groups = table.groups();
    let rows: u64 = (0..groups).map(|group| table.rows(group)).sum();
    let parts = Groups {
        table,
        selection,
        next: AtomicUsize::new(0),
        read,
        progress,
        size: job.size,
    };
    let threads = run(&parts, groups, job);
    let trouble = threads.trouble(job.view, |group, rows, _| WrongPlace {
        file: table.name().to_owned(),
        unit: "row",
        number: parts.number(group, rows),
        cell: None,
    });
    Ok(FilePass {
        trouble,
        ragged: Ragged::default(),
        source: TableSource {
            name: table.name().to_owned(),
            digest: Some(format!("parquet:{}", table.digest)),
            rows,
            ..TableSource::default()
        },
    })
}

struct Groups<'a> {
    table: &'a Table,
    selection: &'a Selection,
    /// All columns that are read, in the table's order.
    read: Vec<usize>,
    /// The next part.
    next: AtomicUsize,
    progress: &'a Progress,
    /// Of the file, in bytes.
    size: u64,
}

impl Parts for Groups<'_> {
    type Thread = ();

    fn thread(&self) {}

    fn take(&self, (): &mut ()) -> Result<Option<usize>, Fault> {
        let group = self.next.fetch_add(1, Ordering::Relaxed);
        Ok((group < self.table.groups()).then_some(group))
    }

    fn count(&self) -> Option<usize> {
        let groups = self.table.groups();
        (self.next.load(Ordering::Relaxed) >= groups).then_some(groups)
    }

    fn read(&self, part: usize, (): &mut (), consumer: &mut dyn Consumer) -> Result<(), Fault> {
        self.read_group(part, consumer)
            .map_err(|error| Fault::new(part, error))
    }
}

impl Groups<'_> {
    /// A group's share of the file's bytes, by its rows; the last has the rest.
    fn bytes(&self, group: usize) -> u64 {
        let rows = |groups: usize| (0..groups).map(|one| self.table.rows(one)).sum::<u64>();
        let all = u128::from(rows(self.table.groups())).max(1);
        let until = |groups| (u128::from(rows(groups)) * u128::from(self.size) / all) as u64;
        until(group + 1) - until(group)
    }

    /// The number of a row from 1, by how many rows of its group are before it.
    fn number(&self, group: usize, rows: u64) -> u64 {
        let before: u64 = (0..group).map(|before| self.table.rows(before)).sum();
        before + rows + 1
    }

    fn read_group(&self, group: usize, consumer: &mut dyn Consumer) -> Result<(), LeadError> {
        let all = usize::try_from(self.table.rows(group)).unwrap_or(0);
        consumer.begin(group, all)?;
        let columns = self.read.iter();
        let chunks = columns.map(|column| self.table.open_chunk(group, *column));
        let mut chunks: Vec<Chunk> = chunks.collect::<Result<_, _>>()?;
        let mut sorters: Vec<Sorter> = Vec::new();
        sorters.resize_with(self.selection.classified.len(), Sorter::default);
        let mut first = 0;
        while first < all {
            let (count, rows) = self.next(&mut chunks, ROWS.min(all - first))?;
            let mut some = SomeRows {
                count,
                first,
                selection: self.selection,
                read: &self.read,
                names: self.table.names(),
                rows: &rows,
                sorters: &mut sorters,
            };
            let number = |row| self.number(group, (first + row) as u64);
            let (file, names) = (self.table.name(), self.table.names());
            consumer
                .rows(&mut some)
                .map_err(|stop| locate(stop, file, names, number))?;
            self.progress.add_leads(count);
            self.progress.go_on()?;
            first += count;
        }
        self.progress.add(self.bytes(group));
        consumer.end(group)
    }

    /// The next rows of all columns, `most` of them or as many as each column has ready.
    fn next(&self, chunks: &mut [Chunk], most: usize) -> Result<(usize, Vec<Rows>), LeadError> {
        let file = self.table.name();
        guarded(file, || {
            next_rows(chunks, most).map_err(|error| damaged(file, error))
        })
    }
}

/// Why reading stops, with its place: the number, from 1, of a row of the batch.
pub(in crate::table) fn locate(
    stop: Stop,
    file: &str,
    names: &[String],
    number: impl Fn(usize) -> u64,
) -> LeadError {
    let (cell, error) = match stop {
        Stop::Other(error) => return error,
        Stop::Cell(cell, error) => (cell, error),
        Stop::NotUtf8(cell) => {
            let name = &names[cell.column];
            let message = format!("column {name} holds bytes that are not UTF-8 text");
            (cell, LeadError::wrong("", message, "export it as a text"))
        }
    };
    error.in_file(format!("{file}, row {}", number(cell.row)))
}

fn next_rows(chunks: &mut [Chunk], most: usize) -> ParquetResult<(usize, Vec<Rows>)> {
    let mut count = most;
    for chunk in &mut *chunks {
        count = count.min(chunk.ready()?);
    }
    let rows = chunks.iter_mut().map(|chunk| chunk.next(count));
    Ok((count, rows.collect::<ParquetResult<_>>()?))
}

/// Refuses columns that conditions ask about and that hold what no cell can.
pub(in crate::table) fn refuse_nested(
    file: &str,
    names: &[String],
    selection: &Selection,
    no_cells: impl Fn(usize) -> Option<&'static str>,
) -> Result<(), LeadError> {
    for (column, _) in &selection.classified {
        if let Some(what) = no_cells(*column) {
            return Err(LeadError::wrong(
                file,
                format!(
                    "column {} holds {what}, which no condition can ask about",
                    names[*column].trim()
                ),
                "export it as a text, a number, a date or true and false",
            ));
        }
    }
    Ok(())
}
