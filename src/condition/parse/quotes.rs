//! Texts and names in quotation marks.

use super::lex::{Kind, Lexer};
use crate::condition::literal::{continues_word, keyword, quoted, shortened};
use crate::text::Span;

impl Lexer<'_> {
    pub(super) fn text_literal(&mut self) {
        let start = self.place;
        self.place += 1;
        let mut value = String::new();
        loop {
            value.push_str(self.take_while(|sign| sign != '\''));
            let Some(after) = self.rest().strip_prefix('\'') else {
                self.place = self.text.len();
                let span = Span::new(start, start + 1);
                self.report_at(
                    span,
                    "the quote that opens here is never closed",
                    "close the text with `'`; a `'` inside a text is written twice: 'children''s books'",
                );
                break;
            };
            self.place += 1;
            if after.starts_with('\'') {
                self.place += 1;
            } else if apostrophe(after) {
                let span = Span::new(self.place - 1, self.place);
                let right = quoted(&shortened(&format!("{value}'{}", up_to_quote(after))));
                self.report_at(
                    span,
                    "this `'` ends the text in the middle of a word",
                    format!("write an apostrophe inside a text twice: {right}"),
                );
            } else {
                break;
            }
            value.push('\'');
        }
        self.push(Kind::Text(value), start);
    }

    pub(super) fn name(&mut self) {
        let start = self.place;
        self.place += 1;
        let mut value = String::new();
        loop {
            value.push_str(self.take_while(|sign| sign != '"'));
            if self.rest().starts_with("\"\"") {
                value.push('"');
                self.place += 2;
            } else if self.rest().is_empty() {
                let span = Span::new(start, start + 1);
                self.report_at(
                    span,
                    "the double quote that opens here is never closed",
                    "close the attribute's name with `\"`",
                );
                break;
            } else {
                self.place += 1;
                break;
            }
        }
        if value.is_empty() && self.place - start == 2 {
            let message = "there is no attribute name between these double quotes";
            self.report(
                start,
                message,
                "write the name, or `''` if an empty text is meant",
            );
            return self.push(Kind::Mistake, start);
        }
        self.push(Kind::Name(value), start);
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
                format!("the quotation mark `{open}` that opens here is never closed"),
                "write a text in straight single quotes: 'Manufacturing'",
            );
        }
        self.push(Kind::Curly(value.to_owned()), start);
    }
}

/// Whether what follows a single quote goes on as a word does after an apostrophe, and the text
/// ends at a later quote.
fn apostrophe(after: &str) -> bool {
    let word_end = after
        .find(|sign| !continues_word(sign))
        .unwrap_or(after.len());
    let word = &after[..word_end];
    !word.is_empty() && !matches!(keyword(word), Some("and" | "or")) && after.contains('\'')
}

fn up_to_quote(text: &str) -> &str {
    text.split('\'').next().unwrap_or(text)
}
