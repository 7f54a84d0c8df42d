//! What is said of mistakes, where, and in which words. `messages.txt` is a transcript: a
//! condition, then for each mistake its place, what is wrong and, after `|`, what would be right.

use std::fmt::Write;

use super::*;

const TRANSCRIPT: &str = include_str!("messages.txt");

#[test]
fn every_mistake_is_pointed_at_and_led_back_from() {
    let conditions = TRANSCRIPT
        .lines()
        .filter(|line| !line.is_empty() && !line.trim_start().starts_with('^'));
    let transcript: Vec<String> = conditions.map(shown).collect();
    let said = transcript.join("\n");
    for (said, expected) in said.lines().zip(TRANSCRIPT.lines()) {
        assert_eq!(said, expected);
    }
    assert_eq!(said.lines().count(), TRANSCRIPT.lines().count());
}

/// A condition and what is said of it.
fn shown(condition: &str) -> String {
    let mut out = format!("{condition}\n");
    let mistakes = mistakes(condition);
    assert!(!mistakes.is_empty(), "no mistake in {condition}");
    for mistake in mistakes {
        let before = condition[..mistake.span.start].chars().count();
        let marked = condition[mistake.span.range()].chars().count().max(1);
        let help = mistake.help;
        let (blank, mark) = (" ".repeat(before), "^".repeat(marked));
        writeln!(out, "{blank}{mark} {} | {help}", mistake.message).unwrap();
    }
    out
}

#[test]
fn an_empty_condition_says_so() {
    for text in ["", "  \n "] {
        let [mistake] = &mistakes(text)[..] else {
            panic!("{text:?}");
        };
        assert_eq!(mistake.message, "the condition is empty");
        assert_eq!(mistake.span.range(), 0..text.len());
    }
}

#[test]
fn nesting_without_end_is_one_clear_error() {
    for opening in ["(", "not ", "not(", "opted_in and (", "( not "] {
        let text = opening.repeat(LONGEST / opening.len());
        let [mistake] = &mistakes(&text)[..] else {
            panic!("{opening}");
        };
        assert_eq!(
            mistake.message,
            "parentheses and `not` nest deeper than 64 levels here"
        );
    }
    let deepest = format!("{}opted_in{}", "(".repeat(DEEPEST), ")".repeat(DEEPEST));
    assert_eq!(read(&deepest), read("opted_in"));
}

#[test]
fn a_condition_without_end_is_one_clear_error() {
    let text = "not ".repeat(300_000);
    let [mistake] = &mistakes(&text)[..] else {
        panic!("one mistake");
    };
    assert_eq!(
        mistake.message,
        "the condition is 1,200,000 bytes long; at most 1,000,000 are read"
    );
}

#[test]
fn a_text_full_of_mistakes_reports_the_first_of_them() {
    let found = mistakes(&"employees == 5 and ".repeat(100));
    assert_eq!(found.len(), 20);
    assert_eq!(found[0].span.range(), 10..12);
}

#[test]
fn hostile_texts_are_answered_in_short() {
    let long_name = format!("{} = 1", "x".repeat(50_000));
    for text in [
        "'a".repeat(50_000),
        ";".repeat(100_000),
        format!("{long_name}{}", " or 1".repeat(9_000)),
        format!("x in ({})", "y, ".repeat(30_000)),
        format!("x = {}", "9".repeat(90_000)),
        "employees = 'x' or ".repeat(5_000) + "opted_in",
    ] {
        let found = mistakes(&text);
        assert!((1..=20).contains(&found.len()), "{}", found.len());
    }
}

#[test]
fn two_uses_that_clash_are_both_named_across_conditions() {
    let checked = checked_together(&[
        "score is null or score > 5",
        "city = 'x' and score = 'high'",
    ]);
    let [error] = &checked.errors[..] else {
        panic!("one error");
    };
    assert_eq!(error.condition, 1);
    assert_eq!(error.error.span.range(), 23..29);
    assert_eq!(error.error.message, "`score` is a number, 'high' is text");
    let also = error.also.as_ref().unwrap();
    assert_eq!((also.condition, also.span.range()), (0, 17..26));
    assert_eq!(also.text, "here `score` is used as a number");
    assert!(checked.expressions[0].is_some() && checked.expressions[1].is_none());
}
