//! What is said of mistakes: what is wrong, then what would be right, with the reader's own words.

use super::Parser;
use super::lex::{Kind, shortened};
use crate::condition::literal::{meant_date, quoted, write_name};
use crate::condition::syntax::{Subject, Value};
use crate::condition::{Comparison, ConditionError};
use crate::text::{Span, nearest, words};

/// Words that people bring from elsewhere, and what they are called here.
const MEANT: [(&str, &str); 25] = [
    ("equals", "="),
    ("equal", "="),
    ("eq", "="),
    ("ne", "!="),
    ("gt", ">"),
    ("lt", "<"),
    ("gte", ">="),
    ("lte", "<="),
    ("over", ">"),
    ("above", ">"),
    ("more", ">"),
    ("greater", ">"),
    ("after", ">"),
    ("under", "<"),
    ("below", "<"),
    ("less", "<"),
    ("before", "<"),
    ("startswith", "starts with"),
    ("starts_with", "starts with"),
    ("begins", "starts with"),
    ("includes", "contains"),
    ("has", "contains"),
    ("ilike", "like"),
    ("isnull", "is null"),
    ("notnull", "is not null"),
];
const QUESTION_WORDS: [&str; 6] = [
    "in",
    "between",
    "like",
    "starts with",
    "contains",
    "is null",
];
const ALL_QUESTIONS: &str = "ask with `= != < <= > >=`, `in (…)`, `between … and …`, `like`, `starts with`, `contains` or `is null`";

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
            Kind::Compare(_) => self.report(
                span,
                format!("the attribute is missing before `{source}`"),
                "write the attribute on the left, as in `employees > 1500`",
            ),
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
                "`{}` is in quotation marks that are not straight",
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

// Questions.

impl Parser<'_> {
    pub(super) fn say_compared_with_null(
        &mut self,
        comparison: Comparison,
        sign: Span,
        subject: &Subject,
    ) {
        let span = Span::new(sign.start, self.advance().end);
        let question = match comparison {
            Comparison::NotEqual => "is not null",
            _ => "is null",
        };
        let name = self.source(subject.at);
        self.report(
            span,
            "a comparison with `null` is never true",
            format!("write `{name} {question}`"),
        );
    }

    /// `is 'Manufacturing'`, `is true`
    pub(super) fn say_is_something(&mut self, is: Span, negated: bool, subject: &Subject) {
        let span = Span::new(is.start, self.before().map_or(is.end, |span| span.end));
        let name = self.source(subject.span);
        let value = self.span();
        let sign = if negated { "!=" } else { "=" };
        let help = match self.kind().clone() {
            Kind::Keyword("true") if negated => format!("write `{name} != true`"),
            Kind::Keyword("true") => format!("write `{name}`"),
            Kind::Keyword("false") if !negated => format!("write `not {name}`"),
            Kind::Keyword(word @ ("in" | "between" | "like" | "contains")) => {
                let not = if negated { "not " } else { "" };
                format!("leave out `is`: `{name} {not}{word} …`")
            }
            Kind::Word => {
                let right = quoted(self.source(value));
                format!(
                    "to compare, write `{name} {sign} {right}`; a missing value is asked for with `is null`"
                )
            }
            Kind::Text(_) | Kind::Integer(_) | Kind::Decimal(_) | Kind::Keyword("false") => {
                let right = self.source(value);
                format!("write `{name} {sign} {right}`")
            }
            _ => "write `is null` or `is not null`".to_owned(),
        };
        self.report(span, "`is` asks only for `null`", help);
        self.skip_test();
    }

    /// Says that no question follows the attribute; the question word that was meant, where that
    /// is clear enough to read on.
    pub(super) fn say_no_question(&mut self, subject: &Subject) -> Option<&'static str> {
        let span = self.span();
        let source = self.source(span);
        let name = self.source(subject.span);
        match self.kind() {
            Kind::Mistake => None,
            Kind::Word => self.say_unknown_question(subject),
            Kind::Keyword("null") => {
                let not = self
                    .before()
                    .filter(|before| before.start > subject.span.start);
                let not = not.is_some_and(|before| self.source(before).eq_ignore_ascii_case("not"));
                let question = if not { "is not null" } else { "is null" };
                self.report(
                    span,
                    "`is` is missing before `null`",
                    format!("write `{name} {question}`"),
                );
                self.advance();
                None
            }
            Kind::Compare(_) => {
                self.report(
                    span,
                    format!("`not` does not stand before `{source}`"),
                    format!("write it before the attribute: `not {name} {source} …`"),
                );
                None
            }
            Kind::Text(_)
            | Kind::Name(_)
            | Kind::Curly(_)
            | Kind::Integer(_)
            | Kind::Decimal(_)
            | Kind::Keyword("true" | "false" | "date") => {
                self.report(
                    Span::new(subject.span.start, span.end),
                    format!(
                        "a comparison is missing between `{name}` and `{}`",
                        shortened(source)
                    ),
                    format!("write it, as in `{name} = {source}`"),
                );
                None
            }
            _ => {
                let shown = if source.is_empty() {
                    "the end".to_owned()
                } else {
                    format!("`{source}`")
                };
                self.report(
                    span,
                    format!("a question about `{name}` is missing before {shown}"),
                    ALL_QUESTIONS,
                );
                None
            }
        }
    }

    fn say_unknown_question(&mut self, subject: &Subject) -> Option<&'static str> {
        let span = self.span();
        let word = self.source(span);
        let lower = word.to_lowercase();
        let brought = MEANT
            .iter()
            .find(|(one, _)| *one == lower)
            .map(|(_, here)| *here);
        let meant = brought.or_else(|| nearest(word, QUESTION_WORDS));
        if let Some(meant) = meant {
            self.report(
                span,
                format!("`{word}` is no question"),
                format!("write `{meant}`"),
            );
            return QUESTION_WORDS[..5].contains(&meant).then_some(meant);
        }
        if let Some(joint) = nearest(word, ["and", "or"]) {
            self.report(
                span,
                format!("`{word}` is no question"),
                format!("write `{joint}`"),
            );
            return None;
        }
        let mut ahead = 1;
        while *self.kind_at(ahead) == Kind::Word {
            ahead += 1;
        }
        let asks = matches!(
            self.kind_at(ahead),
            Kind::Compare(_)
                | Kind::Keyword("in" | "between" | "like" | "starts" | "contains" | "is" | "not")
        );
        if asks && !subject.days_since {
            let whole = Span::new(subject.span.start, self.span_at(ahead - 1).end);
            let name = self.source(whole);
            self.report(
                whole,
                "an attribute's name with a space in it stands in double quotes",
                format!("write `\"{name}\"`"),
            );
        } else {
            self.report(span, format!("`{word}` is no question"), ALL_QUESTIONS);
        }
        None
    }
}

// Values.

impl Parser<'_> {
    pub(super) fn say_name_as_value(&mut self, name: &str, span: Span) {
        self.report(
            span,
            format!(
                "`{}` in double quotes is an attribute's name, not a text",
                shortened(self.source(span))
            ),
            format!("write a text in single quotes: {}", quoted(name)),
        );
    }

    pub(super) fn say_curly_text(&mut self, text: &str, span: Span) {
        self.report(
            span,
            format!(
                "`{}` is in quotation marks that are not straight",
                shortened(self.source(span))
            ),
            format!("write a text in straight single quotes: {}", quoted(text)),
        );
    }

    /// Words without quotes where a value belongs; taken for a text to read on.
    pub(super) fn say_bare_words(&mut self) -> Option<Value> {
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
        let literal = crate::condition::Literal::Text(text);
        Some(Value { literal, span })
    }

    pub(super) fn say_no_value(&mut self, after: Span) {
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
    pub(super) fn say_number_in_parts(&mut self, first: Span) {
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

    pub(super) fn say_no_date(&mut self, word: Span) {
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

    pub(super) fn say_wrong_date(&mut self, text: &str, span: Span) {
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

    pub(super) fn say_empty_list(&mut self, span: Span) {
        self.report(
            span,
            "this list has no values",
            "write at least one: `in ('Retail', 'Healthcare')`",
        );
    }

    pub(super) fn say_no_comma(&mut self) {
        let span = self.span();
        let source = self.source(span);
        self.report(
            span,
            format!("a comma is missing before `{}`", shortened(source)),
            "put a comma between two values of a list",
        );
    }

    pub(super) fn say_list_breaks_off(&mut self, open: Span) {
        if *self.kind() != Kind::Mistake {
            self.report(
                open,
                "the list that opens here is never closed",
                "add the `)` after its last value; values have commas between them",
            );
        }
    }

    pub(super) fn say_list_without_parentheses(&mut self, values: Span) {
        let source = self.source(values);
        self.report(
            values,
            "the values of `in` stand in parentheses",
            format!("write `in ({})`", shortened(source)),
        );
    }

    /// Says what stands where the `and` of a `between` belongs; whether reading on makes sense,
    /// which is then at the second value.
    pub(super) fn say_between_joint(&mut self, word: Span, low: &Value) -> bool {
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

    pub(super) fn say_pattern_is_text(&mut self, word: Span, value: Span) {
        let right = quoted(self.source(value));
        self.report(
            value,
            format!("`{}` takes a text", self.source(word)),
            format!("write it in single quotes: {right}"),
        );
    }
}
