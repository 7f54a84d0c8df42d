//! The tokens of a condition and the place that the reader has come to.

use super::lex::{Token, TokenKind};
use crate::condition::mistake::Mistake;
use crate::condition::mistake::{ConditionError, MOST_ERRORS};
use crate::text::Span;

pub(super) struct Parser<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: Vec<Token>,
    pub(super) next: usize,
    pub(super) errors: Vec<ConditionError>,
    pub(super) depth: usize,
    /// Set where reading on makes no sense.
    pub(super) gave_up: bool,
    /// What the test before asked about, for `industry = 'A' or 'B'`.
    pub(super) last_subject: Option<Span>,
}

impl<'a> Parser<'a> {
    pub(super) fn kind(&self) -> &TokenKind {
        self.kind_at(0)
    }

    pub(super) fn kind_at(&self, ahead: usize) -> &TokenKind {
        self.tokens
            .get(self.next + ahead)
            .map_or(&TokenKind::End, |token| &token.kind)
    }

    pub(super) fn span(&self) -> Span {
        self.span_at(0)
    }

    pub(super) fn span_at(&self, ahead: usize) -> Span {
        let end = Span::at(self.text.len());
        self.tokens
            .get(self.next + ahead)
            .map_or(end, |token| token.span)
    }

    pub(super) fn before(&self) -> Option<Span> {
        Some(self.tokens.get(self.next.checked_sub(1)?)?.span)
    }

    pub(super) fn source(&self, span: Span) -> &'a str {
        self.text.get(span.range()).unwrap_or_default()
    }

    pub(super) fn advance(&mut self) -> Span {
        let span = self.span();
        if self.next + 1 < self.tokens.len() {
            self.next += 1;
        }
        span
    }

    pub(super) fn is(&self, keyword: &str) -> bool {
        matches!(self.kind(), TokenKind::Keyword(found) if *found == keyword)
    }

    pub(super) fn eat(&mut self, keyword: &str) -> bool {
        let found = self.is(keyword);
        if found {
            self.advance();
        }
        found
    }

    /// Whether no further test begins or goes on here.
    pub(super) fn at_end_of_test(&self) -> bool {
        matches!(
            self.kind(),
            TokenKind::Keyword("and" | "or") | TokenKind::Close | TokenKind::End
        )
    }

    /// Reports a mistake with the reader's own words, unless enough is reported.
    pub(super) fn report(&mut self, span: Span, mistake: &Mistake, words: &[&str]) {
        if !self.gave_up && self.errors.len() < 2 * MOST_ERRORS {
            self.errors.push(mistake.at(span, words));
        }
    }
}
