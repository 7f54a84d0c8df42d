//! What is known of one column's cells, whichever thread saw them.

use super::cardinality::Cardinality;
use super::shape::{FORMATS, NUMBER_FORMATS, SHAPES, Shape, Shapes};
use crate::count::digest;

/// Counts and ranges of the cells of a column. Parts merge in any order.
#[derive(Debug, Clone)]
pub(super) struct ColumnStats {
    /// Cells that are not empty.
    pub(super) filled: u64,
    /// Cells that can be read so, by [`Shape`].
    shapes: [u64; SHAPES],
    /// The lowest and the highest of the numbers of each number format, and of the days of each date
    /// format.
    numbers: [Range<f64>; NUMBER_FORMATS.len()],
    days: [Range<i64>; FORMATS.len()],
    cardinality: Cardinality,
}

/// The lowest and the highest of some values, where there are any.
#[derive(Debug, Clone, Copy)]
struct Range<T>(Option<(T, T)>);

impl<T> Default for Range<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T: PartialOrd + Copy> Range<T> {
    fn take(&mut self, (low, high): (T, T)) {
        let (lowest, highest) = self.0.unwrap_or((low, high));
        self.0 = Some((
            if low < lowest { low } else { lowest },
            if high > highest { high } else { highest },
        ));
    }

    fn merge(&mut self, other: Self) {
        if let Some(range) = other.0 {
            self.take(range);
        }
    }
}

impl Default for ColumnStats {
    fn default() -> Self {
        Self {
            filled: 0,
            shapes: [0; SHAPES],
            numbers: [Range::default(); NUMBER_FORMATS.len()],
            days: [Range::default(); FORMATS.len()],
            cardinality: Cardinality::default(),
        }
    }
}

impl ColumnStats {
    /// Takes so many cells with one text, which is not empty.
    pub(super) fn add(&mut self, cell: &str, cells: u64) {
        self.filled += cells;
        let days = &mut self.days;
        let shapes = Shapes::of(cell, |format, day| days[format].take((day, day)));
        for shape in shapes.iter() {
            self.shapes[shape] += cells;
        }
        for (range, number) in self.numbers.iter_mut().zip(shapes.numbers) {
            range.merge(Range(number.map(|number| (number, number))));
        }
        if !shapes.has(Shape::Placeholder) {
            self.cardinality.add(digest(cell.as_bytes()) as u64);
        }
    }

    pub(super) fn merge(&mut self, other: &Self) {
        self.filled += other.filled;
        for (one, other) in self.shapes.iter_mut().zip(other.shapes) {
            *one += other;
        }
        for (one, other) in self.numbers.iter_mut().zip(other.numbers) {
            one.merge(other);
        }
        for (one, other) in self.days.iter_mut().zip(other.days) {
            one.merge(other);
        }
        self.cardinality.merge(&other.cardinality);
    }

    /// Cells that can be read so.
    pub(super) fn cells(&self, shape: Shape) -> u64 {
        self.shapes[shape as usize]
    }

    /// Cells with a value, placeholders left out.
    pub(super) fn known(&self) -> u64 {
        self.filled - self.cells(Shape::Placeholder)
    }

    /// Different values, about.
    pub(super) fn distinct(&self) -> u64 {
        self.cardinality.estimate()
    }

    /// The date formats that fit all values, by their places in [`FORMATS`].
    pub(super) fn date_formats(&self) -> Vec<usize> {
        let dates = &self.shapes[Shape::Date as usize..];
        let known = self.known();
        let fitting = dates
            .iter()
            .enumerate()
            .filter(|(_, cells)| **cells == known);
        fitting.map(|(place, _)| place).collect()
    }

    /// The lowest and the highest number that is written in a format of [`NUMBER_FORMATS`].
    pub(super) fn numbers(&self, format: usize) -> Option<(f64, f64)> {
        self.numbers[format].0
    }

    /// The first and the last day that are written in a format.
    pub(super) fn days(&self, format: usize) -> Option<(i64, i64)> {
        self.days[format].0
    }
}
