//! One pass over a Parquet table: row groups, which threads take one after the other.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use arrow_array::RecordBatch;
use arrow_schema::Schema;
use parquet::arrow::arrow_reader::ParquetRecordBatchReader;

use super::arrays::{SomeRows, Source, is_known};
use super::guard::guarded;
use super::table::{ROWS, Table, broken, damaged};
use crate::lead_error::LeadError;
use crate::table::pass::{Fault, Parts, Pass, Ragged, TableSource, run};
use crate::table::{Consumer, Progress, Selection, Stop, TableOptions};

/// Reads a table to its end.
pub(in crate::table) fn pass<C: Consumer>(
    table: &Table,
    selection: &Selection,
    options: &TableOptions,
    progress: &Progress,
    consumer: impl Fn() -> C + Sync,
) -> Result<Pass<C::Done>, LeadError> {
    refuse_nested(table, selection)?;
    let classified = selection.classified.iter().map(|(column, _)| *column);
    let mut read: Vec<usize> = classified.chain(selection.cells.iter().copied()).collect();
    read.sort_unstable();
    read.dedup();
    let groups = table.groups();
    progress.expect((0..groups).map(|group| table.bytes(group, &read)).sum());
    let parts = Groups {
        table,
        selection,
        next: AtomicUsize::new(0),
        read,
        progress,
    };
    let threads = run(&parts, options.threads().min(groups.max(1)), consumer);
    match threads.fault {
        Some(fault) => Err(fault.error),
        None => Ok(Pass {
            done: threads.done,
            ragged: Ragged::default(),
            source: TableSource {
                name: table.name().to_owned(),
                digest: format!("parquet:{}", table.digest),
                rows: (0..groups).map(|group| table.rows(group)).sum(),
            },
        }),
    }
}

struct Groups<'a> {
    table: &'a Table,
    selection: &'a Selection,
    /// All columns that are read, in the table's order.
    read: Vec<usize>,
    /// The next part.
    next: AtomicUsize,
    progress: &'a Progress,
}

impl Parts for Groups<'_> {
    type Thread = ();

    fn thread(&self) {}

    fn take(&self, (): &mut ()) -> Result<Option<usize>, Fault> {
        let group = self.next.fetch_add(1, Ordering::Relaxed);
        Ok((group < self.table.groups()).then_some(group))
    }

    fn read(&self, part: usize, (): &mut (), consumer: &mut impl Consumer) -> Result<(), Fault> {
        self.read_group(part, consumer)
            .map_err(|error| Fault::new(part, error))
    }
}

impl Groups<'_> {
    fn read_group(&self, group: usize, consumer: &mut impl Consumer) -> Result<(), LeadError> {
        let all = usize::try_from(self.table.rows(group)).unwrap_or(0);
        consumer.begin(group, all)?;
        let (mut fields, read) = self.sources(group)?;
        let mut arrays = Arrays::open(self.table, group, &read)?;
        for first in (0..all).step_by(ROWS) {
            let rows = ROWS.min(all - first);
            let batch = arrays.next(rows)?;
            for field in &mut fields {
                if let Source::Codes(coded) = field {
                    let file = self.table.name();
                    guarded(file, || {
                        coded.read(rows).map_err(|error| damaged(file, error))
                    })?;
                }
            }
            let mut some = SomeRows {
                rows,
                first,
                fields: &mut fields,
                read: &read,
                batch: &batch,
            };
            consumer
                .rows(&mut some)
                .map_err(|stop| self.locate(stop, group, first))?;
            self.progress.add_leads(rows);
            self.progress.go_on()?;
        }
        self.progress.add(self.table.bytes(group, &self.read));
        consumer.end(group)
    }

    /// Where the values of each classified column are in a part, and the columns that are read as
    /// arrays, in the table's order.
    fn sources(&self, group: usize) -> Result<(Vec<Source>, Vec<usize>), LeadError> {
        let classified = &self.selection.classified;
        let mut coded = Vec::new();
        for (column, kind) in classified {
            coded.push(self.table.coded(group, *column, *kind)?);
        }
        let mut read = self.selection.cells.clone();
        let fields = classified.iter().zip(&coded);
        read.extend(fields.filter_map(|((column, _), coded)| coded.is_none().then_some(*column)));
        read.sort_unstable();
        read.dedup();
        let place = |column: &usize| read.iter().position(|one| one == column).unwrap_or(0);
        let fields = coded.into_iter().zip(classified);
        let fields = fields.map(|(coded, (column, _))| match coded {
            Some(coded) => Source::Codes(Box::new(coded)),
            None => Source::Array(place(column)),
        });
        Ok((fields.collect(), read))
    }

    /// The error with its place; `first` is the batch's first row in its group.
    fn locate(&self, stop: Stop, group: usize, first: usize) -> LeadError {
        let (cell, error) = match stop {
            Stop::Other(error) => return error,
            Stop::Cell(cell, error) => (cell, error),
            Stop::NotUtf8(cell) => {
                let name = &self.table.names()[cell.column];
                let message = format!("column {name} holds bytes that are no text in UTF-8");
                (cell, LeadError::wrong("", message, "export it as a text"))
            }
        };
        let before: u64 = (0..group).map(|before| self.table.rows(before)).sum();
        let number = before + (first + cell.row) as u64 + 1;
        error.in_file(format!("{}, row {number}", self.table.name()))
    }
}

/// The columns of a part that are read as arrays.
struct Arrays<'a> {
    file: &'a str,
    /// None where there are no such columns.
    batches: Option<ParquetRecordBatchReader>,
}

impl<'a> Arrays<'a> {
    fn open(table: &'a Table, group: usize, columns: &[usize]) -> Result<Self, LeadError> {
        let batches = match columns {
            [] => None,
            columns => Some(table.read(group, columns)?),
        };
        Ok(Self {
            file: table.name(),
            batches,
        })
    }

    /// The next rows.
    fn next(&mut self, rows: usize) -> Result<RecordBatch, LeadError> {
        let Some(batches) = &mut self.batches else {
            return Ok(RecordBatch::new_empty(Arc::new(Schema::empty())));
        };
        let batch = guarded(self.file, || Ok(batches.next()))?.transpose();
        let batch = batch.map_err(|error| broken(self.file, &error.to_string()))?;
        let whole = batch.filter(|batch| batch.num_rows() == rows);
        whole.ok_or_else(|| broken(self.file, "a column ends too soon"))
    }
}

fn refuse_nested(table: &Table, selection: &Selection) -> Result<(), LeadError> {
    for (column, _) in &selection.classified {
        let field = table.schema().field(*column);
        let kind = field.data_type();
        if !is_known(kind) {
            return Err(LeadError::wrong(
                table.name(),
                format!(
                    "column {} holds {kind}, which no condition can ask about",
                    field.name().trim()
                ),
                "export it as a text, a number, a date or true and false",
            ));
        }
    }
    Ok(())
}
