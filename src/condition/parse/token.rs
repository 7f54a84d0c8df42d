//! Kinds of words and signs in a condition.

use crate::condition::Comparison;
use crate::text::Span;

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum TokenKind {
    /// A keyword, in lower case.
    Keyword(&'static str),
    /// Any other bare word.
    Word,
    /// `"name"`, without its quotes.
    Name(String),
    /// `'text'`, without its quotes.
    Text(String),
    /// Something in quotation marks that are neither straight single nor straight double ones.
    Curly(String),
    Integer(i64),
    Decimal(f64),
    Compare(Comparison),
    Open,
    Close,
    Comma,
    /// Something that has been reported already.
    Mistake,
    End,
}
