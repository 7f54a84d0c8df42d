//! Values that `&name` and `*name` repeat, which no edit touches; and what to write by hand where
//! an edit cannot be made.

use super::EditError;
use super::change::{TreeChange, What};
use super::layout::column;
use super::scalar;
use super::write::Writer;
use crate::yaml::tree::Sharing;
use crate::yaml::{Node, Route, Source, Step};

/// Refuses a change on the way to which, or inside which, a value is repeated.
pub(super) fn refuse(source: &Source, tree: &Node, change: &TreeChange) -> Result<(), EditError> {
    let Some(route) = on_the_way(tree, &change.at).or_else(|| taken_out(tree, change)) else {
        return Ok(());
    };
    let line = tree
        .at(&route)
        .map_or(1, |node| source.line_column(node.span.start).0);
    let lines = lines_to_paste(source.text(), tree, change, &route);
    Err(EditError::Shared { route, line, lines })
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
fn taken_out(tree: &Node, change: &TreeChange) -> Option<Route> {
    let takes_out = matches!(change.what, What::Replace(_) | What::Remove(_));
    let gone = tree.at(&change.subject).filter(|_| takes_out)?;
    has_anchor(gone).then(|| change.subject.clone())
}

fn has_anchor(node: &Node) -> bool {
    match node.sharing {
        Sharing::Anchored => true,
        Sharing::Alias => false,
        Sharing::Own => node.children().into_iter().any(has_anchor),
    }
}

/// The value at a route after a change, written out with its key or dash; of what is gone then, the
/// mapping or list around it.
pub(super) fn lines_to_paste(
    text: &str,
    tree: &Node,
    change: &TreeChange,
    route: &Route,
) -> String {
    let after = change.applied(tree);
    let found = [route, &change.at]
        .into_iter()
        .find_map(|route| Some((route, after.at(route)?)));
    let Some((route, value)) = found else {
        return String::new();
    };
    let writer = Writer::new(text, tree);
    let like = tree.at(route).filter(|node| node.sharing != Sharing::Alias);
    let Some((around, step)) = route.split_last() else {
        return writer.block(value, 0, like);
    };
    let around = tree.at(&around);
    let indent = around.map_or(0, |around| column(text, around.span.start));
    let part = match step {
        Step::Key(key) => {
            let key = scalar::bare_or_quoted(key, true);
            writer.entry(&key, value, indent, like)
        }
        Step::Item(_) => writer.item(value, indent, like),
    };
    format!("{}{part}", " ".repeat(indent))
}
