//! The language as its users meet it: what is understood, what is said of mistakes, and the laws
//! that hold for every condition.

mod generate;
mod laws;
mod messages;
mod meaning;

use generate::KNOWN;

use super::{
    AttributeId, AttributeType, Checked, Condition, ConditionError, DEEPEST, LONGEST, Syntax,
    check, parse,
};

fn name(id: AttributeId) -> &'static str {
    KNOWN[id.0].0
}

/// The condition that a text is, checked against [`KNOWN`].
fn read(text: &str) -> Condition {
    let syntax = parse(text).unwrap_or_else(|errors| panic!("{text}: {errors:?}"));
    let checked = check(&[syntax], &KNOWN);
    assert_eq!(checked.errors, [], "{text}");
    checked
        .expressions
        .into_iter()
        .flatten()
        .next()
        .unwrap()
        .condition
}

/// Everything that is wrong with a text.
fn mistakes(text: &str) -> Vec<ConditionError> {
    match parse(text) {
        Ok(syntax) => check(&[syntax], &KNOWN)
            .errors
            .into_iter()
            .map(|error| error.error)
            .collect(),
        Err(errors) => errors,
    }
}

/// Several conditions, checked together with nothing declared.
fn checked_together(texts: &[&str]) -> Checked {
    let syntaxes: Vec<Syntax> = texts.iter().map(|text| parse(text).unwrap()).collect();
    check(&syntaxes, &[])
}
