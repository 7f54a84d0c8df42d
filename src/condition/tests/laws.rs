//! Laws that hold for every condition.

use proptest::prelude::*;

use super::super::{evaluate, in_words, normalize, print};
use super::generate::{TODAY, condition, grouping, row};
use super::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn what_is_printed_is_read_as_the_same(condition in condition()) {
        prop_assert_eq!(read(&print(&condition, &name)), condition);
    }

    #[test]
    fn conditions_that_group_their_tests_differently_read_differently(
        one in grouping(),
        other in grouping(),
    ) {
        prop_assert_eq!(in_words(&one, &name) == in_words(&other, &name), one == other);
    }

    #[test]
    fn the_canonical_form_gives_every_row_the_same_answer(condition in condition(), row in row()) {
        let of_row = |id: AttributeId| row[id.0].clone();
        prop_assert_eq!(
            evaluate(&normalize(&condition), &of_row, TODAY),
            evaluate(&condition, &of_row, TODAY)
        );
    }

    #[test]
    fn the_canonical_form_is_its_own(condition in condition()) {
        let once = normalize(&condition);
        prop_assert_eq!(normalize(&once), once.clone());
        prop_assert_eq!(normalize(&read(&print(&once, &name))), once);
    }

    #[test]
    fn no_text_is_too_strange_to_read(text in "\\PC{0,60}") {
        answers(&text);
    }

    #[test]
    fn no_muddle_of_words_is_too_strange_to_read(words in proptest::collection::vec(word(), 0..14)) {
        answers(&words.concat());
    }
}

/// Reading ends, and errors point into the text, say something and come in order.
fn answers(text: &str) {
    let mistakes = mistakes(text);
    assert!(mistakes.is_sorted_by_key(|mistake| mistake.span.start) || parse(text).is_ok());
    for mistake in mistakes {
        assert!(
            text.get(mistake.span.range()).is_some(),
            "{text:?}: {mistake:?}"
        );
        assert!(!mistake.message.is_empty() && !mistake.help.is_empty());
    }
}

/// Words and signs of the language, with and without a blank after.
fn word() -> impl Strategy<Value = String> {
    let words = prop_oneof![
        prop::sample::select(vec![
            "and",
            "or",
            "not",
            "in",
            "between",
            "like",
            "starts",
            "with",
            "contains",
            "is",
            "null",
            "true",
            "date",
            "days_since",
            "employees",
            "industry",
            "created_on",
            "opted_in",
        ]),
        prop::sample::select(vec![
            "(",
            ")",
            ",",
            "=",
            "==",
            "!=",
            "<",
            "=>",
            "&&",
            "!",
            "'a'",
            "'",
            "\"",
            "\"b\"",
            "‘x’",
            "5",
            "-5",
            "7,5",
            "3.5",
            "2027-01-04",
            "[",
            "]",
            ";",
            "'2027-01-04'",
            "\u{301}",
            "é",
        ]),
    ];
    (words, any::<bool>())
        .prop_map(|(word, blank)| format!("{word}{}", if blank { " " } else { "" }))
}

#[test]
fn conditions_that_mean_the_same_have_one_canonical_form() {
    for (one, other) in [
        (
            "opted_in and employees > 5",
            "employees > 5 and opted_in and opted_in",
        ),
        (
            "opted_in and (industry is null and employees = 1)",
            "(employees = 1 and opted_in) and industry is null",
        ),
        ("not not opted_in", "opted_in = true"),
        ("not opted_in", "opted_in != true"),
        ("not employees < 5", "employees >= 5"),
        ("employees > 1500", "employees >= 1501"),
        (
            "created_on < date '2027-01-01'",
            "created_on <= date '2026-12-31'",
        ),
        (
            "not (opted_in or industry is null)",
            "industry is not null and not opted_in",
        ),
        ("industry in ('a')", "industry = 'a'"),
        (
            "industry in ('b', 'a', 'b')",
            "industry = 'a' or industry = 'b'",
        ),
        (
            "industry not in ('b', 'a')",
            "industry != 'a' and not industry = 'b'",
        ),
        (
            "employees between 5 and 9",
            "employees <= 9 and employees >= 5",
        ),
        (
            "employees not between 5 and 9",
            "employees > 9 or employees < 5",
        ),
        ("revenue between 5 and 5", "revenue = 5.0"),
        ("industry like 'a%'", "industry starts with 'a'"),
        ("industry like '%a%'", "industry contains 'a'"),
        ("industry like 'a'", "industry = 'a'"),
    ] {
        assert_eq!(
            normalize(&read(one)),
            normalize(&read(other)),
            "{one} / {other}"
        );
    }
}

#[test]
fn conditions_that_differ_keep_different_forms() {
    for (one, other) in [
        ("revenue > 5", "revenue >= 6"),
        ("opted_in", "opted_in and industry is not null"),
        ("industry like 'a_'", "industry starts with 'a'"),
        ("industry = 'a' or opted_in", "industry = 'a' and opted_in"),
        ("days_since(created_on) < 5", "days_since(created_on) < 6"),
    ] {
        assert_ne!(
            normalize(&read(one)),
            normalize(&read(other)),
            "{one} / {other}"
        );
    }
}

#[test]
fn null_follows_sql() {
    let nothing = |_: AttributeId| None;
    for (text, answer) in [
        ("industry = 'a'", None),
        ("industry != 'a'", None),
        ("industry not in ('a', 'b')", None),
        ("industry is null", Some(true)),
        ("not industry is null", Some(false)),
        ("opted_in", None),
        ("not opted_in", None),
        ("opted_in or industry is null", Some(true)),
        ("opted_in or industry is not null", None),
        ("opted_in and industry is not null", Some(false)),
        ("days_since(created_on) < 5", None),
    ] {
        assert_eq!(evaluate(&read(text), &nothing, TODAY), answer, "{text}");
    }
}
