//! Texts that answer every test alike, by the same number.

use crate::condition::Test;
use crate::masks::KeyTable;

use super::named::Named;
use super::text_tests::TextTests;
use super::words::words;

/// The class of texts that no test names: its answers are those of most texts.
const UNNAMED: u32 = 1;
/// The bit that no byte of ASCII has, of eight bytes.
const NOT_ASCII: u64 = 0x8080_8080_8080_8080;

/// No class.
const UNKNOWN: u32 = u32::MAX;

/// What texts mean: their answers, shared by all with the same ones.
#[derive(Debug)]
pub(super) struct TextClasses<'f> {
    tests: TextTests<'f>,
    missing: &'f [String],
    /// The answers that came up, those of most texts first; the class of the first is 1.
    known: KeyTable,
    /// What tests and words for null name; None where tests look for more than whole texts.
    named: Option<Named>,
    /// The class of the last text that was asked.
    last: u32,
    /// The classes of states; [`UNKNOWN`] where it is not known yet.
    by_state: Vec<u32>,
    /// Room for the answers of a text.
    answers: Vec<u64>,
}

impl<'f> TextClasses<'f> {
    /// For these tests, with words that mean null.
    pub(super) fn new(tests: &'f [Test], missing: &'f [String]) -> Self {
        let tests_at_once = TextTests::new(tests);
        let named = tests_at_once.whole().map(|whole| {
            let null = missing.iter().map(String::as_str).chain([""]);
            Named::new(whole.chain(null))
        });
        let mut classes = Self {
            tests: tests_at_once,
            missing,
            known: KeyTable::new(tests.len().div_ceil(64)),
            named,
            last: 0,
            by_state: Vec::new(),
            answers: Vec::new(),
        };
        classes.begin();
        classes
    }

    /// Forgets all classes but [`UNNAMED`].
    pub(super) fn begin(&mut self) {
        self.known.clear();
        self.by_state.clear();
        self.last = self.known.number(self.tests.most()) + 1;
    }

    /// [`UNNAMED`] if a glance shows that no test names a cell's text; `bytes` may go on after the
    /// cell, which makes this faster.
    #[inline(always)]
    pub(super) fn unnamed(&self, bytes: &[u8], length: usize) -> Option<u32> {
        let named = self.named.as_ref()?;
        let (low, high) = words(bytes, length);
        // Of short texts that are ASCII, the words are all there is to know.
        let is_plain = length <= 16 && (low | high) & NOT_ASCII == 0 && low as u8 != b'"';
        (is_plain && !named.may_hold(low, high, length)).then_some(UNNAMED)
    }

    /// How many classes are known so far, that of what is missing among them.
    pub(super) fn count(&self) -> u32 {
        self.known.len() as u32 + 1
    }

    /// The answers of a class other than 0: a bit a test, set where it is true.
    pub(super) fn answers(&self, class: u32) -> &[u64] {
        self.known.key(class as usize - 1)
    }

    /// The class of a text.
    pub(super) fn of(&mut self, text: &str) -> u32 {
        if text.is_empty() || self.missing.iter().any(|word| word == text) {
            return 0;
        }
        let Some(state) = self.tests.state(text) else {
            return self.asked(text);
        };
        if self.by_state.len() <= state {
            self.by_state.resize(state + 1, UNKNOWN);
        }
        if self.by_state[state] == UNKNOWN {
            self.by_state[state] = self.asked(text);
        }
        self.by_state[state]
    }

    /// The class of a text, by its answers.
    fn asked(&mut self, text: &str) -> u32 {
        self.tests.ask(text, &mut self.answers);
        // Neighbors mostly have the same answers: few texts are in a list or match a pattern.
        if self.answers(self.last) != self.answers {
            self.last = self.known.number(&self.answers) + 1;
        }
        self.last
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::condition::{AttributeId, Comparison, Literal, Predicate, ask};

    fn predicate() -> impl Strategy<Value = Predicate> {
        let text = || "[ab\u{e9}]{1,3}";
        let literal = || text().prop_map(Literal::Text);
        prop_oneof![
            6 => "[ab\u{e9}%_]{1,5}".prop_map(Predicate::Like),
            1 => text().prop_map(Predicate::StartsWith),
            1 => text().prop_map(Predicate::Contains),
            1 => literal().prop_map(|text| Predicate::Compare(Comparison::NotEqual, text)),
            1 => prop::collection::vec(literal(), 1..3).prop_map(Predicate::In),
        ]
    }

    proptest! {
        /// Their automaton has room for all states, for a few, or for none.
        #[test]
        fn texts_of_a_class_answer_every_test_alike(
            predicates in prop::collection::vec(predicate(), 1..8),
            texts in prop::collection::vec("[abc\u{e9}\u{65e5}]{0,6}", 1..40),
            room in prop_oneof![Just(0), 0..120_usize, Just(100_000)],
        ) {
            let test = |predicate| Test::of(AttributeId(0), predicate);
            let tests: Vec<Test> = predicates.into_iter().map(test).collect();
            let missing = ["aa".to_owned()];
            let mut classes = TextClasses::new(&tests, &missing);
            classes.tests = TextTests::with_room(&tests, room);
            for text in texts {
                let class = classes.of(&text);
                prop_assert_eq!(class == 0, text.is_empty() || text == "aa");
                if class > 0 {
                    let value = || Some(Literal::Text(text.clone()));
                    let expected = tests.iter().map(|test| ask(test, value(), jiff::civil::Date::ZERO));
                    let answers = classes.answers(class);
                    let answered = (0..tests.len()).map(|test| Some(answers[test / 64] >> (test % 64) & 1 == 1));
                    prop_assert!(expected.eq(answered), "{text} of {tests:?}");
                }
            }
        }
    }
}
