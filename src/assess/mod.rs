//! The assessment of each candidate alone: its score and its qualifiers.

mod assessment;
pub mod panel;
mod qualify;
pub mod score;

pub use assessment::{Assessment, Candidate, CountedScore, ParkReason, Score, ScoreOrigin};

use crate::plan::{ByCriterion, Plan, Segment};

/// Assesses every candidate of a plan, each alone.
pub fn assess(plan: &Plan) -> Assessment {
    Assessment {
        candidates: plan
            .segments
            .iter()
            .map(|one| candidate(plan, one))
            .collect(),
    }
}

fn candidate(plan: &Plan, segment: &Segment) -> Candidate {
    let scores =
        ByCriterion::from_fn(|criterion| panel::counted(segment, criterion, plan.scoring.panel));
    let candidate = Candidate {
        scores,
        score: None,
        qualifiers_met: qualify::met(&segment.qualifiers),
        qualifiers_possible: qualify::possible(&segment.qualifiers),
        parked: qualify::parked(&segment.qualifiers, &plan.qualify),
    };
    candidate.scored_by(&plan.scoring)
}

#[cfg(test)]
mod tests;
