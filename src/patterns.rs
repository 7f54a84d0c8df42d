//! `like` patterns, all of an attribute at once, letter after letter.
//!
//! Each place of each pattern is a bit, and the patterns lie end to end, so that a letter moves all
//! places by a few operations on words (Shift-And with gaps: Navarro and Raffinot, Flexible Pattern
//! Matching in Strings, 2002, chapter 4).

use std::collections::BTreeSet;
use std::ops::Range;

use crate::condition::Predicate;

/// One sign of a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sign {
    Letter(char),
    AnyOne,
    Any,
}

/// Patterns, for texts of certain letters. Sets of places have as many words as all others.
#[derive(Debug)]
pub(crate) struct Patterns {
    /// Where each text begins.
    begin: Box<[u64]>,
    /// The places of [`Sign::Any`], at which any letter stays.
    stay: Box<[u64]>,
    /// For each letter the places that it leaves for the next one.
    leave: Vec<Box<[u64]>>,
    /// The places of [`Sign::Any`] that have others of their pattern before them: once one is reached,
    /// those before it do not matter any more.
    late: Box<[u64]>,
    /// Where the pattern of each place starts.
    starts: Vec<usize>,
}

/// The signs of a test that asks for a pattern; `None` if it asks for none.
pub(crate) fn signs(predicate: &Predicate) -> Option<Vec<Sign>> {
    let of_like = |sign| match sign {
        '%' => Sign::Any,
        '_' => Sign::AnyOne,
        letter => Sign::Letter(letter),
    };
    let any = [Sign::Any];
    let mut signs: Vec<Sign> = match predicate {
        Predicate::Like(pattern) => pattern.chars().map(of_like).collect(),
        Predicate::StartsWith(text) => text.chars().map(Sign::Letter).chain(any).collect(),
        Predicate::Contains(text) => {
            let inside = text.chars().map(Sign::Letter);
            any.into_iter().chain(inside).chain(any).collect()
        }
        Predicate::Compare(..)
        | Predicate::In(_)
        | Predicate::Between(..)
        | Predicate::IsTrue
        | Predicate::IsNull => return None,
    };
    // Two that stand for anything say no more than one.
    signs.dedup_by(|next, sign| (*next, *sign) == (Sign::Any, Sign::Any));
    Some(signs)
}

/// The letters that some patterns name.
pub(crate) fn letters(patterns: &[Vec<Sign>]) -> BTreeSet<char> {
    let letter = |sign: &Sign| match sign {
        Sign::Letter(letter) => Some(*letter),
        Sign::AnyOne | Sign::Any => None,
    };
    patterns.iter().flatten().filter_map(letter).collect()
}

/// How many words of memory [`Patterns::new`] needs.
pub(crate) fn words(patterns: &[Vec<Sign>], letters: usize) -> usize {
    (places(patterns) / 64 + 1).saturating_mul(letters + 1)
}

/// A place for each sign, and behind its last sign each pattern has one more.
fn places(patterns: &[Vec<Sign>]) -> usize {
    patterns.iter().map(|signs| signs.len() + 1).sum()
}

impl Patterns {
    /// For texts of these letters, which have all that the patterns name. Behind them is one more, which
    /// no pattern names.
    pub(crate) fn new(patterns: &[Vec<Sign>], letters: &[char]) -> Self {
        let places = places(patterns);
        // At least one word: equality of none is slow where it is asked of the memory of none.
        let none: Box<[u64]> = vec![0; places / 64 + 1].into();
        let mut all = Self {
            begin: none.clone(),
            stay: none.clone(),
            leave: vec![none.clone(); letters.len() + 1],
            late: none.clone(),
            starts: Vec::with_capacity(places),
        };
        let mut start = 0;
        for signs in patterns {
            put(&mut all.begin, start);
            all.starts.resize(start + signs.len() + 1, start);
            for (place, sign) in (start..).zip(signs) {
                if *sign == Sign::Any {
                    put(&mut all.stay, place);
                    if place > start {
                        put(&mut all.late, place);
                    }
                } else {
                    let letters = letters.iter().map(Some).chain([None]);
                    for (letter, leave) in letters.zip(&mut all.leave) {
                        match sign {
                            Sign::Letter(own) if letter != Some(own) => {}
                            _ => put(leave, place),
                        }
                    }
                }
            }
            start += signs.len() + 1;
        }
        let mut begin = std::mem::take(&mut all.begin);
        all.close(&mut begin);
        Self { begin, ..all }
    }

    /// The places before any letter.
    pub(crate) fn begin(&self) -> Box<[u64]> {
        self.begin.clone()
    }

    /// Where the patterns stand after one more letter, by its place among the letters; of one that no
    /// pattern names, the place behind them.
    pub(crate) fn step(&self, from: &[u64], letter: usize, to: &mut [u64]) {
        let leave = &self.leave[letter];
        let mut carried = 0;
        for (word, to) in to.iter_mut().enumerate() {
            let left = from[word] & leave[word];
            *to = left << 1 | carried | from[word] & self.stay[word];
            carried = left >> 63;
        }
        self.close(to);
    }

    /// Adds the places behind each [`Sign::Any`], which may stand for nothing, and leaves out those that
    /// do not matter any more.
    fn close(&self, places: &mut [u64]) {
        let mut carried = 0;
        for (word, stay) in places.iter_mut().zip(&self.stay) {
            let stays = *word & stay;
            *word |= stays << 1 | carried;
            carried = stays >> 63;
        }
        for word in 0..places.len() {
            let mut late = places[word] & self.late[word];
            while late != 0 {
                let place = word * 64 + late.trailing_zeros() as usize;
                take_out(places, self.starts[place]..place);
                late &= late - 1;
            }
        }
    }
}

/// Takes out all of some places, of which there is one at least.
fn take_out(places: &mut [u64], range: Range<usize>) {
    let (first, last) = (range.start / 64, (range.end - 1) / 64);
    for (word, places) in places[first..=last].iter_mut().enumerate() {
        let mut out = u64::MAX;
        if word == 0 {
            out &= u64::MAX << (range.start % 64);
        }
        if first + word == last {
            out &= u64::MAX >> (63 - (range.end - 1) % 64);
        }
        *places &= !out;
    }
}

fn put(places: &mut [u64], place: usize) {
    places[place / 64] |= 1 << (place % 64);
}
