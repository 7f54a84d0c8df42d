//! What the team can serve.

use crate::text::named;

/// What the team can serve in the plan's period; one of the two limits is set, or both.
#[derive(Debug, Clone, PartialEq)]
pub struct Capacity {
    /// At most so many segments.
    pub segments: Option<usize>,
    /// At most so much in sum of the segments' costs; not below zero.
    pub cost: Option<f64>,
    /// The unit of costs, in the team's words.
    pub unit: Option<String>,
    /// What happens at a segment that does not fit.
    pub cut: CutRule,
}

named! {
    /// What the cut does at a segment that does not fit what is left.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub enum CutRule {
        /// It ends there.
        #[default]
        Strict = "strict",
        /// It goes on to the next segments, of which smaller ones may fit.
        Fill = "fill",
    }
}
