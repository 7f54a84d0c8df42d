//! What a report says of one candidate segment.

use jiff::civil::Date;
use serde::Serialize;

use super::{FindingEntry, SegmentLeads};
use crate::assess::Score;
use crate::order::RankCertainty;
use crate::plan;

/// One candidate segment.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Segment {
    /// What the plan says of it.
    #[serde(flatten)]
    pub(crate) plan: plan::Segment,
    /// Its place in the plan file, from 1.
    pub(crate) place: usize,
    /// None where it is parked or unscored.
    pub(crate) rank: Option<usize>,
    pub(crate) definition: Option<Definition>,
    pub(crate) criteria: [Criterion; 3],
    /// None where one of the three scores is missing.
    pub(crate) score: Option<Score>,
    pub(crate) panel: Vec<Ballot>,
    pub(crate) evidence: Vec<Evidence>,
    /// In the usual order.
    pub(crate) qualifiers: [Qualifier; 5],
    /// Yes counts 1, partly ½.
    pub(crate) qualifiers_met: f64,
    /// Findings about it, alone or with another; gravest first, allowed ones last.
    pub(crate) findings: Vec<FindingEntry>,
    /// Whether it has a warning or an error of its own.
    pub(crate) weak: bool,
    pub(crate) certainty: Option<Certainty>,
    /// What decided against its upper neighbor, where the ordering keys left them equal.
    pub(crate) tie_broken_by: Option<String>,
    /// The rank to which the plan pins it, whether or not the pin has an effect.
    pub(crate) pin: Option<usize>,
    /// Why it is pinned, where that has an effect.
    pub(crate) pinned: Option<String>,
    /// One sentence a reason; empty where it is not parked.
    pub(crate) parked_because: Vec<String>,
    /// The scores it lacks; empty where it lacks none.
    pub(crate) missing: Vec<String>,
    /// What would move it past a neighbor, one sentence each.
    pub(crate) flips: Vec<String>,
    /// None without a lead table or a definition.
    pub(crate) leads: Option<SegmentLeads>,
}

/// Who fits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Definition {
    /// As it stands in the plan.
    pub(crate) written: String,
    pub(crate) words: String,
}

/// One of the three scores.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Criterion {
    /// `Impact`, `Confidence`, `Ease` or `Effort`.
    pub(crate) name: String,
    /// As it counts, in the plan's own direction.
    pub(crate) value: Option<f64>,
    /// In the favorable direction: ease, never effort.
    pub(crate) favorable: Option<f64>,
    /// The lowest and the highest that was given or assumed.
    pub(crate) low: Option<f64>,
    pub(crate) high: Option<f64>,
    /// Whether these two are assumed by the plan's margin.
    pub(crate) assumed: bool,
    /// `agreed`, `median of 4 scorers`
    pub(crate) origin: Option<String>,
}

/// One scorer's scores.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Ballot {
    pub(crate) scorer: String,
    /// As given: `7`, `7–8`, `5–7–9`; none where they abstained.
    pub(crate) scores: [Option<String>; 3],
}

/// Something that confidence rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Evidence {
    /// In words.
    pub(crate) kind: String,
    pub(crate) note: Option<String>,
    pub(crate) date: Option<Date>,
}

/// The verdict on one qualifier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Qualifier {
    /// `Measurable`, …
    pub(crate) name: String,
    /// `yes`, `partly`, `no` or `unknown`.
    pub(crate) verdict: &'static str,
    pub(crate) because: Option<String>,
}

/// How sure a rank is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Certainty {
    /// How it fared in the draws.
    #[serde(flatten)]
    pub(crate) draws: RankCertainty,
    /// What puts it ahead of the next: `sure` … `disagrees`, `tied`, `pinned` or `next pinned`;
    /// none for the last.
    pub(crate) word: Option<&'static str>,
    /// The share of draws behind that word; none where a pin decides.
    pub(crate) share_ahead: Option<f64>,
}
