//! What conditions mean.

use super::super::{Comparison, Literal, Operand, Predicate, Test, TextValue, print};
use super::AttributeType as T;
use super::*;

fn test(place: usize, predicate: Predicate) -> Condition {
    let operand = Operand::Attribute(AttributeId(place));
    Condition::Test(Test { operand, predicate })
}

fn not(condition: Condition) -> Condition {
    Condition::Not(Box::new(condition))
}

#[test]
fn not_holds_tighter_than_and_and_and_tighter_than_or() {
    let opted_in = || test(3, Predicate::IsTrue);
    let known = || not(test(0, Predicate::IsNull));
    assert_eq!(
        read("not opted_in and industry is not null or opted_in"),
        Condition::Or(vec![
            Condition::And(vec![not(opted_in()), known()]),
            opted_in(),
        ])
    );
    assert_eq!(
        read("not (opted_in or industry is not null)"),
        not(Condition::Or(vec![opted_in(), known()]))
    );
    assert_eq!(
        read("opted_in and (opted_in and industry is not null)"),
        Condition::And(vec![opted_in(), opted_in(), known()])
    );
}

#[test]
fn every_question_of_the_grammar_is_read() {
    let text = |text: &str| Literal::Text(text.to_owned());
    for (written, meant) in [
        (
            "industry = 'O''Neill'",
            test(0, Predicate::Compare(Comparison::Equal, text("O'Neill"))),
        ),
        (
            "employees <> -5",
            test(
                1,
                Predicate::Compare(Comparison::NotEqual, Literal::Integer(-5)),
            ),
        ),
        (
            "employees >= 1500.0",
            test(
                1,
                Predicate::Compare(Comparison::GreaterOrEqual, Literal::Integer(1500)),
            ),
        ),
        (
            "revenue < 5",
            test(
                2,
                Predicate::Compare(Comparison::Less, Literal::Number(5.0)),
            ),
        ),
        (
            "industry NOT IN ('a', 'b')",
            not(test(0, Predicate::In(vec![text("a"), text("b")]))),
        ),
        (
            "revenue not between .5 and 1",
            not(test(
                2,
                Predicate::Between(Literal::Number(0.5), Literal::Number(1.0)),
            )),
        ),
        ("industry like 'A%'", test(0, Predicate::Like("A%".into()))),
        (
            "\"Job \"\"title\"\"\" starts with ''",
            test(5, Predicate::StartsWith(String::new())),
        ),
        (
            "industry not contains 'x'",
            not(test(0, Predicate::Contains("x".into()))),
        ),
        ("\"between\" is null", test(6, Predicate::IsNull)),
        (
            "opted_in = FALSE",
            test(
                3,
                Predicate::Compare(Comparison::Equal, Literal::Boolean(false)),
            ),
        ),
        (
            "created_on > Date '2027-01-04'",
            test(
                4,
                Predicate::Compare(
                    Comparison::Greater,
                    Literal::Date("2027-01-04".parse().unwrap()),
                ),
            ),
        ),
        (
            "Days_Since(created_on)<=30",
            Condition::Test(Test {
                operand: Operand::DaysSince(AttributeId(4)),
                predicate: Predicate::Compare(Comparison::LessOrEqual, Literal::Integer(30)),
            }),
        ),
    ] {
        assert_eq!(read(written), meant, "{written}");
    }
}

#[test]
fn an_undeclared_attribute_takes_its_type_from_its_first_telling_use() {
    let checked = checked_together(&[
        "a is null and b > 3 and c",
        "days_since(d) < 3 and a is null and e like 'x%'",
        "f = date '2027-01-04' and g in (true) and h between 'a' and 'b' and b < 2.5",
    ]);
    assert_eq!(checked.errors, []);
    let kinds: Vec<(&str, AttributeType)> = checked
        .inferred
        .iter()
        .map(|(name, kind)| (name.as_str(), *kind))
        .collect();
    assert_eq!(
        kinds,
        [
            ("a", T::Text),
            ("b", T::Number),
            ("c", T::Boolean),
            ("d", T::Date),
            ("e", T::Text),
            ("f", T::Date),
            ("g", T::Boolean),
            ("h", T::Text),
        ]
    );
}

#[test]
fn mentions_and_texts_know_their_places() {
    let text = "\"größe\" = 'XL' and days_since(created_on) < 3 and city in ('Köln', 'Bonn')";
    let checked = check(&[parse(text).unwrap()], &KNOWN);
    let expression = checked.expressions[0].as_ref().unwrap();
    let mentions: Vec<(usize, &str)> = expression
        .mentions
        .iter()
        .map(|mention| (mention.attribute.0, &text[mention.at.range()]))
        .collect();
    assert_eq!(mentions, [(7, "\"größe\""), (4, "created_on"), (8, "city")]);
    let texts: Vec<(usize, &str, &str)> = expression
        .texts
        .iter()
        .map(
            |TextValue {
                 attribute,
                 value,
                 at,
             }| (attribute.0, value.as_str(), &text[at.range()]),
        )
        .collect();
    assert_eq!(
        texts,
        [
            (7, "XL", "'XL'"),
            (8, "Köln", "'Köln'"),
            (8, "Bonn", "'Bonn'"),
        ]
    );
}

/// Three decimals could be meant as thousands, which is a mistake for whole numbers and for them
/// alone; what is printed never looks so.
#[test]
fn three_decimals_of_a_whole_number_are_doubtful() {
    for text in [
        "employees > 1.500",
        "days_since(created_on) < 1.000",
        "employees in (-20.000)",
    ] {
        let [mistake] = &mistakes(text)[..] else {
            panic!("{text}");
        };
        assert!(
            mistake.message.ends_with("a point separates decimals"),
            "{text}"
        );
    }
    for text in [
        "revenue > 1.500",
        "employees > 1.5",
        "employees > 1500.000",
        "employees > 0.125",
    ] {
        assert_eq!(mistakes(text), [], "{text}");
    }
    let condition = read("employees > 1.1250");
    assert_eq!(read(&print(&condition, &name)), condition);
}
