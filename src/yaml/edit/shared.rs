//! Values that `&name` and `*name` repeat, which no edit touches.

use super::change::{Change, What};
use super::{EditError, paste};
use crate::yaml::tree::Sharing;
use crate::yaml::{Node, Route, Source, Value};

/// Refuses a change on the way to which, or inside which, a value is repeated.
pub(super) fn refuse(source: &Source, tree: &Node, change: &Change) -> Result<(), EditError> {
    let Some(route) = on_the_way(tree, &change.at).or_else(|| taken_out(tree, change)) else {
        return Ok(());
    };
    let line = tree
        .at(&route)
        .map_or(1, |node| source.line_column(node.span.start).0);
    Err(EditError::Shared {
        line,
        lines: paste::whole(source.text(), tree, change, &route),
        route,
    })
}

/// The outermost value on the way to a route, itself included, that is repeated.
fn on_the_way(tree: &Node, route: &Route) -> Option<Route> {
    let shared = |route: &Route| {
        let node = tree.at(route);
        node.is_some_and(|node| node.sharing != Sharing::Own)
    };
    route.prefixes().find(shared)
}

/// What a change takes out, if a value inside has a name for others to repeat it by.
fn taken_out(tree: &Node, change: &Change) -> Option<Route> {
    let node = tree.at(&change.at)?;
    let (route, gone) = match (&change.what, &node.value) {
        (What::Replace(_), _) => (change.at.clone(), node),
        (What::RemoveKey(place), Value::Map(entries)) => {
            let entry = entries.get(*place)?;
            (change.at.clone().key(&entry.key), &entry.value)
        }
        (What::RemoveItem(place), Value::List(items)) => {
            (change.at.clone().item(*place), items.get(*place)?)
        }
        _ => return None,
    };
    has_anchor(gone).then_some(route)
}

fn has_anchor(node: &Node) -> bool {
    let inside = match &node.value {
        Value::Scalar(..) => false,
        _ if node.sharing == Sharing::Alias => false,
        Value::List(items) => items.iter().any(has_anchor),
        Value::Map(entries) => entries.iter().any(|entry| has_anchor(&entry.value)),
    };
    inside || node.sharing == Sharing::Anchored
}
