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

/// An attribute whose type is known before any condition is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known<'a> {
    /// Its name in conditions.
    pub name: &'a str,
    /// The type of its values.
    pub kind: AttributeType,
}

/// An attribute that only conditions name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inferred {
    /// Its name, as first written.
    pub name: String,
    /// The type of its values, by its first use that shows one.
    pub kind: AttributeType,
}

/// All conditions of a plan after type checking.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Checked {
    /// One for each condition, in their order; `None` for one with an error.
    pub expressions: Vec<Option<Expression>>,
    /// Attributes that are not known beforehand, in the order of first mention. The first has
    /// the number after the last known one.
    pub inferred: Vec<Inferred>,
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

/// Checks all conditions of a plan together: names become attribute numbers (those of `known`
/// first, in their order and each named once, then inferred ones), and every value fits its attribute.
pub fn check(conditions: &[Syntax], known: &[Known]) -> Checked {
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
