//! A plan together with the text it came from.

use super::node::{Node, Value};
use super::read::{self, ReadOptions};
use super::route::Step;
use super::within::locate_within;
use super::{Plan, Route, Source};
use crate::diagnostic::Diagnostic;
use crate::text::Span;

/// A plan together with the text it came from, so that whatever is said of the plan can be shown
/// in the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// The text.
    pub source: Source,
    /// The plan.
    pub plan: Plan,
    tree: Node,
}

impl Document {
    /// Reads a plan.
    ///
    /// # Errors
    /// Every problem of the file, in file order, at least one; the text comes back with them.
    pub fn read(
        source: Source,
        options: &ReadOptions<'_>,
    ) -> Result<Self, (Source, Vec<Diagnostic>)> {
        match read::read(&source, options) {
            Ok((tree, plan)) => Ok(Self { source, plan, tree }),
            Err(problems) => Err((source, problems)),
        }
    }

    /// Where the value at a route stands, or the nearest thing around it that is there: a single
    /// value itself, a group or a list at its key, a segment at its name.
    #[must_use]
    pub fn locate(&self, route: &Route) -> Span {
        let (place, _) = self.walk(route);
        place
    }

    /// Where a part of the text at a route stands; the part is in bytes of the value.
    #[must_use]
    pub fn locate_part(&self, route: &Route, part: Span) -> Span {
        match self.walk(route) {
            (_, Some(node)) => locate_within(&self.source, node, part),
            (place, None) => place,
        }
    }

    fn walk(&self, route: &Route) -> (Span, Option<&Node>) {
        let mut node = &self.tree;
        let mut place = Span::at(node.span.start);
        for step in route.steps() {
            let next = match step {
                Step::Key(key) => node.get(key).map(|entry| (entry.key_span, &entry.value)),
                Step::Item(item) => node.item(*item).map(|item| (opening(item), item)),
            };
            let Some((named_at, value)) = next else {
                return (place, None);
            };
            node = value;
            place = match node.value {
                Value::Scalar(..) if !node.is_blank() => node.span,
                _ => named_at,
            };
        }
        (place, Some(node))
    }
}

/// What stands for an item of a list: its name, or its first key.
fn opening(item: &Node) -> Span {
    match (&item.value, item.get("name")) {
        (_, Some(name)) => name.value.span,
        (Value::Map(entries), None) => entries.first().map_or(item.span, |entry| entry.key_span),
        _ => item.span,
    }
}
