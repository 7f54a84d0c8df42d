//! The right side of a question: values, lists, patterns.

use super::Parser;
use super::lex::TokenKind;
use super::mistakes as row;
use crate::condition::literal::{iso_date, quoted};
use crate::condition::syntax::SpannedLiteral;
use crate::condition::{Literal, Predicate};
use crate::text::Span;

/// Where a value stands, which decides what a comma after it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ValuePlace {
    /// After a comparison; a comma is a mistake.
    Alone,
    /// In a list or a `between`.
    Among,
}

impl Parser<'_> {
    /// A value after the word or sign at `after`.
    pub(super) fn value(&mut self, after: Span, place: ValuePlace) -> Option<SpannedLiteral> {
        let span = self.span();
        let literal = match self.kind().clone() {
            TokenKind::Text(text) => Literal::Text(text),
            TokenKind::Integer(value) => return Some(self.number(Literal::Integer(value), place)),
            TokenKind::Decimal(value) => return Some(self.number(Literal::Number(value), place)),
            TokenKind::Keyword("true") => Literal::Boolean(true),
            TokenKind::Keyword("false") => Literal::Boolean(false),
            TokenKind::Keyword("date") => return self.date(),
            TokenKind::Name(name) => {
                self.report(
                    span,
                    &row::NAME_AS_VALUE,
                    &[self.source(span), &quoted(&name)],
                );
                Literal::Text(name)
            }
            TokenKind::Curly(text) => {
                self.report(span, &row::CURLY_TEXT, &[self.source(span), &quoted(&text)]);
                Literal::Text(text)
            }
            TokenKind::Word => return self.bare_words(),
            _ => {
                self.no_value(after);
                return None;
            }
        };
        self.advance();
        Some(SpannedLiteral { literal, span })
    }

    fn number(&mut self, literal: Literal, place: ValuePlace) -> SpannedLiteral {
        let span = self.advance();
        let parted = match self.kind() {
            TokenKind::Integer(_) => place == ValuePlace::Alone,
            TokenKind::Comma => {
                place == ValuePlace::Alone
                    && self.span().start == span.end
                    && self.span_at(1).start == self.span().end
                    && matches!(
                        self.kind_at(1),
                        TokenKind::Integer(_) | TokenKind::Decimal(_)
                    )
            }
            _ => false,
        };
        if parted {
            self.number_in_parts(span);
        }
        SpannedLiteral { literal, span }
    }

    /// `date '2027-01-04'`
    fn date(&mut self) -> Option<SpannedLiteral> {
        let word = self.advance();
        let TokenKind::Text(text) = self.kind().clone() else {
            self.no_day(word);
            return None;
        };
        let span = Span::new(word.start, self.advance().end);
        let Some(date) = iso_date(&text) else {
            self.wrong_day(&text, span);
            return None;
        };
        Some(SpannedLiteral {
            literal: Literal::Date(date),
            span,
        })
    }

    /// `('Retail', 'Healthcare')`
    pub(super) fn values(&mut self, word: Span) -> Option<Vec<SpannedLiteral>> {
        if *self.kind() != TokenKind::Open {
            return self.values_without_parentheses(word);
        }
        let open = self.advance();
        let mut values = Vec::new();
        let mut whole = true;
        if *self.kind() == TokenKind::Close {
            let span = Span::new(open.start, self.span().end);
            self.report(span, &row::EMPTY_LIST, &[]);
            self.advance();
            return None;
        }
        loop {
            if let Some(value) = self.value(word, ValuePlace::Among) {
                values.push(value);
            } else {
                whole = false;
                self.skip_value();
            }
            match self.kind() {
                TokenKind::Comma => {
                    let comma = self.advance();
                    if *self.kind() == TokenKind::Close {
                        self.report(comma, &row::COMMA_LAST, &[]);
                    }
                }
                TokenKind::Text(_) | TokenKind::Integer(_) | TokenKind::Decimal(_) => {
                    self.report(self.span(), &row::NO_COMMA, &[self.source(self.span())]);
                    continue;
                }
                TokenKind::Close => {}
                TokenKind::Mistake => return None,
                _ => {
                    self.report(open, &row::LIST_NOT_CLOSED, &[]);
                    return None;
                }
            }
            if *self.kind() == TokenKind::Close {
                self.advance();
                return whole.then_some(values);
            }
        }
    }

    /// Passes over what is no value, up to where a list goes on.
    fn skip_value(&mut self) {
        while !self.at_end_of_test() && *self.kind() != TokenKind::Comma {
            self.advance();
        }
    }

    fn values_without_parentheses(&mut self, word: Span) -> Option<Vec<SpannedLiteral>> {
        let start = self.span().start;
        let mut values = vec![self.value(word, ValuePlace::Among)?];
        while *self.kind() == TokenKind::Comma {
            self.advance();
            values.push(self.value(word, ValuePlace::Among)?);
        }
        let end = self.before().map_or(start, |span| span.end);
        let span = Span::new(start, end);
        self.report(span, &row::LIST_WITHOUT_PARENTHESES, &[self.source(span)]);
        Some(values)
    }

    /// `between 301 and 1500`
    pub(super) fn between(&mut self, word: Span) -> Option<Predicate<SpannedLiteral>> {
        let low = self.value(word, ValuePlace::Among)?;
        let joint = self.span();
        if !self.eat("and") && !self.no_between_joint(word, &low) {
            return None;
        }
        let high = self.value(joint, ValuePlace::Alone)?;
        Some(Predicate::Between(low, high))
    }

    pub(super) fn pattern(&mut self, word: Span) -> Option<String> {
        let value = self.value(word, ValuePlace::Alone)?;
        let Literal::Text(text) = value.literal else {
            let right = quoted(self.source(value.span));
            self.report(
                value.span,
                &row::PATTERN_IS_TEXT,
                &[self.source(word), &right],
            );
            return None;
        };
        Some(text)
    }
}
