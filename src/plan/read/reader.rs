//! Keeps what was wrong with a plan while it is read.

use std::cell::RefCell;

use super::single::{Single, Wrong};
use crate::diagnostic::Diagnostic;
use crate::plan::format::Shape;
use crate::plan::model::Third;
use crate::text::Span;
use crate::yaml::{Node, Source};

/// The most problems reported for one plan; a file with more is hardly a plan.
const MOST_PROBLEMS: usize = 1_000;

/// What has been read so far, and all that was wrong with it.
pub(super) struct Reader<'s> {
    pub(super) source: &'s Source,
    pub(super) problems: RefCell<Vec<Diagnostic>>,
    /// Each place that says `ease` or `effort`.
    pub(super) thirds: RefCell<Vec<(Third, Span)>>,
}

impl<'s> Reader<'s> {
    pub(super) fn new(source: &'s Source, problems: Vec<Diagnostic>) -> Self {
        Self {
            source,
            problems: RefCell::new(problems),
            thirds: RefCell::default(),
        }
    }

    /// Keeps a problem, up to [`MOST_PROBLEMS`].
    pub(super) fn report(&self, problem: Diagnostic) {
        if self.can_tell_more() {
            self.problems.borrow_mut().push(problem);
        }
    }

    /// Reports what is wrong at a place, and what to write.
    pub(super) fn error(
        &self,
        code: &str,
        at: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.report(Diagnostic::error(code, at, message, help));
    }

    /// Whether one more problem would still be kept.
    pub(super) fn can_tell_more(&self) -> bool {
        self.problems.borrow().len() < MOST_PROBLEMS
    }

    /// Reads the single value of a key of some shape; reports one that is wrong.
    pub(super) fn read<'a, T>(
        &'a self,
        node: &'a Node,
        (name, shape): (&'a str, Shape),
        read: impl FnOnce(Single<'a>) -> Result<T, Wrong>,
    ) -> Option<T> {
        let value = Single {
            source: self.source,
            name,
            shape,
            node,
        };
        read(value).map_err(|wrong| self.report(*wrong)).ok()
    }
}
