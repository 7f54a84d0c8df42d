//! Where a value stands: the parser has often read further, so the text itself decides.

use saphyr_parser::Marker;

use super::Style;
use crate::text::Span;
use crate::yaml::Source;
use crate::yaml::explain::closing;

/// Characters as the parser counts them, in bytes.
pub(super) struct Places {
    bytes: Option<Vec<usize>>,
    end: usize,
}

impl Places {
    pub(super) fn new(source: &Source) -> Self {
        let text = source.text();
        Self {
            bytes: (!text.is_ascii()).then(|| text.char_indices().map(|(at, _)| at).collect()),
            end: text.len(),
        }
    }

    /// The byte of a place; the end of the text where it lies behind that.
    pub(super) fn byte(&self, marker: &Marker) -> usize {
        match &self.bytes {
            None => marker.index().min(self.end),
            Some(bytes) => bytes.get(marker.index()).copied().unwrap_or(self.end),
        }
    }
}

/// YAML's node properties, which stand before a value: an anchor, `&name`, by which it can be
/// repeated, and a tag, `!name`, which gives it a type.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct NodeProperties {
    pub(super) anchor: Option<Span>,
    pub(super) tag: Option<Span>,
}

impl NodeProperties {
    /// The properties at the start of a stretch, and the stretch without them.
    pub(super) fn split(text: &str, span: Span) -> (Self, Span) {
        let mut marks = Self::default();
        let mut at = span.start;
        loop {
            let rest = text.get(at..span.end).unwrap_or_default();
            let place = match rest.as_bytes().first() {
                Some(b'&') => &mut marks.anchor,
                Some(b'!') => &mut marks.tag,
                _ => return (marks, Span::new(at, span.end)),
            };
            let end = word_end(text, at).min(span.end);
            *place = Some(Span::new(at, end));
            let blank = text[end..span.end].trim_start();
            at = span.end - blank.len();
        }
    }
}

pub(super) fn scalar_end(text: &str, span: Span, style: Style) -> usize {
    match style {
        Style::Single | Style::Double => closing(text, span.start).unwrap_or(span.end),
        Style::Plain | Style::Block => {
            span.start + text.get(span.range()).unwrap_or_default().trim_end().len()
        }
    }
}

/// Where a list begins below a key that ends at a place: at its first dash, which the parser passes
/// over where dashes stand right below the key.
pub(super) fn list_start(text: &str, key_end: usize, found: usize) -> usize {
    let between = text.get(key_end..found).unwrap_or_default();
    let mut at = key_end;
    for line in between.split_inclusive('\n') {
        let dash = line.len() - line.trim_start().len();
        if at > key_end && line[dash..].starts_with('-') {
            return at + dash;
        }
        at += line.len();
    }
    found
}

pub(super) fn word_end(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    let length = rest
        .find(|letter: char| letter.is_whitespace() || ",]}".contains(letter))
        .unwrap_or(rest.len());
    start + length
}
