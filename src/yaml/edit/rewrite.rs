//! From a change of the tree to patches of the text.

use super::change::{TreeChange, What};
use super::parts::{is_flow, parts, value_column};
use super::patch::{Patch, keep_column, patched};
use super::write::Writer;
use super::{block, example, flow, replace, scalar};
use crate::yaml::{Node, Route, Value};

/// The text after a change of its tree; the text itself where the tree has no such place.
pub(super) fn edited(text: &str, tree: &Node, change: &TreeChange) -> String {
    patched(text, patches(text, tree, change).unwrap_or_default())
}

fn patches(text: &str, tree: &Node, change: &TreeChange) -> Option<Vec<Patch>> {
    let at = &change.at;
    let node = tree.at(at)?;
    let writer = Writer::new(text, tree);
    match &change.what {
        What::Replace(value) => replace::patches(&writer, tree, at, value),
        What::Rename(place, key) => Some(rename(text, node, *place, key)),
        What::Insert(place, key, value) => {
            Some(insert(&writer, tree, at, *place, key.as_deref(), value))
        }
        What::Remove(place) => {
            let parts = parts(text, node);
            match (is_flow(text, node), parts.len()) {
                (true, _) => Some(flow::remove(text, &parts, *place)),
                (false, 1) => replace::patches(&writer, tree, at, &emptied(node)),
                (false, _) => Some(block::remove(text, &parts, *place)),
            }
        }
    }
}

/// Writes a new entry or item before the one at a place, or behind the last.
fn insert(
    writer: &Writer<'_>,
    tree: &Node,
    at: &Route,
    place: usize,
    key: Option<&str>,
    value: &Node,
) -> Vec<Patch> {
    let text = writer.text;
    let Some(node) = tree.at(at) else {
        return Vec::new();
    };
    let like = example::of_part(tree, at, key, value);
    let key = key.map(|key| scalar::key(text, node, key));
    let parts = parts(text, node);
    if is_flow(text, node) {
        let value = writer.flow(value, like);
        let new = key.map_or_else(|| value.clone(), |key| format!("{key}: {value}"));
        return flow::insert(text, node.span, &parts, place, &new);
    }
    let apart = match key {
        Some(_) => 0,
        None => block::blank_lines(text, &parts),
    };
    block::insert(text, &parts, place, apart, |indent| match &key {
        Some(key) => aligned(text, node, key, writer.entry(key, value, indent, like)),
        None => writer.item(value, indent, like),
    })
}

/// A new entry with its value in the column in which those of its neighbors stand.
fn aligned(text: &str, map: &Node, key: &str, entry: String) -> String {
    let start = key.chars().count() + 2;
    let column = match &map.value {
        Value::Map(entries) => value_column(text, entries),
        _ => None,
    };
    match column {
        Some(column) if column > start && entry[key.len()..].starts_with(": ") => {
            let (key, value) = entry.split_at(key.len() + 1);
            format!("{key}{}{value}", " ".repeat(column - start))
        }
        _ => entry,
    }
}

fn emptied(node: &Node) -> Node {
    match &node.value {
        Value::List(_) => Value::List(Vec::new()).into(),
        _ => Value::Map(Vec::new()).into(),
    }
}

/// A new key in the quotes of the old one; the value stays in its column where spaces put it there.
fn rename(text: &str, map: &Node, place: usize, key: &str) -> Vec<Patch> {
    let Value::Map(entries) = &map.value else {
        return Vec::new();
    };
    let old = entries[place].key_span;
    let new = scalar::in_quotes_of(&text[old.range()], key);
    let mut patches = vec![Patch::new(old, new)];
    let colon = old.end + usize::from(text[old.end..].starts_with(':'));
    patches.extend(keep_column(text, old, colon, &patches[0].text));
    patches
}
