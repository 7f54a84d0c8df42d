//! Values of numbers and days that stand for all there are: so close to what tests compare with that the
//! values between two of them answer alike.

use std::collections::HashSet;

use foldhash::fast::FixedState;
use jiff::ToSpan;
use jiff::civil::Date;

use super::domain::is_text;
use super::texts;
use crate::condition::{Literal, Operand, Predicate, Test, days_since};
use crate::lists;
use crate::plan::Attribute;

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

/// The texts that tests name, each once; `None` if a test asks for more than whole texts.
pub(super) fn named<'t>(tests: &'t [Test], missing: &[String]) -> Option<Vec<&'t str>> {
    let is_whole = |test: &Test| match &test.predicate {
        Predicate::Compare(comparison, _) => !comparison.is_ordering(),
        Predicate::In(_) | Predicate::IsNull => true,
        _ => false,
    };
    let mut named = Vec::new();
    let mut seen = HashSet::with_hasher(FixedState::default());
    for literal in tests.iter().flat_map(literals) {
        if let Literal::Text(text) = literal
            && is_text(text, missing)
            && seen.insert(text)
        {
            named.push(text.as_str());
        }
    }
    tests.iter().all(is_whole).then_some(named)
}

/// A text that is none of these, and no word for a missing one: a letter that none of them has.
pub(super) fn unnamed(named: &[&str], missing: &[String]) -> Option<String> {
    let is_in_one = |letter: char| {
        let mut texts = named
            .iter()
            .copied()
            .chain(missing.iter().map(String::as_str));
        texts.any(|text| text.contains(letter))
    };
    texts::other_letter(is_in_one).map(String::from)
}

/// The places of texts, those of short ones first.
pub(super) fn short_first(texts: &[&str]) -> Vec<usize> {
    let lengths: Vec<usize> = texts.iter().map(|text| text.chars().count()).collect();
    let key = |place: usize| (lengths[place], texts[place]);
    lists::places(texts.len(), &|one, other| key(one).cmp(&key(other)))
}

/// Whole numbers of every class: those at the literals and on both sides of them.
pub(super) fn integers(attribute: &Attribute, tests: &[Test]) -> Vec<Literal> {
    let ends = [attribute.min, attribute.max].into_iter().flatten();
    let literals = tests.iter().flat_map(literals);
    let mut cuts: Vec<i64> = whole(literals)
        .chain(ends.flat_map(around))
        .chain([0, 1])
        .flat_map(|cut| [Some(cut), cut.checked_sub(1), cut.checked_add(1)])
        .flatten()
        .filter(|cut| is_within_bounds(attribute, *cut as f64))
        .collect();
    lists::sort_by_key(&mut cuts, |cut| (*cut < 0, cut.unsigned_abs()));
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

/// The numbers at which answers may turn, from the lowest.
pub(super) fn cuts(attribute: &Attribute, tests: &[Test]) -> Vec<f64> {
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
    cuts
}

/// Numbers of every class: the literals, and one between each pair of neighbors.
pub(super) fn numbers(attribute: &Attribute, tests: &[Test]) -> Vec<Literal> {
    let cuts = cuts(attribute, tests);
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
    lists::sort_by(&mut values, |one, other| {
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
pub(super) fn dates(tests: &[Test], as_of: Date) -> Vec<Literal> {
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
    lists::sort_by_key(&mut days, |day| {
        let ago = days_since(*day, as_of);
        (ago < 0, ago.unsigned_abs())
    });
    days.dedup();
    days.into_iter().map(Literal::Date).collect()
}
