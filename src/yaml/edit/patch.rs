//! Stretches of a text and what comes in their place.

use super::layout;
use crate::lists;
use crate::text::Span;

/// One stretch of the text and what comes in its place.
#[derive(Debug)]
pub(super) struct Patch {
    pub(super) span: Span,
    pub(super) text: String,
}

impl Patch {
    pub(super) fn new(span: Span, text: impl Into<String>) -> Self {
        let text = text.into();
        Self { span, text }
    }

    pub(super) fn insert(at: usize, text: impl Into<String>) -> Self {
        Self::new(Span::at(at), text)
    }

    pub(super) fn delete(start: usize, end: usize) -> Self {
        Self::new(Span::new(start, end), "")
    }
}

/// A text with its patches, which do not overlap.
pub(super) fn patched(text: &str, mut patches: Vec<Patch>) -> String {
    lists::sort_by_key(&mut patches, |patch| patch.span.start);
    let mut edited = String::with_capacity(text.len());
    let mut at = 0;
    for patch in patches {
        edited.push_str(text.get(at..patch.span.start).unwrap_or_default());
        edited.push_str(&patch.text);
        at = patch.span.end;
    }
    edited.push_str(text.get(at..).unwrap_or_default());
    edited
}

/// The patch that keeps what follows a replaced stretch in the column that spaces put it in.
pub(super) fn keep_column(text: &str, old: Span, end: usize, new: &str) -> Option<Patch> {
    let padding = layout::padding(text, end)?;
    let lines = text[old.range()].contains('\n') || new.contains('\n');
    let before = text[old.range()].chars().count() + padding.end - padding.start;
    let width = before.saturating_sub(new.chars().count()).max(1);
    (!lines).then(|| Patch::new(padding, " ".repeat(width)))
}
