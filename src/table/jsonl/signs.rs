//! The bytes that give JSON lines their structure.

use crate::table::marks::{self, Marks};

/// Where the line breaks, quotes and backslashes of a text are.
#[derive(Debug, Default)]
pub(super) struct Signs {
    breaks: Vec<Bits>,
    /// Quotes, and beside them backslashes and line breaks: together they are what can end a string.
    strings: Vec<[Bits; 2]>,
}

/// A bit for each of 64 bytes, in halves and as they are found: compilers store a whole one, and what two
/// come to, bit by bit.
type Bits = [u32; 2];

impl Signs {
    /// Finds those of `text[..length]`. [`PADDING`](crate::table::unread::PADDING) follows the text.
    pub(super) fn find(&mut self, text: &[u8], length: usize) {
        let words = length.div_ceil(64);
        self.breaks.resize(words, Bits::default());
        self.strings.resize(words, <[Bits; 2]>::default());
        let finder = Finder {
            breaks: &mut self.breaks,
            strings: &mut self.strings,
        };
        marks::each(text, length, b'\\', finder);
    }

    /// How many line breaks there are.
    pub(super) fn breaks(&self) -> u64 {
        let breaks = self.breaks.iter().map(|bits| whole(*bits).count_ones());
        breaks.map(u64::from).sum()
    }

    /// The first line break from a place on.
    pub(super) fn line_break(&self, from: usize) -> Option<usize> {
        first(from, |place| Some(whole(*self.breaks.get(place)?)))
    }

    /// The first quote, backslash or line break from a place on.
    #[inline]
    pub(super) fn end_of_string(&self, from: usize) -> Option<usize> {
        first(from, |place| {
            let [quotes, others] = *self.strings.get(place)?;
            Some(whole(quotes) | whole(others))
        })
    }
}

struct Finder<'a> {
    breaks: &'a mut [Bits],
    strings: &'a mut [[Bits; 2]],
}

impl marks::Visitor for Finder<'_> {
    #[inline(always)]
    fn visit(&mut self, place: usize, marks: Marks) {
        let halves = |bits: u64| [bits as u32, (bits >> 32) as u32];
        self.breaks[place] = halves(marks.breaks);
        self.strings[place] = [halves(marks.quotes), halves(marks.ends)];
    }
}

#[inline]
fn whole([low, high]: Bits) -> u64 {
    u64::from(low) | u64::from(high) << 32
}

/// The first set bit from a place on, of words that end with `None`.
#[inline]
fn first(from: usize, word: impl Fn(usize) -> Option<u64>) -> Option<usize> {
    let mut place = from / 64;
    let mut bits = word(place)? & (u64::MAX << (from % 64));
    while bits == 0 {
        place += 1;
        bits = word(place)?;
    }
    Some(64 * place + bits.trailing_zeros() as usize)
}
