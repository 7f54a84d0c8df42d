//! Finds out which mistake it is, where that depends on what stands around it.

use super::lex::TokenKind;
use super::mistakes as row;
use super::parser::Parser;
use crate::condition::literal::{meant_date, quoted};
use crate::condition::syntax::{SpannedLiteral, Subject};
use crate::condition::{Comparison, Literal};
use crate::text::{Span, nearest};

/// Keywords that begin a question.
const QUESTION_WORDS: [&str; 6] = [
    "in",
    "between",
    "like",
    "starts with",
    "contains",
    "is null",
];

impl Parser<'_> {
    pub(super) fn after_a_test(&mut self) {
        let span = self.span();
        let source = self.source(span);
        match (self.kind(), nearest(source, ["and", "or"])) {
            (TokenKind::Comma, _) => self.report(span, &row::COMMA_JOINS_NOTHING, &[]),
            (TokenKind::Word, Some(meant)) => {
                self.report(span, &row::MISSPELT_JOINT, &[source, meant]);
            }
            _ => self.report(span, &row::AFTER_A_TEST, &[source]),
        }
    }

    pub(super) fn no_subject(&mut self) {
        let span = self.span();
        let source = self.source(span);
        match self.kind().clone() {
            TokenKind::Mistake => {}
            TokenKind::Keyword("and" | "or") | TokenKind::Close | TokenKind::End => {
                match self.before() {
                    Some(before) => {
                        self.report(before, &row::NO_TEST_AFTER, &[self.source(before)]);
                    }
                    None => self.report(span, &row::NO_TEST_BEFORE, &[source]),
                }
            }
            TokenKind::Text(_)
            | TokenKind::Integer(_)
            | TokenKind::Decimal(_)
            | TokenKind::Keyword("true" | "false" | "date") => self.value_first(),
            TokenKind::Compare(_)
            | TokenKind::Keyword("in" | "between" | "like" | "starts" | "contains") => {
                match self.last_subject.map(|subject| self.source(subject)) {
                    Some(subject) => {
                        self.report(span, &row::ATTRIBUTE_NOT_REPEATED, &[source, subject]);
                    }
                    None => self.report(span, &row::NO_ATTRIBUTE, &[source]),
                }
            }
            TokenKind::Comma => self.report(span, &row::COMMA_FIRST, &[]),
            _ => self.report(span, &row::NO_SUBJECT, &[source]),
        }
    }

    /// `1500 < employees`, `industry = 'A' or 'B'`
    fn value_first(&mut self) {
        let start = self.span();
        if self.is("date") {
            self.advance();
        }
        let value = Span::new(start.start, self.advance().end);
        let text = self.source(value);
        if let TokenKind::Compare(comparison) = *self.kind() {
            let (right, end) = match self.kind_at(1) {
                TokenKind::Word | TokenKind::Name(_) => {
                    (self.source(self.span_at(1)), self.span_at(1).end)
                }
                _ => ("employees", self.span().end),
            };
            let span = Span::new(value.start, end);
            let sign = comparison.turned().sign();
            return self.report(span, &row::VALUE_ON_THE_LEFT, &[right, sign, text]);
        }
        match self.last_subject.map(|subject| self.source(subject)) {
            Some(subject) => self.report(value, &row::ONE_MORE_VALUE, &[text, subject]),
            None => self.report(value, &row::VALUE_ALONE, &[text]),
        }
    }

    /// Reports an unknown function; whether `days_since` was probably meant.
    pub(super) fn unknown_function(&mut self) -> bool {
        let span = self.span();
        let word = self.source(span);
        let meant = nearest(word, ["days_since", "dayssince", "days_ago"]).is_some();
        let mistake = match meant {
            true => &row::MISSPELT_FUNCTION,
            false => &row::NO_FUNCTION,
        };
        self.report(span, mistake, &[word]);
        meant
    }

    /// `is 'Manufacturing'`, `is true`
    pub(super) fn is_something(&mut self, is: Span, negated: bool, subject: &Subject) {
        let span = Span::new(is.start, self.before().map_or(is.end, |span| span.end));
        let name = self.source(subject.span);
        let value = self.source(self.span());
        let sign = if negated { "!=" } else { "=" };
        let not = if negated { "not " } else { "" };
        let (mistake, words): (_, &[&str]) = match self.kind() {
            TokenKind::Keyword("true") if negated => {
                (&row::IS_VALUE, &[&format!("{name} != true")])
            }
            TokenKind::Keyword("true") => (&row::IS_VALUE, &[name]),
            TokenKind::Keyword("false") if !negated => (&row::IS_VALUE, &[&format!("not {name}")]),
            TokenKind::Keyword(word @ ("in" | "between" | "like" | "starts" | "contains")) => {
                (&row::IS_QUESTION, &[name, &format!("{not}{word}")])
            }
            TokenKind::Word => (
                &row::IS_WORD,
                &[&format!("{name} {sign} {}", quoted(value))],
            ),
            TokenKind::Text(_)
            | TokenKind::Integer(_)
            | TokenKind::Decimal(_)
            | TokenKind::Keyword("false") => (&row::IS_VALUE, &[&format!("{name} {sign} {value}")]),
            _ => (&row::IS_TAKES_NULL, &[]),
        };
        self.report(span, mistake, words);
    }

    /// Reports what stands where a question should follow the attribute. The question word that was
    /// meant, if that is clear enough to read on.
    pub(super) fn no_question(&mut self, subject: &Subject) -> Option<&'static str> {
        let span = self.span();
        let source = self.source(span);
        let name = self.source(subject.span);
        match self.kind() {
            TokenKind::Mistake => {}
            TokenKind::Word => return self.unknown_question(subject),
            TokenKind::Keyword("null") => {
                let before = self.before().filter(|one| one.start > subject.span.start);
                let not = before.is_some_and(|one| self.source(one).eq_ignore_ascii_case("not"));
                self.report(span, &row::NULL_WITHOUT_IS, &[name, is_null(not)]);
                self.advance();
            }
            TokenKind::Compare(_) => self.report(span, &row::NOT_BEFORE_SIGN, &[source, name]),
            TokenKind::Text(_)
            | TokenKind::Name(_)
            | TokenKind::Curly(_)
            | TokenKind::Integer(_)
            | TokenKind::Decimal(_)
            | TokenKind::Keyword("true" | "false" | "date") => {
                let whole = Span::new(subject.span.start, span.end);
                self.report(whole, &row::NO_COMPARISON_SIGN, &[name, source]);
            }
            _ if source.is_empty() => self.report(span, &row::NO_QUESTION, &[name, "the end"]),
            _ => self.report(span, &row::NO_QUESTION, &[name, &format!("`{source}`")]),
        }
        None
    }

    fn unknown_question(&mut self, subject: &Subject) -> Option<&'static str> {
        let span = self.span();
        let word = self.source(span);
        let lower = word.to_lowercase();
        let brought = row::BROUGHT.iter().find(|(one, _)| *one == lower);
        let question = brought
            .map(|(_, here)| *here)
            .or_else(|| nearest(word, QUESTION_WORDS));
        if let Some(meant) = question.or_else(|| nearest(word, ["and", "or"])) {
            self.report(span, &row::MISSPELT_QUESTION, &[word, meant]);
            return QUESTION_WORDS[..5].contains(&meant).then_some(meant);
        }
        let mut ahead = 1;
        while *self.kind_at(ahead) == TokenKind::Word {
            ahead += 1;
        }
        let asks = matches!(
            self.kind_at(ahead),
            TokenKind::Compare(_)
                | TokenKind::Keyword(
                    "in" | "between" | "like" | "starts" | "contains" | "is" | "not"
                )
        );
        if asks && !subject.days_since {
            let whole = Span::new(subject.span.start, self.span_at(ahead - 1).end);
            self.report(whole, &row::SPACE_IN_NAME, &[self.source(whole)]);
        } else {
            self.report(span, &row::UNKNOWN_QUESTION, &[word]);
        }
        None
    }

    /// Words without quotes where a value belongs; taken for a text to read on.
    pub(super) fn bare_words(&mut self) -> Option<SpannedLiteral> {
        let mut span = self.advance();
        if *self.kind() == TokenKind::Open {
            self.report(span, &row::CALL_AS_VALUE, &[self.source(span)]);
            self.skip_test();
            return None;
        }
        while *self.kind() == TokenKind::Word {
            span.end = self.advance().end;
        }
        let text = self.source(span);
        let mistake = match text.to_lowercase().as_str() {
            "yes" | "no" | "y" | "n" => &row::YES_OR_NO,
            "today" | "now" | "yesterday" => &row::TODAY,
            "none" | "nil" | "na" | "empty" | "blank" => &row::NOTHING,
            _ => &row::BARE_WORDS,
        };
        self.report(span, mistake, &[text, &quoted(text)]);
        let literal = Literal::Text(text.to_owned());
        Some(SpannedLiteral { literal, span })
    }

    /// Reports what stands where a value should follow the word or sign at `after`.
    pub(super) fn no_value(&mut self, after: Span) {
        let span = self.span();
        match self.kind() {
            TokenKind::Mistake => {}
            TokenKind::Keyword("null") => self.report(span, &row::NULL_AS_VALUE, &[]),
            _ if self.at_end_of_test() || *self.kind() == TokenKind::Comma => {
                self.report(after, &row::NO_VALUE, &[self.source(after)]);
            }
            _ => self.report(span, &row::NOT_A_VALUE, &[self.source(span)]),
        }
    }

    /// `7,5`, `1,500`, `1 500`
    pub(super) fn number_in_parts(&mut self, first: Span) {
        let comma = *self.kind() == TokenKind::Comma;
        let mut parts = vec![self.source(first)];
        let mut whole = first;
        loop {
            let number =
                |kind: &TokenKind| matches!(kind, TokenKind::Integer(_) | TokenKind::Decimal(_));
            if *self.kind() == TokenKind::Comma && number(self.kind_at(1)) {
                self.advance();
            }
            if !number(self.kind()) {
                break;
            }
            let span = self.advance();
            parts.push(self.source(span));
            whole.end = span.end;
        }
        let grouped = parts[1..].iter().all(|part| part.len() >= 3);
        let (mistake, joint) = match (comma, grouped) {
            (true, true) => (&row::COMMA_BETWEEN_THOUSANDS, ""),
            (true, false) => (&row::DECIMAL_COMMA, "."),
            (false, _) => (&row::SPACE_IN_NUMBER, ""),
        };
        self.report(whole, mistake, &[&parts.join(joint)]);
    }

    /// Reports what follows `date` instead of a text.
    pub(super) fn no_day(&mut self, word: Span) {
        let meant = match self.kind() {
            TokenKind::Mistake => return,
            TokenKind::Curly(text) | TokenKind::Name(text) => meant_date(text),
            _ => None,
        };
        let right = meant.map_or_else(|| "2027-01-04".to_owned(), |date| date.to_string());
        self.report(word, &row::NO_DAY, &[&right]);
    }

    /// Reports a text after `date` that is no day.
    pub(super) fn wrong_day(&mut self, text: &str, span: Span) {
        let in_form = text.len() == 10 && text.bytes().filter(|byte| *byte == b'-').count() == 2;
        match meant_date(text) {
            Some(date) => self.report(span, &row::ORDER_OF_DAY, &[text, &date.to_string()]),
            None if in_form => self.report(span, &row::NO_SUCH_DAY, &[text]),
            None => self.report(span, &row::NOT_A_DAY, &[text]),
        }
    }

    /// Reports what stands in place of `between`'s `and`; whether the second value can be read.
    pub(super) fn no_between_joint(&mut self, word: Span, low: &SpannedLiteral) -> bool {
        let stand_in = matches!(
            self.kind(),
            TokenKind::Comma | TokenKind::Word | TokenKind::Keyword("or")
        );
        let high_at = usize::from(stand_in);
        let high = match self.kind_at(high_at) {
            TokenKind::Text(_) | TokenKind::Integer(_) | TokenKind::Decimal(_) => {
                Some(self.source(self.span_at(high_at)))
            }
            _ => None,
        };
        let span = if stand_in { self.span() } else { word };
        let words = [self.source(low.span), high.unwrap_or("…")];
        self.report(span, &row::BETWEEN_WITHOUT_AND, &words);
        if stand_in {
            self.advance();
        }
        high.is_some()
    }
}

/// The question that a comparison with null was meant to be.
pub(super) fn null_question(comparison: Comparison) -> &'static str {
    is_null(comparison == Comparison::NotEqual)
}

pub(super) fn is_null(negated: bool) -> &'static str {
    match negated {
        true => "is not null",
        false => "is null",
    }
}
