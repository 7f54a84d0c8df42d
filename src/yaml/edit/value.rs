//! Values to write.

use crate::text::Span;
use crate::yaml::tree::Sharing;
use crate::yaml::{Entry, Node, Style, Value};

/// A value to write into a YAML text.
#[derive(Debug, Clone, PartialEq)]
pub enum NewValue {
    /// A text, in quotes where it would otherwise be read as something else.
    Text(String),
    /// A number, `true`, `null`, or a word like `7..8`: never in quotes.
    Bare(String),
    /// A list.
    List(Vec<NewValue>),
    /// A mapping, in this order.
    Map(Vec<(String, NewValue)>),
}

impl NewValue {
    /// A list of these items.
    pub fn list<T: Into<Self>>(items: impl IntoIterator<Item = T>) -> Self {
        Self::List(items.into_iter().map(Into::into).collect())
    }

    /// A mapping of these keys.
    pub fn map<K: Into<String>, V: Into<Self>>(entries: impl IntoIterator<Item = (K, V)>) -> Self {
        let entries = entries.into_iter();
        Self::Map(
            entries
                .map(|(key, value)| (key.into(), value.into()))
                .collect(),
        )
    }

    /// A word or number that never stands in quotes.
    pub fn bare(word: impl Into<String>) -> Self {
        Self::Bare(word.into())
    }

    /// Whether this is a list or a mapping.
    pub(super) fn is_collection(&self) -> bool {
        matches!(self, Self::List(_) | Self::Map(_))
    }

    /// The values inside.
    pub(super) fn children(&self) -> Vec<&Self> {
        match self {
            Self::Text(_) | Self::Bare(_) => Vec::new(),
            Self::List(items) => items.iter().collect(),
            Self::Map(entries) => entries.iter().map(|(_, value)| value).collect(),
        }
    }

    /// The same as a tree without places.
    pub(super) fn to_node(&self) -> Node {
        let value = match self {
            Self::Text(text) => Value::Scalar(text.clone(), Style::Double),
            Self::Bare(word) => Value::Scalar(word.clone(), Style::Plain),
            Self::List(items) => Value::List(items.iter().map(Self::to_node).collect()),
            Self::Map(entries) => {
                let entries = entries.iter().map(|(key, value)| entry(key, value));
                Value::Map(entries.collect())
            }
        };
        Node {
            span: Span::default(),
            sharing: Sharing::Own,
            value,
        }
    }

    /// An existing value, to be written out again.
    pub(super) fn of_node(node: &Node) -> Self {
        match &node.value {
            Value::Scalar(text, Style::Plain) => Self::Bare(text.clone()),
            Value::Scalar(text, _) => Self::Text(text.clone()),
            Value::List(items) => Self::List(items.iter().map(Self::of_node).collect()),
            Value::Map(entries) => {
                let entries = entries.iter();
                Self::Map(
                    entries
                        .map(|one| (one.key.clone(), Self::of_node(&one.value)))
                        .collect(),
                )
            }
        }
    }
}

/// An entry of a tree without places.
pub(super) fn entry(key: &str, value: &NewValue) -> Entry {
    Entry {
        key: key.to_owned(),
        key_span: Span::default(),
        value: value.to_node(),
    }
}

impl From<&str> for NewValue {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for NewValue {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<f64> for NewValue {
    fn from(number: f64) -> Self {
        Self::Bare(number.to_string())
    }
}

impl From<u64> for NewValue {
    fn from(number: u64) -> Self {
        Self::Bare(number.to_string())
    }
}

impl From<bool> for NewValue {
    fn from(answer: bool) -> Self {
        Self::Bare(answer.to_string())
    }
}
