//! Neighboring rows of a table, and what their values are handed to.

use std::borrow::Cow;

use super::csv::push_cell;
use super::parquet::Leaf;
use crate::classes::{Classification, Column, Misfit};
use crate::condition::AttributeType;
use crate::lead_error::LeadError;

/// The columns that a pass reads, by their places in the table.
#[derive(Debug, Clone, Default)]
pub(crate) struct Selection {
    /// Whose values are sorted into classes, as values of these types.
    pub(crate) classified: Vec<(usize, AttributeType)>,
    /// Whose cells are asked for one by one.
    pub(crate) cells: Vec<usize>,
}

impl Selection {
    /// All columns that are read, in the table's order.
    pub(super) fn columns(&self) -> Vec<usize> {
        let classified = self.classified.iter().map(|(column, _)| *column);
        let mut all: Vec<usize> = classified.chain(self.cells.iter().copied()).collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// Neighboring rows of one part of a table.
pub(crate) trait Batch {
    /// How many rows there are.
    fn rows(&self) -> usize;

    /// How many rows of the part stand before this row, those that are left out among them.
    fn rows_before(&self, row: usize) -> u64;

    /// Where a row is, for people: how many line breaks of the part are before it in a text, how many
    /// rows in any other table.
    fn place(&self, row: usize) -> u64 {
        self.rows_before(row)
    }

    /// Sorts the values of the place-th classified column of the [`Selection`] as those of `column`
    /// into `classes`, which have room for the rows. The row of the first misfit comes back with
    /// it.
    fn classify(
        &mut self,
        place: usize,
        column: &mut Column,
        classes: &mut Classification,
    ) -> Result<(), (usize, Misfit)>;

    /// The bytes of a cell of a column that the [`Selection`] names, as text; empty where the value
    /// is missing. An error if no text can hold the value.
    fn cell(&self, column: usize, row: usize) -> Result<Cow<'_, [u8]>, Stop>;

    /// Whether a value of a column that is read is a text, which may be written in any way, and not
    /// one that has a type.
    fn is_text(&self, column: usize, row: usize) -> bool;

    /// Refuses cells of these columns that are not in UTF-8.
    fn check_text(&self, columns: &[usize]) -> Result<(), Stop>;

    /// Adds cells of a row to a line of CSV.
    fn push_cells(
        &self,
        columns: &[usize],
        row: usize,
        delimiter: u8,
        line: &mut Vec<u8>,
    ) -> Result<(), Stop> {
        push_each(self, columns, row, delimiter, line)
    }

    /// What a Parquet file stores of these columns in these rows, several leaves for a column
    /// that is nested; texts, where the table has no types.
    fn leaves(&self, columns: &[usize], rows: &[usize]) -> Vec<Leaf> {
        let columns = columns.iter();
        columns.map(|column| texts(self, *column, rows)).collect()
    }
}

/// A column as texts in these rows; what none can hold is left out.
pub(super) fn texts(batch: &(impl Batch + ?Sized), column: usize, rows: &[usize]) -> Leaf {
    let text = |row: &usize| match batch.cell(column, *row) {
        Ok(text) if !text.is_empty() => Some(String::from_utf8_lossy(&text).into_owned()),
        _ => None,
    };
    Leaf::of_texts(rows.iter().map(text))
}

/// Adds cells of a row to a line of CSV, one by one.
pub(super) fn push_each(
    batch: &(impl Batch + ?Sized),
    columns: &[usize],
    row: usize,
    delimiter: u8,
    line: &mut Vec<u8>,
) -> Result<(), Stop> {
    for (place, column) in columns.iter().enumerate() {
        if place > 0 {
            line.push(delimiter);
        }
        push_cell(line, &batch.cell(*column, row)?, delimiter);
    }
    Ok(())
}

/// Why a consumer takes no more rows.
#[derive(Debug)]
pub(crate) enum Stop {
    /// A cell is wrong. The reader adds file and place to the error.
    Cell(Cell, LeadError),
    /// A cell is not in UTF-8. The reader makes the error.
    NotUtf8(Cell),
    /// Anything else.
    Other(LeadError),
}

/// A cell of a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cell {
    /// The row of the batch.
    pub(crate) row: usize,
    /// The column of the table.
    pub(crate) column: usize,
}

impl From<LeadError> for Stop {
    fn from(error: LeadError) -> Self {
        Self::Other(error)
    }
}
