//! Values to write: trees without places. Bare scalars never stand in quotes; all others are texts,
//! which stand in quotes where they would otherwise be read as something else.

use crate::yaml::{Entry, Node, Style, Value};

impl Node {
    /// A number, `true`, `null`, or a word like `7..8`, which never stands in quotes.
    pub fn bare(word: impl Into<String>) -> Self {
        Value::Scalar(word.into(), Style::Plain).into()
    }

    /// A list of these items.
    pub fn list<T: Into<Self>>(items: impl IntoIterator<Item = T>) -> Self {
        Value::List(items.into_iter().map(Into::into).collect()).into()
    }

    /// A mapping of these keys, in this order.
    pub fn map<K: Into<String>, V: Into<Self>>(entries: impl IntoIterator<Item = (K, V)>) -> Self {
        let entries = entries.into_iter();
        Value::Map(entries.map(|(key, value)| Entry::new(key, value)).collect()).into()
    }
}

impl From<&str> for Node {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<String> for Node {
    fn from(text: String) -> Self {
        Value::Scalar(text, Style::Double).into()
    }
}

impl From<f64> for Node {
    fn from(number: f64) -> Self {
        Self::bare(number.to_string())
    }
}

impl From<u64> for Node {
    fn from(number: u64) -> Self {
        Self::bare(number.to_string())
    }
}
