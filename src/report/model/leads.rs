//! What a report says of real leads.

use serde::Serialize;

use super::{FindingEntry, Named};

/// What the priority order does to the leads of a table.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[expect(clippy::struct_field_names, reason = "fields are names in templates")]
pub(crate) struct Leads {
    /// Leads read, excluded ones among them.
    pub(crate) total: u64,
    pub(crate) excluded: u64,
    pub(crate) covered: u64,
    /// Share of the leads that are not excluded; none where all are.
    pub(crate) coverage: Option<f64>,
    pub(crate) outcomes: u64,
    pub(crate) outcome_unknown: u64,
    pub(crate) has_outcome: bool,
    /// The plan's condition in words.
    pub(crate) outcome: Option<String>,
    /// Outcome rate of all leads that are not excluded and whose outcome is known.
    pub(crate) rate: Option<f64>,
    pub(crate) default_leads: u64,
    pub(crate) default_because_unknown: u64,
    /// Ranked segments without a definition.
    pub(crate) not_resolved: Vec<Named>,
    /// Pairs that share leads, most first, as far as a report lists them.
    pub(crate) overlaps: Vec<Overlap>,
    /// Sets of segments that leads fit, most first, as far as a report lists them.
    pub(crate) combinations: Vec<Combination>,
    /// How many such sets there are.
    pub(crate) masks: usize,
    /// Where the data disagrees with a declared qualifier.
    pub(crate) contradictions: Vec<FindingEntry>,
}

/// What the lead table says of one segment.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct SegmentLeads {
    pub(crate) matched: u64,
    pub(crate) won: u64,
    /// Leads that fit, of those that are not excluded.
    pub(crate) share: Option<f64>,
    pub(crate) shared: u64,
    /// Most first.
    pub(crate) lost_to: Vec<(Named, u64)>,
    /// Of the leads won, as are `known` and `rate`.
    pub(crate) outcomes: u64,
    pub(crate) known: u64,
    pub(crate) rate: Option<Interval>,
    pub(crate) matched_outcomes: u64,
    pub(crate) matched_known: u64,
    pub(crate) matched_rate: Option<Interval>,
    /// Rate of the leads won less the rate of all others.
    pub(crate) difference: Option<Interval>,
    pub(crate) p_adjusted: Option<f64>,
    pub(crate) smallest_detectable_lift: Option<f64>,
    pub(crate) unknown: u64,
    pub(crate) reachable: Option<u64>,
    pub(crate) value: Option<f64>,
}

/// A share or a difference of shares, with its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub(crate) struct Interval {
    pub(crate) at: f64,
    pub(crate) low: f64,
    pub(crate) high: f64,
}

/// Two segments that share leads, the one of higher priority first.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Overlap {
    pub(crate) a: Named,
    pub(crate) b: Named,
    pub(crate) leads: u64,
    pub(crate) jaccard: f64,
    /// Shared leads over leads that fit the smaller.
    pub(crate) containment: f64,
}

/// A set of segments, and the leads that fit just these.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Combination {
    pub(crate) segments: Vec<Named>,
    pub(crate) leads: u64,
}
