//! What is wrong with a value: quotes and brackets left open, closed too early or crossed, signs
//! that mean something else at its start.

use super::flow::{Fault, Flow};
use super::problem;
use super::quotes::{quoted, unknown_escape};
use super::sketch::Judge;
use super::sketch::{Kind, Part};
use crate::diagnostic::Diagnostic;
use crate::text::Span;

const AFTER_QUOTE: &str = "the closing quote ends the value, but more text follows";

/// Whether a part opens something that it does not close.
pub(super) fn is_open(part: &Part) -> bool {
    match &part.kind {
        Kind::Quoted(close) => close.is_none(),
        Kind::Flow(flow) => flow.fault.is_some(),
        _ => false,
    }
}

impl Judge<'_> {
    pub(super) fn value(&self, part: &Part) -> Option<Diagnostic> {
        match &part.kind {
            Kind::Quoted(None) => Some(self.unclosed_quote(part, part.value.start)),
            Kind::Quoted(Some(close)) => self.quoted(part, *close),
            Kind::Flow(flow) => match flow.fault {
                Some(fault) => Some(self.fault(part, fault)),
                None => self.after_flow(part, flow),
            },
            Kind::Plain => self.special_sign(part),
            Kind::Blank | Kind::Block => None,
        }
    }

    fn unclosed_quote(&self, part: &Part, open: usize) -> Diagnostic {
        let value = self.slice(self.rest(open));
        let quote = &value[..1];
        let help = match open == part.value.start {
            true => {
                let line = self.line(part, &format!("{value}{quote}"));
                format!("close it at the end of the value: {line}")
            }
            false => format!("close it with {quote}"),
        };
        let at = Span::new(open, open + 1);
        problem(at, "a quote opens here and is never closed", help)
    }

    fn quoted(&self, part: &Part, close: usize) -> Option<Diagnostic> {
        let value = Span::new(part.value.start, close);
        let text = self.slice(value);
        if let Some(at) = unknown_escape(text).filter(|_| text.starts_with('"')) {
            let at = value.start + at;
            return Some(problem(
                Span::new(at, at + 1),
                "in double quotes a backslash begins a special character, and this one is unknown",
                "use single quotes, in which a backslash is only a backslash",
            ));
        }
        let rest = self.rest(close);
        if rest.start == rest.end {
            return None;
        }
        let key = self.key(part);
        let help = if !key.is_empty() && is_comparison(self.slice(rest)) {
            format!(
                "write `{key}: >-` and put the condition on the next line, indented, where it needs no quotes around it"
            )
        } else {
            let whole = Span::new(value.start, rest.end);
            let line = self.line(part, &requoted(self.slice(whole)));
            format!("put one pair of quotes around all of it: {line}")
        };
        Some(problem(rest, AFTER_QUOTE, help).also(value, "read as the whole value"))
    }

    fn fault(&self, part: &Part, fault: Fault) -> Diagnostic {
        match fault {
            Fault::Unclosed(open) => {
                let (sign, close) = self.bracket(open);
                let message = format!("a {sign} opens here and is never closed");
                let help = format!("close it with {close}");
                problem(Span::new(open, open + 1), message, help)
            }
            Fault::Crossed(at, open) => {
                let (sign, close) = self.bracket(open);
                let found = &self.text[at..=at];
                let message = format!("{found} cannot close what {sign} opened");
                problem(Span::new(at, at + 1), message, format!("write {close}"))
                    .also(Span::new(open, open + 1), "opened here")
            }
            Fault::Quote(open) => self.unclosed_quote(part, open),
            Fault::AfterQuote(value) => problem(
                self.rest(value.end),
                AFTER_QUOTE,
                "a value with commas or quotes inside {…} or […] goes in \"double quotes\" as a whole",
            ),
            Fault::Comma(value) => self.no_comma(value),
        }
    }

    fn no_comma(&self, between: Span) -> Diagnostic {
        let text = self.slice(between);
        let trimmed = Span::new(
            between.end - text.trim_start().len(),
            between.start + text.trim_end().len(),
        );
        if let Some(semicolon) = text.find(';') {
            let at = between.start + semicolon;
            return problem(
                Span::new(at, at + 1),
                "there is a semicolon where YAML needs a comma",
                "separate the entries of {…} with commas",
            );
        }
        let help = "separate the entries of {…} with commas; a value with a colon goes in quotes";
        let words = self.slice(trimmed);
        let Some(blank) = words.rfind(char::is_whitespace) else {
            let message = "a comma is missing, or this value contains a colon";
            return problem(trimmed, message, help);
        };
        let key = words[blank..].trim_start();
        let at = Span::new(trimmed.end - key.len(), trimmed.end);
        problem(at, format!("a comma is missing before `{key}`"), help)
    }

    fn bracket(&self, open: usize) -> (&'static str, &'static str) {
        match self.text[open..].starts_with('{') {
            true => ("{", "}"),
            false => ("[", "]"),
        }
    }

    fn after_flow(&self, part: &Part, flow: &Flow) -> Option<Diagnostic> {
        let rest = self.rest(flow.end);
        let text = self.slice(rest);
        if text.is_empty() || text.starts_with(':') {
            return None;
        }
        if text.starts_with(['}', ']']) {
            let sign = &text[..1];
            let at = Span::new(rest.start, rest.start + 1);
            let message = format!("there is nothing left for this {sign} to close");
            return Some(problem(at, message, "delete it"));
        }
        let (sign, _) = self.bracket(part.value.start);
        let whole = Span::new(part.value.start, rest.end);
        let line = self.line(part, &quoted(self.slice(whole)));
        Some(problem(
            rest,
            format!(
                "a value that begins with {sign} ends where that is closed, but more text follows"
            ),
            format!("put the whole value in quotes: {line}"),
        ))
    }

    fn special_sign(&self, part: &Part) -> Option<Diagnostic> {
        let value = self.slice(part.value);
        let sign = value
            .chars()
            .next()
            .filter(|sign| "@`%*&!|>]},".contains(*sign))?;
        let line = self.line(part, &quoted(value));
        Some(problem(
            Span::new(part.value.start, part.value.start + 1),
            format!("{sign} has a special meaning at the start of a value"),
            format!("put the value in quotes: {line}"),
        ))
    }
}

/// Whether what follows a text in quotes compares it with something.
fn is_comparison(rest: &str) -> bool {
    let word = rest.split_whitespace().next().unwrap_or_default();
    let words = [
        "in", "not", "is", "like", "between", "contains", "starts", "and", "or",
    ];
    rest.starts_with(['=', '<', '>', '!']) || words.contains(&word.to_lowercase().as_str())
}

/// A text that began with a quote, as one value: without that quote where it was to hold all.
fn requoted(text: &str) -> String {
    match text.strip_prefix('\'') {
        Some(inside) => quoted(inside.strip_suffix('\'').unwrap_or(inside)),
        None => quoted(text),
    }
}
