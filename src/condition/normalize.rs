//! One form for conditions that mean the same by simple laws.

use std::cmp::Ordering;

use indexmap::IndexMap;
use jiff::ToSpan;

use super::evaluate::compare_values;
use super::{Comparison, Condition, Literal, Operand, Predicate, Test};
use crate::lists;

/// The canonical form: conditions that differ only by the laws below become equal, and every
/// answer stays what it was, null where it was null.
///
/// - The order of `and` and `or`, nesting, repetition.
/// - Double negation; `not` before a group goes inside (De Morgan) and into comparisons
///   (`not a < b` is `a >= b`).
/// - `between` is two comparisons; `in` of one value is `=`; values of `in` are sorted; several
///   `=` or `in` of one attribute joined by `or` are one `in`, several `!=` or `not in` joined by
///   `and` one `not in`.
/// - Whole numbers and days: `> 1500` is `>= 1501`.
/// - `= true` is the bare attribute; `like` with `%` only at its ends is `starts with`,
///   `contains` or `=`.
pub fn normalize(condition: &Condition) -> Condition {
    pushed(condition, false)
}

/// The canonical form of a condition or of its opposite.
fn pushed(condition: &Condition, negated: bool) -> Condition {
    match condition {
        Condition::Not(inner) => pushed(inner, !negated),
        Condition::Test(test) => asked(test, negated),
        Condition::And(parts) | Condition::Or(parts) => {
            let parts = parts.iter().map(|part| pushed(part, negated)).collect();
            let all = matches!(condition, Condition::And(_)) != negated;
            group(parts, all)
        }
    }
}

/// Parts joined by `and` (`all`) or by `or`; each part is canonical.
fn group(parts: Vec<Condition>, all: bool) -> Condition {
    let mut flat = Vec::with_capacity(parts.len());
    for part in parts {
        match part {
            Condition::And(inner) if all => flat.extend(inner),
            Condition::Or(inner) if !all => flat.extend(inner),
            other => flat.push(other),
        }
    }
    let mut parts = merged_lists(flat, all);
    parts.sort_by_cached_key(|part| format!("{part:?}"));
    parts.dedup();
    match (parts.len(), all) {
        (1, _) => parts.remove(0),
        (_, true) => Condition::And(parts),
        (_, false) => Condition::Or(parts),
    }
}

/// One `in` for each operand instead of several (`or`), one `not in` (`and`).
fn merged_lists(parts: Vec<Condition>, all: bool) -> Vec<Condition> {
    let mut lists: IndexMap<Operand, Vec<Literal>> = IndexMap::new();
    let mut others = Vec::new();
    for part in parts {
        match listed(part, all) {
            Ok((operand, values)) => lists.entry(operand).or_default().extend(values),
            Err(part) => others.push(part),
        }
    }
    let lists = lists
        .into_iter()
        .map(|(operand, values)| list(operand, values, all));
    others.extend(lists);
    others
}

/// The operand and the values of a part that merges with others into one list: `=` and `in` among
/// parts joined by `or`, `!=` and `not in` by `and`. Any other part comes back.
fn listed(part: Condition, all: bool) -> Result<(Operand, Vec<Literal>), Condition> {
    let plain = Comparison::Equal.negated_if(all);
    match part {
        Condition::Test(Test {
            operand,
            predicate: Predicate::Compare(comparison, literal),
        }) if comparison == plain => Ok((operand, vec![literal])),
        Condition::Test(Test {
            operand,
            predicate: Predicate::In(literals),
        }) if !all => Ok((operand, literals)),
        Condition::Not(inner) if all => match *inner {
            Condition::Test(Test {
                operand,
                predicate: Predicate::In(literals),
            }) => Ok((operand, literals)),
            inner => Err(Condition::Not(Box::new(inner))),
        },
        other => Err(other),
    }
}

/// `in` or `not in` with its values sorted, or the comparison where there is one value.
fn list(operand: Operand, mut values: Vec<Literal>, negated: bool) -> Condition {
    lists::sort_by(&mut values, |one, other| {
        compare_values(one, other).unwrap_or(Ordering::Equal)
    });
    values.dedup();
    if values.len() == 1
        && let Some(value) = values.pop()
    {
        return equal(operand, value, negated);
    }
    signed(operand, Predicate::In(values), negated)
}

fn asked(test: &Test, negated: bool) -> Condition {
    let operand = test.operand;
    match &test.predicate {
        Predicate::Compare(comparison, literal) => {
            compared(operand, comparison.negated_if(negated), literal)
        }
        Predicate::In(literals) => list(operand, literals.clone(), negated),
        Predicate::Between(low, high) if low == high => equal(operand, low.clone(), negated),
        Predicate::Between(low, high) => {
            let (above, below) = match negated {
                false => (Comparison::GreaterOrEqual, Comparison::LessOrEqual),
                true => (Comparison::Less, Comparison::Greater),
            };
            let ends = vec![
                compared(operand, above, low),
                compared(operand, below, high),
            ];
            group(ends, !negated)
        }
        Predicate::Like(pattern) => like(operand, pattern, negated),
        Predicate::Contains(text) if text.is_empty() => {
            signed(operand, Predicate::StartsWith(String::new()), negated)
        }
        predicate => signed(operand, predicate.clone(), negated),
    }
}

fn compared(operand: Operand, comparison: Comparison, literal: &Literal) -> Condition {
    let closed = match comparison {
        Comparison::Equal => return equal(operand, literal.clone(), false),
        Comparison::NotEqual => return equal(operand, literal.clone(), true),
        Comparison::Less => neighbor(literal, -1).map(|end| (Comparison::LessOrEqual, end)),
        Comparison::Greater => neighbor(literal, 1).map(|end| (Comparison::GreaterOrEqual, end)),
        Comparison::LessOrEqual | Comparison::GreaterOrEqual => None,
    };
    let (comparison, literal) = closed.unwrap_or_else(|| (comparison, literal.clone()));
    signed(operand, Predicate::Compare(comparison, literal), false)
}

fn equal(operand: Operand, literal: Literal, negated: bool) -> Condition {
    if let Literal::Boolean(value) = literal {
        return signed(operand, Predicate::IsTrue, value == negated);
    }
    let comparison = Comparison::Equal.negated_if(negated);
    signed(operand, Predicate::Compare(comparison, literal), false)
}

/// The next whole number or day, or the one before, if there is one.
fn neighbor(literal: &Literal, by: i64) -> Option<Literal> {
    match literal {
        Literal::Integer(value) => value.checked_add(by).map(Literal::Integer),
        Literal::Date(date) => date.checked_add(by.days()).ok().map(Literal::Date),
        _ => None,
    }
}

fn like(operand: Operand, pattern: &str, negated: bool) -> Condition {
    let plain = |text: &str| !text.contains(['%', '_']);
    let start = pattern.strip_suffix('%');
    let inside = start.and_then(|start| start.strip_prefix('%'));
    let predicate = match (start, inside) {
        _ if plain(pattern) => return equal(operand, Literal::Text(pattern.to_owned()), negated),
        (Some(start), _) if plain(start) => Predicate::StartsWith(start.to_owned()),
        (_, Some("")) => Predicate::StartsWith(String::new()),
        (_, Some(inside)) if plain(inside) => Predicate::Contains(inside.to_owned()),
        _ => Predicate::Like(pattern.to_owned()),
    };
    signed(operand, predicate, negated)
}

fn signed(operand: Operand, predicate: Predicate, negated: bool) -> Condition {
    let test = Condition::Test(Test { operand, predicate });
    match negated {
        true => Condition::Not(Box::new(test)),
        false => test,
    }
}
