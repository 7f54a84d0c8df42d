//! What the tests of a field answer for some rows.

use std::borrow::Cow;

use crate::classes::Classification;

/// What the tests of a field answer for some rows, in a word.
pub(super) struct Known<'a> {
    answers: AnswerTable<'a>,
    /// Of each row, where its answers are.
    places: &'a [u32],
}

/// The bits of classes, or of codes; zeros follow, so that no place is beyond a length that the compiler knows, and
/// none is checked. No more of them than there are rows.
enum AnswerTable<'a> {
    Few(Box<[u64; 32]>),
    Many(Box<[u64; 4096]>),
    All(Cow<'a, [u64]>),
}

impl<'a> Known<'a> {
    /// For the `answers` of the classes that rows have.
    pub(super) fn new(answers: Cow<'a, [u64]>, classes: &'a Classification) -> Self {
        let Some(codes) = &classes.codes else {
            return Self {
                answers: AnswerTable::new(answers, classes.classes.len()),
                places: &classes.classes,
            };
        };
        // A code that no row has may have no class.
        let of = |class: &u32| answers.get(*class as usize).copied().unwrap_or(0);
        let answers = codes.classes.iter().map(of).collect();
        Self {
            answers: AnswerTable::new(answers, codes.rows.len()),
            places: &codes.rows,
        }
    }

    /// Adds to the bits of some rows, the first of which is the `first` of all.
    pub(super) fn add_to(&self, rows: &mut [u64], first: usize) {
        let places = &self.places[first..];
        match &self.answers {
            AnswerTable::Few(answers) => add(rows, places, answers),
            AnswerTable::Many(answers) => add(rows, places, answers),
            AnswerTable::All(answers) => {
                for (bits, place) in rows.iter_mut().zip(places) {
                    *bits |= answers[*place as usize];
                }
            }
        }
    }
}

impl<'a> AnswerTable<'a> {
    /// For so many rows.
    fn new(answers: Cow<'a, [u64]>, rows: usize) -> Self {
        let few = followed_by_zeros(&answers, rows).map(Self::Few);
        let many = || followed_by_zeros(&answers, rows).map(Self::Many);
        few.or_else(many).unwrap_or(Self::All(answers))
    }
}

fn followed_by_zeros<const ROOM: usize>(answers: &[u64], rows: usize) -> Option<Box<[u64; ROOM]>> {
    if answers.len() > ROOM || rows < ROOM {
        return None;
    }
    let mut all = Box::new([0; ROOM]);
    all[..answers.len()].copy_from_slice(answers);
    Some(all)
}

#[inline]
fn add<const ROOM: usize>(rows: &mut [u64], places: &[u32], answers: &[u64; ROOM]) {
    for (bits, place) in rows.iter_mut().zip(places) {
        *bits |= answers[*place as usize % ROOM];
    }
}
