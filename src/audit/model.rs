//! What the priority order does to real leads.

use jiff::civil::Date;

use crate::condition::AttributeId;
use crate::plan::SegmentId;

/// What the priority order does to the leads of a table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Audit {
    /// Leads read, those excluded among them.
    pub leads: u64,
    /// Leads that get nothing by `leads.exclude`.
    pub excluded: u64,
    /// Leads not excluded with a true outcome.
    pub outcomes: u64,
    /// Leads not excluded whose outcome is not known.
    pub outcome_unknown: u64,
    /// Leads not excluded that have a primary segment.
    pub covered: u64,
    /// One for each ranked segment with a definition, in priority order.
    pub segments: Vec<SegmentAudit>,
    /// Ranked segments without a definition, in priority order.
    pub not_resolved: Vec<SegmentId>,
    /// Leads that fit no ranked segment.
    pub default: DefaultAudit,
    /// Pairs of segments that share leads, most first.
    pub overlaps: Vec<Overlap>,
    /// Sets of segments that a lead fits, by number of leads, most first; the empty set left out.
    pub combinations: Vec<Combination>,
    /// Distinct sets of segments in the table.
    pub masks: usize,
    /// What the table holds in each attribute that a condition names, in the dictionary's order;
    /// empty where only mask tables were read.
    pub columns: Vec<ColumnFacts>,
}

/// What the table holds in one attribute, over all leads, those excluded among them.
#[derive(Debug, Clone, PartialEq)]
pub struct ColumnFacts {
    /// Which.
    pub attribute: AttributeId,
    /// Leads with a value.
    pub known: u64,
    /// Leads without one.
    pub missing: u64,
    /// The value that every lead with a value has, as text; none where there are several or none.
    pub only: Option<String>,
    /// Each value of a text attribute with its leads, most first, then by the text; none for other
    /// types and beyond [`ColumnFacts::VALUES_UP_TO`] different values.
    pub values: Option<Vec<(String, u64)>>,
}

impl ColumnFacts {
    /// Beyond this many different values they are not listed.
    pub const VALUES_UP_TO: usize = 10_000;
}

/// What the order does to one segment.
#[derive(Debug, Clone, PartialEq)]
pub struct SegmentAudit {
    /// Which.
    pub segment: SegmentId,
    /// Its place in the order, from 1.
    pub priority: usize,
    /// Leads that fit.
    pub matched: u64,
    /// Leads for whom it is primary.
    pub won: u64,
    /// Leads that fit it and at least one other ranked segment.
    pub shared: u64,
    /// To whom it loses leads, most first; sums to `matched − won`.
    pub lost_to: Vec<(SegmentId, u64)>,
    /// Leads won with a true outcome.
    pub outcomes: u64,
    /// Leads won with a known outcome.
    pub outcome_known: u64,
    /// Outcome rate of the leads won; none where no outcome is known.
    pub rate: Option<Rate>,
    /// Leads matched with a true outcome.
    pub matched_outcomes: u64,
    /// Leads matched with a known outcome.
    pub matched_known: u64,
    /// Outcome rate of the leads matched.
    pub matched_rate: Option<Rate>,
    /// Rate of the leads won less the rate of all others.
    pub difference: Option<Difference>,
    /// The smallest relative lift that this table could show.
    pub smallest_detectable_lift: Option<f64>,
    /// Leads for whom the answer is null because an attribute is missing.
    pub unknown: u64,
    /// Leads won that may be contacted; none where the plan does not say who may.
    pub reachable: Option<u64>,
    /// Sum of `leads.value` over leads won; none where the plan names no value.
    pub value: Option<f64>,
    /// How steady it is over time; none where the plan names no `leads.date`, or fewer than two
    /// periods have leads.
    pub stability: Option<Stability>,
}

/// How steady a segment is over the periods of `leads.date`, counted over the leads matched.
#[derive(Debug, Clone, PartialEq)]
pub struct Stability {
    /// The periods, first to last; at least two.
    pub periods: Vec<PeriodCount>,
    /// Drift of its leads over the periods against all leads'.
    pub size: Drift,
    /// Drift of its successes over the periods against its leads with a known outcome; none where
    /// it has no success.
    pub rate: Option<Drift>,
}

/// One period of `leads.date`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PeriodCount {
    /// Its first day.
    pub start: Date,
    /// All leads of the period that are not excluded.
    pub leads: u64,
    /// Leads that fit the segment.
    pub matched: u64,
    /// Leads that fit, with a known outcome.
    pub known: u64,
    /// Leads that fit, with a true outcome.
    pub outcomes: u64,
}

/// A population stability index beside what chance alone makes of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Drift {
    /// Σ (aₚ − eₚ) ln(aₚ / eₚ) over the periods; 0 where nothing moves.
    pub index: f64,
    /// The index that chance alone stays below in 95 of 100 cases, by resampling.
    pub by_chance: f64,
}

/// A share with its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rate {
    /// Share of successes.
    pub rate: f64,
    /// Low end of the 95 % Wilson interval.
    pub low: f64,
    /// High end.
    pub high: f64,
}

/// A difference of two rates with its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference {
    /// First less second.
    pub difference: f64,
    /// Low end of Newcombe's 95 % interval, unadjusted.
    pub low: f64,
    /// High end.
    pub high: f64,
    /// Two-sided p by the pooled two-proportion z test, Holm-adjusted over the segments.
    pub p_adjusted: Option<f64>,
}

/// Who goes to the default segment.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DefaultAudit {
    /// Leads.
    pub leads: u64,
    /// With a true outcome.
    pub outcomes: u64,
    /// Leads with at least one undecided segment of the order: an attribute is missing. At most
    /// so many, where only mask tables without the sets of undecided segments were read.
    pub because_unknown: u64,
    /// The same, at least so many.
    pub because_unknown_at_least: u64,
}

/// Two segments that share leads.
#[derive(Debug, Clone, PartialEq)]
pub struct Overlap {
    /// The one of higher priority.
    pub a: SegmentId,
    /// The other.
    pub b: SegmentId,
    /// Leads that fit both.
    pub leads: u64,
    /// Shared leads over leads that fit either.
    pub jaccard: f64,
    /// Shared leads over leads that fit the smaller.
    pub containment: f64,
}

/// A set of segments and the leads that fit just these.
#[derive(Debug, Clone, PartialEq)]
pub struct Combination {
    /// The segments, in priority order.
    pub segments: Vec<SegmentId>,
    /// Leads.
    pub leads: u64,
}
