//! The slips of a pen that would change a condition: what rows of a test have to tell from it.

use crate::condition::{Comparison, Condition, Literal, Predicate, Test};

/// The most slips of one condition, and of one list in it.
const MOST: usize = 200;
const MOST_OF_LIST: usize = 50;

/// Conditions that differ from one by a part that is lost, an `or` for an `and` or the reverse, a value
/// that a list lacks, or an end that is counted or not.
pub(super) fn slips(condition: &Condition) -> Vec<Condition> {
    let mut slips = all(condition);
    slips.truncate(MOST);
    slips
}

fn all(condition: &Condition) -> Vec<Condition> {
    match condition {
        Condition::And(parts) => group(parts, Condition::And, Condition::Or),
        Condition::Or(parts) => group(parts, Condition::Or, Condition::And),
        Condition::Not(inner) => {
            let inside = all(inner)
                .into_iter()
                .map(|one| Condition::Not(Box::new(one)));
            std::iter::once(Condition::clone(inner))
                .chain(inside)
                .collect()
        }
        Condition::Test(test) => of_test(test),
    }
}

fn group(
    parts: &[Condition],
    own: fn(Vec<Condition>) -> Condition,
    other: fn(Vec<Condition>) -> Condition,
) -> Vec<Condition> {
    let joined = |mut parts: Vec<Condition>| match parts.len() {
        1 => parts.remove(0),
        _ => own(parts),
    };
    let mut slips = vec![other(parts.to_vec())];
    for place in 0..parts.len() {
        let mut without = parts.to_vec();
        without.remove(place);
        slips.push(joined(without));
    }
    for (place, part) in parts.iter().enumerate() {
        for slip in all(part) {
            let mut with = parts.to_vec();
            with[place] = slip;
            slips.push(own(with));
        }
    }
    slips
}

fn of_test(test: &Test) -> Vec<Condition> {
    let with = |predicate| {
        Condition::Test(Test {
            operand: test.operand,
            predicate,
        })
    };
    let compare = |sign, value: &Literal| with(Predicate::Compare(sign, value.clone()));
    match &test.predicate {
        Predicate::Compare(sign, value) => {
            let slip = match sign {
                Comparison::Less => Comparison::LessOrEqual,
                Comparison::LessOrEqual => Comparison::Less,
                Comparison::Greater => Comparison::GreaterOrEqual,
                Comparison::GreaterOrEqual => Comparison::Greater,
                Comparison::Equal => Comparison::NotEqual,
                Comparison::NotEqual => Comparison::Equal,
            };
            vec![compare(slip, value)]
        }
        Predicate::Between(low, high) => {
            let ends = |one, other| Condition::And(vec![compare(one, low), compare(other, high)]);
            vec![
                ends(Comparison::Greater, Comparison::LessOrEqual),
                ends(Comparison::GreaterOrEqual, Comparison::Less),
            ]
        }
        Predicate::In(values) if values.len() > 1 => {
            let places = 0..values.len().min(MOST_OF_LIST);
            let without = places.map(|place| {
                let mut values = values.clone();
                values.remove(place);
                with(Predicate::In(values))
            });
            without.collect()
        }
        _ => Vec::new(),
    }
}
