//! A checked plan: no later stage has to check any of it again.

mod attribute;
mod capacity;
mod conditions;
mod policy;
mod scoring;
mod segment;
mod team;

pub use attribute::*;
pub use capacity::*;
pub use conditions::*;
pub use policy::*;
pub use scoring::*;
pub use segment::*;
pub use team::*;

use jiff::civil::Date;
use serde::Serialize;

use crate::condition::{AttributeId, Condition, in_words, print};
use crate::text::named;

/// One priority list for one lead table.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// What the plan is called.
    pub title: String,
    /// The client it is made for; printed on reports.
    pub client: Option<String>,
    /// The person responsible for it.
    pub owner: Option<String>,
    /// The period it covers.
    pub period: Option<Period>,
    /// When it was last reviewed.
    pub reviewed: Option<Date>,
    /// When it is to be reviewed next.
    pub review_by: Option<Date>,
    /// The day from which every age is counted.
    pub as_of: AsOf,
    /// What the plan should achieve.
    pub goals: Vec<Goal>,
    /// How scores become one number.
    pub scoring: Scoring,
    /// What the qualifiers decide.
    pub qualify: QualifyPolicy,
    /// What the order rests on.
    pub order: OrderPolicy,
    /// What the team can serve; `None` for a plan without a cut line.
    pub capacity: Option<Capacity>,
    /// Pairs put to the team, in file order; no pair twice.
    pub duels: Vec<Duel>,
    /// Who scores what, in file order; empty where anyone may score everything.
    pub scorers: Vec<Scorer>,
    /// Thresholds, severities and allowances of flags.
    pub flags: FlagPolicy,
    /// What the lead table means.
    pub leads: LeadPolicy,
    /// The data dictionary: attributes that declare a type, then those whose type comes from their
    /// use in conditions, then those that nothing uses; each part in the order of the file.
    pub attributes: Vec<Attribute>,
    /// The candidates, in file order; at least one.
    pub segments: Vec<Segment>,
    /// The segment of leads that fit no other.
    pub default: DefaultSegment,
}

impl Plan {
    /// The segment with this number.
    ///
    /// # Panics
    /// Only for a number that is not of this plan.
    pub fn segment(&self, id: SegmentId) -> &Segment {
        &self.segments[id.0]
    }

    /// What files call the segment with this number.
    pub fn name(&self, id: SegmentId) -> &str {
        &self.segment(id).name
    }

    /// What people call the segment with this number.
    pub fn label(&self, id: SegmentId) -> &str {
        &self.segment(id).label
    }

    /// The segment with this name or, failing that, this label.
    pub fn find_segment(&self, name: &str) -> Option<SegmentId> {
        let by = |fits: &dyn Fn(&Segment) -> bool| self.segments.iter().position(fits);
        by(&|segment| segment.name == name)
            .or_else(|| by(&|segment| segment.label == name))
            .or_else(|| by(&|segment| segment.label.eq_ignore_ascii_case(name)))
            .map(SegmentId)
    }

    /// A condition as people write it.
    pub fn print(&self, condition: &Condition) -> String {
        print(condition, &|id| &self.attribute(id).name)
    }

    /// A condition in plain English.
    pub fn in_words(&self, condition: &Condition) -> String {
        in_words(condition, &|id| &self.attribute(id).name)
    }

    /// All segment numbers in file order.
    pub fn segment_ids(&self) -> impl Iterator<Item = SegmentId> + use<> {
        (0..self.segments.len()).map(SegmentId)
    }

    /// The attribute with this number.
    ///
    /// # Panics
    /// Only for a number that is not of this plan.
    pub fn attribute(&self, id: AttributeId) -> &Attribute {
        &self.attributes[id.0]
    }
}

/// A stretch of days; `start` is not after `end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub start: Date,
    /// The last day.
    pub end: Date,
}

/// The day from which every age is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AsOf {
    /// The day.
    pub date: Date,
    /// Whether the plan or the caller named it; otherwise it is the day of the run, and outputs say so.
    pub stated: bool,
}

/// What the plan is to achieve.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Goal {
    /// In words.
    pub statement: String,
    /// What is measured.
    pub metric: Option<String>,
    /// Where it stands.
    pub baseline: Option<f64>,
    /// Where it should be.
    pub target: Option<f64>,
    /// By when.
    pub due: Option<Date>,
    /// What of a lead table is compared with baseline and target.
    #[serde(skip)]
    pub measure: Option<Measure>,
}

named! {
    /// What of a lead table a goal is about, over the leads that are not excluded.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    pub enum Measure {
        /// The share of those with a known outcome that has it.
        OutcomeRate = "outcome_rate",
        /// How many have the outcome.
        Outcomes = "outcomes",
        /// The sum of `leads.value` over those with the outcome.
        Value = "value",
        /// The share that fits a segment.
        Coverage = "coverage",
        /// The share that may be contacted.
        Reachable = "reachable",
    }
}

impl Measure {
    /// Whether it is a share, 0 to 1.
    pub fn is_share(self) -> bool {
        matches!(self, Self::OutcomeRate | Self::Coverage | Self::Reachable)
    }
}

/// Where a lead goes that fits no segment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DefaultSegment {
    /// Its stable identity.
    pub name: String,
    /// What people call it.
    pub label: String,
}
