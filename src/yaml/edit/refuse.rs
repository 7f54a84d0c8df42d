//! Why an edit cannot be made, and what to write by hand: values that `&` and `*` repeat stay.

use super::change::{TreeChange, What};
use super::layout::column;
use super::scalar;
use super::write::Writer;
use crate::diagnostic::Diagnostic;
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

/// The value at a route after a change with its key or dash; if it is gone, what was around it.
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

/// Why an edit cannot be made.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum EditError {
    /// The text is no YAML to begin with.
    #[error("the file is not valid YAML{}", first(.0))]
    Unreadable(Vec<Diagnostic>),
    /// Nothing stands at the route.
    #[error("there is no `{0}` in the file")]
    NotThere(Route),
    /// The value at the route is not of the kind that the edit needs.
    #[error("`{route}` is {found}, and this edit needs {needed}")]
    WrongKind {
        /// Where.
        route: Route,
        /// What is there: `a list`.
        found: &'static str,
        /// What would do.
        needed: &'static str,
    },
    /// The mapping has the key already.
    #[error("`{0}` is in the file already")]
    KeyThere(Route),
    /// The edit would change a value that `&name` and `*name` repeat.
    #[error(
        "`{route}` is repeated with `&` and `*` (line {line}), so changing it in one place would change others; \
         write this in its place:\n{lines}"
    )]
    Shared {
        /// The value that is repeated, or repeats another.
        route: Route,
        /// The line it begins on, from 1.
        line: usize,
        /// The changed value written out, to be pasted in place of the old one.
        lines: String,
    },
    /// The text would not be the old one plus the change.
    #[error("`{route}` cannot be changed without changing more; write this in its place:\n{lines}")]
    NotKept {
        /// The value that was to be changed, or the mapping or list around it.
        route: Route,
        /// The changed value written out, to be pasted in place of the old one.
        lines: String,
    },
}

fn first(problems: &[Diagnostic]) -> String {
    let first = problems.first();
    first.map_or_else(String::new, |problem| format!(": {}", problem.message))
}
