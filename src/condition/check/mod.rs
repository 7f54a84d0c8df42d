//! From [`Syntax`] to [`Expression`]: which attribute each name is, and whether types fit.
//!
//! An attribute that the dictionary does not have takes its type from the first use that shows
//! one: compared with a text, or asked `like`, `starts with` or `contains`, it is text; compared
//! with a number it is a number, also where every number is whole; with a date, or inside
//! `days_since`, a date; with true or false, or bare, a boolean. One that is only asked `is null`
//! is text. A later use as another type is an error that names both places.

mod build;
mod infer;
mod mismatches;

use super::{AttributeType, ConditionError, Expression, Syntax};
use crate::text::Span;

/// All conditions of a plan after type checking.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Checked {
    /// One for each condition, in their order; `None` for one with an error.
    pub expressions: Vec<Option<Expression>>,
    /// Attributes that are not known beforehand, in the order of first mention: their name as first
    /// written, and their type by the first use that shows one. The first has the number after the
    /// last known one.
    pub inferred: Vec<(String, AttributeType)>,
    /// What is wrong, in the order of the conditions and of their text.
    pub errors: Vec<TypeMismatch>,
}

/// Something that does not fit the type of its attribute, in one of several conditions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypeMismatch {
    /// Which condition, counted from 0.
    pub condition: usize,
    /// The mistake.
    pub error: ConditionError,
    /// The use that gave the attribute its type, if that is elsewhere.
    pub also: Option<Elsewhere>,
}

/// A place in one of several conditions, and what to say there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elsewhere {
    /// Which condition, counted from 0.
    pub condition: usize,
    /// Where in its text, in bytes.
    pub span: Span,
    /// What to say there.
    pub text: String,
}

/// Checks all conditions of a plan together: names become attribute numbers (those of `known`, whose
/// types are known beforehand, first, in their order and each named once, then inferred ones), and
/// every value fits its attribute.
pub fn check(conditions: &[Syntax], known: &[(&str, AttributeType)]) -> Checked {
    let dictionary = infer::TypeDictionary::of(conditions, known);
    let mut checked = Checked::default();
    for (place, syntax) in conditions.iter().enumerate() {
        let built = build::expression(syntax, place, &dictionary);
        match built {
            Ok(expression) => checked.expressions.push(Some(expression)),
            Err(errors) => {
                checked.expressions.push(None);
                checked.errors.extend(errors);
            }
        }
    }
    checked.inferred = dictionary.inferred();
    checked
}
