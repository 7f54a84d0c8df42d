//! What a report says of real leads.

use serde::Serialize;

use super::{FindingEntry, Named};

/// What the priority order does to the leads of a table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Leads {
    /// Leads read.
    pub total: u64,
    /// Leads that get nothing by the plan's rule.
    pub excluded: u64,
    /// Leads, not excluded, that have a primary segment.
    pub covered: u64,
    /// Share of leads not excluded that are covered; none where there are none.
    pub coverage: Option<f64>,
    /// Leads with a true outcome.
    pub outcomes: u64,
    /// Leads whose outcome is not known.
    pub outcome_unknown: u64,
    /// Whether the plan says what counts as success.
    pub has_outcome: bool,
    /// What counts as success, in words.
    pub outcome: Option<String>,
    /// Outcome rate of all leads not excluded with a known outcome.
    pub rate: Option<f64>,
    /// Leads that go to the default segment.
    pub default_leads: u64,
    /// Of those, leads for whom an attribute is missing.
    pub default_because_unknown: u64,
    /// Segments with a definition, in priority order: the report's `ranked` holds the figures.
    pub not_resolved: Vec<Named>,
    /// Pairs that share leads, most first.
    pub overlaps: Vec<Overlap>,
    /// The largest sets of segments that a lead fits just so.
    pub combinations: Vec<Combination>,
    /// How many distinct sets there are.
    pub masks: usize,
    /// Where the data disagrees with a declared qualifier.
    pub contradictions: Vec<FindingEntry>,
}

/// What the lead table says of one segment.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SegmentLeads {
    /// Leads that fit.
    pub matched: u64,
    /// Leads for whom it is primary.
    pub won: u64,
    /// Share of leads not excluded that fit.
    pub share: Option<f64>,
    /// Leads that fit it and another.
    pub shared: u64,
    /// To whom it loses leads, most first.
    pub lost_to: Vec<(Named, u64)>,
    /// Leads won with a true outcome.
    pub outcomes: u64,
    /// Leads won with a known outcome.
    pub known: u64,
    /// Outcome rate of the leads won.
    pub rate: Option<Interval>,
    /// Leads matched with a true outcome.
    pub matched_outcomes: u64,
    /// Leads matched with a known outcome.
    pub matched_known: u64,
    /// Outcome rate of the leads matched.
    pub matched_rate: Option<Interval>,
    /// Rate of the leads won less the rate of all others.
    pub difference: Option<Interval>,
    /// Its p, adjusted over the segments (Holm).
    pub p_adjusted: Option<f64>,
    /// The smallest relative lift that this table could show.
    pub smallest_detectable_lift: Option<f64>,
    /// Leads for whom the answer is unknown because an attribute is missing.
    pub unknown: u64,
    /// Leads won that may be contacted.
    pub reachable: Option<u64>,
    /// Sum of the plan's value over leads won.
    pub value: Option<f64>,
}

/// A share or a difference of shares, with its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Interval {
    /// The share.
    pub at: f64,
    /// Low end.
    pub low: f64,
    /// High end.
    pub high: f64,
}

/// Two segments that share leads.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Overlap {
    /// The one of higher priority.
    pub a: Named,
    /// The other.
    pub b: Named,
    /// Leads that fit both.
    pub leads: u64,
    /// Shared leads over leads that fit either.
    pub jaccard: f64,
    /// Shared leads over leads that fit the smaller.
    pub containment: f64,
}

/// A set of segments, and the leads that fit just these.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Combination {
    /// The segments, in priority order.
    pub segments: Vec<Named>,
    /// Leads.
    pub leads: u64,
}
