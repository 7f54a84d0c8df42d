//! The classes and months of dates that were read before.

use super::words;

/// As many as the days of eleven years.
const CELLS: usize = 4096;

/// The classes and months of short cells that were read before; a new cell may push out an old one.
#[derive(Debug)]
pub(super) struct KnownDates {
    cells: Vec<KnownDate>,
}

#[derive(Debug, Clone, Copy, Default)]
struct KnownDate {
    low: u64,
    high: u64,
    /// Of the cell; 0 where nothing is remembered.
    length: u16,
    month: u16,
    class: u32,
}

impl KnownDates {
    pub(super) fn new() -> Self {
        Self {
            cells: vec![KnownDate::default(); CELLS],
        }
    }

    /// The class and the month of a cell, if they are remembered. An empty cell has class 0.
    #[inline(always)]
    pub(super) fn get(&self, bytes: &[u8], length: usize) -> Option<(u32, u16)> {
        if length == 0 {
            return Some((0, 0));
        }
        let (low, high) = words(bytes, length);
        let found = &self.cells[place(low, high)];
        let same = found.low == low && found.high == high && usize::from(found.length) == length;
        same.then_some((found.class, found.month))
    }

    /// Remembers the class and the month of a cell, which come back.
    pub(super) fn put(
        &mut self,
        bytes: &[u8],
        length: usize,
        (class, month): (u32, u16),
    ) -> (u32, u16) {
        if length <= 16 {
            let (low, high) = words(bytes, length);
            self.cells[place(low, high)] = KnownDate {
                low,
                high,
                length: length as u16,
                month,
                class,
            };
        }
        (class, month)
    }
}

#[inline(always)]
fn place(low: u64, high: u64) -> usize {
    let mixed = (low ^ high.rotate_left(23)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 40) as usize % CELLS
}
