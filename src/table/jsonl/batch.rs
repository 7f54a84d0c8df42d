//! Some rows of a block.

use std::borrow::Cow;

use super::pass::{Block, Span};
use crate::classes::{Cells, Classification, Column, Misfit};
use crate::condition::value::{TypedValue, short_integer, short_number};
use crate::table::mixed::{self, MixedColumn};
use crate::table::{Batch, Cell, Selection, Stop};

/// Neighboring rows of a block.
pub(super) struct SomeRows<'a> {
    pub(super) block: &'a Block,
    pub(super) first: usize,
    pub(super) count: usize,
    pub(super) selection: &'a Selection,
    /// For each column of the table, as which one it is read.
    pub(super) places: &'a [Option<usize>],
}

impl<'a> SomeRows<'a> {
    /// A cell; empty if the column is not read.
    fn at(&self, column: usize, row: usize) -> &'a [u8] {
        let place = self.places.get(column).copied().flatten();
        place.map_or(&[], |place| {
            self.block.cell(self.first + row, place).text(self.block)
        })
    }
}

impl Batch for SomeRows<'_> {
    fn rows(&self) -> usize {
        self.count
    }

    fn rows_before(&self, row: usize) -> u64 {
        (self.first + row) as u64
    }

    fn place(&self, row: usize) -> u64 {
        self.block.lines.get(self.first + row).copied().unwrap_or(0)
    }

    fn classify(
        &mut self,
        place: usize,
        column: &mut Column,
        classes: &mut Classification,
    ) -> Result<(), (usize, Misfit)> {
        let (own, _) = self.selection.classified[place];
        let Some(place) = self.places[own] else {
            return Ok(());
        };
        let own = OneColumn { some: self, place };
        match column.is_text() {
            // A number is the text that it is written as.
            true => column.cells(&own, classes),
            false => mixed::sort(&own, column, classes),
        }
    }

    fn cell(&self, column: usize, row: usize) -> Result<Cow<'_, [u8]>, Stop> {
        Ok(Cow::Borrowed(self.at(column, row)))
    }

    fn is_text(&self, column: usize, row: usize) -> bool {
        let place = self.places.get(column).copied().flatten();
        place.is_some_and(|place| !self.block.cell(self.first + row, place).is_typed)
    }

    fn check_text(&self, columns: &[usize]) -> Result<(), Stop> {
        for column in columns {
            for row in 0..self.count {
                if std::str::from_utf8(self.at(*column, row)).is_err() {
                    let column = *column;
                    return Err(Stop::NotUtf8(Cell { row, column }));
                }
            }
        }
        Ok(())
    }
}

struct OneColumn<'s, 'a> {
    some: &'s SomeRows<'a>,
    place: usize,
}

impl<'a> OneColumn<'_, 'a> {
    #[inline(always)]
    fn span(&self, row: usize) -> Span {
        self.some.block.cell(self.some.first + row, self.place)
    }

    #[inline(always)]
    fn on(&self, row: usize) -> (&'a [u8], usize) {
        let (span, block) = (self.span(row), self.some.block);
        (span.text_on(block), span.text(block).len())
    }
}

impl<'a> Cells<'a> for OneColumn<'_, 'a> {
    fn rows(&self) -> usize {
        self.some.count
    }

    #[inline(always)]
    fn cell(&self, row: usize) -> (&'a [u8], usize) {
        self.on(row)
    }
}

impl<'a> MixedColumn<'a> for OneColumn<'_, 'a> {
    fn rows(&self) -> usize {
        self.some.count
    }

    fn is_text(&self, row: usize) -> Option<bool> {
        let (span, block) = (self.span(row), self.some.block);
        (!span.text(block).is_empty()).then_some(!span.is_typed)
    }

    fn text(&self, row: usize) -> (&'a [u8], usize) {
        self.on(row)
    }

    fn typed(&self, row: usize) -> Result<Option<TypedValue>, Misfit> {
        match self.is_text(row) {
            Some(false) => typed(self.span(row).text(self.some.block))
                .map(Some)
                .ok_or(Misfit),
            _ => Ok(None),
        }
    }
}

/// The value of a number, true or false, as JSON writes it.
fn typed(text: &[u8]) -> Option<TypedValue> {
    match text {
        b"true" => return Some(TypedValue::Boolean(true)),
        b"false" => return Some(TypedValue::Boolean(false)),
        _ => {}
    }
    if let Some(number) = short_integer(text, text.len()) {
        return Some(TypedValue::Integer(number));
    }
    if let Some(number) = short_number(text, b'.') {
        return Some(TypedValue::Number(number));
    }
    let text = std::str::from_utf8(text).ok()?;
    if let Ok(number) = text.parse() {
        return Some(TypedValue::Integer(number));
    }
    let number = text.parse().ok().filter(|number: &f64| number.is_finite());
    number.map(TypedValue::Number)
}
