//! One pass over a Parquet table, with all cores.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::Schema;
use parquet::arrow::arrow_reader::ParquetRecordBatchReader;

use super::arrays::{SomeRows, Source, is_known};
use super::guard::guarded;
use super::table::{ROWS, Table, broken, damaged};
use crate::lead_error::LeadError;
use crate::leads::ReadOptions;
use crate::leads::column::Misfit;
use crate::leads::counter::{BadCell, Counted, Counter};
use crate::leads::csv::not_a_value;
use crate::leads::parts::{Parts, on_threads};
use crate::leads::questions::Questions;
use crate::leads::reading::Progress;

/// Who else gets the rows of a thread.
pub(in crate::leads) trait Consumer: Parts {
    /// The next rows of the part, by column of the table, and how each stands.
    fn rows(
        &mut self,
        column: &dyn Fn(usize) -> ArrayRef,
        counter: &Counter,
    ) -> Result<(), LeadError>;
}

/// Nobody else.
impl Consumer for () {
    fn rows(&mut self, _: &dyn Fn(usize) -> ArrayRef, _: &Counter) -> Result<(), LeadError> {
        Ok(())
    }
}

/// Reads a table to its end: the columns of the questions' fields, and `others` for the
/// consumers, in the table's order. Each thread counts for itself and hands its rows to a
/// consumer of its own.
pub(in crate::leads) fn pass<C: Consumer>(
    table: &Table,
    questions: &Questions,
    columns: &[usize],
    others: &[usize],
    options: &ReadOptions,
    progress: &Progress,
    consumer: impl Fn() -> C + Sync,
) -> Result<Counted, LeadError> {
    refuse_nested(table, questions, columns)?;
    let mut read: Vec<usize> = columns.iter().chain(others).copied().collect();
    read.sort_unstable();
    read.dedup();
    let pass = Pass {
        table,
        questions,
        columns,
        others,
        next: AtomicUsize::new(0),
        read,
        progress,
    };
    progress.expect(
        (0..table.groups())
            .map(|group| table.bytes(group, &pass.read))
            .sum(),
    );
    let work = || pass.work(consumer());
    let threads = options.threads().min(table.groups().max(1));
    let parts: Vec<Part> = on_threads(threads, work);
    let mut counted = Counted::default();
    let mut first: Option<(usize, LeadError)> = None;
    for part in parts {
        match part {
            Ok(part) => counted.merge(part)?,
            Err(error) if first.as_ref().is_none_or(|first| error.0 < first.0) => {
                first = Some(error);
            }
            Err(_) => {}
        }
    }
    first.map_or(Ok(counted), |(_, error)| Err(error))
}

/// What a thread counted, or in which part it stopped and why.
type Part = Result<Counted, (usize, LeadError)>;

struct Pass<'a> {
    table: &'a Table,
    questions: &'a Questions,
    /// The columns of the fields, those for the consumers, and all of them in the table's order.
    columns: &'a [usize],
    others: &'a [usize],
    read: Vec<usize>,
    /// The next part.
    next: AtomicUsize,
    progress: &'a Progress,
}

impl Pass<'_> {
    fn work<C: Consumer>(&self, mut consumer: C) -> Part {
        let mut counter = Counter::new(self.questions, false);
        loop {
            let group = self.next.fetch_add(1, Ordering::Relaxed);
            if group >= self.table.groups() {
                return Ok(counter.finish());
            }
            if let Err(error) = self.group(group, &mut counter, &mut consumer) {
                // Parts behind this one need not be read.
                self.next.store(self.table.groups(), Ordering::Relaxed);
                consumer.fail(group);
                return Err((group, error));
            }
        }
    }

    fn group<C: Consumer>(
        &self,
        group: usize,
        counter: &mut Counter,
        consumer: &mut C,
    ) -> Result<(), LeadError> {
        let mut row = (0..group)
            .map(|before| self.table.rows(before))
            .sum::<u64>()
            + 1;
        let mut left = usize::try_from(self.table.rows(group)).unwrap_or(0);
        consumer.begin(group, left)?;
        let (mut fields, read) = self.sources(group)?;
        let mut arrays = Arrays::open(self.table, group, &read)?;
        while left > 0 {
            let rows = left.min(ROWS);
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
                fields: &mut fields,
                batch: &batch,
            };
            counter
                .count(&mut some)
                .map_err(|bad| self.explain(&some, bad, row))?;
            let column = |column: usize| {
                let place = read.iter().position(|one| *one == column).unwrap_or(0);
                ArrayRef::clone(batch.column(place))
            };
            consumer.rows(&column, counter)?;
            left -= rows;
            row += rows as u64;
            self.progress.add_leads(rows);
            self.progress.go_on()?;
        }
        self.progress.add(self.table.bytes(group, &self.read));
        consumer.end(group)
    }

    /// Where each field's values are in a part, and the columns that are read as arrays, in the
    /// table's order.
    fn sources(&self, group: usize) -> Result<(Vec<Source>, Vec<usize>), LeadError> {
        let mut coded = Vec::new();
        for (field, column) in self.questions.fields.iter().zip(self.columns) {
            coded.push(self.table.coded(group, *column, field.kind)?);
        }
        let mut read = self.others.to_vec();
        let fields = self.columns.iter().zip(&coded);
        read.extend(fields.filter_map(|(column, coded)| coded.is_none().then_some(*column)));
        read.sort_unstable();
        read.dedup();
        let place = |column: &usize| read.iter().position(|one| one == column).unwrap_or(0);
        let fields = coded.into_iter().zip(self.columns);
        let fields = fields.map(|(coded, column)| match coded {
            Some(coded) => Source::Codes(Box::new(coded)),
            None => Source::Array(place(column)),
        });
        Ok((fields.collect(), read))
    }

    fn explain(&self, some: &SomeRows, bad: BadCell, first: u64) -> LeadError {
        let field = &self.questions.fields[bad.field];
        let row = first + bad.row as u64;
        match bad.misfit {
            Misfit::TooManyKinds => LeadError::wrong(
                self.table.name(),
                format!(
                    "the conditions on {} tell too many kinds of text apart",
                    field.name
                ),
                "ask about it with fewer patterns",
            ),
            Misfit::NotAValue => {
                let shown = some.shown(bad.field, bad.row);
                not_a_value(field, &shown, &format!("{}, row {row}", self.table.name()))
            }
        }
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

fn refuse_nested(table: &Table, questions: &Questions, columns: &[usize]) -> Result<(), LeadError> {
    for (field, column) in questions.fields.iter().zip(columns) {
        let kind = table.schema().field(*column).data_type();
        if !is_known(kind) {
            return Err(LeadError::wrong(
                table.name(),
                format!(
                    "column {} holds {kind}, which no condition can ask about",
                    field.column
                ),
                "export it as a text, a number, a date or true and false",
            ));
        }
    }
    Ok(())
}
