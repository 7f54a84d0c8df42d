//! Groups of leads that have a value, or a range of values, in common.

use std::cmp::Ordering;

use crate::condition::{
    AttributeId, AttributeType, Comparison, Condition, Literal, Operand, Predicate, Test,
    compare_values,
};
use crate::lists;

/// Values of a column that are looked at, the most common.
const VALUES_UP_TO: usize = 20;

/// Up to so many numbers are values of their own, more are cut into ranges.
const NUMBERS_UP_TO: usize = 6;

/// Parts of equal size that numbers and dates are cut into.
pub(super) const PARTS: u64 = 5;

/// Leads whose values in a column fit a condition.
#[derive(Debug, Clone)]
pub(super) struct Group {
    pub(super) column: usize,
    pub(super) condition: Condition,
    /// By the value's code.
    pub(super) fits: Vec<bool>,
}

/// What a column's groups may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cut {
    /// Groups that have no lead in common, those without a value among them.
    Apart,
    /// Also the leads up to and above each cut of a number; none without a value, and none by dates,
    /// which go stale in a plan.
    Segments,
}

/// The values of a column and how many leads have each, by code.
#[derive(Debug, Clone, Copy)]
pub(super) struct Coded<'a> {
    /// `None` is a missing one.
    pub(super) values: &'a [Option<Literal>],
    pub(super) leads: &'a [u64],
    /// Whether each value stands for those between the one below and itself, so that it is no value of
    /// its own.
    pub(super) are_ranges: bool,
}

/// A value with its leads and its codes.
struct Value<'a> {
    literal: &'a Literal,
    leads: u64,
    codes: Vec<usize>,
}

/// The groups of a column, each of at least `least` leads.
pub(super) fn groups(
    place: usize,
    kind: AttributeType,
    column: Coded<'_>,
    least: u64,
    cut: Cut,
) -> Vec<Group> {
    let counts = column.leads;
    let values = values(column);
    let counted = values.iter().filter(|value| value.leads > 0).count();
    let is_range = match kind {
        AttributeType::Integer | AttributeType::Number => {
            column.are_ranges || counted > NUMBERS_UP_TO
        }
        AttributeType::Date => true,
        AttributeType::Text | AttributeType::Boolean => false,
    };
    let size = column.values.len();
    let id = AttributeId(place);
    let mut found = match (is_range, kind, cut) {
        (true, AttributeType::Date, Cut::Segments) => Vec::new(),
        (true, ..) => ranges(id, &values, size, cut),
        (false, ..) => single(id, values, size),
    };
    if cut == Cut::Apart {
        let missing = column.values.iter().map(Option::is_none);
        found.push(Group {
            column: place,
            condition: test(id, Predicate::IsNull),
            fits: missing.collect(),
        });
    }
    let total: u64 = counts.iter().sum();
    found.retain(|group| {
        let fitting = counts.iter().zip(&group.fits).filter(|(_, fits)| **fits);
        let leads = fitting.map(|(count, _)| count).sum();
        (least..total).contains(&leads)
    });
    found
}

/// The values of a column in their order, each once however it is written; also those that none of the
/// counted leads has, so that other leads can be sorted into the groups.
fn values(column: Coded<'_>) -> Vec<Value<'_>> {
    let known = column.values.iter().enumerate();
    let mut values: Vec<Value> = known
        .zip(column.leads)
        .filter_map(|((code, value), leads)| {
            Some(Value {
                literal: value.as_ref()?,
                leads: *leads,
                codes: vec![code],
            })
        })
        .collect();
    lists::sort_by(&mut values, |one, other| {
        in_order(one.literal, other.literal)
    });
    values.dedup_by(|next, first| {
        let is_same = in_order(first.literal, next.literal) == Ordering::Equal;
        if is_same {
            first.leads += next.leads;
            first.codes.append(&mut next.codes);
        }
        is_same
    });
    values
}

fn in_order(one: &Literal, other: &Literal) -> Ordering {
    compare_values(one, other).unwrap_or(Ordering::Equal)
}

/// A group for each of the most common values.
fn single(id: AttributeId, mut values: Vec<Value>, size: usize) -> Vec<Group> {
    lists::sort_by_key(&mut values, |value| std::cmp::Reverse(value.leads));
    values.truncate(VALUES_UP_TO);
    let group = |value: &Value| Group {
        column: id.0,
        condition: match value.literal {
            Literal::Boolean(true) => test(id, Predicate::IsTrue),
            Literal::Boolean(false) => Condition::Not(Box::new(test(id, Predicate::IsTrue))),
            literal => compare(id, Comparison::Equal, literal),
        },
        fits: fits(std::slice::from_ref(value), size),
    };
    values.iter().map(group).collect()
}

/// Groups of neighboring values, cut where a fifth, two fifths … of the leads have values up to there.
fn ranges(id: AttributeId, values: &[Value], size: usize, cut: Cut) -> Vec<Group> {
    let cuts = cuts(values);
    let ends: Vec<usize> = cuts.iter().copied().chain([values.len()]).collect();
    let begins = std::iter::once(0).chain(cuts.iter().copied());
    let mut found: Vec<Group> = begins
        .zip(&ends)
        .map(|(begin, end)| Group {
            column: id.0,
            condition: between(id, values, begin, *end),
            fits: fits(&values[begin..*end], size),
        })
        .collect();
    if cut == Cut::Segments {
        // The lowest and the highest range are there already.
        let up_to = cuts.iter().skip(1).map(|cut| (0, *cut));
        let above = cuts.iter().rev().skip(1).map(|cut| (*cut, values.len()));
        found.extend(up_to.chain(above).map(|(begin, end)| Group {
            column: id.0,
            condition: between(id, values, begin, end),
            fits: fits(&values[begin..end], size),
        }));
    }
    found
}

/// How many values stand before each cut: after the lowest value up to which a fifth, two fifths … of
/// the leads have theirs.
fn cuts(values: &[Value]) -> Vec<usize> {
    let total: u64 = values.iter().map(|value| value.leads).sum();
    let mut cuts = Vec::new();
    let mut leads = 0;
    let mut part = 1;
    for (place, value) in values.iter().enumerate() {
        leads += value.leads;
        if part < PARTS && leads * PARTS >= total * part {
            cuts.push(place + 1);
            while part < PARTS && leads * PARTS >= total * part {
                part += 1;
            }
        }
    }
    cuts.retain(|cut| *cut < values.len());
    cuts
}

/// The condition of the values from one place on and before another.
fn between(id: AttributeId, values: &[Value], begin: usize, end: usize) -> Condition {
    let above = begin.checked_sub(1).and_then(|place| values.get(place));
    let last = values
        .get(end.saturating_sub(1))
        .filter(|_| end < values.len());
    let above = above.map(|value| value.literal);
    match (above, last.map(|value| value.literal)) {
        (Some(Literal::Integer(low)), Some(high @ Literal::Integer(only)))
            if low.checked_add(1) == Some(*only) =>
        {
            compare(id, Comparison::Equal, high)
        }
        (Some(Literal::Integer(low)), Some(Literal::Integer(high))) => test(
            id,
            Predicate::Between(
                Literal::Integer(low.saturating_add(1)),
                Literal::Integer(*high),
            ),
        ),
        (Some(low), Some(high)) => Condition::And(vec![
            compare(id, Comparison::Greater, low),
            compare(id, Comparison::LessOrEqual, high),
        ]),
        (Some(low), None) => compare(id, Comparison::Greater, low),
        (None, Some(high)) => compare(id, Comparison::LessOrEqual, high),
        (None, None) => Condition::Not(Box::new(test(id, Predicate::IsNull))),
    }
}

fn fits(values: &[Value], size: usize) -> Vec<bool> {
    let mut fits = vec![false; size];
    for code in values.iter().flat_map(|value| &value.codes) {
        fits[*code] = true;
    }
    fits
}

fn test(id: AttributeId, predicate: Predicate) -> Condition {
    Condition::Test(Test {
        operand: Operand::Attribute(id),
        predicate,
    })
}

fn compare(id: AttributeId, comparison: Comparison, literal: &Literal) -> Condition {
    test(id, Predicate::Compare(comparison, literal.clone()))
}
