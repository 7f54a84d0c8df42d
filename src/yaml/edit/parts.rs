//! Where the entries of a mapping and the items of a list stand.

use super::layout::{column, line_end, line_start};
use crate::text::Span;
use crate::yaml::tree::Sharing;
use crate::yaml::{Entry, Node, Value};

/// Whether a list or mapping stands in brackets.
pub(super) fn is_flow(text: &str, node: &Node) -> bool {
    !matches!(node.value, Value::Scalar(..)) && text[node.span.start..].starts_with(['{', '['])
}

/// The entries or items of a collection, each from its key or dash to the last sign of its value.
pub(super) fn parts(text: &str, node: &Node) -> Vec<Span> {
    match &node.value {
        Value::Scalar(..) => Vec::new(),
        Value::Map(entries) => {
            let part = |entry: &Entry| Span::new(entry.key_span.start, entry_end(text, entry));
            entries.iter().map(part).collect()
        }
        Value::List(items) if is_flow(text, node) => {
            let part = |item: &Node| Span::new(start(text, item), item.span.end);
            items.iter().map(part).collect()
        }
        Value::List(items) => {
            let dashes = items.iter().map(|item| dash(text, node, item));
            let part = |(item, dash): (&Node, usize)| Span::new(dash, item.span.end.max(dash + 1));
            items.iter().zip(dashes).map(part).collect()
        }
    }
}

/// The byte after the colon of an entry; after the key where no colon follows it.
pub(super) fn colon_end(text: &str, entry: &Entry) -> usize {
    let end = entry.key_span.end;
    let blanks = text[end..].len() - text[end..].trim_start_matches(' ').len();
    match text[end + blanks..].starts_with(':') {
        true => end + blanks + 1,
        false => end,
    }
}

/// How many characters after the start of a key its value stands in a block mapping, if that is the
/// same for all entries with a value on the line of the key, and spaces make it so.
pub(super) fn value_column(text: &str, entries: &[Entry]) -> Option<usize> {
    let widths = entries.iter().filter_map(|entry| {
        let colon = colon_end(text, entry);
        let rest = &text[colon..line_end(text, colon)];
        let value = rest.trim_start_matches(' ');
        let spaces = rest.len() - value.len();
        let before = &text[entry.key_span.start..colon + spaces];
        let is_beside = !value.is_empty() && !value.starts_with('#');
        is_beside.then(|| (before.chars().count(), spaces))
    });
    let widths: Vec<(usize, usize)> = widths.collect();
    let (column, _) = *widths.first()?;
    let same = widths.len() > 1 && widths.iter().all(|(one, _)| *one == column);
    let padded = widths.iter().any(|(_, spaces)| *spaces > 1);
    (same && padded).then_some(column)
}

fn entry_end(text: &str, entry: &Entry) -> usize {
    match is_empty(&entry.value) {
        true => colon_end(text, entry),
        false => entry.value.span.end,
    }
}

/// Whether nothing at all stands for a value.
pub(super) fn is_empty(node: &Node) -> bool {
    node.is_blank()
        && matches!(&node.value, Value::Scalar(text, _) if text.is_empty())
        && node.sharing == Sharing::Own
}

/// Where a value begins, with the `&name` before it.
fn start(text: &str, node: &Node) -> usize {
    let at = node.span.start;
    match node.sharing {
        Sharing::Anchored => text[..at].rfind('&').unwrap_or(at),
        Sharing::Own | Sharing::Alias => at,
    }
}

/// The dash of an item of a list of lines.
pub(super) fn dash(text: &str, list: &Node, item: &Node) -> usize {
    let first = list.span.start;
    let indent = column(text, first);
    let mut line = line_start(text, item.span.start);
    while line > first {
        let dash = line + indent;
        let spaces = text
            .get(line..dash)
            .is_some_and(|before| before.trim().is_empty());
        if spaces && text[dash..].starts_with('-') {
            return dash;
        }
        line = line_start(text, line - 1);
    }
    first
}
