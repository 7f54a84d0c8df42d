//! New values as text.

use super::layout::{self, column};
use super::parts::is_flow;
use super::{example, scalar};
use crate::yaml::{Node, Style, Value};

/// The widest line on which a new group or list still stands in brackets.
const WIDEST: usize = 100;

/// Writes values as the file writes them.
///
/// `like` is a value whose looks the new one takes on. An indent is the column of the lines of a
/// value; spaces for it stand before each line but the first.
#[derive(Debug)]
pub(super) struct Writer<'t> {
    pub(super) text: &'t str,
    newline: &'static str,
    /// Spaces by which the keys of a mapping are indented below its own key.
    pub(super) step: usize,
    /// Spaces by which the dashes of a list are.
    dash: usize,
}

impl<'t> Writer<'t> {
    pub(super) fn new(text: &'t str, tree: &Node) -> Self {
        Self {
            text,
            newline: layout::newline(text),
            step: indent_of(text, tree, |value| matches!(value, Value::Map(_)))
                .filter(|step| *step > 0)
                .unwrap_or(2),
            dash: indent_of(text, tree, |value| matches!(value, Value::List(_))).unwrap_or(2),
        }
    }

    /// `key: value`, where keys have this indent.
    pub(super) fn entry(
        &self,
        key: &str,
        value: &Node,
        indent: usize,
        like: Option<&Node>,
    ) -> String {
        let start = indent + key.len() + 2;
        let below = self.indent_below(value, indent);
        format!("{key}:{}", self.behind_key(value, below, start, like))
    }

    /// `- value`, where dashes have this indent.
    pub(super) fn item(&self, value: &Node, indent: usize, like: Option<&Node>) -> String {
        format!("-{}", self.behind_dash(value, indent + 2, like))
    }

    /// What stands behind the colon of a key, with the space or the line break before it. `start`
    /// is the column of a value on the line of its key.
    pub(super) fn behind_key(
        &self,
        value: &Node,
        indent: usize,
        start: usize,
        like: Option<&Node>,
    ) -> String {
        match self.is_flow(value, like, start) {
            true => spaced(&self.inline(value, indent, like)),
            false => format!("{}{}", self.line(indent), self.block(value, indent, like)),
        }
    }

    /// What stands behind a dash, with its space; mappings as lines unless others have brackets.
    pub(super) fn behind_dash(&self, value: &Node, indent: usize, like: Option<&Node>) -> String {
        let in_flow = match (&value.value, like) {
            (Value::Map(entries), like) if !entries.is_empty() => {
                like.is_some_and(|like| is_flow(self.text, like))
            }
            _ => self.is_flow(value, like, indent),
        };
        spaced(&match in_flow {
            true => self.inline(value, indent, like),
            false => self.block(value, indent, like),
        })
    }

    /// A value on one line: brackets around what is a list or mapping.
    pub(super) fn flow(&self, value: &Node, like: Option<&Node>) -> String {
        let inside =
            |key: Option<&str>, value: &Node| self.flow(value, example::of_child(like, key, value));
        match &value.value {
            Value::Scalar(..) => scalar::written(self.text, value, like, true),
            Value::List(items) => {
                let items: Vec<String> = items.iter().map(|item| inside(None, item)).collect();
                format!("[{}]", items.join(", "))
            }
            Value::Map(entries) => {
                let entries: Vec<String> = entries
                    .iter()
                    .map(|entry| {
                        let key = scalar::bare_or_quoted(&entry.key, true);
                        format!("{key}: {}", inside(Some(&entry.key), &entry.value))
                    })
                    .collect();
                format!("{{{}}}", entries.join(", "))
            }
        }
    }

    /// The entries or items of a value, one below the other.
    pub(super) fn block(&self, value: &Node, indent: usize, like: Option<&Node>) -> String {
        let child = |key: Option<&str>, value: &Node| example::of_child(like, key, value);
        let lines: Vec<String> = match &value.value {
            Value::Scalar(..) => vec![self.inline(value, indent, like)],
            Value::List(items) => {
                let line = |item| self.item(item, indent, child(None, item));
                items.iter().map(line).collect()
            }
            Value::Map(entries) => entries
                .iter()
                .map(|entry| {
                    let key = scalar::bare_or_quoted(&entry.key, false);
                    let like = child(Some(&entry.key), &entry.value);
                    self.entry(&key, &entry.value, indent, like)
                })
                .collect(),
        };
        lines.join(&self.line(indent))
    }

    /// Where the lines of a value stand below a key.
    pub(super) fn indent_below(&self, value: &Node, indent: usize) -> usize {
        match &value.value {
            Value::List(_) => indent + self.dash,
            _ => indent + self.step,
        }
    }

    /// Whether a value stands on one line, at a column, where the file leaves the choice.
    fn is_flow(&self, value: &Node, like: Option<&Node>, at: usize) -> bool {
        if value.children().is_empty() {
            return true;
        }
        let leaf = is_leaf(value);
        if let Some(like) = like.filter(|like| leaf || !is_leaf(like)) {
            return is_flow(self.text, like);
        }
        leaf && at + self.flow(value, like).chars().count() <= WIDEST
    }

    /// A single value, or what stands in brackets; a text of several lines as a block of them.
    fn inline(&self, value: &Node, indent: usize, like: Option<&Node>) -> String {
        match &value.value {
            Value::Scalar(text, style) => {
                let is_text = *style != Style::Plain;
                let block = || scalar::block(self.text, text, like, &self.line(indent));
                let block = is_text.then(block).flatten();
                block.unwrap_or_else(|| scalar::written(self.text, value, like, false))
            }
            _ => self.flow(value, like),
        }
    }

    /// A line break with the spaces that begin the next line.
    fn line(&self, indent: usize) -> String {
        format!("{}{}", self.newline, " ".repeat(indent))
    }
}

/// A text with a space before it, unless it is empty.
fn spaced(text: &str) -> String {
    match text {
        "" => String::new(),
        text => format!(" {text}"),
    }
}

/// Whether no list or mapping stands inside a value.
fn is_leaf(node: &Node) -> bool {
    let single = |node: &Node| matches!(node.value, Value::Scalar(..));
    node.children().into_iter().all(single)
}

/// By how much the first block of a kind below a key is indented.
fn indent_of(text: &str, node: &Node, kind: fn(&Value) -> bool) -> Option<usize> {
    match &node.value {
        Value::Scalar(..) => None,
        Value::List(items) => items.iter().find_map(|item| indent_of(text, item, kind)),
        Value::Map(entries) => entries.iter().find_map(|entry| {
            let value = &entry.value;
            let block = kind(&value.value) && !is_flow(text, value);
            let columns = (
                column(text, value.span.start),
                column(text, entry.key_span.start),
            );
            let own = block.then(|| columns.0.checked_sub(columns.1)).flatten();
            own.or_else(|| indent_of(text, value, kind))
        }),
    }
}
