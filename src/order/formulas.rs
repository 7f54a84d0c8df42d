//! What other usual formulas would make of the same scores.

use crate::plan::{Formula, SegmentId};

/// The order under each usual formula, and who changes places.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FormulaAudit {
    /// The ranked candidates under each formula that the scale admits, best first; pins left out.
    pub orders: Vec<(Formula, Vec<SegmentId>)>,
    /// Pairs whose order another formula turns round.
    pub reversals: Vec<Reversal>,
}

/// A pair whose order another formula turns round.
#[derive(Debug, Clone, PartialEq)]
pub struct Reversal {
    /// Ahead by the plan's formula.
    pub upper: SegmentId,
    /// Ahead by the other.
    pub lower: SegmentId,
    /// The formulas that turn them round.
    pub formulas: Vec<Formula>,
}
