//! The prover against leads: those of random rows, and all leads of a small world.

mod classes;
mod orders;
mod shown;
mod told;

use proptest::prelude::*;

use super::classes::ClassSet;
use super::domain::Domain;
use super::*;
use crate::condition::{
    AttributeId, AttributeType, Comparison, Condition, Literal, Operand, Predicate, Test, ask,
    check, evaluate, parse, print,
};
use crate::generate::{KNOWN, TODAY, condition, row};
use crate::plan::Attribute;

fn attributes() -> Vec<Attribute> {
    let attribute = |(name, kind): &(&str, AttributeType)| Attribute {
        name: (*name).to_owned(),
        kind: *kind,
        ..Attribute::default()
    };
    KNOWN.iter().map(attribute).collect()
}

fn read(texts: &[&str]) -> Vec<Condition> {
    let syntaxes: Vec<_> = texts.iter().map(|text| parse(text).unwrap()).collect();
    let checked = check(&syntaxes, &KNOWN);
    let expressions = checked.expressions.into_iter().flatten();
    expressions.map(|one| one.condition).collect()
}

/// The answer for a lead that fits the last of some conditions and none of the others.
fn last_alone(conditions: &[&str]) -> Answer {
    let conditions = read(conditions);
    let last = conditions.len() - 1;
    let prover = Prover::new(&attributes(), conditions.iter().collect(), TODAY);
    prover.find(&claims(last, &(0..last).collect::<Vec<_>>()))
}

fn claims(fits: usize, not: &[usize]) -> Vec<Claim> {
    let others = not.iter().map(|other| Claim::FitsNot(*other));
    [Claim::Fits(fits)].into_iter().chain(others).collect()
}

fn fits(condition: &Condition, row: &[Option<Literal>]) -> bool {
    evaluate(condition, &|id| row.get(id.0).cloned().flatten(), TODAY) == Some(true)
}

#[test]
fn leads_that_cannot_be_are_proven_and_others_shown() {
    for (conditions, can_be) in [
        (&["employees > 5 and employees < 7"][..], true),
        (&["employees > 5 and employees < 6"], false),
        (&["employees > 5.5 and employees < 6.5"], true),
        (&["employees > 5.5 and employees < 5.9"], false),
        (&["revenue > 5 and revenue < 6"], true),
        (&["industry = 'Retail' and industry = 'Trade'"], false),
        (
            &["industry like 'a%' and industry like '%b' and not industry contains 'ab'"],
            true,
        ),
        (&["industry like 'a_' and industry like '___%'"], false),
        (
            &["industry starts with 'Retail' and not industry contains 'tail'"],
            false,
        ),
        (
            &["industry contains '%' and not industry contains '_' and industry like '_'"],
            true,
        ),
        (&["industry > 'Retail' and industry < 'Retaim'"], true),
        (&["industry > 'a' and not industry > 'A'"], false),
        (&["industry is null and industry = 'x'"], false),
        (
            &["days_since(created_on) > 30 and created_on > date '2026-12-05'"],
            false,
        ),
        (
            &["days_since(created_on) > 30 and created_on > date '2026-12-03'"],
            true,
        ),
        // Both halves are taken, together.
        (
            &["employees < 10", "employees >= 10", "employees > 3"],
            false,
        ),
        // A missing answer is none: the two above leave leads without employees.
        (&["employees < 10", "employees >= 10", "opted_in"], true),
        (
            &[
                "employees < 10",
                "not employees < 10",
                "employees is null",
                "opted_in",
            ],
            false,
        ),
    ] {
        let answer = last_alone(conditions);
        match can_be {
            true => assert!(
                matches!(answer, Answer::Lead(_)),
                "{conditions:?}: {answer:?}"
            ),
            false => assert_eq!(answer, Answer::None, "{conditions:?}"),
        }
    }
}

#[test]
fn declared_values_bound_what_can_be() {
    let conditions = read(&["industry = 'A'", "industry = 'B'", "industry is not null"]);
    let mut attributes = attributes();
    attributes[0].values = vec!["A".to_owned(), "B".to_owned()];
    let prover = Prover::new(&attributes, conditions.iter().collect(), TODAY);
    assert_eq!(prover.find(&claims(2, &[0, 1])), Answer::None);
    attributes[0].values.push("C".to_owned());
    let prover = Prover::new(&attributes, conditions.iter().collect(), TODAY);
    let Answer::Lead(lead) = prover.find(&claims(2, &[0, 1])) else {
        panic!("C is neither");
    };
    assert_eq!(
        lead.value(AttributeId(0)),
        Some(Literal::Text("C".to_owned()))
    );
}

#[test]
fn words_for_missing_are_no_values() {
    let conditions = read(&["industry = 'n/a'", "industry like '_'", "industry is null"]);
    let mut attributes = attributes();
    attributes[0].missing = ('a'..='z').map(String::from).collect();
    attributes[0].missing.push("n/a".to_owned());
    let prover = Prover::new(&attributes, conditions.iter().collect(), TODAY);
    assert_eq!(prover.find(&claims(0, &[])), Answer::None);
    let Answer::Lead(lead) = prover.find(&claims(1, &[])) else {
        panic!("digits are letters, too");
    };
    let value = lead.value(AttributeId(0));
    assert!(
        matches!(&value, Some(Literal::Text(text)) if !attributes[0].missing.contains(text)),
        "{value:?}"
    );
    assert!(matches!(prover.find(&claims(2, &[])), Answer::Lead(_)));
}

#[test]
fn patterns_too_many_to_tell_apart_stay_sound() {
    let letters = 'a'..='p';
    let contains: Vec<String> = letters
        .map(|letter| format!("industry contains '{letter}{letter}{letter}'"))
        .collect();
    let mut conditions: Vec<&str> = contains.iter().map(String::as_str).collect();
    conditions.push("industry contains 'aaa' and opted_in");
    assert_eq!(last_alone(&conditions), Answer::None);
    conditions.push("industry contains 'qqq' and opted_in");
    assert_eq!(last_alone(&conditions), Answer::Undecided);
}

/// A condition of few values about a text, a whole number and a boolean.
fn small_condition() -> impl Strategy<Value = Condition> {
    let text = "[ab]{1,2}";
    let on = |place, predicate| Test {
        operand: Operand::Attribute(AttributeId(place)),
        predicate,
    };
    let texts = prop_oneof![
        text.prop_map(|text| Predicate::In(vec![Literal::Text(text)])),
        text.prop_map(Predicate::StartsWith),
        text.prop_map(Predicate::Contains),
        "[ab%_]{1,3}".prop_map(Predicate::Like),
        Just(Predicate::IsNull),
    ];
    let signs = [
        Comparison::Less,
        Comparison::GreaterOrEqual,
        Comparison::NotEqual,
    ];
    let numbers = (0..3_usize, 0..4_i64)
        .prop_map(move |(sign, number)| Predicate::Compare(signs[sign], Literal::Integer(number)));
    let test = prop_oneof![
        3 => texts.prop_map(move |asked| on(0, asked)),
        3 => numbers.prop_map(move |asked| on(1, asked)),
        1 => Just(on(3, Predicate::IsTrue)),
    ];
    let leaf = test.prop_map(Condition::Test);
    leaf.prop_recursive(3, 10, 3, |inner| {
        let parts = || proptest::collection::vec(inner.clone(), 2..4);
        prop_oneof![
            inner
                .clone()
                .prop_map(|inner| Condition::Not(Box::new(inner))),
            parts().prop_map(Condition::And),
            parts().prop_map(Condition::Or),
        ]
    })
}

/// All leads of the small world: texts of up to four letters are enough for its patterns.
fn small_world() -> Vec<Vec<Option<Literal>>> {
    let mut texts = vec![String::new()];
    for place in 0.. {
        let Some(text) = texts.get(place).filter(|text| text.len() < 4).cloned() else {
            break;
        };
        texts.extend(["a", "b", "x"].map(|letter| format!("{text}{letter}")));
    }
    let texts = texts
        .into_iter()
        .skip(1)
        .map(|text| Some(Literal::Text(text)));
    let texts: Vec<_> = texts.chain([None]).collect();
    let numbers = (-1..5).map(|number| Some(Literal::Integer(number)));
    let numbers: Vec<_> = numbers.chain([None]).collect();
    let answers = [
        Some(Literal::Boolean(true)),
        Some(Literal::Boolean(false)),
        None,
    ];
    let mut rows = Vec::new();
    for text in &texts {
        for number in &numbers {
            for answer in &answers {
                rows.push(vec![text.clone(), number.clone(), None, answer.clone()]);
            }
        }
    }
    rows
}

proptest! {
    #[test]
    fn every_value_is_in_a_class(condition in condition(), other in condition(), row in row()) {
        for (place, attribute) in attributes().iter().enumerate() {
            let tests: Vec<Test> = condition.tests().into_iter().chain(other.tests())
                .filter(|test| test.operand.attribute() == AttributeId(place))
                .cloned()
                .collect();
            let value = row[place].clone();
            if value == Some(Literal::Text(String::new())) {
                continue; // an empty cell is a missing value
            }
            let domain = Domain::new(attribute, &tests, TODAY).unwrap();
            let answers: Vec<_> = tests.iter().map(|test| ask(test, value.clone(), TODAY)).collect();
            let classes = &domain.classes;
            prop_assert!(
                classes.iter().any(|class| class.answers == answers),
                "{value:?} answers {answers:?} to {tests:?}: {classes:?}"
            );
        }
    }

    #[test]
    fn what_is_told_of_classes_is_true_of_their_values_alone(
        condition in condition(),
        other in condition(),
        rows in proptest::collection::vec(row(), 8),
        picked: u64,
    ) {
        for (place, attribute) in attributes().iter().enumerate() {
            let id = AttributeId(place);
            let tests: Vec<Test> = condition.tests().into_iter().chain(other.tests())
                .filter(|test| test.operand.attribute() == id)
                .cloned()
                .collect();
            let domain = Domain::new(attribute, &tests, TODAY).unwrap();
            let known = domain.known();
            let set = ClassSet::of(domain.classes.len(), |class| {
                known.has(class) && picked >> (class % 64) & 1 == 1
            });
            let Some(told) = domain.told(id, attribute, &set, TODAY) else {
                continue;
            };
            let rows = rows.iter().filter_map(|row| row[place].clone());
            let met = domain.classes.iter().filter_map(|class| class.value.clone());
            for value in rows.chain(met).filter(|value| *value != Literal::Text(String::new())) {
                let answers: Vec<_> = tests.iter()
                    .map(|test| ask(test, Some(value.clone()), TODAY))
                    .collect();
                let class = domain.classes.iter().position(|class| class.answers == answers);
                let fits = evaluate(&told, &|_| Some(value.clone()), TODAY) == Some(true);
                prop_assert_eq!(fits, set.has(class.unwrap()), "{:?}: {:?} of {:?}", value, told, tests);
            }
        }
    }

    #[test]
    fn what_a_lead_shows_is_never_denied(
        conditions in proptest::collection::vec(condition(), 1..4),
        row in row(),
    ) {
        let row: Vec<_> = row.into_iter().map(|value| match value {
            Some(Literal::Text(text)) if text.is_empty() => None,
            value => value,
        }).collect();
        let claims: Vec<Claim> = conditions.iter().enumerate().map(|(place, condition)| {
            match fits(condition, &row) {
                true => Claim::Fits(place),
                false => Claim::FitsNot(place),
            }
        }).collect();
        let prover = Prover::new(&attributes(), conditions.iter().collect(), TODAY);
        prop_assert!(matches!(prover.find(&claims), Answer::Lead(_)));
    }

    #[test]
    fn a_small_world_has_no_lead_that_is_missed_or_invented(
        conditions in proptest::collection::vec(small_condition(), 1..6),
    ) {
        let world = small_world();
        let prover = Prover::new(&attributes(), conditions.iter().collect(), TODAY);
        let fitting: Vec<Vec<bool>> = world.iter()
            .map(|row| conditions.iter().map(|condition| fits(condition, row)).collect())
            .collect();
        for segment in 0..conditions.len() {
            let above: Vec<usize> = (0..segment).collect();
            let exists = fitting.iter().any(|fits| fits[segment] && !above.iter().any(|one| fits[*one]));
            match prover.find(&claims(segment, &above)) {
                Answer::Lead(_) => {} // held to `evaluate` already
                answer => prop_assert!(answer == Answer::None && !exists, "{segment}: {answer:?}"),
            }
        }
    }
}
