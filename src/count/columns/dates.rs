//! The classes of dates that were read before.

use super::words;

/// As many as the days of eleven years.
const CELLS: usize = 4096;

/// The classes of short cells that were read before; a new cell may push out an old one.
#[derive(Debug)]
pub(super) struct KnownDates {
    cells: Vec<KnownDate>,
}

#[derive(Debug, Clone, Copy, Default)]
struct KnownDate {
    low: u64,
    high: u64,
    /// Of the cell; 0 where nothing is remembered.
    length: u32,
    class: u32,
}

impl KnownDates {
    pub(super) fn new() -> Self {
        Self {
            cells: vec![KnownDate::default(); CELLS],
        }
    }

    /// The class of a cell, if it is remembered. An empty cell has class 0.
    #[inline(always)]
    pub(super) fn get(&self, bytes: &[u8], length: usize) -> Option<u64> {
        if length == 0 {
            return Some(0);
        }
        let (low, high) = words(bytes, length);
        let found = &self.cells[place(low, high)];
        let same = found.low == low && found.high == high && found.length as usize == length;
        same.then_some(u64::from(found.class))
    }

    /// Remembers the class of a cell, which comes back.
    pub(super) fn put(&mut self, bytes: &[u8], length: usize, class: u64) -> u64 {
        if length <= 16 {
            let (low, high) = words(bytes, length);
            self.cells[place(low, high)] = KnownDate {
                low,
                high,
                length: length as u32,
                class: class as u32,
            };
        }
        class
    }
}

#[inline(always)]
fn place(low: u64, high: u64) -> usize {
    let mixed = (low ^ high.rotate_left(23)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 40) as usize % CELLS
}
