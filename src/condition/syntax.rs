//! A condition as it is written, before any type is known.

use super::{Condition, Literal, Predicate};
use crate::text::Span;

/// A condition that follows the grammar.
#[derive(Debug, Clone, PartialEq)]
pub struct Syntax {
    /// As written.
    pub text: String,
    /// What it says. `not in` and `is not null` are the opposites of `in` and `is null`.
    pub root: Condition<Ask>,
}

/// One question about one attribute.
#[derive(Debug, Clone, PartialEq)]
pub struct Ask {
    /// What is asked about.
    pub subject: Subject,
    /// The question, not yet checked against the attribute's type.
    pub question: Predicate<SpannedLiteral>,
    /// Where the sign or word stands that begins the question; of a bare attribute, what follows.
    pub sign: Span,
    /// Where the whole test stands.
    pub span: Span,
}

/// What is asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// The attribute's name, without quotes.
    pub name: String,
    /// Where the name stands, its quotes included.
    pub at: Span,
    /// Whether `days_since(…)` is around it.
    pub days_since: bool,
    /// Where the whole subject stands.
    pub span: Span,
}

/// A literal and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct SpannedLiteral {
    /// The value as written: a number with a decimal point is a `Number`, without one an `Integer`.
    pub literal: Literal,
    /// Where it stands, in bytes of the condition.
    pub span: Span,
}
