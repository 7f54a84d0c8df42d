//! The tests of a field as bits.

use std::borrow::Cow;

use jiff::civil::Date;

use super::formula::Formula;
use crate::classes::{Column, Field, FieldTests};
use crate::condition::{Predicate, Test};
use crate::count::query::LeadQuery;
use crate::masks::insert;

/// Where the bits of a field's tests are, and what they are by class.
#[derive(Debug)]
pub(super) struct FieldBits<'a> {
    /// The first bit says that the value is missing; the tests follow.
    pub(super) first: usize,
    /// Words that hold a bit of it.
    pub(super) words: usize,
    /// By class, word by word.
    pub(super) answers: Vec<u64>,
    tests: FieldTests<'a>,
}

impl<'a> FieldBits<'a> {
    /// Places the tests of a field behind the `bits` that are taken, in a word that has room for
    /// all of them if one can.
    pub(super) fn new(field: &'a Field, bits: &mut usize, as_of: Date) -> Option<Self> {
        if field.tests.is_empty() {
            return None;
        }
        let needed = 1 + field.tests.len();
        if *bits % 64 + needed > 64 {
            *bits = bits.next_multiple_of(64);
        }
        let first = *bits;
        *bits += needed;
        Some(Self {
            first,
            words: (first % 64 + needed).div_ceil(64),
            answers: Vec::new(),
            tests: FieldTests::new(field, as_of),
        })
    }

    /// The answers by class, as far as they are in a word; None if they are in others.
    pub(super) fn in_word(&self, word: usize) -> Option<Cow<'_, [u64]>> {
        let place = word.checked_sub(self.first / 64)?;
        Some(match (place < self.words, self.words) {
            (false, _) => return None,
            (true, 1) => Cow::Borrowed(&self.answers),
            (true, words) => self
                .answers
                .iter()
                .skip(place)
                .step_by(words)
                .copied()
                .collect(),
        })
    }

    /// Finds out the answers of classes that are new.
    pub(super) fn learn(&mut self, column: &Column) {
        let known = (self.answers.len() / self.words) as u32;
        for class in known..column.classes() {
            let answers = match class {
                // A value that is missing answers only whether it is.
                0 => self.tests.of_missing(),
                _ => column.answers(class, &self.tests),
            };
            let start = self.answers.len();
            self.answers.resize(start + self.words, 0);
            let bits = std::iter::once(class == 0).chain(answers);
            for (bit, _) in bits.enumerate().filter(|(_, is_set)| *is_set) {
                insert(&mut self.answers[start..], self.first % 64 + bit);
            }
        }
    }
}

/// A test as a formula over the planes.
pub(super) fn formula_of(
    test: &Test,
    query: &LeadQuery,
    fields: &[Option<FieldBits<'_>>],
) -> Formula {
    let mut all = query.fields.iter().zip(fields);
    let place = all.find_map(|(field, bits)| {
        let test = field.tests.iter().position(|one| one == test)?;
        Some((bits.as_ref()?.first, test))
    });
    match place {
        Some((first, place)) => Formula::Test {
            yes: first + 1 + place,
            missing: (test.predicate != Predicate::IsNull).then_some(first),
        },
        // Every test of a query is one of a field's.
        None => Formula::Any(Vec::new()),
    }
}
