//! From text to [`Syntax`]: recursive descent, as many mistakes reported as make sense.
//! Here is what joins tests, `question.rs` reads one, `values.rs` its right side. `diagnose.rs`
//! finds out which mistake it is, and `mistakes.rs` has the words, a row for each.

mod diagnose;
mod lex;
mod mistakes;
mod parser;
mod question;
mod quotes;
mod values;

use lex::TokenKind;
use lex::lex;
use mistakes as row;
use parser::Parser;

use super::Condition;
use super::mistake::{ConditionError, MOST_ERRORS};
use super::syntax::{Ask, Syntax};
use crate::lists;
use crate::text::{Span, words};

/// The longest condition that is read, in bytes.
pub const LONGEST: usize = 1_000_000;
/// How deep parentheses and `not` may nest.
pub const DEEPEST: usize = 64;

/// Reads a condition; the grammar is in the [module documentation](super).
///
/// # Errors
/// Every mistake that can be distinguished, in the order of the text, at most 20.
pub fn parse(text: &str) -> Result<Syntax, Vec<ConditionError>> {
    let whole = Span::new(0, text.len());
    if text.len() > LONGEST {
        let sizes = [text.len(), LONGEST].map(|bytes| words::thousands(bytes as u64));
        let too_long = row::TOO_LONG.at(Span::new(0, 1), &sizes.each_ref().map(String::as_str));
        return Err(vec![too_long]);
    }
    if text.trim().is_empty() {
        return Err(vec![row::EMPTY.at(whole, &[])]);
    }
    let (tokens, errors) = lex(text);
    let mut parser = Parser {
        text,
        tokens,
        next: 0,
        errors,
        depth: 0,
        gave_up: false,
        last_subject: None,
    };
    let root = parser.condition();
    let mut errors = parser.errors;
    match root {
        Some(root) if errors.is_empty() => Ok(Syntax {
            text: text.to_owned(),
            root,
        }),
        _ => {
            lists::sort_by_key(&mut errors, |error| error.span);
            errors.dedup();
            errors.truncate(MOST_ERRORS);
            Err(errors)
        }
    }
}

impl Parser<'_> {
    fn condition(&mut self) -> Option<Condition<Ask>> {
        let mut root = self.any_of();
        while *self.kind() == TokenKind::Close {
            let span = self.advance();
            self.report(span, &row::CLOSES_NOTHING, &[]);
            root = None;
            self.end_of_test(true);
            if self.eat("and") || self.eat("or") {
                self.any_of();
            }
        }
        root
    }

    fn any_of(&mut self) -> Option<Condition<Ask>> {
        let mut parts = vec![self.all_of()];
        while self.eat("or") {
            parts.push(self.all_of());
        }
        joined(parts, false)
    }

    fn all_of(&mut self) -> Option<Condition<Ask>> {
        let mut parts = vec![self.opposite()];
        while self.eat("and") {
            parts.push(self.opposite());
        }
        joined(parts, true)
    }

    fn opposite(&mut self) -> Option<Condition<Ask>> {
        if !self.is("not") {
            return self.primary();
        }
        self.nested(|parser| {
            parser.advance();
            parser.opposite()
        })
        .map(|inner| Condition::Not(Box::new(inner)))
    }

    fn primary(&mut self) -> Option<Condition<Ask>> {
        let mistakes = self.errors.len();
        let node = if *self.kind() == TokenKind::Open {
            self.nested(Self::group)
        } else {
            self.test()
        };
        let fine = self.errors.len() == mistakes;
        self.end_of_test(fine).then_some(node).flatten()
    }

    fn group(&mut self) -> Option<Condition<Ask>> {
        let open = self.advance();
        let inner = self.any_of();
        if *self.kind() == TokenKind::Close {
            self.advance();
        } else {
            self.report(open, &row::GROUP_NOT_CLOSED, &[]);
        }
        inner
    }

    /// Reads one level deeper, up to a limit: the text decides the depth, the stack must hold it.
    fn nested<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        if self.depth == DEEPEST {
            self.report(self.span(), &row::TOO_DEEP, &[&DEEPEST.to_string()]);
            self.gave_up = true;
            self.next = self.tokens.len() - 1;
            return None;
        }
        self.depth += 1;
        let found = read(self);
        self.depth -= 1;
        found
    }

    fn test(&mut self) -> Option<Condition<Ask>> {
        let subject = self.subject()?;
        let (span, sign) = (subject.span, self.span());
        let question = self.question(&subject);
        self.last_subject = Some(span);
        let (negated, question) = question?;
        let end = self.before().map_or(span.end, |last| last.end);
        let ask = Condition::Test(Ask {
            subject,
            question,
            sign,
            span: Span::new(span.start, end),
        });
        Some(match negated {
            true => Condition::Not(Box::new(ask)),
            false => ask,
        })
    }

    /// Skips what does not belong between two tests; true if there was nothing to skip. Reports it
    /// only if the test before was `fine`: of a broken one enough has been reported.
    fn end_of_test(&mut self, fine: bool) -> bool {
        if self.at_end_of_test() {
            return true;
        }
        if fine && *self.kind() != TokenKind::Mistake {
            self.after_a_test();
        }
        self.skip_test();
        false
    }

    fn skip_test(&mut self) {
        let mut open = 0_usize;
        loop {
            match self.kind() {
                TokenKind::End => return,
                TokenKind::Open => open += 1,
                TokenKind::Close | TokenKind::Keyword("and" | "or") if open == 0 => return,
                TokenKind::Close => open -= 1,
                _ => {}
            }
            self.advance();
        }
    }
}

/// Parts joined by `and` or by `or`, flat: parentheses around parts that are joined alike vanish.
fn joined(parts: Vec<Option<Condition<Ask>>>, all: bool) -> Option<Condition<Ask>> {
    let mut flat = Vec::with_capacity(parts.len());
    for part in parts {
        match part? {
            Condition::And(inner) if all => flat.extend(inner),
            Condition::Or(inner) if !all => flat.extend(inner),
            part => flat.push(part),
        }
    }
    match (flat.len(), all) {
        (1, _) => flat.pop(),
        (_, true) => Some(Condition::And(flat)),
        (_, false) => Some(Condition::Or(flat)),
    }
}
