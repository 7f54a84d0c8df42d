//! The attributes of two plans in one list, and conditions on them.

use crate::condition::{AttributeId, Condition, Literal, Operand, Predicate, Test};
use crate::masks::AttributeRead;
use crate::plan::{Attribute, Plan};

/// The attributes of the new plan, then those of the old plan that the new one does not have or reads
/// otherwise; and for each attribute of the old plan its place among them.
pub(super) fn merged(old: &Plan, new: &Plan) -> (Vec<Attribute>, Vec<AttributeId>) {
    let mut all = new.attributes.clone();
    let places = old.attributes.iter().map(|attribute| {
        let read = AttributeRead::of(attribute);
        let mut news = new.attributes.iter();
        let known = news.position(|one| AttributeRead::of(one) == read);
        AttributeId(known.unwrap_or_else(|| {
            all.push(attribute.clone());
            all.len() - 1
        }))
    });
    let places = places.collect();
    (all, places)
}

/// A condition on attributes that stand at other places, with each question about an age asked so many
/// days later.
pub(super) fn moved(condition: &Condition, places: &[AttributeId], days: i64) -> Condition {
    let all = |parts: &[Condition]| parts.iter().map(|one| moved(one, places, days)).collect();
    match condition {
        Condition::And(parts) => Condition::And(all(parts)),
        Condition::Or(parts) => Condition::Or(all(parts)),
        Condition::Not(inner) => Condition::Not(Box::new(moved(inner, places, days))),
        Condition::Test(test) => Condition::Test(match test.operand {
            Operand::Attribute(id) => Test {
                operand: Operand::Attribute(places[id.0]),
                ..test.clone()
            },
            Operand::DaysSince(id) => Test {
                operand: Operand::DaysSince(places[id.0]),
                predicate: later(&test.predicate, days),
            },
        }),
    }
}

/// A question about an age, asked so many days later.
fn later(predicate: &Predicate, days: i64) -> Predicate {
    let older = |age: &Literal| match age {
        Literal::Integer(age) => Literal::Integer(age.saturating_add(days)),
        Literal::Number(age) => Literal::Number(age + days as f64),
        other => other.clone(),
    };
    match predicate {
        Predicate::Compare(sign, age) => Predicate::Compare(*sign, older(age)),
        Predicate::In(ages) => Predicate::In(ages.iter().map(older).collect()),
        Predicate::Between(low, high) => Predicate::Between(older(low), older(high)),
        other => other.clone(),
    }
}
