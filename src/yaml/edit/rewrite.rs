//! From a change of the tree to patches of the text.

use super::change::{Change, What};
use super::parts::{is_flow, parts};
use super::patch::{Patch, keep_column, patched};
use super::write::Writer;
use super::{NewValue, block, example, flow, replace, scalar};
use crate::yaml::{Node, Value};

/// The text after a change of its tree; the text itself where the tree has no such place.
pub(super) fn edited(text: &str, tree: &Node, change: &Change) -> String {
    patched(text, patches(text, tree, change).unwrap_or_default())
}

fn patches(text: &str, tree: &Node, change: &Change) -> Option<Vec<Patch>> {
    let at = &change.at;
    let node = tree.at(at)?;
    let writer = Writer::new(text, tree);
    match &change.what {
        What::Replace(value) => replace::patches(&writer, tree, at, value),
        What::RenameKey(place, key) => Some(rename(text, node, *place, key)),
        What::AddKey(place, key, value) => {
            let like = example::of_key(tree, at, key, value);
            let key = scalar::key(text, node, key);
            Some(if is_flow(text, node) {
                let entry = format!("{key}: {}", writer.flow(value, like));
                flow::insert(text, node.span, &parts(text, node), *place, &entry)
            } else {
                block::insert(text, &parts(text, node), *place, 0, |indent| {
                    writer.entry(&key, value, indent, like)
                })
            })
        }
        What::AddItem(place, value) => {
            let like = example::of_item(tree, at, value);
            let parts = parts(text, node);
            Some(if is_flow(text, node) {
                flow::insert(text, node.span, &parts, *place, &writer.flow(value, like))
            } else {
                let apart = block::blank_lines(text, &parts);
                block::insert(text, &parts, *place, apart, |indent| {
                    writer.item(value, indent, like)
                })
            })
        }
        What::RemoveKey(place) | What::RemoveItem(place) => {
            let parts = parts(text, node);
            match (is_flow(text, node), parts.len()) {
                (true, _) => Some(flow::remove(text, &parts, *place)),
                (false, 1) => replace::patches(&writer, tree, at, &emptied(node)),
                (false, _) => Some(block::remove(text, &parts, *place)),
            }
        }
    }
}

fn emptied(node: &Node) -> NewValue {
    match &node.value {
        Value::List(_) => NewValue::List(Vec::new()),
        _ => NewValue::Map(Vec::new()),
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
