//! A stretch of a text, in bytes.

use std::ops::Range;

/// A stretch of a text, from its first byte to the one after its last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last; at least `start`.
    pub end: usize,
}

impl Span {
    /// The stretch from `start` to `end`; empty if `end` is before `start`.
    pub fn new(start: usize, end: usize) -> Self {
        Self {
            start,
            end: end.max(start),
        }
    }

    /// An empty stretch at a place.
    pub fn at(place: usize) -> Self {
        Self::new(place, place)
    }

    /// The stretch as a range.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }
}
