//! YAML as a tree of plain values, each with its place in the text.

mod build;
mod extent;

use super::{Route, Step};
use crate::text::Span;

pub use build::read;

/// One value of a YAML document with its place. Scalars keep their text: what it means is for the
/// reader to say, so that `yes` can be a verdict and `7..8` a score.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Where it stands.
    pub span: Span,
    /// Whether it is written here alone.
    pub sharing: Sharing,
    /// What it is.
    pub value: Value,
}

/// Whether a value is written in one place for several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sharing {
    /// It stands for itself.
    Own,
    /// `&name` stands before it, so that `*name` may repeat it.
    Anchored,
    /// It is a `*name`; the values inside have the places of the original.
    Alias,
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

impl Entry {
    /// A key with its value, without a place.
    pub fn new(key: impl Into<String>, value: impl Into<Node>) -> Self {
        Self {
            key: key.into(),
            key_span: Span::default(),
            value: value.into(),
        }
    }
}

/// A value without a place.
impl From<Value> for Node {
    fn from(value: Value) -> Self {
        Self {
            span: Span::default(),
            sharing: Sharing::Own,
            value,
        }
    }
}

impl Node {
    /// Whether there is nothing: an empty place, `~` or `null`.
    pub fn is_blank(&self) -> bool {
        matches!(&self.value, Value::Scalar(text, Style::Plain) if is_blank(text))
    }

    /// The value at a route, where it is there.
    pub fn at(&self, route: &Route) -> Option<&Self> {
        route
            .steps()
            .iter()
            .try_fold(self, |node, step| match step {
                Step::Key(key) => node.get(key).map(|entry| &entry.value),
                Step::Item(place) => node.item(*place),
            })
    }

    /// [`Self::at`], to change it.
    pub fn at_mut(&mut self, route: &Route) -> Option<&mut Self> {
        let mut steps = route.steps().iter();
        steps.try_fold(self, |node, step| match (step, &mut node.value) {
            (Step::Key(key), Value::Map(entries)) => {
                let entry = entries.iter_mut().find(|entry| entry.key == *key);
                entry.map(|entry| &mut entry.value)
            }
            (Step::Item(place), Value::List(items)) => items.get_mut(*place),
            _ => None,
        })
    }

    /// Whether two trees say the same, wherever and in whatever quotes it stands. A text in quotes
    /// differs from a bare one only where the bare one is nothing, a number, `true` or `false`.
    pub fn means_same(&self, other: &Self) -> bool {
        match (&self.value, &other.value) {
            (Value::Scalar(one, _), Value::Scalar(two, _)) => {
                one == two && self.is_no_text() == other.is_no_text()
            }
            (Value::List(one), Value::List(two)) => {
                one.len() == two.len() && one.iter().zip(two).all(|(one, two)| one.means_same(two))
            }
            (Value::Map(one), Value::Map(two)) => {
                let same = |(one, two): (&Entry, &Entry)| {
                    one.key == two.key && one.value.means_same(&two.value)
                };
                one.len() == two.len() && one.iter().zip(two).all(same)
            }
            _ => false,
        }
    }

    /// Whether YAML's core schema reads a bare scalar as anything but text.
    fn is_no_text(&self) -> bool {
        matches!(&self.value, Value::Scalar(text, Style::Plain) if is_no_text(text))
    }

    /// The value under a key, where this is a mapping that has it.
    pub fn get(&self, key: &str) -> Option<&Entry> {
        match &self.value {
            Value::Map(entries) => entries.iter().find(|entry| entry.key == key),
            _ => None,
        }
    }

    /// The value at a place, where this is a list that long.
    pub fn item(&self, place: usize) -> Option<&Node> {
        match &self.value {
            Value::List(items) => items.get(place),
            _ => None,
        }
    }

    /// The values right inside a list or mapping.
    pub fn children(&self) -> Vec<&Self> {
        match &self.value {
            Value::Scalar(..) => Vec::new(),
            Value::List(items) => items.iter().collect(),
            Value::Map(entries) => entries.iter().map(|entry| &entry.value).collect(),
        }
    }

    /// Whether this is a list without items.
    pub fn is_empty_list(&self) -> bool {
        matches!(&self.value, Value::List(items) if items.is_empty())
    }

    /// What it is, for messages: `a list`, `text`.
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

fn is_blank(text: &str) -> bool {
    matches!(text, "" | "~" | "null" | "Null" | "NULL")
}

/// Whether YAML's core schema reads a bare text as nothing, a boolean or a number.
pub(super) fn is_no_text(text: &str) -> bool {
    let boolean = matches!(text, "true" | "True" | "TRUE" | "false" | "False" | "FALSE");
    let digits = text.trim_start_matches(['+', '-', '.']);
    let number = digits.starts_with(|sign: char| sign.is_ascii_digit());
    let based = text.starts_with("0x") || text.starts_with("0o");
    let special =
        matches!(digits.to_ascii_lowercase().as_str(), "inf" | "nan") && text.contains('.');
    is_blank(text) || boolean || special || based || (number && text.parse::<f64>().is_ok())
}
