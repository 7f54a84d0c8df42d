//! A plan together with the text it came from.

use super::Plan;
use super::read::{self, ReadOptions};
use crate::diagnostic::Diagnostic;
use crate::text::Span;
use crate::yaml::{Node, Route, Source, locate, locate_part};

/// A plan with its text, so that whatever is said of the plan can be shown in the file.
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
    pub fn read(source: Source, options: &ReadOptions) -> Result<Self, (Source, Vec<Diagnostic>)> {
        match read::read(&source, options) {
            Ok((tree, plan)) => Ok(Self { source, plan, tree }),
            Err(problems) => Err((source, problems)),
        }
    }

    /// Where the value at a route stands, or the nearest thing around it that is there: a single
    /// value itself, a group or a list at its key, a segment at its name.
    pub fn locate(&self, route: &Route) -> Span {
        locate(&self.tree, route)
    }

    /// Where a part of the text at a route stands; the part is in bytes of the value.
    pub fn locate_part(&self, route: &Route, part: Span) -> Span {
        locate_part(&self.source, &self.tree, route, part)
    }
}
