//! YAML as a tree of plain values, each with its place in the text.

mod build;
mod extent;

use crate::text::Span;

pub use build::read;

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

impl Node {
    /// Whether there is nothing: an empty place, `~` or `null`.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        matches!(&self.value, Value::Scalar(text, Style::Plain) if matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL"))
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

    /// Whether this is a list without items.
    #[must_use]
    pub fn is_empty_list(&self) -> bool {
        matches!(&self.value, Value::List(items) if items.is_empty())
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
