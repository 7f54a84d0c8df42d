//! Texts and names in quotation marks.

use super::lex::Lexer;
use super::lex::TokenKind;
use super::mistakes as row;
use crate::condition::literal::quoted;
use crate::condition::literal::{continues_word, keyword};
use crate::text::Span;
use crate::text::words::shortened;

impl Lexer<'_> {
    pub(super) fn text_literal(&mut self) {
        let start = self.place;
        self.place += 1;
        let mut value = String::new();
        loop {
            let part = self.take_while(|sign| sign != '\'');
            let after = self.rest().strip_prefix('\'');
            let curly = after
                .is_none_or(apostrophe)
                .then(|| self.closed_by_curly(part));
            if let Some(text) = curly.flatten() {
                value.push_str(text);
                let right = quoted(&shortened(&value));
                self.say_curly_close(&right);
                break;
            }
            let Some(after) = after else {
                self.place = self.text.len();
                value.push_str(part);
                let span = Span::new(start, start + 1);
                self.report_at(span, &row::TEXT_NOT_CLOSED, &[]);
                break;
            };
            value.push_str(part);
            self.place += 1;
            if after.starts_with('\'') {
                self.place += 1;
            } else if apostrophe(after) {
                let span = Span::new(self.place - 1, self.place);
                let rest = after.split('\'').next().unwrap_or(after);
                let right = quoted(&shortened(&format!("{value}'{rest}")));
                self.report_at(span, &row::APOSTROPHE, &[&right]);
            } else {
                break;
            }
            value.push('\'');
        }
        self.push(TokenKind::Text(value), start);
    }

    /// If a text has no closing straight quote: its part before a curly quote that seems meant to
    /// close it. Reading goes on behind the curly quote.
    fn closed_by_curly<'t>(&mut self, part: &'t str) -> Option<&'t str> {
        let closes = |(at, sign): &(usize, char)| {
            let after = part[at + sign.len_utf8()..].chars().next();
            "’‘´`“”".contains(*sign) && !after.is_some_and(continues_word)
        };
        let (at, sign) = part.char_indices().find(closes)?;
        self.place -= part.len() - at - sign.len_utf8();
        Some(&part[..at])
    }

    /// Reports that the quotation mark just passed closes nothing.
    fn say_curly_close(&mut self, right: &str) {
        let sign = self.text[..self.place].chars().next_back().unwrap_or('’');
        let start = self.place - sign.len_utf8();
        self.report(
            start,
            &row::CURLY_CLOSE,
            &[sign.encode_utf8(&mut [0; 4]), right],
        );
    }

    pub(super) fn name(&mut self) {
        let start = self.place;
        self.place += 1;
        let mut value = String::new();
        loop {
            let part = self.take_while(|sign| sign != '"');
            let curly = self.rest().is_empty().then(|| self.closed_by_curly(part));
            if let Some(text) = curly.flatten() {
                value.push_str(text);
                self.say_curly_close(&format!("\"{}\"", shortened(&value)));
                break;
            }
            value.push_str(part);
            if self.rest().starts_with("\"\"") {
                value.push('"');
                self.place += 2;
            } else if self.rest().is_empty() {
                let span = Span::new(start, start + 1);
                self.report_at(span, &row::NAME_NOT_CLOSED, &[]);
                break;
            } else {
                self.place += 1;
                break;
            }
        }
        if value.is_empty() && self.place - start == 2 {
            self.report(start, &row::EMPTY_NAME, &[]);
            return self.push(TokenKind::Mistake, start);
        }
        self.push(TokenKind::Name(value), start);
    }

    pub(super) fn curly(&mut self, open: char) {
        let start = self.place;
        self.place += open.len_utf8();
        let closes: &[char] = match open {
            '‘' | '’' | '‚' | '´' => &['‘', '’', '\'', '´'],
            '“' | '”' | '„' => &['“', '”', '"'],
            '«' => &['»'],
            '»' => &['«'],
            _ => &['`', '´'],
        };
        let value = self.take_while(|sign| !closes.contains(&sign));
        if let Some(close) = self.peek() {
            self.place += close.len_utf8();
        } else {
            let span = Span::new(start, start + open.len_utf8());
            self.report_at(
                span,
                &row::CURLY_NOT_CLOSED,
                &[open.encode_utf8(&mut [0; 4])],
            );
        }
        self.push(TokenKind::Curly(value.to_owned()), start);
    }
}

/// Whether a word goes on behind a single quote, and the text ends at a later one.
fn apostrophe(after: &str) -> bool {
    let word_end = after
        .find(|sign| !continues_word(sign))
        .unwrap_or(after.len());
    let word = &after[..word_end];
    !word.is_empty() && !matches!(keyword(word), Some("and" | "or")) && after.contains('\'')
}
