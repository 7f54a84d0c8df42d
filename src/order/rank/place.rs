//! Where a segment stands in a plan's order, if it stands there at all.

use super::rank;
use crate::assess::assess;
use crate::plan::{Plan, SegmentId};

/// Where a segment stands in a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The plan doesn't have it.
    Absent,
    /// Its qualifiers park it.
    Parked,
    /// It lacks a score.
    Unscored,
    /// It is ranked, from 1.
    Ranked(usize),
}

impl Place {
    /// Where each segment of a plan stands, in file order.
    pub fn all(plan: &Plan) -> Vec<Self> {
        let assessment = assess(plan);
        let ranking = rank(plan, &assessment);
        let place = |id: SegmentId| match ranking.row(id) {
            Some(row) => Self::Ranked(row.rank),
            None if assessment.candidate(id).parked.is_empty() => Self::Unscored,
            None => Self::Parked,
        };
        plan.segment_ids().map(place).collect()
    }

    /// Its rank, where it is ranked.
    pub fn rank(self) -> Option<usize> {
        match self {
            Self::Ranked(rank) => Some(rank),
            Self::Absent | Self::Parked | Self::Unscored => None,
        }
    }

    /// Whether the plan has it.
    pub fn is_there(self) -> bool {
        !matches!(self, Self::Absent)
    }

    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Absent => "absent",
            Self::Parked => "parked",
            Self::Unscored => "unscored",
            Self::Ranked(_) => "ranked",
        }
    }
}
