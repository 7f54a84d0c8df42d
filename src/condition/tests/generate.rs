//! Conditions and rows for the laws: any condition that can be written about [`KNOWN`].

use jiff::civil::{Date, date};
use proptest::prelude::*;

use crate::condition::{
    AttributeId, AttributeType, Comparison, Condition, Literal, Operand, Predicate, Test,
};

/// The dictionary of the tests.
pub(crate) const KNOWN: [(&str, AttributeType); 7] = [
    ("industry", AttributeType::Text),
    ("employees", AttributeType::Integer),
    ("revenue", AttributeType::Number),
    ("opted_in", AttributeType::Boolean),
    ("created_on", AttributeType::Date),
    ("Job \"title\"", AttributeType::Text),
    ("between", AttributeType::Integer),
];

/// The day of the tests.
pub(crate) const TODAY: Date = date(2027, 1, 4);

/// All of them.
pub(crate) const COMPARISONS: [Comparison; 6] = [
    Comparison::Equal,
    Comparison::NotEqual,
    Comparison::Less,
    Comparison::LessOrEqual,
    Comparison::Greater,
    Comparison::GreaterOrEqual,
];

/// Text from few letters, so that values meet; signs with a meaning among them.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![3 => "[ab.%_']{0,4}", 1 => "\\PC{0,5}"]
}

/// A value of a type, from a small range or from the ends of its range.
fn literal(kind: AttributeType) -> BoxedStrategy<Literal> {
    match kind {
        AttributeType::Text => text().prop_map(Literal::Text).boxed(),
        AttributeType::Integer => {
            let whole = prop_oneof![8 => -3_i64..4, 1 => Just(i64::MAX), 1 => Just(i64::MIN)];
            whole.prop_map(Literal::Integer).boxed()
        }
        AttributeType::Number => {
            let halves = (-6_i8..7).prop_map(|halves| f64::from(halves) / 2.0);
            let any = proptest::num::f64::NORMAL;
            prop_oneof![8 => halves, 1 => any, 1 => Just(1e300)]
                .prop_map(|number| Literal::Number(number + 0.0))
                .boxed()
        }
        AttributeType::Boolean => any::<bool>().prop_map(Literal::Boolean).boxed(),
        AttributeType::Date => {
            let near =
                (-3_i64..4).prop_map(|days| TODAY.saturating_add(jiff::Span::new().days(days)));
            prop_oneof![8 => near, 1 => Just(Date::MAX), 1 => Just(date(1, 1, 1))]
                .prop_map(Literal::Date)
                .boxed()
        }
    }
}

fn predicate(kind: AttributeType) -> BoxedStrategy<Predicate> {
    let comparisons = if kind == AttributeType::Boolean {
        2_usize
    } else {
        6
    };
    let compare = (0..comparisons, literal(kind))
        .prop_map(|(which, value)| Predicate::Compare(COMPARISONS[which], value));
    let list = proptest::collection::vec(literal(kind), 1..4).prop_map(Predicate::In);
    let any_type = prop_oneof![4 => compare, 2 => list, 1 => Just(Predicate::IsNull)];
    match kind {
        AttributeType::Boolean => prop_oneof![any_type, Just(Predicate::IsTrue)].boxed(),
        AttributeType::Text => prop_oneof![
            3 => any_type,
            1 => between(kind),
            1 => text().prop_map(Predicate::Like),
            1 => text().prop_map(Predicate::StartsWith),
            1 => text().prop_map(Predicate::Contains),
        ]
        .boxed(),
        _ => prop_oneof![3 => any_type, 1 => between(kind)].boxed(),
    }
}

fn between(kind: AttributeType) -> impl Strategy<Value = Predicate> {
    (literal(kind), literal(kind)).prop_map(|(one, other)| {
        match crate::condition::compare_values(&one, &other) {
            Some(std::cmp::Ordering::Greater) => Predicate::Between(other, one),
            _ => Predicate::Between(one, other),
        }
    })
}

fn test() -> impl Strategy<Value = Condition> {
    let on_attribute = (0..KNOWN.len()).prop_flat_map(|place| {
        let operand = Operand::Attribute(AttributeId(place));
        predicate(KNOWN[place].1).prop_map(move |predicate| Test { operand, predicate })
    });
    let age = predicate(AttributeType::Integer)
        .prop_filter("asked of the date itself", |predicate| {
            *predicate != Predicate::IsNull
        })
        .prop_map(|predicate| Test {
            operand: Operand::DaysSince(AttributeId(4)),
            predicate,
        });
    prop_oneof![5 => on_attribute, 1 => age].prop_map(Condition::Test)
}

/// Any condition, as the checker would build it.
pub(crate) fn condition() -> impl Strategy<Value = Condition> {
    test().prop_recursive(4, 24, 4, |inner| {
        let parts = || proptest::collection::vec(inner.clone(), 2..4);
        prop_oneof![
            inner
                .clone()
                .prop_map(|inner| Condition::Not(Box::new(inner))),
            parts().prop_map(all_of),
            parts().prop_map(any_of),
        ]
    })
}

/// The same four tests, `a b c d`, joined and grouped in any way.
pub(super) fn grouping() -> impl Strategy<Value = Condition> {
    (0..6_usize, [any::<bool>(); 3]).prop_map(|(order, ands)| {
        let mut parts: Vec<Condition> = (0..4)
            .map(|place| {
                let operand = Operand::Attribute(AttributeId(place));
                let predicate = Predicate::IsNull;
                Condition::Test(Test { operand, predicate })
            })
            .collect();
        // Each step joins two neighbors: first one of three pairs, then one of two, then the last.
        for (place, and) in [order / 2, order % 2, 0].into_iter().zip(ands) {
            let second = parts.remove(place + 1);
            let first = std::mem::replace(&mut parts[place], second.clone());
            let join = if and { all_of } else { any_of };
            parts[place] = join(vec![first, second]);
        }
        parts.remove(0)
    })
}

fn all_of(parts: Vec<Condition>) -> Condition {
    let flat = |part| match part {
        Condition::And(inner) => inner,
        other => vec![other],
    };
    Condition::And(parts.into_iter().flat_map(flat).collect())
}

fn any_of(parts: Vec<Condition>) -> Condition {
    let flat = |part| match part {
        Condition::Or(inner) => inner,
        other => vec![other],
    };
    Condition::Or(parts.into_iter().flat_map(flat).collect())
}

/// A lead's values, some of them missing.
pub(crate) fn row() -> impl Strategy<Value = Vec<Option<Literal>>> {
    KNOWN
        .iter()
        .map(|(_, kind)| proptest::option::weighted(0.8, literal(*kind)))
        .collect::<Vec<_>>()
}
