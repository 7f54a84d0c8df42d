//! What the priority order does to real leads: plain data, which outputs read.

use jiff::civil::Date;
use serde::Serialize;

use super::stats::rates::{Difference, Rate, Sample, smallest_lift_of_groups};
use crate::condition::AttributeId;
use crate::lists;
use crate::plan::SegmentId;

/// What a priority order does to the leads of a table. Counts are of leads.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Audit {
    /// All that were read, excluded ones among them.
    pub leads: u64,
    /// Excluded by `leads.exclude`. All counts below are without them.
    pub excluded: u64,
    /// With a true outcome.
    pub outcomes: u64,
    /// Whose outcome is null; all of them if the plan has no `leads.outcome`.
    pub outcome_unknown: u64,
    /// In the control group, which gets a segment but no message; `None` if the plan has no
    /// `leads.control`.
    pub control: Option<u64>,
    /// Of which it is null whether they are in it; 0 if the plan has none.
    pub control_unknown: u64,
    /// That fit at least one ranked segment.
    pub covered: u64,
    /// One for each ranked segment with a definition, in priority order.
    pub segments: Vec<SegmentAudit>,
    /// Ranked segments without a definition, in priority order.
    pub not_resolved: Vec<SegmentId>,
    /// Those that fit no ranked segment.
    pub default: DefaultAudit,
    /// Pairs of segments that share leads, most first.
    pub overlaps: Vec<Overlap>,
    /// The sets of ranked segments that most leads fit, at most 1,000, most leads first, without the
    /// empty set.
    pub combinations: Vec<Combination>,
    /// Distinct sets of segments that leads fit; all segments with a definition and the empty set
    /// count.
    pub masks: usize,
    /// What the table holds in each attribute that a condition names, in the dictionary's order;
    /// empty where only mask tables were read.
    #[serde(skip)]
    pub columns: Vec<ColumnFacts>,
}

impl Audit {
    /// The attributes that have values which the plan's `values`, `min` and `max` don't allow, with the
    /// leads that have them.
    pub fn undeclared(&self) -> impl Iterator<Item = (AttributeId, u64)> {
        let columns = self.columns.iter();
        columns.filter_map(|column| {
            let leads = column.undeclared.filter(|leads| *leads > 0)?;
            Some((column.attribute, leads))
        })
    }
}

/// What the table holds in one attribute, over all leads, those excluded among them.
#[derive(Debug, Clone, PartialEq)]
pub struct ColumnFacts {
    /// Which attribute.
    pub attribute: AttributeId,
    /// Leads with a value in it.
    pub known: u64,
    /// Leads for which it is null.
    pub missing: u64,
    /// Leads with a value that the plan's `values`, `min` and `max` don't allow; `None` if it declares
    /// none of them, and beyond [`ColumnFacts::VALUES_UP_TO`] different texts.
    pub undeclared: Option<u64>,
    /// The value that every lead with a value has, as text; `None` if there are several or none.
    pub only: Option<String>,
    /// Each value of a text attribute with its leads, most first, then by the text; `None` for
    /// other types and beyond [`ColumnFacts::VALUES_UP_TO`] different values.
    pub values: Option<Vec<(String, u64)>>,
    /// Leads with a value, where each is written like `1.500`, a point before its last three
    /// digits; else 0.
    pub thousands: u64,
}

impl ColumnFacts {
    /// Beyond this many different values they are not listed.
    pub const VALUES_UP_TO: usize = 10_000;

    /// The same of a text attribute with these values and their leads, in any order; more than
    /// [`ColumnFacts::VALUES_UP_TO`] are none. `listed` are the values that the plan declares, if it does.
    #[must_use]
    pub fn with_texts(
        mut self,
        values: impl IntoIterator<Item = (String, u64)>,
        listed: &[String],
    ) -> Self {
        let mut values: Vec<(String, u64)> = values.into_iter().collect();
        if values.len() > Self::VALUES_UP_TO {
            return self;
        }
        lists::sort_by(&mut values, |one, other| {
            other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0))
        });
        if let [(only, _)] = values.as_slice() {
            self.only = Some(only.clone());
        }
        if !listed.is_empty() {
            let others = values.iter().filter(|(value, _)| !listed.contains(value));
            self.undeclared = Some(others.map(|(_, leads)| leads).sum());
        }
        self.values = Some(values);
        self
    }
}

/// What the order does to one segment. Counts are of leads that are not excluded.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SegmentAudit {
    /// Which segment.
    pub segment: SegmentId,
    /// Its place in the order, from 1; segments without a definition take places too.
    pub priority: usize,
    /// Leads that fit it.
    pub matched: u64,
    /// Leads that it wins: that fit it and none of higher priority.
    pub won: u64,
    /// Leads that fit it and at least one other ranked segment.
    pub shared: u64,
    /// The segments that win leads which fit it, most first; adds up to `matched − won`.
    pub lost_to: Vec<(SegmentId, u64)>,
    /// Leads won with a true outcome.
    pub outcomes: u64,
    /// Leads won with a known outcome.
    pub outcome_known: u64,
    /// Outcome rate of the leads won; `None` if no outcome is known.
    pub rate: Option<Rate>,
    /// Leads that fit it with a true outcome.
    pub matched_outcomes: u64,
    /// Leads that fit it with a known outcome.
    pub matched_known: u64,
    /// Outcome rate of the leads that fit it; `None` if no outcome is known.
    pub matched_rate: Option<Rate>,
    /// Rate of the leads won less the rate of all others, those of the default segment among them;
    /// `None` if either has no known outcome. It is observed, not tested: it says nothing about the
    /// effect of a message.
    pub difference: Option<Difference>,
    /// The smallest relative lift (0.2 for 20 %) that a test on the leads won could show; see
    /// [`smallest_detectable_lift`](super::stats::rates::smallest_detectable_lift).
    pub smallest_detectable_lift: Option<f64>,
    /// Leads that are undecided for it, because an attribute is missing.
    pub unknown: u64,
    /// Leads won in the control group; `None` if the plan has no `leads.control`.
    pub control: Option<u64>,
    /// The smallest relative lift that this control group could show against the other leads won,
    /// at the rate of all leads won; `None` without one, or if no lift is large enough.
    pub smallest_lift_with_control: Option<f64>,
    /// Leads won that may be contacted, without the control group; `None` if the plan has no
    /// `leads.reachable`.
    pub reachable: Option<u64>,
    /// Sum of `leads.value` over leads won, in its unit; `None` if the plan names none.
    pub value: Option<f64>,
    /// Leads won with a value; 0 if the plan names none.
    pub valued: u64,
    /// How steady it is over time; `None` if the plan has no `leads.date`, fewer than two periods
    /// have leads, or none that fits has a date.
    pub stability: Option<Stability>,
}

impl SegmentAudit {
    /// So many of the leads won are in the control group, and so many get the message.
    pub fn hold_out(&mut self, control: u64, message: u64) {
        let won = Sample {
            successes: self.outcomes,
            leads: self.outcome_known,
        };
        self.control = Some(control);
        self.smallest_lift_with_control = smallest_lift_of_groups(won, control, message);
    }

    /// Leads won that are not held out: those that a message is meant for.
    pub fn addressed(&self) -> u64 {
        self.won.saturating_sub(self.control.unwrap_or(0))
    }

    /// Whether the control group could show a lift, 0.2 for 20 %; `None` without one.
    pub fn control_shows(&self, lift: f64) -> Option<bool> {
        self.control?;
        let smallest = self.smallest_lift_with_control;
        Some(smallest.is_some_and(|smallest| smallest <= lift))
    }

    /// Mean of `leads.value` over the leads won that have a value, in its unit; `None` if there are
    /// none.
    pub fn mean_value(&self) -> Option<f64> {
        let value = self.value.filter(|_| self.valued > 0)?;
        Some(value / self.valued as f64)
    }
}

/// How steady a segment is over the periods of `leads.date`, counted over the leads matched.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Stability {
    /// Months in each period: 1, 3 or 12.
    pub months: u16,
    /// The periods, first to last; at least two.
    pub periods: Vec<PeriodCount>,
    /// Drift of the leads that fit, against all leads.
    pub size: Drift,
    /// Drift of those with a true outcome, against those with a known one; `None` if there is no
    /// true outcome.
    pub rate: Option<Drift>,
}

/// One period of `leads.date`: a month, a quarter or a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
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

/// A population stability index, and the index that chance alone would give; see
/// [`drift`](super::stats::drift::drift).
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Drift {
    /// Σ (aₚ − eₚ) ln(aₚ / eₚ) over the periods: 0 if nothing moves, without an upper end.
    pub index: f64,
    /// The index that chance alone stays below in 95 of 100 cases, by resampling.
    pub by_chance: f64,
}

impl Drift {
    /// Whether chance alone would rarely move it so far.
    pub fn is_beyond_chance(&self) -> bool {
        self.index > self.by_chance
    }
}

/// Who goes to the default segment.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct DefaultAudit {
    /// All that go there.
    pub leads: u64,
    /// Those with a true outcome.
    pub outcomes: u64,
    /// Those with at least one undecided segment of the order: an attribute is missing.
    pub because_unknown: u64,
}

/// Two segments that share leads.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Overlap {
    /// The one of higher priority.
    pub a: SegmentId,
    /// The other.
    pub b: SegmentId,
    /// Leads that fit both.
    pub leads: u64,
    /// Shared leads over leads that fit either, 0 to 1.
    pub jaccard: f64,
    /// Shared leads over leads that fit the smaller of the two, 0 to 1.
    pub containment: f64,
}

/// A set of segments and the leads that fit just these.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Combination {
    /// The segments, in priority order.
    pub segments: Vec<SegmentId>,
    /// How many fit just these.
    pub leads: u64,
}
