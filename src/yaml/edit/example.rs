//! A value like the one to be written, whose looks it takes on.

use crate::yaml::tree::Sharing;
use crate::yaml::{Entry, Node, Route, Step, Value};

use super::NewValue;

/// What looks as the value of a new key should: the same key in a neighboring item, or else a
/// neighboring key with a value of the same kind.
pub(super) fn of_key<'n>(
    tree: &'n Node,
    map: &Route,
    key: &str,
    value: &NewValue,
) -> Option<&'n Node> {
    let cousins = neighbors(tree, map);
    let same_key = cousins
        .filter_map(|node| node.get(key))
        .map(|entry| &entry.value);
    let siblings = tree.at(map).into_iter().flat_map(children);
    first_like(same_key.chain(siblings), value)
}

/// What looks as a new item should: another item of the list, or of a neighboring one.
pub(super) fn of_item<'n>(tree: &'n Node, list: &Route, value: &NewValue) -> Option<&'n Node> {
    let own = tree.at(list).into_iter();
    let cousins = neighbors(tree, list);
    first_like(own.chain(cousins).flat_map(children), value)
}

/// What looks as the part of a value should that is written like another one.
pub(super) fn of_child<'n>(
    like: Option<&'n Node>,
    key: Option<&str>,
    value: &NewValue,
) -> Option<&'n Node> {
    let like = like?;
    let same_key = key.and_then(|key| like.get(key)).map(|entry| &entry.value);
    first_like(same_key.into_iter().chain(children(like)), value)
}

/// The first value of the same kind that stands there itself.
fn first_like<'n>(mut nodes: impl Iterator<Item = &'n Node>, value: &NewValue) -> Option<&'n Node> {
    nodes.find(|node| same_kind(node, value) && node.sharing != Sharing::Alias)
}

/// Whether a value is single, a list or a mapping as the other is, and not empty.
pub(super) fn same_kind(node: &Node, value: &NewValue) -> bool {
    match (&node.value, value) {
        (Value::Scalar(..), NewValue::Text(_) | NewValue::Bare(_)) => !node.is_blank(),
        (Value::List(items), NewValue::List(_)) => !items.is_empty(),
        (Value::Map(entries), NewValue::Map(_)) => !entries.is_empty(),
        _ => false,
    }
}

fn children(node: &Node) -> Vec<&Node> {
    match &node.value {
        Value::Scalar(..) => Vec::new(),
        Value::List(items) => items.iter().collect(),
        Value::Map(entries) => entries.iter().map(|entry: &Entry| &entry.value).collect(),
    }
}

/// The values at the routes that differ from this one in the place of the last item on the way.
fn neighbors<'n>(tree: &'n Node, route: &Route) -> impl Iterator<Item = &'n Node> + use<'n> {
    let steps = route.steps();
    let item = steps.iter().rposition(|step| matches!(step, Step::Item(_)));
    let (around, below) = steps.split_at(item.unwrap_or(steps.len()));
    let list = item.and_then(|_| tree.at(&around.iter().cloned().collect()));
    let below: Route = below.iter().skip(1).cloned().collect();
    let items = list.map(children).unwrap_or_default();
    items.into_iter().filter_map(move |item| item.at(&below))
}
