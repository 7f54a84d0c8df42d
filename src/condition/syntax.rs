//! A condition as it is written, before any type is known.

use super::{Comparison, Literal};
use crate::text::Span;

/// A condition that follows the grammar.
#[derive(Debug, Clone, PartialEq)]
pub struct Syntax {
    /// As written.
    pub text: String,
    /// What it says.
    pub root: SyntaxNode,
}

/// A part of a condition.
#[derive(Debug, Clone, PartialEq)]
pub enum SyntaxNode {
    /// Parts joined by `and`; at least two.
    And(Vec<SyntaxNode>),
    /// Parts joined by `or`; at least two.
    Or(Vec<SyntaxNode>),
    /// `not`, before a part or inside a question (`not in`, `is not null`).
    Not(Box<SyntaxNode>),
    /// One question about one attribute.
    Ask(Ask),
}

/// One question about one attribute.
#[derive(Debug, Clone, PartialEq)]
pub struct Ask {
    /// What is asked about.
    pub subject: Subject,
    /// The question.
    pub question: Question,
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

/// A question.
#[derive(Debug, Clone, PartialEq)]
pub enum Question {
    /// `= != < <= > >=`, and where the sign stands.
    Compare(Comparison, Span, SpannedLiteral),
    /// `in (…)`; at least one value.
    In(Vec<SpannedLiteral>),
    /// `between low and high`
    Between(SpannedLiteral, SpannedLiteral),
    /// `like`
    Like(String),
    /// `starts with`
    StartsWith(String),
    /// `contains`
    Contains(String),
    /// A bare attribute.
    IsTrue,
    /// `is null`
    IsNull,
}

/// A literal and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct SpannedLiteral {
    /// The value as written: a number with a decimal point is a `Number`, without one an `Integer`.
    pub literal: Literal,
    /// Where.
    pub span: Span,
}

impl Syntax {
    /// Calls `visit` for each question, in the order of the text.
    pub fn each_ask<'a>(&'a self, visit: &mut impl FnMut(&'a Ask)) {
        fn walk<'a>(node: &'a SyntaxNode, visit: &mut impl FnMut(&'a Ask)) {
            match node {
                SyntaxNode::And(parts) | SyntaxNode::Or(parts) => {
                    for part in parts {
                        walk(part, visit);
                    }
                }
                SyntaxNode::Not(inner) => walk(inner, visit),
                SyntaxNode::Ask(ask) => visit(ask),
            }
        }
        walk(&self.root, visit);
    }
}
