//! Leads of a Parquet table.

use std::sync::Arc;

use arrow_array::{
    ArrayRef, BooleanArray, Int32Array, Int64Array, RecordBatch, StringArray, UInt64Array,
};

use super::columns::Columns;
use super::from_csv::ready;
use super::sink::{Piece, push_cell};
use super::verdict::{Order, Verdicts};
use super::{OutputFormat, Turns, Writing};
use crate::leads::LeadError;
use crate::leads::counter::Counter;
use crate::leads::keys::Keys;
use crate::leads::parquet::{Consumer, text};

/// Writes the leads of one thread's parts, each part in its turn.
pub(super) struct Resolver<'a> {
    columns: &'a Columns,
    order: &'a Order,
    sink: &'a Writing,
    rows: &'a Turns<u64>,
    keys: Option<&'a Keys>,
    verdicts: Verdicts,
    text: Vec<u8>,
    batches: Vec<RecordBatch>,
    row: u64,
}

impl<'a> Resolver<'a> {
    pub(super) fn new(
        columns: &'a Columns,
        order: &'a Order,
        sink: &'a Writing,
        rows: &'a Turns<u64>,
        keys: Option<&'a Keys>,
    ) -> Self {
        Self {
            columns,
            order,
            sink,
            rows,
            keys,
            verdicts: Verdicts::default(),
            text: Vec::new(),
            batches: Vec::new(),
            row: 0,
        }
    }

    /// The rows as lines of text.
    fn write(&mut self, kept: &[ArrayRef], names: &[u32]) {
        for (row, name) in names.iter().enumerate() {
            let verdict = self.verdicts.of(*name);
            let mut before = Vec::new();
            if self.columns.key.is_none() {
                before.extend_from_slice(self.row.to_string().as_bytes());
            }
            for (place, array) in kept.iter().enumerate() {
                if place > 0 || self.columns.key.is_none() {
                    before.push(b',');
                }
                let cell = text(array.as_ref(), row).unwrap_or_default();
                push_cell(&mut before, cell.as_bytes(), b',');
            }
            if self.columns.what.long {
                for (segment, priority, primary) in verdict.memberships(self.order) {
                    self.text.extend_from_slice(&before);
                    self.text.push(b',');
                    push_cell(&mut self.text, segment.as_bytes(), b',');
                    let priority = priority.map_or_else(String::new, |one| one.to_string());
                    self.text
                        .extend_from_slice(format!(",{priority},{primary}\n").as_bytes());
                }
            } else {
                self.text.extend_from_slice(&before);
                self.text.extend_from_slice(&verdict.ready);
            }
            self.row += 1;
        }
    }

    /// The rows as columns.
    fn gather(&mut self, kept: &[ArrayRef], names: &[u32]) -> Result<RecordBatch, LeadError> {
        let failed = |error| LeadError::write("the result", std::io::Error::other(error));
        let (owners, own) = own_columns(&self.verdicts, self.order, names, self.columns.what.long);
        let mut arrays: Vec<ArrayRef> = Vec::new();
        if self.columns.key.is_none() {
            let first = self.row.cast_signed();
            let numbers = owners.iter().map(|row| first + row.cast_signed() as i64);
            arrays.push(Arc::new(numbers.collect::<Int64Array>()));
        }
        let rows = UInt64Array::from_iter_values(owners.iter().map(|row| *row as u64));
        for array in kept {
            arrays.push(match self.columns.what.long {
                false => Arc::clone(array),
                true => arrow_select::take::take(array.as_ref(), &rows, None).map_err(failed)?,
            });
        }
        arrays.extend(own);
        self.row += names.len() as u64;
        let kept = self.columns.read().len();
        let own = self.columns.schema(None);
        let mut fields: Vec<_> = Vec::new();
        let numbered = usize::from(self.columns.key.is_none());
        for (place, field) in own.fields().iter().enumerate() {
            let taken = place >= numbered && place < numbered + kept;
            fields.push(match taken {
                true => Arc::new(
                    field
                        .as_ref()
                        .clone()
                        .with_data_type(arrays[place].data_type().clone()),
                ),
                false => Arc::clone(field),
            });
        }
        RecordBatch::try_new(Arc::new(arrow_schema::Schema::new(fields)), arrays).map_err(failed)
    }
}

/// Our own columns, and for each of their rows the lead that it belongs to: one row a lead, or one
/// a membership.
pub(super) fn own_columns(
    verdicts: &Verdicts,
    order: &Order,
    names: &[u32],
    long: bool,
) -> (Vec<usize>, [ArrayRef; 3]) {
    let number = |priority: Option<usize>| priority.and_then(|one| i32::try_from(one).ok());
    if !long {
        let all = || names.iter().map(|name| verdicts.of(*name));
        let also = |also: String| (!also.is_empty()).then_some(also);
        return (
            (0..names.len()).collect(),
            [
                Arc::new(all().map(|one| one.segment(order)).collect::<StringArray>()),
                Arc::new(
                    all()
                        .map(|one| number(one.priority()))
                        .collect::<Int32Array>(),
                ),
                Arc::new(all().map(|one| also(one.also())).collect::<StringArray>()),
            ],
        );
    }
    let all: Vec<_> = names
        .iter()
        .enumerate()
        .flat_map(|(row, name)| {
            let memberships = verdicts.of(*name).memberships(order);
            memberships.into_iter().map(move |one| (row, one))
        })
        .collect();
    (
        all.iter().map(|(row, _)| *row).collect(),
        [
            Arc::new(
                all.iter()
                    .map(|(_, one)| Some(one.0))
                    .collect::<StringArray>(),
            ),
            Arc::new(
                all.iter()
                    .map(|(_, one)| number(one.1))
                    .collect::<Int32Array>(),
            ),
            Arc::new(
                all.iter()
                    .map(|(_, one)| Some(one.2))
                    .collect::<BooleanArray>(),
            ),
        ],
    )
}

impl Consumer for Resolver<'_> {
    fn begin(&mut self, group: usize, rows: usize) -> Result<(), LeadError> {
        self.row = self.rows.take(group, |next| {
            let first = *next;
            *next += rows as u64;
            first
        })?;
        Ok(())
    }

    fn rows(
        &mut self,
        column: &dyn Fn(usize) -> ArrayRef,
        counter: &Counter,
    ) -> Result<(), LeadError> {
        if let (Some(keys), Some(key)) = (self.keys, self.columns.key) {
            let array = column(key);
            for row in 0..array.len() {
                keys.add(text(array.as_ref(), row).unwrap_or_default().as_bytes())?;
            }
        }
        let order = self.order;
        self.verdicts
            .update(counter, order, |verdict| ready(verdict, order, b','));
        let kept: Vec<ArrayRef> = self.columns.read().into_iter().map(column).collect();
        match self.columns.what.format {
            OutputFormat::Csv => self.write(&kept, counter.ends()),
            OutputFormat::Parquet => {
                let batch = self.gather(&kept, counter.ends())?;
                self.batches.push(batch);
            }
        }
        Ok(())
    }

    fn end(&mut self, group: usize) -> Result<(), LeadError> {
        let piece = match self.columns.what.format {
            OutputFormat::Csv => Piece::Text(std::mem::take(&mut self.text)),
            OutputFormat::Parquet => Piece::Batches(std::mem::take(&mut self.batches)),
        };
        self.sink.take(group, |sink| sink.write(&piece))?
    }

    fn fail(&mut self, group: usize) {
        self.sink.fail(group);
        self.rows.fail(group);
    }
}
