//! What is wrong in a condition.

use crate::text::Span;

/// Mistakes reported of one condition; more would hide the first.
pub(super) const MOST_ERRORS: usize = 20;

/// One mistake in a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConditionError {
    /// Where, in bytes of the condition's text.
    pub span: Span,
    /// What is wrong, in one sentence without a final stop.
    pub message: String,
    /// What would be right.
    pub help: String,
}
