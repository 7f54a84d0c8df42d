//! What a report says of one candidate segment.

use jiff::civil::Date;
use serde::Serialize;

use super::{FindingEntry, Named, SegmentLeads};

/// One candidate segment.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Segment {
    /// Its stable identity.
    pub name: String,
    /// What people call it.
    pub label: String,
    /// Its place in the plan file, from 1: what decides between equals in the end.
    pub place: usize,
    /// Its rank, from 1; none where it is parked or unscored.
    pub rank: Option<usize>,
    /// Who it is, in words.
    pub description: Option<String>,
    /// Who fits.
    pub definition: Option<Definition>,
    /// `macro` or `micro`.
    pub breadth: Option<&'static str>,
    /// The researched customer it stands for.
    pub persona: Option<String>,
    /// Stage in the buying journey.
    pub stage: Option<&'static str>,
    /// What it is told.
    pub message: Option<String>,
    /// How it is reached, in order.
    pub touchpoints: Vec<Touchpoint>,
    /// Who works on it.
    pub owner: Option<String>,
    /// Leads expected, before there is data.
    pub expected_size: Option<u64>,
    /// Relative lift in the outcome rate that the team expects.
    pub expected_lift: Option<f64>,
    /// Length of the sales cycle in days.
    pub cycle_days: Option<f64>,
    /// Impact, Confidence and Ease (or Effort).
    pub criteria: [Criterion; 3],
    /// What the three make; none where one is missing.
    pub score: Option<Score>,
    /// Each scorer alone.
    pub panel: Vec<Ballot>,
    /// What confidence rests on.
    pub evidence: Vec<Evidence>,
    /// The five verdicts, in the usual order.
    pub qualifiers: [Qualifier; 5],
    /// How many are met: yes 1, partly ½.
    pub qualifiers_met: f64,
    /// Findings about it, alone or with another.
    pub findings: Vec<FindingEntry>,
    /// Whether it has a warning or an error of its own.
    pub weak: bool,
    /// How sure its rank is; none where it has none.
    pub certainty: Option<Certainty>,
    /// What decided against its upper neighbour, where the ordering keys left them equal.
    pub tie_broken_by: Option<String>,
    /// The rank to which the plan pins it, whether or not the pin has an effect.
    pub pin: Option<usize>,
    /// Why it is pinned, where it is.
    pub pinned: Option<String>,
    /// Why it is parked, one sentence each; empty where it is not.
    pub parked_because: Vec<String>,
    /// The scores it lacks; empty where it lacks none.
    pub missing: Vec<&'static str>,
    /// What would move it past a neighbour, one sentence each.
    pub flips: Vec<String>,
    /// What the lead table says of it.
    pub leads: Option<SegmentLeads>,
}

impl Segment {
    /// The segment by name and label alone.
    #[must_use]
    pub fn named(&self) -> Named {
        Named {
            name: self.name.clone(),
            label: self.label.clone(),
        }
    }
}

/// Who fits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Definition {
    /// As written in the plan.
    pub written: String,
    /// The same in words.
    pub words: String,
}

/// One of the three scores.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Criterion {
    /// `Impact`, `Confidence`, `Ease` or `Effort`.
    pub name: &'static str,
    /// As it counts, in the plan's own direction.
    pub value: Option<f64>,
    /// In the favorable direction: ease, never effort.
    pub favorable: Option<f64>,
    /// The lowest that was given or assumed.
    pub low: Option<f64>,
    /// The highest.
    pub high: Option<f64>,
    /// Whether the lowest and the highest are assumed by the plan's margin and not given.
    pub assumed: bool,
    /// Where it comes from, in words: `agreed`, `median of 4 scorers`.
    pub origin: Option<String>,
}

/// What the three scores make.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Score {
    /// The number, by the plan's formula.
    pub value: f64,
    /// The single score that, given on each criterion, makes the same number.
    pub like: f64,
    /// Where it lies between the lowest and the highest that the scale allows, 0 to 100.
    pub percent: f64,
}

/// One scorer's scores.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ballot {
    /// Who.
    pub scorer: String,
    /// Impact, Confidence, Ease or Effort, as given: `7`, `7–8`, `5–7–9`; none where they abstained.
    pub scores: [Option<String>; 3],
}

/// One contact with a lead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Touchpoint {
    /// How.
    pub channel: String,
    /// What.
    pub content: Option<String>,
}

/// Something that confidence rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// What kind, in words.
    pub kind: String,
    /// In words.
    pub note: Option<String>,
    /// From when.
    pub date: Option<Date>,
}

/// The verdict on one qualifier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Qualifier {
    /// `Measurable`, …
    pub name: String,
    /// `yes`, `partly`, `no` or `unknown`.
    pub verdict: &'static str,
    /// Why.
    pub because: Option<String>,
}

/// How sure a rank is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Certainty {
    /// Share of draws in which it comes first.
    pub first: f64,
    /// Share of draws in which it is ahead of the next.
    pub beats_next: Option<f64>,
    /// The word for that share: `sure`, `likely`, `leaning`, `toss-up` or `disagrees`; `tied`
    /// where a tie-break put it ahead.
    pub word: Option<&'static str>,
    /// Mean rank over the draws.
    pub expected_rank: f64,
    /// Low end of the central 90 % of its ranks.
    pub rank_low: usize,
    /// High end.
    pub rank_high: usize,
    /// Its group, from 1.
    pub group: usize,
    /// Share of draws at each rank, first rank first; left out above 200 candidates.
    pub ranks: Option<Vec<f64>>,
}
