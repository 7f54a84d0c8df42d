//! All tests of a column of texts, asked at once.

use std::collections::BTreeMap;
use std::collections::hash_map::{Entry, HashMap};

use aho_corasick::AhoCorasick;
use foldhash::fast::FixedState;
use jiff::civil::Date;

use super::automaton::Automaton;
use crate::condition::{Comparison, Literal, Predicate, Test, ask, is_like};
use crate::masks::insert;
use crate::patterns::signs;

/// The tests of a column of texts, by their numbers. A text is looked up once for all tests that
/// compare whole texts and searched once for all that look for pieces, so that the time grows
/// neither with lists nor with patterns.
#[derive(Debug)]
pub(super) struct TextTests<'f> {
    tests: &'f [Test],
    /// By a whole text: the last of the tests that have another answer for it than for most.
    whole: HashMap<&'f str, Listed, FixedState>,
    /// For each, as far as there are several, the tests before it.
    before: Vec<Listed>,
    /// The answers, a bit a test, of a text that is in no list and has no piece.
    most: Vec<u64>,
    /// Finds all pieces that tests look for.
    pieces: Option<AhoCorasick>,
    /// By piece: the tests that look for it.
    searches: Vec<Vec<Search>>,
    /// The tests that are asked as the reference has them.
    others: Vec<usize>,
    /// Tells apart what all patterns answer; None if there are none, or other tests than those for whole
    /// texts.
    patterns: Option<Automaton>,
}

/// A test that names a text.
#[derive(Debug, Clone, Copy)]
struct Listed {
    test: usize,
    /// Where in [`TextTests::before`] the one before it is.
    before: Option<usize>,
}

/// What a test makes of a piece.
#[derive(Debug, Clone, Copy)]
struct Search {
    test: usize,
    found: Found,
}

/// When a test is true of a text in which its piece is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Found {
    Anywhere,
    AtTheStart,
    AtTheEnd,
    /// Perhaps: a pattern asks for more.
    Candidate,
}

impl<'f> TextTests<'f> {
    /// For tests, which are numbered from 0.
    pub(super) fn new(tests: &'f [Test]) -> Self {
        Self::with_room(tests, Automaton::STEPS_UP_TO)
    }

    /// The same with an automaton that has room for so many steps.
    pub(super) fn with_room(tests: &'f [Test], room: usize) -> Self {
        let mut all = Self {
            tests,
            whole: HashMap::default(),
            before: Vec::new(),
            most: vec![0; tests.len().div_ceil(64)],
            pieces: None,
            searches: Vec::new(),
            others: Vec::new(),
            patterns: None,
        };
        let mut searches: BTreeMap<&str, Vec<Search>> = BTreeMap::new();
        for (test, asked) in tests.iter().enumerate() {
            let (piece, found) = match &asked.predicate {
                Predicate::Compare(Comparison::Equal, text) => {
                    all.list(test, std::slice::from_ref(text));
                    continue;
                }
                Predicate::Compare(Comparison::NotEqual, text) => {
                    flip(&mut all.most, test);
                    all.list(test, std::slice::from_ref(text));
                    continue;
                }
                Predicate::In(texts) => {
                    all.list(test, texts);
                    continue;
                }
                // Every text is a value.
                Predicate::IsNull => continue,
                Predicate::StartsWith(piece) => (piece.as_str(), Found::AtTheStart),
                Predicate::Contains(piece) => (piece.as_str(), Found::Anywhere),
                Predicate::Like(pattern) => piece_of(pattern),
                _ => ("", Found::Candidate),
            };
            match piece {
                "" => all.others.push(test),
                piece => searches
                    .entry(piece)
                    .or_default()
                    .push(Search { test, found }),
            }
        }
        // Where the pieces are too many for an automaton, each pattern is asked alone.
        match AhoCorasick::new(searches.keys()) {
            Ok(pieces) if !searches.is_empty() => all.pieces = Some(pieces),
            _ => all
                .others
                .extend(searches.values().flatten().map(|search| search.test)),
        }
        all.searches = searches.into_values().collect();
        let is_all = all
            .others
            .iter()
            .all(|test| signs(&tests[*test].predicate).is_some());
        all.patterns = is_all.then(|| Automaton::new(tests, room)).flatten();
        all
    }

    /// A number that texts with other answers do not have, found sooner than the answers; None if there
    /// is none for this text.
    #[inline]
    pub(super) fn state(&mut self, text: &str) -> Option<usize> {
        let Some(state) = self.patterns.as_mut()?.state(text) else {
            self.patterns = None;
            return None;
        };
        (self.whole.is_empty() || !self.whole.contains_key(text)).then_some(state)
    }

    /// The answers, a bit a test, of a text that is in no list and has no piece.
    pub(super) fn most(&self) -> &[u64] {
        &self.most
    }

    /// The texts that have other answers than most; None where tests look for more than whole
    /// texts.
    pub(super) fn whole(&self) -> Option<impl Iterator<Item = &str> + Clone> {
        let is_all = self.searches.is_empty() && self.others.is_empty();
        is_all.then(|| self.whole.keys().copied())
    }

    /// Notes that a test has another answer for these texts than for most.
    fn list(&mut self, test: usize, texts: &'f [Literal]) {
        for text in texts {
            let Literal::Text(text) = text else {
                continue;
            };
            match self.whole.entry(text) {
                Entry::Vacant(none) => {
                    none.insert(Listed { test, before: None });
                }
                // A list may name a text twice.
                Entry::Occupied(last) if last.get().test == test => {}
                Entry::Occupied(mut last) => {
                    let before = Some(self.before.len());
                    self.before.push(last.insert(Listed { test, before }));
                }
            }
        }
    }

    /// Puts the answers of a text into `answers`: a bit a test, set where the test is true.
    pub(super) fn ask(&self, text: &str, answers: &mut Vec<u64>) {
        answers.clone_from(&self.most);
        let mut listed = self.whole.get(text);
        while let Some(Listed { test, before }) = listed {
            flip(answers, *test);
            listed = before.and_then(|before| self.before.get(before));
        }
        let alone = |tests: &[usize], answers: &mut Vec<u64>| {
            for test in tests {
                if answer(&self.tests[*test], text) {
                    insert(answers, *test);
                }
            }
        };
        let mut candidates = Vec::new();
        for found in self
            .pieces
            .iter()
            .flat_map(|all| all.find_overlapping_iter(text))
        {
            for search in &self.searches[found.pattern()] {
                let is_so = match search.found {
                    Found::Anywhere => true,
                    Found::AtTheStart => found.start() == 0,
                    Found::AtTheEnd => found.end() == text.len(),
                    Found::Candidate => {
                        candidates.push(search.test);
                        false
                    }
                };
                if is_so {
                    insert(answers, search.test);
                }
            }
        }
        candidates.dedup();
        alone(&candidates, answers);
        alone(&self.others, answers);
    }
}

/// Whether a test is true of a text.
fn answer(test: &Test, text: &str) -> bool {
    if let Predicate::Like(pattern) = &test.predicate {
        return is_like(text, pattern);
    }
    // No test of a text counts days.
    ask(test, Some(Literal::Text(text.to_owned())), Date::ZERO) == Some(true)
}

fn flip(answers: &mut [u64], test: usize) {
    answers[test / 64] ^= 1 << (test % 64);
}

/// The longest piece of a pattern that a text has to have, and when that is enough.
fn piece_of(pattern: &str) -> (&str, Found) {
    let longest = pattern.split(['%', '_']).max_by_key(|piece| piece.len());
    let piece = longest.unwrap_or_default();
    let found = match pattern.split_once(piece) {
        Some(("%", "%")) => Found::Anywhere,
        Some(("", "%")) => Found::AtTheStart,
        Some(("%", "")) => Found::AtTheEnd,
        _ => Found::Candidate,
    };
    (piece, found)
}
