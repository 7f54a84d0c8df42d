//! `like` patterns, all of an attribute at once, letter after letter.
//!
//! Each place of each pattern is a bit, and the patterns lie end to end, so that a letter moves all
//! places by a few operations on words (Shift-And with gaps: Navarro and Raffinot, Flexible Pattern
//! Matching in Strings, 2002, chapter 4).

use crate::condition::Predicate;

/// One sign of a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    Letter(char),
    AnyOne,
    Any,
}

/// Patterns, for texts of certain letters. Sets of places have as many words as all others.
#[derive(Debug)]
pub(super) struct Patterns {
    /// Where each text begins.
    begin: Box<[u64]>,
    /// The places of [`Sign::Any`], at which any letter stays.
    stay: Box<[u64]>,
    /// For each letter the places that it leaves for the next one.
    leave: Vec<Box<[u64]>>,
    /// The places of [`Sign::Any`] that have others of their pattern before them.
    late: Box<[u64]>,
    /// At each such place those others: once it is reached, nothing before it matters any more.
    before: Vec<Box<[u64]>>,
}

/// The signs of a test that asks for a pattern; `None` if it asks for none.
pub(super) fn signs(predicate: &Predicate) -> Option<Vec<Sign>> {
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

impl Patterns {
    pub(super) fn new(patterns: &[Vec<Sign>], letters: &[char]) -> Self {
        // Behind its last sign each pattern has a place of its own.
        let places: usize = patterns.iter().map(|signs| signs.len() + 1).sum();
        // At least one word: equality of none is slow where it is asked of the memory of none.
        let none: Box<[u64]> = vec![0; places / 64 + 1].into();
        let mut all = Self {
            begin: none.clone(),
            stay: none.clone(),
            leave: vec![none.clone(); letters.len()],
            late: none.clone(),
            before: vec![Box::default(); places],
        };
        let mut start = 0;
        for signs in patterns {
            put(&mut all.begin, start);
            let mut before = none.clone();
            for (place, sign) in (start..).zip(signs) {
                if *sign == Sign::Any {
                    put(&mut all.stay, place);
                    if place > start {
                        put(&mut all.late, place);
                        all.before[place].clone_from(&before);
                    }
                } else {
                    for (letter, leave) in letters.iter().zip(&mut all.leave) {
                        if matches!(sign, Sign::Letter(own) if own != letter) {
                            continue;
                        }
                        put(leave, place);
                    }
                }
                put(&mut before, place);
            }
            start += signs.len() + 1;
        }
        let mut begin = std::mem::take(&mut all.begin);
        all.close(&mut begin);
        Self { begin, ..all }
    }

    /// The places before any letter.
    pub(super) fn begin(&self) -> Box<[u64]> {
        self.begin.clone()
    }

    /// Where the patterns stand after one more letter, by its place among the letters.
    pub(super) fn step(&self, from: &[u64], letter: usize, to: &mut [u64]) {
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
                for (word, before) in places.iter_mut().zip(&self.before[place]) {
                    *word &= !before;
                }
                late &= late - 1;
            }
        }
    }
}

fn put(places: &mut [u64], place: usize) {
    places[place / 64] |= 1 << (place % 64);
}
