//! Lines that are written like one before them.

use std::ops::Range;

use super::scan::{Found, plain};
use super::signs::Signs;

/// How a line is written: byte by byte what stands between its values. A line with the same bytes there
/// has the same keys, and they are not read again.
#[derive(Debug)]
pub(super) struct Template<P> {
    /// What stands before each value, and where to put it.
    values: Vec<(Literal, Option<P>)>,
    /// What stands behind the last.
    end: Literal,
    /// How many lines in a row were written in another way.
    missed: u32,
}

/// After so many lines in a row that are written in another way, few others are compared.
const MISSED_UP_TO: u32 = 16;

impl<P> Default for Template<P> {
    fn default() -> Self {
        Self {
            values: Vec::new(),
            end: Literal::default(),
            missed: 0,
        }
    }
}

impl<P: Copy> Template<P> {
    /// Whether the next line is compared, so that the one before it should be learned: not where each is
    /// written in another way.
    pub(super) fn is_of_use(&self) -> bool {
        self.missed < MISSED_UP_TO || self.missed.is_power_of_two()
    }

    /// Hands on the values of a line; whether it is written like this.
    pub(super) fn read(
        &mut self,
        text: &[u8],
        signs: &Signs,
        line: &Range<usize>,
        take: &mut impl FnMut(P, Found),
    ) -> bool {
        let is_compared = self.is_of_use() && !self.values.is_empty();
        let is_read = is_compared && self.values_of(text, signs, line, take).is_some();
        self.missed = match is_read {
            true => 0,
            false => self.missed.saturating_add(1),
        };
        is_read
    }

    #[inline]
    fn values_of(
        &self,
        text: &[u8],
        signs: &Signs,
        line: &Range<usize>,
        take: &mut impl FnMut(P, Found),
    ) -> Option<()> {
        let mut place = line.start;
        for (before, to) in &self.values {
            place = before.end_at(text, place)?;
            let found = if text.get(place) == Some(&b'"') {
                let start = place + 1;
                let end = signs.end_of_string(start)?;
                // Escapes are for others.
                if end >= line.end || text[end] != b'"' {
                    return None;
                }
                place = end + 1;
                Found::Text(start..end)
            } else {
                let found = plain(text, place..line.end)?;
                place = found.end;
                found.what
            };
            if let Some(to) = to {
                take(*to, found);
            }
        }
        (self.end.end_at(text, place)? == line.end).then_some(())
    }

    /// Learns how a line is written, by where its values stand and where to put them.
    pub(super) fn learn(
        &mut self,
        line: &[u8],
        values: impl Iterator<Item = (Range<usize>, Option<P>)>,
    ) {
        self.values.clear();
        let mut place = 0;
        for (value, to) in values {
            self.values
                .push((Literal::new(&line[place..value.start]), to));
            place = value.end;
        }
        self.end = Literal::new(&line[place..]);
    }
}

/// Bytes that are compared in one go, up to [`AT_ONCE`] of them.
#[derive(Debug, Default)]
struct Literal {
    length: usize,
    /// The first, and ones where they are.
    words: [u64; AT_ONCE / 8],
    mask: [u64; AT_ONCE / 8],
    /// The others.
    rest: Vec<u8>,
}

const AT_ONCE: usize = 32;

impl Literal {
    fn new(bytes: &[u8]) -> Self {
        let (first, rest) = bytes.split_at(bytes.len().min(AT_ONCE));
        let (mut padded, mut mask) = ([0; AT_ONCE], [0; AT_ONCE]);
        padded[..first.len()].copy_from_slice(first);
        mask[..first.len()].fill(u8::MAX);
        Self {
            length: bytes.len(),
            words: words(&padded),
            mask: words(&mask),
            rest: rest.to_vec(),
        }
    }

    /// Where it ends that begins at a place of a text; `None` if other bytes stand there.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "for each value")]
    fn end_at(&self, text: &[u8], place: usize) -> Option<usize> {
        let there = words(text.get(place..)?.first_chunk()?);
        let differs = |word: usize| (there[word] ^ self.words[word]) & self.mask[word];
        let differ = differs(0) | differs(1) | differs(2) | differs(3);
        let is_there = differ == 0
            && (self.rest.is_empty() || text[place + AT_ONCE..].starts_with(&self.rest));
        is_there.then_some(place + self.length)
    }
}

#[inline(always)]
#[expect(clippy::inline_always, reason = "for each value")]
fn words(bytes: &[u8; AT_ONCE]) -> [u64; AT_ONCE / 8] {
    let eight = bytes.as_chunks().0;
    let word = |place: usize| u64::from_le_bytes(eight[place]);
    [word(0), word(1), word(2), word(3)]
}
