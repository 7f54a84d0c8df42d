//! One test: what is asked about, and the question.

use super::Parser;
use super::diagnose::{is_null, null_question};
use super::lex::TokenKind;
use super::mistakes as row;
use super::values::ValuePlace;
use crate::condition::Predicate;
use crate::condition::literal::write_name;
use crate::condition::syntax::{SpannedLiteral, Subject};
use crate::text::Span;

impl Parser<'_> {
    pub(super) fn subject(&mut self) -> Option<Subject> {
        self.skip_where();
        let at = self.span();
        match self.kind().clone() {
            TokenKind::Word if *self.kind_at(1) == TokenKind::Open => self.function(),
            TokenKind::Word => {
                self.advance();
                Some(attribute(self.source(at).to_owned(), at))
            }
            TokenKind::Name(name) => {
                self.advance();
                Some(attribute(name, at))
            }
            TokenKind::Curly(name) => {
                self.advance();
                self.report(at, &row::CURLY_NAME, &[self.source(at), &write_name(&name)]);
                Some(attribute(name, at))
            }
            TokenKind::Keyword("days_since") => self.days_since(),
            TokenKind::Keyword("date") if !matches!(self.kind_at(1), TokenKind::Text(_)) => {
                self.advance();
                Some(attribute(self.source(at).to_owned(), at))
            }
            _ => {
                self.no_subject();
                None
            }
        }
    }

    /// Passes over a `where` before the first test.
    fn skip_where(&mut self) {
        let first = self.next == 0 && *self.kind() == TokenKind::Word;
        let word = self.source(self.span());
        let goes_on = matches!(
            self.kind_at(1),
            TokenKind::Word | TokenKind::Name(_) | TokenKind::Keyword("not" | "days_since")
        );
        if first && goes_on && word.eq_ignore_ascii_case("where") {
            let span = self.advance();
            self.report(span, &row::BEGINS_WITH_WHERE, &[]);
        }
    }

    /// A word before a parenthesis: `days_since` misspelt, or something there is not.
    fn function(&mut self) -> Option<Subject> {
        if self.unknown_function() {
            return self.days_since();
        }
        self.skip_test();
        None
    }

    fn days_since(&mut self) -> Option<Subject> {
        let start = self.advance();
        let parentheses = *self.kind() == TokenKind::Open;
        if parentheses {
            self.advance();
        }
        let at = self.span();
        let name = match self.kind().clone() {
            TokenKind::Name(name) => name,
            TokenKind::Word | TokenKind::Keyword("date") => self.source(at).to_owned(),
            _ => {
                self.report(start, &row::NO_DATE_ATTRIBUTE, &[]);
                if parentheses && *self.kind() == TokenKind::Close {
                    self.advance();
                }
                self.skip_test();
                return None;
            }
        };
        self.advance();
        let mut span = Span::new(start.start, at.end);
        if !parentheses {
            self.report(span, &row::DAYS_WITHOUT_PARENTHESES, &[self.source(at)]);
        } else if *self.kind() == TokenKind::Close {
            span.end = self.advance().end;
        } else {
            self.report(span, &row::DAYS_NOT_CLOSED, &[self.source(at)]);
        }
        Some(Subject {
            name,
            at,
            days_since: true,
            span,
        })
    }

    /// The question, and whether a `not` inside it negates it.
    pub(super) fn question(
        &mut self,
        subject: &Subject,
    ) -> Option<(bool, Predicate<SpannedLiteral>)> {
        let sign = self.span();
        if let TokenKind::Compare(comparison) = *self.kind() {
            self.advance();
            if self.is("null") {
                let span = Span::new(sign.start, self.advance().end);
                let words = [self.source(subject.at), null_question(comparison)];
                self.report(span, &row::COMPARED_WITH_NULL, &words);
                return None;
            }
            let value = self.value(sign, ValuePlace::Alone)?;
            return Some((false, Predicate::Compare(comparison, value)));
        }
        if self.at_end_of_test() {
            if subject.days_since {
                self.report(subject.span, &row::BARE_DAYS, &[self.source(subject.span)]);
                return None;
            }
            return Some((false, Predicate::IsTrue));
        }
        if self.is("is") {
            return self.null_question(subject);
        }
        let negated = self.eat("not");
        let question = self.worded_question(subject)?;
        Some((negated, question))
    }

    fn null_question(&mut self, subject: &Subject) -> Option<(bool, Predicate<SpannedLiteral>)> {
        let is = self.advance();
        let negated = self.eat("not");
        if !self.is("null") {
            self.is_something(is, negated, subject);
            if let TokenKind::Keyword("in" | "between" | "like" | "starts" | "contains") =
                self.kind()
            {
                self.worded_question(subject);
            }
            return None;
        }
        let null = self.advance();
        if subject.days_since {
            let span = Span::new(subject.span.start, null.end);
            let words = [self.source(subject.at), is_null(negated)];
            self.report(span, &row::DAYS_ARE_NULL, &words);
        }
        Some((negated, Predicate::IsNull))
    }

    pub(super) fn worded_question(
        &mut self,
        subject: &Subject,
    ) -> Option<Predicate<SpannedLiteral>> {
        let keyword = match *self.kind() {
            TokenKind::Keyword(word @ ("in" | "between" | "like" | "starts" | "contains")) => word,
            _ => self.no_question(subject)?,
        };
        let mut word = self.advance();
        match keyword {
            "in" => self.values(word).map(Predicate::In),
            "between" => self.between(word),
            "like" => self.pattern(word).map(Predicate::Like),
            "contains" => self.pattern(word).map(Predicate::Contains),
            _ => {
                if self.is("with") {
                    word.end = self.advance().end;
                } else if keyword == "starts" {
                    self.report(word, &row::STARTS_ALONE, &[]);
                }
                self.pattern(word).map(Predicate::StartsWith)
            }
        }
    }
}

fn attribute(name: String, at: Span) -> Subject {
    Subject {
        name,
        at,
        days_since: false,
        span: at,
    }
}
