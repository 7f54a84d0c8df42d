//! A candidate segment and what the team says of it.

use jiff::civil::Date;
use serde::Serialize;

use super::{ByCriterion, Estimate, Qualifiers};
use crate::condition::Expression;
use crate::text::named;
use crate::yaml::Route;

/// Which segment: its place in `Plan::segments`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct SegmentId(pub usize);

impl SegmentId {
    /// Where the segment stands in the plan file.
    pub fn route(self) -> Route {
        Route::root().key("segments").item(self.0)
    }
}

/// A candidate segment. Serialized it is what it says in words and numbers: scores and verdicts
/// need the plan's policy beside them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Segment {
    /// Its stable identity, in `lower_snake_case`; no other segment's, nor the default's.
    pub name: String,
    /// What people call it.
    pub label: String,
    /// Who its leads are, in words.
    pub description: Option<String>,
    /// The condition that its leads fit.
    #[serde(skip)]
    pub definition: Option<Expression>,
    /// A broad group or a narrow one.
    pub breadth: Option<Breadth>,
    /// The persona, from customer research, that it represents.
    pub persona: Option<String>,
    /// Where in the buying journey.
    pub stage: Option<Stage>,
    /// The message it gets.
    pub message: Option<String>,
    /// How it is reached, in order.
    pub touchpoints: Vec<Touchpoint>,
    /// Who works on it.
    pub owner: Option<String>,
    /// Leads expected, before there is data.
    pub expected_size: Option<u64>,
    /// Relative lift in the outcome rate that the team expects.
    pub expected_lift: Option<f64>,
    /// The length of the sales cycle in days.
    pub cycle_days: Option<f64>,
    /// What serving it takes, in the unit of the plan's capacity; not below zero.
    pub cost: Option<f64>,
    /// What must be served before it: no segment twice, none of them waiting for this one.
    #[serde(skip)]
    pub after: Vec<SegmentId>,
    /// Remarks for the team; not for clients.
    pub notes: Option<String>,
    /// The agreed scores.
    #[serde(skip)]
    pub scores: ByCriterion<Option<Estimate>>,
    /// Each scorer's own scores, in file order.
    #[serde(skip)]
    pub panel: Vec<Ballot>,
    /// What confidence rests on.
    pub evidence: Vec<Evidence>,
    /// The five verdicts.
    #[serde(skip)]
    pub qualifiers: Qualifiers,
}

/// One scorer's scores for one segment.
#[derive(Debug, Clone, PartialEq)]
pub struct Ballot {
    /// Who.
    pub scorer: String,
    /// What they gave; `None` for a criterion they left out or do not know.
    pub scores: ByCriterion<Option<Estimate>>,
    /// The criteria to which they answered "I don't know".
    pub unknown: ByCriterion<bool>,
}

named! {
    /// A broad group or a narrow one.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
    #[serde(rename_all = "snake_case")]
    pub enum Breadth {
        /// Broad, cheap, top of the funnel.
        Macro = "macro",
        /// Small, on many variables, near the purchase.
        Micro = "micro",
    }
}

named! {
    /// Where in the buying journey.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
    #[serde(rename_all = "snake_case")]
    pub enum Stage {
        /// They notice a problem.
        Awareness = "awareness",
        /// They weigh solutions.
        Consideration = "consideration",
        /// They choose.
        Decision = "decision",
        /// They have bought.
        Customer = "customer",
    }
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
    /// What kind.
    pub kind: EvidenceKind,
    /// In words.
    pub note: Option<String>,
    /// From when.
    pub date: Option<Date>,
}

named! {
    /// Kinds of evidence, weakest first.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
    #[serde(rename_all = "snake_case")]
    pub enum EvidenceKind {
        /// Someone thinks so.
        Opinion = "opinion",
        /// People were asked.
        Survey = "survey",
        /// The market was studied.
        MarketData = "market_data",
        /// An earlier campaign showed it.
        PastCampaign = "past_campaign",
        /// A test showed it.
        Test = "test",
    }
}
