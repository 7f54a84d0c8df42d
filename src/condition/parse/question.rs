//! One test: what is asked about, and the question.

use super::Parser;
use super::diagnose::{is_null, null_question};
use super::mistakes as row;
use super::token::Kind;
use super::values::Place;
use crate::condition::literal::write_name;
use crate::condition::syntax::{Question, Subject};
use crate::text::Span;

impl Parser<'_> {
    /// What is asked about, and the words around it.
    pub(super) fn subject(&mut self) -> Option<Subject> {
        self.skip_where();
        let at = self.span();
        match self.kind().clone() {
            Kind::Word if *self.kind_at(1) == Kind::Open => self.function(),
            Kind::Word => {
                self.advance();
                Some(attribute(self.source(at).to_owned(), at))
            }
            Kind::Name(name) => {
                self.advance();
                Some(attribute(name, at))
            }
            Kind::Curly(name) => {
                self.advance();
                self.report(at, &row::CURLY_NAME, &[self.source(at), &write_name(&name)]);
                Some(attribute(name, at))
            }
            Kind::Keyword("days_since") => self.days_since(),
            Kind::Keyword("date") if !matches!(self.kind_at(1), Kind::Text(_)) => {
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
        let first = self.next == 0 && *self.kind() == Kind::Word;
        let word = self.source(self.span());
        let goes_on = matches!(
            self.kind_at(1),
            Kind::Word | Kind::Name(_) | Kind::Keyword("not" | "days_since")
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
        let parentheses = *self.kind() == Kind::Open;
        if parentheses {
            self.advance();
        }
        let at = self.span();
        let name = match self.kind().clone() {
            Kind::Name(name) => name,
            Kind::Word | Kind::Keyword("date") => self.source(at).to_owned(),
            _ => {
                self.report(start, &row::NO_DATE_ATTRIBUTE, &[]);
                if parentheses && *self.kind() == Kind::Close {
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
        } else if *self.kind() == Kind::Close {
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

    /// The question, and whether a `not` inside it turns it round.
    pub(super) fn question(&mut self, subject: &Subject) -> Option<(bool, Question)> {
        let sign = self.span();
        if let Kind::Compare(comparison) = *self.kind() {
            self.advance();
            if self.is("null") {
                let span = Span::new(sign.start, self.advance().end);
                let words = [self.source(subject.at), null_question(comparison)];
                self.report(span, &row::COMPARED_WITH_NULL, &words);
                return None;
            }
            let value = self.value(sign, Place::Alone)?;
            return Some((false, Question::Compare(comparison, sign, value)));
        }
        if self.at_end_of_test() {
            if subject.days_since {
                self.report(subject.span, &row::BARE_DAYS, &[self.source(subject.span)]);
                return None;
            }
            return Some((false, Question::IsTrue));
        }
        if self.is("is") {
            return self.null_question(subject);
        }
        let negated = self.eat("not");
        let question = self.worded_question(subject)?;
        Some((negated, question))
    }

    fn null_question(&mut self, subject: &Subject) -> Option<(bool, Question)> {
        let is = self.advance();
        let negated = self.eat("not");
        if !self.is("null") {
            self.is_something(is, negated, subject);
            if let Kind::Keyword("in" | "between" | "like" | "starts" | "contains") = self.kind() {
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
        Some((negated, Question::IsNull))
    }

    pub(super) fn worded_question(&mut self, subject: &Subject) -> Option<Question> {
        let keyword = match *self.kind() {
            Kind::Keyword(word @ ("in" | "between" | "like" | "starts" | "contains")) => word,
            _ => self.no_question(subject)?,
        };
        let mut word = self.advance();
        match keyword {
            "in" => self.values(word).map(Question::In),
            "between" => self.between(word),
            "like" => self.pattern(word).map(Question::Like),
            "contains" => self.pattern(word).map(Question::Contains),
            _ => {
                if self.is("with") {
                    word.end = self.advance().end;
                } else if keyword == "starts" {
                    self.report(word, &row::STARTS_ALONE, &[]);
                }
                self.pattern(word).map(Question::StartsWith)
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
