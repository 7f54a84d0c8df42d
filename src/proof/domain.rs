//! The values of an attribute, in classes that the tests of a plan answer alike.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use jiff::ToSpan;
use jiff::civil::Date;

use super::pattern;
use crate::condition::{
    AttributeType, Comparison, Literal, Operand, Predicate, Test, ask, days_since,
};
use crate::plan::Attribute;

/// A class of values: one of them, and how all of them answer the attribute's tests.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Class {
    /// A value of the class; `None` for a missing one.
    pub value: Option<Literal>,
    /// The answer to each test, in the domain's order.
    pub answers: Vec<Option<bool>>,
    /// Whether it was met with another value, too.
    pub several: bool,
}

/// The classes of an attribute.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Domain {
    /// The tests, each once.
    pub tests: Vec<Test>,
    /// Each with other answers than the rest; usual values first, the missing value last.
    pub classes: Vec<Class>,
}

impl Domain {
    /// The classes of an attribute's values under some tests; `None` if there are more than the
    /// work allows.
    pub(super) fn new(attribute: &Attribute, tests: &[Test], as_of: Date) -> Option<Self> {
        let values = match attribute.kind {
            AttributeType::Text if attribute.values.is_empty() => {
                pattern::texts(tests, &attribute.missing)?
            }
            AttributeType::Text => {
                let declared = attribute.values.iter();
                let right = declared.filter(|value| is_text(value, &attribute.missing));
                right.cloned().map(Literal::Text).collect()
            }
            AttributeType::Boolean => vec![Literal::Boolean(true), Literal::Boolean(false)],
            AttributeType::Date => dates(tests, as_of),
            AttributeType::Integer => integers(attribute, tests),
            AttributeType::Number => numbers(attribute, tests),
        };
        let mut seen = HashMap::new();
        let mut classes: Vec<Class> = Vec::new();
        for value in values.into_iter().map(Some).chain([None]) {
            let answer = |test| ask(test, value.clone(), as_of);
            let answers: Vec<Option<bool>> = tests.iter().map(answer).collect();
            match seen.entry(answers) {
                Entry::Vacant(entry) => {
                    let answers = entry.key().clone();
                    entry.insert(classes.len());
                    classes.push(Class {
                        value,
                        answers,
                        several: false,
                    });
                }
                Entry::Occupied(entry) => classes[*entry.get()].several = true,
            }
        }
        Some(Self {
            tests: tests.to_vec(),
            classes,
        })
    }

    /// Whether a class holds one value only, or the missing one; `false` where it is not plain that it
    /// does.
    pub(super) fn is_one_value(&self, class: usize, attribute: &Attribute, as_of: Date) -> bool {
        let Some(Class {
            value,
            answers,
            several: false,
        }) = self.classes.get(class)
        else {
            return false;
        };
        let Some(value) = value else {
            return true;
        };
        let differs = |other: Literal| {
            let same = |(test, answer): (&Test, &Option<bool>)| {
                ask(test, Some(other.clone()), as_of) == *answer
            };
            !self.tests.iter().zip(answers).all(same)
        };
        let beside: Vec<Literal> = match value {
            Literal::Boolean(_) => return true,
            Literal::Text(_) if !attribute.values.is_empty() => return true,
            Literal::Text(text) => {
                let is_equal = |test: &Test| match &test.predicate {
                    Predicate::Compare(Comparison::Equal, Literal::Text(own)) => own == text,
                    _ => false,
                };
                return self.tests.iter().any(is_equal);
            }
            Literal::Integer(number) => {
                let beside = [number.checked_sub(1), number.checked_add(1)]
                    .into_iter()
                    .flatten();
                let right = beside.filter(|one| is_within_bounds(attribute, *one as f64));
                right.map(Literal::Integer).collect()
            }
            Literal::Number(number) => {
                let beside = [number.next_down(), number.next_up()].into_iter();
                let right = beside.filter(|one| is_within_bounds(attribute, *one));
                right.map(Literal::Number).collect()
            }
            Literal::Date(day) => {
                let beside = [day.yesterday(), day.tomorrow()].into_iter().flatten();
                beside.map(Literal::Date).collect()
            }
        };
        beside.into_iter().all(differs)
    }

    /// The answers of one test, whatever the attribute's value.
    pub(super) fn free(test: Test) -> Self {
        let missing = match test.predicate {
            Predicate::IsNull => Some(false),
            _ => None,
        };
        let answers = [Some(true), Some(false), missing];
        let classes = answers.into_iter().map(|answer| Class {
            value: None,
            answers: vec![answer],
            several: true,
        });
        Self {
            tests: vec![test],
            classes: classes.collect(),
        }
    }
}

/// Whether a text can be a value: an empty cell and the words for a missing one are null.
pub(super) fn is_text(text: &str, missing: &[String]) -> bool {
    !text.is_empty() && !missing.iter().any(|word| word == text)
}

/// The literals that a test compares with.
fn literals(test: &Test) -> Vec<&Literal> {
    match &test.predicate {
        Predicate::Compare(_, literal) => vec![literal],
        Predicate::In(list) => list.iter().collect(),
        Predicate::Between(low, high) => vec![low, high],
        _ => Vec::new(),
    }
}

fn is_within_bounds(attribute: &Attribute, value: f64) -> bool {
    attribute.min.is_none_or(|min| min <= value) && attribute.max.is_none_or(|max| value <= max)
}

/// Whole numbers of every class: those at the literals and on both sides of them.
fn integers(attribute: &Attribute, tests: &[Test]) -> Vec<Literal> {
    let ends = [attribute.min, attribute.max].into_iter().flatten();
    let literals = tests.iter().flat_map(literals);
    let mut cuts: Vec<i64> = whole(literals)
        .chain(ends.flat_map(around))
        .chain([0, 1])
        .flat_map(|cut| [Some(cut), cut.checked_sub(1), cut.checked_add(1)])
        .flatten()
        .filter(|cut| is_within_bounds(attribute, *cut as f64))
        .collect();
    cuts.sort_unstable_by_key(|cut| (*cut < 0, cut.unsigned_abs()));
    cuts.dedup();
    cuts.into_iter().map(Literal::Integer).collect()
}

/// The whole numbers that literals stand at, or between.
fn whole<'a>(literals: impl Iterator<Item = &'a Literal>) -> impl Iterator<Item = i64> {
    literals.flat_map(|literal| match literal {
        Literal::Integer(number) => vec![*number],
        Literal::Number(number) => around(*number).to_vec(),
        _ => Vec::new(),
    })
}

/// The whole numbers below and above a number, within the range of `i64`.
fn around(number: f64) -> [i64; 2] {
    [number.floor() as i64, number.ceil() as i64]
}

/// Numbers of every class: the literals, and one between each pair of neighbors.
fn numbers(attribute: &Attribute, tests: &[Test]) -> Vec<Literal> {
    let literals = tests.iter().flat_map(literals);
    let literals = literals.filter_map(|literal| match literal {
        Literal::Integer(number) => Some(*number as f64),
        Literal::Number(number) => Some(*number),
        _ => None,
    });
    let ends = [attribute.min, attribute.max].into_iter().flatten();
    let mut cuts: Vec<f64> = literals.chain(ends).chain([0.0]).collect();
    cuts.sort_unstable_by(f64::total_cmp);
    cuts.dedup();
    let between = |pair: &[f64]| {
        let middle = f64::midpoint(pair[0], pair[1]);
        let inside = |number: &f64| pair[0] < *number && *number < pair[1];
        [middle.round(), middle, pair[0].next_up()]
            .into_iter()
            .find(inside)
    };
    let mut values: Vec<f64> = cuts.windows(2).filter_map(between).collect();
    let beyond = |number: f64, by: f64| match number + by {
        moved if moved == number && by < 0.0 => number.next_down(),
        moved if moved == number => number.next_up(),
        moved => moved,
    };
    values.extend(cuts.first().map(|lowest| beyond(*lowest, -1.0)));
    values.extend(cuts.last().map(|highest| beyond(*highest, 1.0)));
    values.extend(cuts);
    values.retain(|value| value.is_finite() && is_within_bounds(attribute, *value));
    values.sort_by(|one, other| {
        let rank = |number: f64| (number < 0.0, number.fract() != 0.0, number.abs());
        rank(*one)
            .partial_cmp(&rank(*other))
            .unwrap_or(std::cmp::Ordering::Equal)
    });
    values
        .into_iter()
        .map(|value| Literal::Number(value + 0.0))
        .collect()
}

/// Days of every class: those at the literals and on both sides of them.
fn dates(tests: &[Test], as_of: Date) -> Vec<Literal> {
    let days_ago = |days: i64| as_of.checked_sub(days.days()).ok();
    let mut cuts = vec![as_of];
    for test in tests {
        let literals = literals(test);
        match test.operand {
            Operand::Attribute(_) => cuts.extend(literals.iter().filter_map(|one| match one {
                Literal::Date(date) => Some(*date),
                _ => None,
            })),
            Operand::DaysSince(_) => cuts.extend(
                whole(literals.into_iter())
                    .filter(|days| days.unsigned_abs() < 7_000_000) // jiff's range; beyond it there is no day
                    .filter_map(days_ago),
            ),
        }
    }
    let mut days: Vec<Date> = cuts
        .into_iter()
        .flat_map(|day| [Ok(day), day.tomorrow(), day.yesterday()])
        .flatten()
        .collect();
    days.sort_unstable_by_key(|day| {
        let ago = days_since(*day, as_of);
        (ago < 0, ago.unsigned_abs())
    });
    days.dedup();
    days.into_iter().map(Literal::Date).collect()
}
