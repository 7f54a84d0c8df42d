//! Some rows of a block.

use std::borrow::Cow;

use super::cell::unquoted;
use super::rows::{Rows, lines_before};
use crate::classes::{Classification, Column, Misfit};
use crate::table::{Batch, Cell, Selection, Stop};

/// Neighboring rows of a block.
pub(super) struct SomeRows<'a> {
    pub(super) rows: &'a Rows,
    pub(super) text: &'a [u8],
    pub(super) first: usize,
    pub(super) count: usize,
    pub(super) selection: &'a Selection,
    /// Room for the places of a column's cells.
    pub(super) places: &'a mut Vec<u32>,
}

impl<'a> SomeRows<'a> {
    /// A cell as it stands in the table, quotes and all.
    fn raw(&self, column: usize, row: usize) -> &'a [u8] {
        let (start, end) = self.rows.cell(self.text, self.first + row, column);
        &self.text[start..end]
    }
}

impl Batch for SomeRows<'_> {
    fn rows(&self) -> usize {
        self.count
    }

    fn rows_before(&self, row: usize) -> u64 {
        let (row, left_out) = (self.first + row, &self.rows.ragged);
        if left_out.is_empty() {
            return row as u64;
        }
        let (start, _) = self.rows.row(self.text, row);
        (row + left_out.partition_point(|(ragged, _)| *ragged < start)) as u64
    }

    fn place(&self, row: usize) -> u64 {
        let (start, _) = self.rows.row(self.text, self.first + row);
        lines_before(self.text, start)
    }

    fn classify(
        &mut self,
        place: usize,
        column: &mut Column,
        classes: &mut Classification,
    ) -> Result<(), (usize, Misfit)> {
        let (own, _) = self.selection.classified[place];
        let rows = self.first..self.first + self.count;
        let cells = self.rows.cells(self.text, rows, own, self.places);
        column.cells(&cells, classes)
    }

    fn cell(&self, column: usize, row: usize) -> Result<Cow<'_, [u8]>, Stop> {
        Ok(unquoted(self.raw(column, row)))
    }

    fn is_text(&self, _: usize, _: usize) -> bool {
        true
    }

    fn check_text(&self, columns: &[usize]) -> Result<(), Stop> {
        let (start, _) = self.rows.row(self.text, self.first);
        let (_, end) = self.rows.row(self.text, self.first + self.count - 1);
        let all = columns.len() == self.rows.width();
        if all && std::str::from_utf8(&self.text[start..end]).is_ok() {
            return Ok(());
        }
        for column in columns {
            for row in 0..self.count {
                if std::str::from_utf8(self.raw(*column, row)).is_err() {
                    let column = *column;
                    return Err(Stop::NotUtf8(Cell { row, column }));
                }
            }
        }
        Ok(())
    }

    /// As they stand in the table.
    fn push_cells(
        &self,
        columns: &[usize],
        row: usize,
        delimiter: u8,
        line: &mut Vec<u8>,
    ) -> Result<(), Stop> {
        if columns.len() == self.rows.width() {
            let (start, end) = self.rows.row(self.text, self.first + row);
            line.extend_from_slice(&self.text[start..end]);
            if self.rows.lacks_last(self.first + row) {
                line.push(delimiter);
            }
            return Ok(());
        }
        for (place, column) in columns.iter().enumerate() {
            if place > 0 {
                line.push(delimiter);
            }
            line.extend_from_slice(self.raw(*column, row));
        }
        Ok(())
    }
}
