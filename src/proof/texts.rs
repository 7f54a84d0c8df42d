//! Texts of every class: the product of the automata of an attribute's tests, walked breadth first,
//! so that each class is met with a shortest text.

use std::collections::{BTreeSet, HashSet, VecDeque};

use foldhash::fast::FixedState;

use super::domain::is_text;
use crate::condition::{Literal, Predicate, Test};
use crate::patterns::{Patterns, Sign, letters, signs, words};

/// Steps of automata, beyond which the classes are not told apart.
const MOST_STEPS: usize = 4_000_000;

/// Letters that may stand for all those that no test names: pleasant ones first.
const LETTERS: &str = "xyzabcdefghijklmnopqrstuvwXYZABCDEFGHIJKLMNOPQRSTUVW0123456789-";

/// What a text is asked.
#[derive(Debug)]
struct Asked {
    /// The texts that it is compared with whole, sorted by code points, each once.
    whole: Vec<Vec<char>>,
    /// Whether the order of texts matters, or only whether they are equal.
    ordered: bool,
    patterns: Vec<Vec<Sign>>,
}

/// Where a text stands that was read up to some letter.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct State {
    whole: Compared,
    /// The places of the patterns at which it can stand.
    places: Box<[u64]>,
}

/// How a text compares with those that it is compared with whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Compared {
    /// What was read is the beginning of these, from the first up to the last, which is not one.
    Begins { from: usize, to: usize, read: usize },
    /// So many come before it, and it is none of them.
    After(usize),
}

/// Texts that stand for all there are; `None` if that takes too much work. An empty text is a missing
/// value, as are the words in `missing`.
pub(super) fn texts(tests: &[Test], missing: &[String]) -> Option<Vec<Literal>> {
    let asked = Asked::new(tests, missing);
    let letters = asked.letters();
    if words(&asked.patterns, letters.len()) > MOST_STEPS {
        return None;
    }
    let patterns = Patterns::new(&asked.patterns, &letters);
    let step = letters.len() * (1 + asked.patterns.len());
    let mut steps = 0_usize;
    let start = State {
        whole: asked.start(),
        places: patterns.begin(),
    };
    let (mut after, mut last) = (start.clone(), start.clone());
    let mut seen = HashSet::with_hasher(FixedState::default());
    seen.insert(start.clone());
    let mut next = VecDeque::from([(start, String::new())]);
    let mut texts = Vec::new();
    while let Some((state, text)) = next.pop_front() {
        steps = steps.saturating_add(step);
        if steps > MOST_STEPS {
            return None;
        }
        for (place, letter) in letters.iter().enumerate() {
            after.whole = asked.compared(state.whole, *letter);
            patterns.step(&state.places, place, &mut after.places);
            // Most letters lead to where the one before led.
            if after != last && !seen.contains(&after) {
                seen.insert(after.clone());
                next.push_back((after.clone(), format!("{text}{letter}")));
            }
            std::mem::swap(&mut after, &mut last);
        }
        if is_text(&text, missing) {
            texts.push(Literal::Text(text));
        }
    }
    Some(texts)
}

impl Asked {
    fn new(tests: &[Test], missing: &[String]) -> Self {
        let mut whole: BTreeSet<Vec<char>> =
            missing.iter().map(|word| word.chars().collect()).collect();
        // So that what is read before the first letter, which is no value, is told from every text.
        whole.insert(Vec::new());
        let mut ordered = false;
        let mut patterns = Vec::new();
        for test in tests {
            let literals = match &test.predicate {
                Predicate::Compare(comparison, literal) => {
                    ordered |= comparison.is_ordering();
                    std::slice::from_ref(literal)
                }
                Predicate::In(list) => list,
                Predicate::Between(low, high) => {
                    ordered = true;
                    &[low.clone(), high.clone()]
                }
                predicate => {
                    patterns.extend(signs(predicate));
                    &[]
                }
            };
            whole.extend(literals.iter().filter_map(|literal| match literal {
                Literal::Text(text) => Some(text.chars().collect::<Vec<char>>()),
                _ => None,
            }));
        }
        Self {
            whole: whole.into_iter().collect(),
            ordered,
            patterns,
        }
    }

    /// Letters that stand for all: those that a test names, and one for the others; where the order
    /// matters, one for those between each two neighbors.
    fn letters(&self) -> Vec<char> {
        let mut named = letters(&self.patterns);
        named.extend(self.whole.iter().flatten());
        let ends = [None].into_iter().chain(named.iter().copied().map(Some));
        let mut others: Vec<char> = if self.ordered {
            let ends: Vec<Option<char>> = ends.chain([None]).collect();
            ends.windows(2)
                .filter_map(|gap| letter_between(gap[0], gap[1]))
                .collect()
        } else {
            other_letter(|letter| named.contains(&letter))
                .into_iter()
                .collect()
        };
        others.extend(named);
        others
    }

    fn start(&self) -> Compared {
        Compared::Begins {
            from: 0,
            to: self.whole.len(),
            read: 0,
        }
    }

    fn compared(&self, before: Compared, letter: char) -> Compared {
        let Compared::Begins { from, to, read } = before else {
            return before;
        };
        let begun = &self.whole[from..to];
        let below = begun.partition_point(|text| text.get(read).is_none_or(|own| *own < letter));
        let same = begun[below..].partition_point(|text| text.get(read) == Some(&letter));
        match same {
            0 if self.ordered => Compared::After(from + below),
            0 => Compared::After(0),
            same => Compared::Begins {
                from: from + below,
                to: from + below + same,
                read: read + 1,
            },
        }
    }
}

/// A letter that is not named, pleasant if there is one.
pub(super) fn other_letter(is_named: impl Fn(char) -> bool) -> Option<char> {
    let mut letters = LETTERS.chars().chain('\u{a1}'..=char::MAX);
    letters.find(|letter| !is_named(*letter))
}

/// A letter between two others, pleasant if there is one; without a first one any before the second,
/// without a second one any after the first. `None` if there is none.
fn letter_between(low: Option<char>, high: Option<char>) -> Option<char> {
    let is_between = |letter: &char| {
        low.is_none_or(|low| low < *letter) && high.is_none_or(|high| *letter < high)
    };
    let next = low.map_or(Some(' '), |low| (low..=char::MAX).nth(1));
    LETTERS
        .chars()
        .chain(next)
        .chain(['\u{1}'])
        .find(is_between)
}
