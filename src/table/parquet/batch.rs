//! Some rows of a row group.

use std::borrow::Cow;

use super::rows::{Leaf, Rows};
use super::sort::Sorter;
use super::value::NoText;
use crate::classes::{Classification, Column, Misfit};
use crate::lead_error::LeadError;
use crate::table::{Batch, Cell, Selection, Stop};

/// Neighboring rows of a row group.
pub(in crate::table) struct SomeRows<'a> {
    pub(in crate::table) count: usize,
    /// Rows of the group before these.
    pub(in crate::table) first: usize,
    pub(in crate::table) selection: &'a Selection,
    /// The columns that are read, in the table's order, their names and their rows.
    pub(in crate::table) read: &'a [usize],
    pub(in crate::table) names: &'a [String],
    pub(in crate::table) rows: &'a [Rows],
    /// The classes of each classified column.
    pub(in crate::table) sorters: &'a mut [Sorter],
}

impl SomeRows<'_> {
    /// None if the column is not read.
    fn column(&self, column: usize) -> Option<&Rows> {
        let place = self.read.binary_search(&column).ok()?;
        self.rows.get(place)
    }
}

impl Batch for SomeRows<'_> {
    fn rows(&self) -> usize {
        self.count
    }

    fn rows_before(&self, row: usize) -> u64 {
        (self.first + row) as u64
    }

    fn classify(
        &mut self,
        place: usize,
        column: &mut Column,
        classes: &mut Classification,
    ) -> Result<(), (usize, Misfit)> {
        let (own, _) = self.selection.classified[place];
        let found = self.read.binary_search(&own).ok();
        match found.and_then(|place| self.rows.get(place)) {
            Some(rows) => self.sorters[place].sort(rows, column, classes),
            None => Ok(()),
        }
    }

    fn cell(&self, column: usize, row: usize) -> Result<Cow<'_, [u8]>, Stop> {
        let rows = self.column(column);
        let text = rows.map_or(Ok(None), |rows| rows.text(row));
        match text {
            Ok(None) => Ok(Cow::Borrowed(b"")),
            Ok(Some(Cow::Borrowed(text))) => Ok(Cow::Borrowed(text.as_bytes())),
            Ok(Some(Cow::Owned(text))) => Ok(Cow::Owned(text.into_bytes())),
            Err(why) => {
                let (holds, help) = match why {
                    NoText::NotUtf8 => return Err(Stop::NotUtf8(Cell { row, column })),
                    NoText::OutsideCalendar => (
                        "a date or time that doesn't exist",
                        "export it as a date between the years 1 and 9999, or leave it empty",
                    ),
                    NoText::TooManyDigits => (
                        "a decimal of more than 38 digits",
                        "export it with fewer digits, or as a text",
                    ),
                };
                let message = format!("column {} holds {holds}", self.names[column]);
                Err(Stop::Cell(
                    Cell { row, column },
                    LeadError::wrong("", message, help),
                ))
            }
        }
    }

    fn is_text(&self, column: usize, _: usize) -> bool {
        self.column(column).is_some_and(Rows::are_texts)
    }

    /// Each value is checked when it is asked for: a column that passes as it is may hold any.
    fn check_text(&self, _: &[usize]) -> Result<(), Stop> {
        Ok(())
    }

    fn leaves(&self, columns: &[usize], rows: &[usize]) -> Vec<Leaf> {
        let columns = columns.iter().filter_map(|column| self.column(*column));
        columns.flat_map(|column| column.take(rows)).collect()
    }
}
