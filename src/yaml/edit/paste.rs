//! The lines to write by hand where an edit cannot be made.

use super::change::{Change, What};
use super::layout::column;
use super::write::Writer;
use super::{NewValue, scalar};
use crate::yaml::tree::Sharing;
use crate::yaml::{Node, Route, Step};

/// The value at a route after a change, written out with its key or dash.
pub(super) fn whole(text: &str, tree: &Node, change: &Change, route: &Route) -> String {
    let after = change.applied(tree);
    let gone = matches!(change.what, What::RemoveKey(_) | What::RemoveItem(_));
    let route = match gone && route.steps().len() > change.at.steps().len() {
        true => &change.at,
        false => route,
    };
    let Some(value) = after.at(route).map(NewValue::of_node) else {
        return String::new();
    };
    let writer = Writer::new(text, tree);
    let like = tree.at(route).filter(|node| node.sharing != Sharing::Alias);
    match route.split_last() {
        None => writer.block(&value, 0, like),
        Some((map, Step::Key(key))) => {
            let entry = tree.at(&map).and_then(|map| map.get(key));
            let indent = entry.map_or(0, |entry| column(text, entry.key_span.start));
            lines(&writer, indent, |writer| {
                writer.entry(&scalar::bare_or_quoted(key, true), &value, indent, like)
            })
        }
        Some((list, Step::Item(_))) => {
            let indent = tree
                .at(&list)
                .map_or(0, |list| column(text, list.span.start));
            lines(&writer, indent, |writer| writer.item(&value, indent, like))
        }
    }
}

/// What a change adds, or else the whole of what it changes.
pub(super) fn new_part(text: &str, tree: &Node, change: &Change) -> String {
    let writer = Writer::new(text, tree);
    let indent = tree
        .at(&change.at)
        .map_or(0, |node| column(text, node.span.start));
    match &change.what {
        What::AddKey(_, key, value) => lines(&writer, indent, |writer| {
            writer.entry(&scalar::bare_or_quoted(key, true), value, indent, None)
        }),
        What::AddItem(_, value) => {
            lines(&writer, indent, |writer| writer.item(value, indent, None))
        }
        _ => whole(text, tree, change, &change.at),
    }
}

fn lines(writer: &Writer<'_>, indent: usize, write: impl FnOnce(&Writer<'_>) -> String) -> String {
    format!("{}{}", " ".repeat(indent), write(writer))
}
