//! A plan together with the text it came from.

use super::Plan;
use super::read::{self, ReadOptions};
use crate::diagnostic::Diagnostic;
use crate::text::Span;
use crate::yaml::{Node, Route, Source, locate};

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

    /// Where the value at a route stands, or a part of it; see [`locate()`].
    pub fn locate(&self, route: &Route, part: Option<Span>) -> Span {
        locate(&self.source, &self.tree, route, part)
    }
}
