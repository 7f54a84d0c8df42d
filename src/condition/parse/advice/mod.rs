//! What is said of mistakes: what is wrong, then what would be right, with the reader's own words.
//! Here around tests; of questions and of values in files of their own.

mod questions;
mod values;

use super::Parser;
use super::token::Kind;
use crate::condition::ConditionError;
use crate::condition::literal::{shortened, write_name};
use crate::condition::syntax::Subject;
use crate::text::{Span, nearest, words};

pub(super) fn too_long(whole: Span, longest: usize) -> ConditionError {
    let length = words::thousands(whole.end as u64);
    let limit = words::thousands(longest as u64);
    ConditionError::new(
        Span::new(0, 1),
        format!("the condition is {length} bytes long; at most {limit} are read"),
        "put a long list of values into a column of the lead table and ask for that",
    )
}

pub(super) fn empty(whole: Span) -> ConditionError {
    ConditionError::new(
        whole,
        "the condition is empty",
        "write one, such as `industry = 'Manufacturing'`, or leave the key out",
    )
}

// Around tests.

impl Parser<'_> {
    pub(super) fn say_what_follows_a_test(&mut self) {
        let span = self.span();
        let source = shortened(self.source(span));
        match self.kind() {
            Kind::Comma => self.report(
                span,
                "a comma does not join tests",
                "write `and` where both must hold, `or` where one is enough",
            ),
            Kind::Word => {
                let known = nearest(&source, ["and", "or"]);
                let help = match known {
                    Some(word) => format!("write `{word}`"),
                    None => "join tests with `and` or `or`".to_owned(),
                };
                self.report(span, format!("`{source}` follows a finished test"), help);
            }
            _ => self.report(
                span,
                format!("`{source}` follows a finished test"),
                "join tests with `and` or `or`",
            ),
        }
    }

    pub(super) fn say_no_subject(&mut self) {
        let span = self.span();
        let source = shortened(self.source(span));
        match self.kind().clone() {
            Kind::Mistake => {}
            Kind::Keyword("and" | "or") | Kind::Close | Kind::End => self.say_missing_test(),
            Kind::Text(_)
            | Kind::Integer(_)
            | Kind::Decimal(_)
            | Kind::Keyword("true" | "false" | "date") => self.say_value_first(),
            Kind::Compare(_) | Kind::Keyword("in" | "between" | "like" | "starts" | "contains") => {
                let help = match self.last_subject.map(|subject| self.source(subject)) {
                    Some(subject) => format!("repeat it: `{subject} {source} …`"),
                    None => "write the attribute on the left, as in `employees > 1500`".to_owned(),
                };
                self.report(
                    span,
                    format!("the attribute is missing before `{source}`"),
                    help,
                );
            }
            Kind::Comma => self.report(
                span,
                "a test is missing before this comma",
                "leave it out, or write a test and `and` or `or`",
            ),
            _ => self.report(
                span,
                format!("a test begins with an attribute, not with `{source}`"),
                format!("if an attribute is called so, write it in double quotes: `\"{source}\"`"),
            ),
        }
    }

    fn say_missing_test(&mut self) {
        let help = "a test is an attribute and a question, as in `industry = 'Manufacturing'`";
        let (place, side) = match self.before() {
            Some(before) => (before, "after"),
            None => (self.span(), "before"),
        };
        let message = format!("a test is missing {side} `{}`", self.source(place));
        self.report(place, message, help);
    }

    /// `1500 < employees`, `industry = 'A' or 'B'`
    fn say_value_first(&mut self) {
        let start = self.span();
        if self.is("date") {
            self.advance();
        }
        let value = Span::new(start.start, self.advance().end);
        let text = self.source(value);
        if let Kind::Compare(comparison) = *self.kind() {
            let named = matches!(self.kind_at(1), Kind::Word | Kind::Name(_));
            let (right, end) = match named {
                true => (self.source(self.span_at(1)), self.span_at(1).end),
                false => ("employees", self.span().end),
            };
            let help = format!(
                "turn it round: `{right} {} {text}`",
                comparison.turned().sign()
            );
            let message = "the attribute stands on the left, the value on the right";
            return self.report(Span::new(value.start, end), message, help);
        }
        let help = match self.last_subject.map(|subject| self.source(subject)) {
            Some(subject) => format!(
                "repeat the attribute: `{subject} = {text}`; several values: `{subject} in (…, {text})`"
            ),
            None => format!("write the attribute and a question, as in `industry = {text}`"),
        };
        self.report(
            value,
            format!("{} alone asks nothing", shortened(text)),
            help,
        );
    }

    pub(super) fn say_curly_name(&mut self, name: &str, span: Span) {
        self.report(
            span,
            format!(
                "{} is not in straight quotation marks",
                shortened(self.source(span))
            ),
            format!("write the attribute as `{}`", write_name(name)),
        );
    }

    /// Says that a function is unknown; whether `days_since` was meant.
    pub(super) fn say_function(&mut self) -> bool {
        let span = self.span();
        let word = self.source(span);
        let meant = nearest(word, ["days_since", "dayssince", "days_ago"]).is_some();
        let help = if meant {
            "write `days_since(…)`".to_owned()
        } else {
            format!(
                "the only one is `days_since(…)`; a list of values follows `in`: `{word} in (…)`"
            )
        };
        self.report(span, format!("there is no function `{word}`"), help);
        meant
    }

    pub(super) fn say_no_date_attribute(&mut self, word: Span) {
        self.report(
            word,
            "`days_since` needs a date attribute in parentheses",
            "write the attribute, as in `days_since(created_on) < 30`",
        );
    }

    pub(super) fn say_bare_days(&mut self, span: Span) {
        let text = self.source(span);
        self.report(
            span,
            format!("`{text}` is a number of days and needs a comparison"),
            format!("compare it, as in `{text} < 30`"),
        );
    }

    pub(super) fn say_days_is_null(&mut self, span: Span, subject: &Subject, negated: bool) {
        let name = self.source(subject.at);
        let question = if negated { "is not null" } else { "is null" };
        self.report(
            span,
            "`days_since(…)` is a number of days; whether the date is missing is asked of the date",
            format!("write `{name} {question}`"),
        );
    }
}
