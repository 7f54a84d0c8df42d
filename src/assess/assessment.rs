//! The assessment of each candidate, before any is compared with another.

use serde::Serialize;

use crate::plan::{ByCriterion, Criterion, Qualifier};

/// The assessment of every candidate of a plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessment {
    /// One for each segment, in file order (indexed by `SegmentId`).
    pub candidates: Vec<Candidate>,
}

impl Assessment {
    /// The assessment of one segment.
    ///
    /// # Panics
    /// Only for a segment of another plan.
    pub fn candidate(&self, id: crate::plan::SegmentId) -> &Candidate {
        &self.candidates[id.0]
    }
}

/// The assessment of one candidate.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Its three scores as they count, in the plan's own direction (effort stays effort);
    /// `None` without an agreed score or a panel's.
    pub scores: ByCriterion<Option<CountedScore>>,
    /// The score with its workings; `None` if one of the three is missing.
    pub score: Option<Score>,
    /// How many qualifiers are met: yes 1, partly ½.
    pub qualifiers_met: f64,
    /// How many could be met if every unknown one were a yes.
    pub qualifiers_possible: f64,
    /// Why it is parked; empty where it is not. A parked segment is listed and not ranked.
    pub parked: Vec<ParkReason>,
}

impl Candidate {
    /// The three scores as they count; `None` if one is missing, even one of weight 0.
    pub fn complete(&self) -> Option<ByCriterion<f64>> {
        Some(ByCriterion {
            impact: self.scores.impact?.value,
            confidence: self.scores.confidence?.value,
            ease: self.scores.ease?.value,
        })
    }

    /// The criteria that have no score.
    pub fn missing(&self) -> Vec<Criterion> {
        let all = Criterion::ALL.iter().copied();
        all.filter(|one| self.scores.get(*one).is_none()).collect()
    }
}

/// A score on one criterion, agreed or from the panel.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CountedScore {
    /// The number, in the plan's own direction.
    pub value: f64,
    /// Where it comes from.
    pub origin: ScoreOrigin,
}

/// Where a counted score comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScoreOrigin {
    /// The team agreed on it.
    Agreed,
    /// The panel's median or mean, over this many scorers.
    Panel(usize),
}

/// A candidate's score with its workings.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Score {
    /// The number, by the plan's formula; higher is better.
    pub value: f64,
    /// The three scores in the favorable direction (ease, never effort).
    pub favorable: ByCriterion<f64>,
    /// The single favorable score that makes the same number if given on each criterion.
    pub like: f64,
    /// Where the number lies between the lowest and the highest that the scale allows, 0 to 100.
    pub percent: f64,
}

/// Why a segment is parked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParkReason {
    /// "No" to a required qualifier.
    Lacks(Qualifier),
    /// It cannot reach `at_least`.
    TooFewQualifiers,
}

impl ParkReason {
    /// The name of the flag that says so: `not-actionable`, `too-few-qualifiers`.
    pub fn flag(self) -> String {
        match self {
            Self::Lacks(qualifier) => format!("not-{}", qualifier.name()),
            Self::TooFewQualifiers => "too-few-qualifiers".to_owned(),
        }
    }
}
