//! New values as text.

use super::layout::{self, column};
use super::parts::is_flow;
use super::{NewValue, example, scalar};
use crate::yaml::{Node, Value};

/// The widest line on which a new group or list still stands in brackets.
const WIDEST: usize = 100;

/// Writes values as the file writes them.
#[derive(Debug)]
pub(super) struct Writer<'t> {
    pub(super) text: &'t str,
    pub(super) newline: &'static str,
    /// Spaces by which the keys of a mapping are indented below its own key.
    pub(super) step: usize,
    /// Spaces by which the dashes of a list are.
    pub(super) dash: usize,
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

    /// A value on one line: brackets around what is a list or mapping.
    pub(super) fn flow(&self, value: &NewValue, like: Option<&Node>) -> String {
        let inside = |key: Option<&str>, value: &NewValue| {
            self.flow(value, example::of_child(like, key, value))
        };
        match value {
            NewValue::Text(_) | NewValue::Bare(_) => scalar::written(self.text, value, like, true),
            NewValue::List(items) => {
                let items: Vec<String> = items.iter().map(|item| inside(None, item)).collect();
                format!("[{}]", items.join(", "))
            }
            NewValue::Map(entries) => {
                let entry = |(key, value): &(String, NewValue)| {
                    format!(
                        "{}: {}",
                        scalar::bare_or_quoted(key, true),
                        inside(Some(key), value)
                    )
                };
                let entries: Vec<String> = entries.iter().map(entry).collect();
                format!("{{{}}}", entries.join(", "))
            }
        }
    }

    /// Whether a value stands on one line, at a column, where the file leaves the choice.
    pub(super) fn is_flow(&self, value: &NewValue, like: Option<&Node>, at: usize) -> bool {
        let children = value.children();
        if !value.is_collection() || children.is_empty() {
            return true;
        }
        let leaf = !children.iter().any(|child| child.is_collection());
        if let Some(like) = like.filter(|like| leaf || !is_leaf(like)) {
            return is_flow(self.text, like);
        }
        leaf && at + self.flow(value, like).chars().count() <= WIDEST
    }

    /// `key: value` at an indent, which stands before each line but the first.
    pub(super) fn entry(
        &self,
        key: &str,
        value: &NewValue,
        indent: usize,
        like: Option<&Node>,
    ) -> String {
        if self.is_flow(value, like, indent + key.len() + 2) {
            return match self.inline(value, indent + self.step, like) {
                text if text.is_empty() => format!("{key}:"),
                text => format!("{key}: {text}"),
            };
        }
        let below = self.indent_below(indent, value);
        format!(
            "{key}:{}{}",
            self.line(below),
            self.block(value, below, like)
        )
    }

    /// `- value` at an indent, which stands before each line but the first.
    pub(super) fn item(&self, value: &NewValue, indent: usize, like: Option<&Node>) -> String {
        let block = match (value, like) {
            (NewValue::Map(entries), Some(like)) => {
                !entries.is_empty() && !is_flow(self.text, like)
            }
            (NewValue::Map(entries), None) => !entries.is_empty(),
            _ => !self.is_flow(value, like, indent + 2),
        };
        match block {
            true => format!("- {}", self.block(value, indent + 2, like)),
            false => format!("- {}", self.inline(value, indent + 2, like))
                .trim_end()
                .to_owned(),
        }
    }

    /// The entries or items of a value, one below the other at an indent.
    pub(super) fn block(&self, value: &NewValue, indent: usize, like: Option<&Node>) -> String {
        let child = |key: Option<&str>, value: &NewValue| example::of_child(like, key, value);
        let lines: Vec<String> = match value {
            NewValue::Text(_) | NewValue::Bare(_) => vec![self.inline(value, indent, like)],
            NewValue::List(items) => {
                let line = |item| self.item(item, indent, child(None, item));
                items.iter().map(line).collect()
            }
            NewValue::Map(entries) => {
                let line = |(key, value): &(String, NewValue)| {
                    let written = scalar::bare_or_quoted(key, false);
                    self.entry(&written, value, indent, child(Some(key), value))
                };
                entries.iter().map(line).collect()
            }
        };
        lines.join(&self.line(indent))
    }

    /// A single value, or what stands in brackets; a text of several lines as a block of them.
    pub(super) fn inline(&self, value: &NewValue, indent: usize, like: Option<&Node>) -> String {
        if let NewValue::Text(text) = value
            && let Some(block) = scalar::block(self.text, text, like, &self.line(indent))
        {
            return block;
        }
        match value {
            NewValue::Text(_) | NewValue::Bare(_) => scalar::written(self.text, value, like, false),
            _ => self.flow(value, like),
        }
    }

    /// Where the lines of a value stand below a key.
    pub(super) fn indent_below(&self, indent: usize, value: &NewValue) -> usize {
        match value {
            NewValue::List(_) => indent + self.dash,
            _ => indent + self.step,
        }
    }

    /// A line break with the spaces that begin the next line.
    pub(super) fn line(&self, indent: usize) -> String {
        format!("{}{}", self.newline, " ".repeat(indent))
    }
}

/// Whether no list or mapping stands inside a value.
fn is_leaf(node: &Node) -> bool {
    let single = |node: &Node| matches!(node.value, Value::Scalar(..));
    match &node.value {
        Value::Scalar(..) => true,
        Value::List(items) => items.iter().all(single),
        Value::Map(entries) => entries.iter().all(|entry| single(&entry.value)),
    }
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
