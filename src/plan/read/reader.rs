//! Reads single values of a tree, and reports each that is wrong with what to write.

use super::scalar;
use crate::diagnostic::Diagnostic;
use crate::plan::model::Third;
use crate::text::{Span, words};
use crate::yaml::{Node, Source, Style, Value, quoted};

/// The most problems reported for one plan; a file with more is hardly a plan.
const MOST_PROBLEMS: usize = 1_000;

/// What has been read so far, and all that was wrong with it.
pub(super) struct Reader<'s> {
    pub(super) source: &'s Source,
    pub(super) problems: Vec<Diagnostic>,
    /// Each place that says `ease` or `effort`.
    pub(super) thirds: Vec<(Third, Span)>,
}

/// What a single value is to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Want {
    /// A text in words.
    Text,
    /// A condition on leads.
    Condition,
    /// A number, a date, a name or a word out of a list.
    Word,
}

impl<'s> Reader<'s> {
    pub(super) fn new(source: &'s Source) -> Self {
        Self {
            source,
            problems: Vec::new(),
            thirds: Vec::new(),
        }
    }

    /// Keeps a problem, up to [`MOST_PROBLEMS`].
    pub(super) fn report(&mut self, problem: Diagnostic) {
        if self.can_tell_more() {
            self.problems.push(problem);
        }
    }

    /// Reports what is wrong at a place, and what to write.
    pub(super) fn error(
        &mut self,
        code: &str,
        at: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.report(Diagnostic::error(code, at, message).help(help));
    }

    /// Reports a problem like [`Self::error`] and returns `None`, in place of the value.
    pub(super) fn refuse<T>(
        &mut self,
        code: &str,
        at: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Option<T> {
        self.error(code, at, message, help);
        None
    }

    /// Whether one more problem would still be kept.
    pub(super) fn can_tell_more(&self) -> bool {
        self.problems.len() < MOST_PROBLEMS
    }

    /// The text of a node. Reports one in typographic quotes, and one that a `#` cuts short.
    pub(super) fn words<'n>(&mut self, node: &'n Node, what: &str, want: Want) -> Option<&'n str> {
        let (text, style) = self.scalar(node, what, want)?;
        let plain = style == Style::Plain;
        if let Some(bare) = scalar::in_curly_quotes(text).filter(|_| plain && want == Want::Text) {
            let message =
                "YAML doesn't treat curly quotes as quotation marks, so they stay in the text";
            let help = format!("write {bare}, or {} if they belong to it", quoted(text));
            return self.refuse("curly-quotes", node.span, message, help);
        }
        let swallowed = plain.then(|| self.swallowed(node)).flatten();
        let Some(comment) = swallowed else {
            return Some(text);
        };
        let kept = self.source.slice(node.span);
        let left = self.source.slice(comment);
        let first = left.split_whitespace().next().unwrap_or_default();
        let message = format!("`{first}` begins a comment, so `{what}` ends before it");
        let help = match want {
            Want::Condition => format!(
                "write `{what}: >-` and put the condition on the next line, indented; before a real comment put `# `"
            ),
            _ => format!(
                "put the text in quotes: `{what}: {}`; before a real comment put `# `",
                quoted(&format!("{kept} {left}"))
            ),
        };
        self.refuse("comment-in-text", comment, message, help)
    }

    /// A comment after a plain text like `#1`, which was probably meant as part of the text.
    fn swallowed(&self, node: &Node) -> Option<Span> {
        let line_end = self.source.line_end(node.span.end);
        let rest = self.source.slice(Span::new(node.span.end, line_end));
        let comment = rest.trim_start();
        let meant = comment
            .strip_prefix('#')?
            .starts_with(char::is_alphanumeric);
        let start = line_end - comment.len();
        (meant && start > node.span.end).then(|| Span::new(start, line_end))
    }

    /// The text of a node that should be a single value.
    pub(super) fn scalar<'n>(
        &mut self,
        node: &'n Node,
        what: &str,
        want: Want,
    ) -> Option<(&'n str, Style)> {
        if let Value::Scalar(text, style) = &node.value {
            return Some((text, *style));
        }
        let message = match want {
            Want::Condition => format!("`{what}` should be a condition; here is {}", node.kind()),
            _ => format!("`{what}` should be a single value; here is {}", node.kind()),
        };
        let written = self.source.slice(node.span);
        let help = match written.chars().next().filter(|sign| "{[".contains(*sign)) {
            _ if want == Want::Condition => {
                "write it in one text, as in industry = 'Retail' and employees > 300".to_owned()
            }
            Some(sign) if want == Want::Text => {
                format!("a text that begins with {sign} goes in quotes")
            }
            Some('[') => "write one value, without brackets".to_owned(),
            _ => "write one value after the colon".to_owned(),
        };
        self.refuse("wrong-type", node.span, message, help)
    }

    /// A number between two bounds, which are included.
    pub(super) fn number_within(
        &mut self,
        node: &Node,
        what: &str,
        low: f64,
        high: f64,
    ) -> Option<f64> {
        let value = self.plain_number(node, what)?;
        if (low..=high).contains(&value) {
            return Some(value);
        }
        let shown = |end| words::number(end, 6);
        let bounds = match (low.is_finite(), high.is_finite()) {
            (true, true) => format!("from {} to {}", shown(low), shown(high)),
            (true, false) => format!("of {} or more", shown(low)),
            _ => format!("of {} or less", shown(high)),
        };
        self.cannot_be(node, what, format!("write a number {bounds}"))
    }

    /// A bare number.
    pub(super) fn plain_number(&mut self, node: &Node, what: &str) -> Option<f64> {
        let (text, style) = self.scalar(node, what, Want::Word)?;
        match scalar::number(text, style) {
            Ok(value) => Some(value),
            Err(help) => {
                let message = format!("`{what}` should be a number; here is `{text}`");
                self.refuse("wrong-type", node.span, message, help)
            }
        }
    }

    /// A word out of a list.
    pub(super) fn word_of<T>(
        &mut self,
        node: &Node,
        what: &str,
        list: &[&str],
        from_name: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let (text, _) = self.scalar(node, what, Want::Word)?;
        if let Some(value) = from_name(text) {
            return Some(value);
        }
        let help = match scalar::word_meant(text, list) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("write {}", words::choice(list)),
        };
        let message = format!("`{what}` cannot be `{text}`");
        self.refuse("unknown-word", node.span, message, help)
    }

    /// Reports a number that is out of its bounds.
    pub(super) fn cannot_be<T>(&mut self, node: &Node, what: &str, help: String) -> Option<T> {
        let message = match &node.value {
            Value::Scalar(text, _) => format!("`{what}` cannot be {text}"),
            _ => format!("`{what}` cannot be this"),
        };
        self.refuse("out-of-range", node.span, message, help)
    }
}
