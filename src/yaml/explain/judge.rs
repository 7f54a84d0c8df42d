//! The lines of a text that is to be judged.

use super::signs::without_comment;
use super::sketch::Part;
use crate::text::Span;
use crate::yaml::lines::line_end;

/// What can be read off the lines of a text.
pub(super) struct Judge<'t> {
    pub(super) text: &'t str,
}

impl Judge<'_> {
    pub(super) fn slice(&self, span: Span) -> &str {
        &self.text[span.range()]
    }

    pub(super) fn key(&self, part: &Part) -> &str {
        part.key.map_or("", |key| self.slice(key))
    }

    /// `key: value`, or the value alone where it has no key.
    pub(super) fn line(&self, part: &Part, value: &str) -> String {
        match self.key(part) {
            "" => value.to_owned(),
            key => format!("{key}: {value}"),
        }
    }

    /// The rest of a line without a comment.
    pub(super) fn rest(&self, at: usize) -> Span {
        let end = line_end(self.text, at);
        let end = without_comment(self.text, at, end).max(at);
        let start = end - self.text[at..end].trim_start().len();
        Span::new(start, end)
    }
}
