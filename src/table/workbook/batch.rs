//! Some rows of a sheet.

use std::borrow::Cow;

use super::rows::Block;
use super::value::Value;
use crate::classes::{Classification, Column, Misfit};
use crate::condition::value::TypedValue;
use crate::table::mixed::{self, MixedColumn};
use crate::table::{Batch, Selection, Stop};

/// Neighboring rows of a sheet.
pub(super) struct SomeRows<'b, 'a> {
    pub(super) block: &'b Block<'a>,
    pub(super) selection: &'b Selection,
    /// For each column of the table, as which one it is read.
    pub(super) places: &'b [Option<usize>],
}

impl<'b, 'a> SomeRows<'b, 'a> {
    /// Empty if the column is not read.
    fn column(&self, column: usize) -> &'b [Value<'a>] {
        let place = self.places.get(column).copied().flatten();
        place.map_or(&[], |place| self.block.columns[place].as_slice())
    }
}

impl Batch for SomeRows<'_, '_> {
    fn rows(&self) -> usize {
        self.block.rows.len()
    }

    fn rows_before(&self, row: usize) -> u64 {
        row as u64
    }

    /// The row of the sheet, from 0.
    fn place(&self, row: usize) -> u64 {
        self.block.rows.get(row).copied().map_or(0, u64::from)
    }

    fn classify(
        &mut self,
        place: usize,
        column: &mut Column,
        classes: &mut Classification,
    ) -> Result<(), (usize, Misfit)> {
        let own = self.column(self.selection.classified[place].0);
        mixed::sort(&OneColumn(own), column, classes)
    }

    fn cell(&self, column: usize, row: usize) -> Result<Cow<'_, [u8]>, Stop> {
        let value = self.column(column).get(row);
        Ok(match value.map(Value::text).unwrap_or_default() {
            Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
            Cow::Owned(text) => Cow::Owned(text.into_bytes()),
        })
    }

    fn is_text(&self, column: usize, row: usize) -> bool {
        matches!(self.column(column).get(row), Some(Value::Text(_)))
    }

    fn check_text(&self, _: &[usize]) -> Result<(), Stop> {
        Ok(())
    }
}

/// The values of a column.
struct OneColumn<'b, 'a>(&'b [Value<'a>]);

impl<'b> MixedColumn<'b> for OneColumn<'b, '_> {
    fn rows(&self) -> usize {
        self.0.len()
    }

    fn is_text(&self, row: usize) -> Option<bool> {
        match self.0[row] {
            Value::Missing => None,
            Value::Text(_) => Some(true),
            Value::Typed(_) => Some(false),
        }
    }

    fn text(&self, row: usize) -> (&'b [u8], usize) {
        match &self.0[row] {
            Value::Text(text) => (text.as_bytes(), text.len()),
            Value::Missing | Value::Typed(_) => (&[], 0),
        }
    }

    fn typed(&self, row: usize) -> Result<Option<TypedValue>, Misfit> {
        Ok(match self.0[row] {
            Value::Typed(value) => Some(value),
            Value::Missing | Value::Text(_) => None,
        })
    }
}
