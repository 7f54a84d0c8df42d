//! Rows of a mask table in memory.

use super::key_table::KeyTable;
use super::measured::Measured;
use super::standing::{Measures, Standing};

/// Rows of a mask table: how leads stand, each once, and what is counted of them.
#[derive(Debug, Clone)]
pub(crate) struct Rows {
    /// Words of a set of segments.
    words: usize,
    /// See [`Standing::write`].
    keys: KeyTable,
    measured: Measured,
}

impl Rows {
    /// None, for sets of so many words.
    pub(super) fn new(words: usize) -> Self {
        Self {
            words,
            keys: KeyTable::new(2 * words + 1),
            measured: Measured::default(),
        }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.measured.len()
    }

    /// All rows, in the order in which they came.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (Standing<'_>, Measures)> {
        let keys = (0..self.len()).map(|number| Standing::read(self.words, self.keys.key(number)));
        keys.zip(self.measured.iter())
    }

    /// The row with a number, as its key and what is counted.
    pub(super) fn row(&self, number: usize) -> (&[u64], Measures) {
        (self.keys.key(number), self.measured.of(number))
    }

    /// The mask of the last row; none if there is no row.
    pub(super) fn last_mask(&self) -> Option<&[u64]> {
        let last = self.len().checked_sub(1)?;
        Some(&self.keys.key(last)[..self.words])
    }

    /// Adds to the row of a key; whether it is a new one.
    pub(super) fn add(&mut self, key: &[u64], measures: &Measures) -> bool {
        let before = self.len();
        let number = self.keys.number(key) as usize;
        self.measured.add(number, measures);
        self.len() > before
    }

    /// Adds to the rows of some keys, which lie one after the other; how many of them are new.
    pub(super) fn add_each(&mut self, keys: &[u64], measured: &Measured) -> usize {
        let before = self.len();
        let mut numbers = Vec::new();
        self.keys.number_many(keys, &mut numbers);
        for (number, measures) in numbers.into_iter().zip(measured.iter()) {
            self.measured.add(number as usize, &measures);
        }
        self.len() - before
    }

    /// Adds other rows.
    pub(super) fn add_all(&mut self, other: &Self) {
        self.add_each(other.keys.keys(), &other.measured);
    }

    /// Forgets all rows.
    pub(super) fn clear(&mut self) {
        self.keys.clear();
        self.measured.clear();
    }
}
