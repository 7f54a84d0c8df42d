//! A place for one of a column's texts.

use super::words::Ends;

/// A place for a text; each in a cache line of its own.
#[derive(Debug, Clone, Copy)]
#[repr(align(64))]
pub(super) struct Slot {
    pub(super) ends: Ends,
    /// [`FREE`] where there is no text.
    pub(super) length: u32,
    pub(super) class: u32,
    /// Where a text longer than 32 bytes stands among those that are.
    pub(super) place: u32,
    /// Which of the texts it is.
    pub(super) text: u32,
    pub(super) leads: u64,
}

/// A length that no cell has.
pub(super) const FREE: u32 = u32::MAX;

pub(super) const FREE_SLOT: Slot = Slot {
    ends: Ends {
        first: (0, 0),
        last: (0, 0),
    },
    length: FREE,
    class: 0,
    place: 0,
    text: 0,
    leads: 0,
};

impl Slot {
    /// Whether a cell of `length` bytes with these ends is its text; texts longer than 32 bytes are in
    /// `long`.
    #[inline(always)]
    pub(super) fn holds(&self, ends: &Ends, bytes: &[u8], length: usize, long: &[u8]) -> bool {
        let (known, last) = (self.ends.last, ends.last);
        let differs = self.differs(ends.first, length) | (known.0 ^ last.0) | (known.1 ^ last.1);
        let known = || long.get(self.place as usize..);
        differs == 0
            && (length <= 32 || known().is_some_and(|known| known.starts_with(&bytes[..length])))
    }

    /// The same for a cell of at most sixteen bytes, of which the first are all.
    #[inline(always)]
    pub(super) fn holds_short(&self, first: (u64, u64), length: usize) -> bool {
        self.differs(first, length) == 0
    }

    /// Zero where the first sixteen bytes and the length are those of the text.
    #[inline(always)]
    fn differs(&self, first: (u64, u64), length: usize) -> u64 {
        let known = self.ends.first;
        (known.0 ^ first.0) | (known.1 ^ first.1) | (u64::from(self.length) ^ length as u64)
    }
}
