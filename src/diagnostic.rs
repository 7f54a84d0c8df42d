//! A problem or finding in an input, with its places in the text.

use serde::Serialize;

use crate::text::{Span, named};

named! {
    /// How much a problem or a finding matters.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
    #[serde(rename_all = "lowercase")]
    pub enum Severity {
        /// Good to know.
        Info = "info",
        /// Something a careful team would settle first.
        Warning = "warning",
        /// The plan cannot be used as it is.
        Error = "error",
    }
}

/// A problem or finding in a text, with its places.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnostic {
    /// A stable name for this kind of message: `unknown-key`, `low-ease`.
    pub code: String,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong, in one sentence without a final stop.
    pub message: String,
    /// The place of the problem, then related ones, each with its own text.
    pub labels: Vec<Label>,
    /// What to write or do.
    pub help: String,
    /// The plan's reason for allowing it.
    pub allowed: Option<String>,
    /// The names of the segments it is about; empty if it is about the plan.
    pub segments: Vec<String>,
    /// Where in the plan, as `segments[0].qualifiers.stable`; empty where the text is no plan.
    pub route: String,
}

/// A place in the text, and what to say there.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What to say there; may be empty.
    pub text: String,
}

impl Diagnostic {
    /// An error of a kind at a place, with what to write.
    pub fn error(
        code: &str,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self {
            code: code.to_owned(),
            severity: Severity::Error,
            message: told(message.into()),
            labels: vec![Label {
                span,
                text: String::new(),
            }],
            help: told(help.into()),
            allowed: None,
            segments: Vec::new(),
            route: String::new(),
        }
    }

    /// Adds a related place.
    #[must_use]
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label {
            span,
            text: told(text.into()),
        });
        self
    }

    /// The byte at which it begins; 0 if it has no place.
    pub fn start(&self) -> usize {
        self.labels.first().map_or(0, |label| label.span.start)
    }
}

/// The longest text of a diagnostic, in characters.
const LONGEST: usize = 400;

/// A text on one line, without its middle if it is longer than [`LONGEST`].
#[doc(hidden)]
pub fn told(text: String) -> String {
    let text = match text.contains(['\n', '\r']) {
        true => text.split_whitespace().collect::<Vec<_>>().join(" "),
        false => text,
    };
    let half = LONGEST / 2;
    let middle = text
        .char_indices()
        .nth(half)
        .zip(text.char_indices().nth_back(half));
    match middle {
        Some(((start, _), (end, _))) if start < end => {
            format!("{} … {}", &text[..start], &text[end..])
        }
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_stays_short_and_on_one_line() {
        let long = format!("`{}` is\nno number", "é".repeat(100_000));
        let problem = Diagnostic::error("x", Span::at(0), long.clone(), long);
        for text in [problem.message, problem.help] {
            assert!(text.starts_with("`ééé") && text.ends_with("é` is no number"));
            assert!(text.chars().count() <= LONGEST + 10 && text.contains(" … "));
        }
        assert_eq!(told("as it is".to_owned()), "as it is");
    }
}
