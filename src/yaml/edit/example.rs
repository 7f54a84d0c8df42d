//! A value like the one to be written, whose looks it takes on.

use crate::yaml::tree::Sharing;
use crate::yaml::{Node, Route, Step, Value};

/// What looks as the value at a route should: the same key in a neighboring item, or else a
/// neighbor of the same kind, in the same list or mapping or in that of a neighboring item.
pub(super) fn of_part<'n>(
    tree: &'n Node,
    around: &Route,
    key: Option<&str>,
    value: &Node,
) -> Option<&'n Node> {
    let cousins: Vec<&Node> = neighbors(tree, around).collect();
    let same_key = cousins.iter().filter_map(|map| map.get(key?));
    let inside = tree.at(around).into_iter().chain(cousins.iter().copied());
    let alike = same_key.map(|entry| &entry.value);
    first_like(alike.chain(inside.flat_map(Node::children)), value)
}

/// What looks as the part of a value should that is written like another one.
pub(super) fn of_child<'n>(
    like: Option<&'n Node>,
    key: Option<&str>,
    value: &Node,
) -> Option<&'n Node> {
    let like = like?;
    let same_key = key.and_then(|key| like.get(key)).map(|entry| &entry.value);
    first_like(same_key.into_iter().chain(like.children()), value)
}

/// The first value of the same kind that stands there itself.
fn first_like<'n>(mut nodes: impl Iterator<Item = &'n Node>, value: &Node) -> Option<&'n Node> {
    nodes.find(|node| same_kind(node, value) && node.sharing != Sharing::Alias)
}

/// Whether a value is single, a list or a mapping as the other is, and not empty.
pub(super) fn same_kind(node: &Node, value: &Node) -> bool {
    match (&node.value, &value.value) {
        (Value::Scalar(..), Value::Scalar(..)) => !node.is_blank(),
        (Value::List(items), Value::List(_)) => !items.is_empty(),
        (Value::Map(entries), Value::Map(_)) => !entries.is_empty(),
        _ => false,
    }
}

/// The values at the routes that differ from this one in the place of the last item on the way.
fn neighbors<'n>(tree: &'n Node, route: &Route) -> impl Iterator<Item = &'n Node> + use<'n> {
    let steps = route.steps();
    let item = steps.iter().rposition(|step| matches!(step, Step::Item(_)));
    let (around, below) = steps.split_at(item.unwrap_or(steps.len()));
    let list = item.and_then(|_| tree.at(&around.iter().cloned().collect()));
    let below: Route = below.iter().skip(1).cloned().collect();
    let items = list.map(Node::children).unwrap_or_default();
    items.into_iter().filter_map(move |item| item.at(&below))
}
