//! What is said of values.

use super::super::Parser;
use super::super::token::Kind;
use crate::condition::Literal;
use crate::condition::literal::{meant_date, quoted, shortened};
use crate::condition::syntax::Value;
use crate::text::Span;

impl Parser<'_> {
    pub(in crate::condition::parse) fn say_name_as_value(&mut self, name: &str, span: Span) {
        self.report(
            span,
            format!(
                "`{}` in double quotes is an attribute's name, not a text",
                shortened(self.source(span))
            ),
            format!("write a text in single quotes: {}", quoted(name)),
        );
    }

    pub(in crate::condition::parse) fn say_curly_text(&mut self, text: &str, span: Span) {
        self.report(
            span,
            format!(
                "{} is not in straight quotation marks",
                shortened(self.source(span))
            ),
            format!("write a text in straight single quotes: {}", quoted(text)),
        );
    }

    /// Words without quotes where a value belongs; taken for a text to read on.
    pub(in crate::condition::parse) fn say_bare_words(&mut self) -> Option<Value> {
        let mut span = self.advance();
        if *self.kind() == Kind::Open {
            let help = "dates are compared by age: `days_since(created_on) < 30`";
            let message = format!(
                "`{}(…)` cannot stand where a value belongs",
                self.source(span)
            );
            self.report(span, message, help);
            self.skip_test();
            return None;
        }
        while *self.kind() == Kind::Word {
            span.end = self.advance().end;
        }
        let text = self.source(span).to_owned();
        let shown = shortened(&text);
        let right = quoted(&text);
        let (message, help) = match text.to_lowercase().as_str() {
            "yes" | "no" | "y" | "n" => (
                format!("`{shown}` is neither text nor true or false"),
                format!("write true or false for a boolean attribute, {right} for a text"),
            ),
            "today" | "now" | "yesterday" => (
                format!("`{shown}` cannot stand where a value belongs"),
                "dates are compared by age: `days_since(created_on) < 30`".to_owned(),
            ),
            "none" | "nil" | "na" | "empty" | "blank" => (
                format!("`{shown}` is no value"),
                format!("a missing value is asked for with `is null`; a text is written {right}"),
            ),
            _ => (
                format!("`{shown}` stands without quotes where a value belongs"),
                format!(
                    "write a text in single quotes: {right}; attributes are compared with values only"
                ),
            ),
        };
        self.report(span, message, help);
        let literal = Literal::Text(text);
        Some(Value { literal, span })
    }

    pub(in crate::condition::parse) fn say_no_value(&mut self, after: Span) {
        let sign = self.source(after);
        let span = self.span();
        match self.kind() {
            Kind::Mistake => {}
            Kind::Keyword("null") => self.report(
                span,
                "`null` is no value and equals nothing",
                "ask for a missing value with `is null`, joined with `or`",
            ),
            _ if self.at_end_of_test() || *self.kind() == Kind::Comma => self.report(
                after,
                format!("a value is missing after `{sign}`"),
                "a value is a 'text', a number, true, false or a date: date '2027-01-04'",
            ),
            _ => self.report(
                span,
                format!(
                    "`{}` stands where a value belongs",
                    shortened(self.source(span))
                ),
                "a value is a 'text', a number, true, false or a date: date '2027-01-04'",
            ),
        }
    }

    /// `7,5`, `1,500`, `1 500`
    pub(in crate::condition::parse) fn say_number_in_parts(&mut self, first: Span) {
        let start = first;
        let comma = *self.kind() == Kind::Comma;
        let mut parts = vec![self.source(first)];
        let mut end = first.end;
        loop {
            if *self.kind() == Kind::Comma
                && matches!(self.kind_at(1), Kind::Integer(_) | Kind::Decimal(_))
            {
                self.advance();
            }
            if !matches!(self.kind(), Kind::Integer(_) | Kind::Decimal(_)) {
                break;
            }
            let span = self.advance();
            parts.push(self.source(span));
            end = span.end;
        }
        let grouped = parts[1..].iter().all(|part| part.len() >= 3);
        let right = match grouped {
            true => parts.concat(),
            false => parts.join("."),
        };
        let message = match (comma, grouped) {
            (true, true) => "a number has no commas between its digits",
            (true, false) => "a decimal is written with a point, not with a comma",
            (false, _) => "a number has no spaces between its digits",
        };
        let right = if comma || grouped {
            right
        } else {
            parts.concat()
        };
        self.report(
            Span::new(start.start, end),
            message,
            format!("write `{right}`"),
        );
    }

    pub(in crate::condition::parse) fn say_no_date(&mut self, word: Span) {
        if *self.kind() == Kind::Mistake {
            return;
        }
        let help = match self.kind() {
            Kind::Curly(text) | Kind::Name(text) => meant_date(text),
            _ => None,
        };
        let right = help.map_or("2027-01-04".to_owned(), |date| date.to_string());
        self.report(
            word,
            "`date` is followed by a day in single quotes",
            format!("write it as `date '{right}'`"),
        );
    }

    pub(in crate::condition::parse) fn say_wrong_date(&mut self, text: &str, span: Span) {
        let in_form = text.len() == 10 && text.bytes().filter(|byte| *byte == b'-').count() == 2;
        let (message, help) = match meant_date(text) {
            Some(date) => (
                format!("`{}` is not in the order year-month-day", shortened(text)),
                format!("write `date '{date}'`"),
            ),
            None if in_form => (
                format!("there is no day {text}"),
                "write a day of the calendar as year-month-day: date '2027-01-04'".to_owned(),
            ),
            None => (
                format!("`{}` is not a day", shortened(text)),
                "write year-month-day: date '2027-01-04'".to_owned(),
            ),
        };
        self.report(span, message, help);
    }

    pub(in crate::condition::parse) fn say_empty_list(&mut self, span: Span) {
        self.report(
            span,
            "this list has no values",
            "write at least one: `in ('Retail', 'Healthcare')`",
        );
    }

    pub(in crate::condition::parse) fn say_no_comma(&mut self) {
        let span = self.span();
        let source = self.source(span);
        self.report(
            span,
            format!("a comma is missing before `{}`", shortened(source)),
            "put a comma between two values of a list",
        );
    }

    pub(in crate::condition::parse) fn say_list_breaks_off(&mut self, open: Span) {
        if *self.kind() != Kind::Mistake {
            self.report(
                open,
                "the list that opens here is never closed",
                "add the `)` after its last value; values have commas between them",
            );
        }
    }

    pub(in crate::condition::parse) fn say_list_without_parentheses(&mut self, values: Span) {
        let source = self.source(values);
        self.report(
            values,
            "the values of `in` stand in parentheses",
            format!("write `in ({})`", shortened(source)),
        );
    }

    /// Says what stands where the `and` of a `between` belongs; whether reading on makes sense,
    /// which is then at the second value.
    pub(in crate::condition::parse) fn say_between_joint(
        &mut self,
        word: Span,
        low: &Value,
    ) -> bool {
        let stand_in = matches!(self.kind(), Kind::Comma | Kind::Word | Kind::Keyword("or"));
        let joint = self.span();
        let low = self.source(low.span);
        let high_at = usize::from(stand_in);
        let high = match self.kind_at(high_at) {
            Kind::Text(_) | Kind::Integer(_) | Kind::Decimal(_) => {
                self.source(self.span_at(high_at))
            }
            _ => "…",
        };
        let span = if stand_in { joint } else { word };
        self.report(
            span,
            "`between` takes two values joined by `and`",
            format!("write `between {low} and {high}`"),
        );
        if stand_in {
            self.advance();
        }
        high != "…"
    }

    pub(in crate::condition::parse) fn say_pattern_is_text(&mut self, word: Span, value: Span) {
        let right = quoted(self.source(value));
        self.report(
            value,
            format!("`{}` takes a text", self.source(word)),
            format!("write it in single quotes: {right}"),
        );
    }
}
