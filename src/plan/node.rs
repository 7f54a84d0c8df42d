//! YAML as a tree of plain values, each with its place in the text.

use std::collections::HashMap;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle};

use super::Source;
use super::syntax;
use crate::diagnostic::Diagnostic;
use crate::text::Span;

/// One value of a YAML document with its place. Scalars keep their text: what it means is for the
/// reader to say, so that `yes` can be a verdict and `7..8` a score.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub value: Value,
}

/// What a node is.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A single value, as text, and how it was written.
    Scalar(String, Style),
    /// A list.
    List(Vec<Node>),
    /// A mapping; the same key may stand in it twice.
    Map(Vec<Entry>),
}

/// One entry of a mapping.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The key's text.
    pub key: String,
    /// The key's place.
    pub key_span: Span,
    /// The value.
    pub value: Node,
}

/// How a scalar was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Bare.
    Plain,
    /// In 'single' quotes.
    Single,
    /// In "double" quotes.
    Double,
    /// As a block after `|` or `>`.
    Block,
}

/// The most values a plan may have, those that aliases repeat counted each time.
const MOST_NODES: usize = 1_000_000;
/// The deepest nesting.
const DEEPEST: usize = 64;

impl Node {
    /// Whether there is nothing: an empty place, `~` or `null`.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        matches!(&self.value, Value::Scalar(text, Style::Plain) if matches!(text.as_str(), "" | "~" | "null"))
    }

    /// The value under a key, where this is a mapping that has it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Entry> {
        match &self.value {
            Value::Map(entries) => entries.iter().find(|entry| entry.key == key),
            _ => None,
        }
    }

    /// The value at a place, where this is a list that long.
    #[must_use]
    pub fn item(&self, place: usize) -> Option<&Node> {
        match &self.value {
            Value::List(items) => items.get(place),
            _ => None,
        }
    }

    /// What it is, for messages: `a list`, `text`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match &self.value {
            _ if self.is_blank() => "nothing",
            Value::List(_) => "a list",
            Value::Map(_) => "a group of keys",
            Value::Scalar(_, Style::Plain) => "a single value",
            Value::Scalar(..) => "text",
        }
    }
}

/// Reads one YAML document into a tree, within bounds of size, depth and repetition that no real
/// plan comes near.
///
/// # Errors
/// One diagnostic: what breaks the syntax hides what comes after it.
pub fn read(source: &Source) -> Result<Node, Diagnostic> {
    let places = Places::new(source);
    let mut tree = Tree::default();
    for event in Parser::new_from_str(source.text()) {
        let (event, span) = event.map_err(|error| {
            let at = places.byte(error.marker());
            syntax::explain(source, at, error.info())
        })?;
        let start = places.byte(&span.start);
        tree.take(source, event, Span::new(start, places.byte(&span.end)))?;
    }
    tree.document.ok_or_else(empty)
}

/// What to say of a file in which there is nothing.
pub(super) fn empty() -> Diagnostic {
    Diagnostic::error("empty", Span::at(0), "this file has no plan in it")
        .help("a plan has a title and segments; `segplan init` writes one that explains itself")
}

/// Characters as the parser counts them, in bytes.
struct Places {
    bytes: Option<Vec<usize>>,
    end: usize,
}

impl Places {
    fn new(source: &Source) -> Self {
        let text = source.text();
        Self {
            bytes: (!text.is_ascii()).then(|| text.char_indices().map(|(at, _)| at).collect()),
            end: text.len(),
        }
    }

    fn byte(&self, marker: &Marker) -> usize {
        match &self.bytes {
            None => marker.index().min(self.end),
            Some(bytes) => bytes.get(marker.index()).copied().unwrap_or(self.end),
        }
    }
}

/// A tree being built: the open lists and mappings, outermost first.
#[derive(Default)]
struct Tree {
    open: Vec<Open>,
    anchors: HashMap<usize, (Node, usize)>,
    document: Option<Node>,
    nodes: usize,
}

struct Open {
    node: Node,
    anchor: usize,
    key: Option<(String, Span)>,
    nodes_before: usize,
}

impl Tree {
    fn take(&mut self, source: &Source, event: Event<'_>, span: Span) -> Result<(), Diagnostic> {
        match event {
            Event::DocumentStart(_) if self.document.is_some() => Err(Diagnostic::error(
                "second-document",
                span,
                "a second document begins here; one file is one plan",
            )
            .help("move it to a file of its own, or delete the line ---")),
            Event::Scalar(text, style, anchor, _) => {
                let style = style_of(style);
                let span = Span::new(span.start, scalar_end(source.text(), span, style));
                let node = Node {
                    span,
                    value: Value::Scalar(text.into_owned(), style),
                };
                self.count(1, span)?;
                self.place(node, anchor, 1)
            }
            Event::SequenceStart(anchor, _) => self.begin(Value::List(Vec::new()), anchor, span),
            Event::MappingStart(anchor, _) => self.begin(Value::Map(Vec::new()), anchor, span),
            Event::SequenceEnd | Event::MappingEnd => self.end(span),
            Event::Alias(anchor) => match self.anchors.get(&anchor) {
                Some((node, size)) => {
                    let (mut node, size) = (node.clone(), *size);
                    self.count(size, span)?;
                    node.span = Span::new(span.start, word_end(source.text(), span.start));
                    self.place(node, 0, size)
                }
                None => Err(Diagnostic::error(
                    "alias-in-itself",
                    span,
                    "this alias stands inside the value that it repeats",
                )
                .help("write the value out")),
            },
            _ => Ok(()),
        }
    }

    /// Counts values, so that aliases of aliases cannot fill the memory.
    fn count(&mut self, more: usize, span: Span) -> Result<(), Diagnostic> {
        self.nodes = self.nodes.saturating_add(more);
        if self.nodes <= MOST_NODES {
            return Ok(());
        }
        Err(Diagnostic::error(
            "too-many-values",
            span,
            "more than a million values, counting what aliases repeat; no plan has so many",
        )
        .help("write the values out instead of repeating them with * and &"))
    }

    fn begin(&mut self, value: Value, anchor: usize, span: Span) -> Result<(), Diagnostic> {
        if self.open.len() >= DEEPEST {
            return Err(Diagnostic::error(
                "too-deep",
                span,
                format!("values are nested more than {DEEPEST} deep here"),
            )
            .help("a plan needs no more than six levels"));
        }
        let nodes_before = self.nodes;
        self.count(1, span)?;
        self.open.push(Open {
            node: Node { span, value },
            anchor,
            key: None,
            nodes_before,
        });
        Ok(())
    }

    fn end(&mut self, span: Span) -> Result<(), Diagnostic> {
        let Some(mut done) = self.open.pop() else {
            return Ok(());
        };
        let last_child = match &done.node.value {
            Value::List(items) => items.last().map(|item| item.span.end),
            Value::Map(entries) => entries.last().map(|entry| entry.value.span.end),
            Value::Scalar(..) => None,
        };
        // A block ends where the next thing begins; what it holds says where it really ends.
        done.node.span.end = match last_child {
            Some(end) if span.start == span.end => end,
            _ => span.end.max(done.node.span.end),
        };
        let size = self.nodes - done.nodes_before;
        self.place(done.node, done.anchor, size)
    }

    fn place(&mut self, node: Node, anchor: usize, size: usize) -> Result<(), Diagnostic> {
        if anchor > 0 {
            self.anchors.insert(anchor, (node.clone(), size));
        }
        let Some(open) = self.open.last_mut() else {
            self.document = Some(node);
            return Ok(());
        };
        match (&mut open.node.value, open.key.take()) {
            (Value::List(items), _) => items.push(node),
            (Value::Map(entries), Some((key, key_span))) => entries.push(Entry {
                key,
                key_span,
                value: node,
            }),
            (Value::Map(_), None) => match node.value {
                Value::Scalar(text, _) => open.key = Some((text, node.span)),
                _ => {
                    return Err(Diagnostic::error(
                        "key-not-text",
                        node.span,
                        "a list or a group of keys stands where a key should be",
                    )
                    .help("a key is one word before a colon; put a value that begins with [ or { in quotes"));
                }
            },
            (Value::Scalar(..), _) => {}
        }
        Ok(())
    }
}

fn style_of(style: ScalarStyle) -> Style {
    match style {
        ScalarStyle::Plain => Style::Plain,
        ScalarStyle::SingleQuoted => Style::Single,
        ScalarStyle::DoubleQuoted => Style::Double,
        ScalarStyle::Literal | ScalarStyle::Folded => Style::Block,
    }
}

/// Where a scalar ends. The parser has often read further, so the text itself decides.
fn scalar_end(text: &str, span: Span, style: Style) -> usize {
    let raw = text.get(span.range()).unwrap_or_default();
    let quoted = |quote: u8, escape: u8| {
        let bytes = raw.as_bytes();
        let mut at = 1;
        while at < bytes.len() {
            let doubled = quote == escape && bytes.get(at + 1) == Some(&quote);
            if bytes[at] == escape && (quote != escape || doubled) {
                at += 2;
            } else if bytes[at] == quote {
                return span.start + at + 1;
            } else {
                at += 1;
            }
        }
        span.end
    };
    match style {
        Style::Single => quoted(b'\'', b'\''),
        Style::Double => quoted(b'"', b'\\'),
        Style::Plain | Style::Block => span.start + raw.trim_end().len(),
    }
}

fn word_end(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    let length = rest
        .find(|letter: char| letter.is_whitespace() || ",]}".contains(letter))
        .unwrap_or(rest.len());
    start + length
}
