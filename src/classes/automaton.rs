//! The patterns of a column as one automaton, each of whose states is made when a text first comes to it
//! (a lazy DFA, as in Cox, Regular Expression Matching in the Wild, 2010).

use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::condition::Test;
use crate::masks::KeyTable;
use crate::patterns::{Patterns, Sign, letters, signs, words};

/// Up to this one letters are looked up without a search: those of Latin, Greek and Cyrillic.
const LAST_OF_FIRST: char = '\u{52f}';

/// A step that no text has taken yet.
const UNKNOWN: u32 = u32::MAX;

/// Brings texts that no pattern tells apart to the same state.
#[derive(Debug)]
pub(super) struct Automaton {
    patterns: Patterns,
    /// How many letters the patterns tell apart: those that they name, and one for all others.
    letters: usize,
    /// How many steps there may be.
    room: usize,
    /// The place of each of the first letters among them, and of each other one that they name.
    first: Box<[u32]>,
    others: HashMap<char, u32, FixedState>,
    /// Where each state leads by each letter: at the other state's number times the letters.
    next: Vec<u32>,
    /// The places of the patterns at each state.
    states: KeyTable,
}

impl Automaton {
    /// One with more steps than this is found in no cache.
    pub(super) const STEPS_UP_TO: usize = 1 << 17;

    /// For the patterns among some tests, with room for so many steps. None if there is at most one, for
    /// which a search does, or if they need too much room.
    pub(super) fn new(tests: &[Test], room: usize) -> Option<Self> {
        let signs = tests.iter().filter_map(|test| signs(&test.predicate));
        let signs: Vec<Vec<Sign>> = signs.collect();
        let named: Vec<char> = letters(&signs).into_iter().collect();
        if signs.len() < 2 || words(&signs, named.len()) > room {
            return None;
        }
        let place = |letter: char| {
            let place = named.binary_search(&letter);
            place.unwrap_or(named.len()) as u32
        };
        let first = ('\0'..=LAST_OF_FIRST).map(place).collect();
        let others = named.iter().filter(|letter| **letter > LAST_OF_FIRST);
        let others = others.map(|letter| (*letter, place(*letter))).collect();
        let patterns = Patterns::new(&signs, &named);
        let begin = patterns.begin();
        let mut automaton = Self {
            states: KeyTable::new(begin.len()),
            patterns,
            letters: named.len() + 1,
            room,
            first,
            others,
            next: Vec::new(),
        };
        automaton.number(&begin);
        Some(automaton)
    }

    /// The state that a text comes to; None if it would take one too many.
    #[inline]
    pub(super) fn state(&mut self, text: &str) -> Option<usize> {
        let mut state = 0;
        for letter in text.chars() {
            let letter = match self.first.get(letter as usize) {
                Some(place) => *place,
                None => self.other(letter),
            };
            state = match self.next[(state + letter) as usize] {
                UNKNOWN => self.step(state, letter)?,
                next => next,
            };
        }
        Some(state as usize / self.letters)
    }

    #[cold]
    fn other(&self, letter: char) -> u32 {
        let unnamed = self.letters as u32 - 1;
        self.others.get(&letter).copied().unwrap_or(unnamed)
    }

    /// Takes a step for the first time.
    #[cold]
    fn step(&mut self, state: u32, letter: u32) -> Option<u32> {
        let mut places = self.patterns.begin();
        let from = self.states.key(state as usize / self.letters);
        self.patterns.step(from, letter as usize, &mut places);
        let next = self.number(&places);
        self.next[(state + letter) as usize] = next;
        (self.next.len() <= self.room).then_some(next)
    }

    /// The state at which the patterns stand at these places, a new one if none does yet.
    fn number(&mut self, places: &[u64]) -> u32 {
        let state = self.states.number(places) * self.letters as u32;
        self.next.resize(self.states.len() * self.letters, UNKNOWN);
        state
    }
}
