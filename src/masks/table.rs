//! The mask table: how many leads fit which set of segments.

use std::collections::BTreeMap;

use crate::plan::SegmentId;

use super::undecided::UndecidedSets;
use crate::lead_error::LeadError;

/// More different sets than this are not counted.
pub const MASKS_UP_TO: usize = 1_000_000;

/// How many leads fit which set of segments: a few hundred rows from which sizes, overlaps and
/// the effect of any priority order follow. Everything in it adds up, so parts of a table can be
/// counted apart and merged.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MaskTable {
    /// The segments with a definition, in file order: bit i of a mask is the i-th of them.
    pub segments: Vec<SegmentId>,
    /// Leads that get nothing by `leads.exclude`; in no row below.
    pub excluded: u64,
    /// What was counted, by set and month.
    pub rows: BTreeMap<MaskKey, Measures>,
    /// For which segments together leads are undecided.
    pub undecided: UndecidedSets,
}

/// Which leads a row of the mask table counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct MaskKey {
    /// The set of segments that they fit, a bit each.
    pub mask: u128,
    /// The month of `leads.date`, 1 for January 1850; 0 where the plan names no such attribute or
    /// the date is missing.
    pub month: u16,
}

/// What is counted of leads; all of it adds up.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Measures {
    /// Leads.
    pub leads: u64,
    /// Leads that may be contacted.
    pub reachable: u64,
    /// Leads with a true outcome.
    pub outcomes: u64,
    /// Leads whose outcome is null.
    pub outcome_unknown: u64,
    /// Sum of `leads.value`, in millionths.
    pub value: i128,
    /// Leads with a value.
    pub valued: u64,
    /// Leads for whom the condition of some segment is null.
    pub undecided: u64,
    /// The same for each segment, in the order of [`MaskTable::segments`]; empty where all are 0.
    pub undecided_for: Vec<u64>,
}

/// How a lead stands to a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Standing {
    /// Gets nothing.
    pub(crate) excluded: bool,
    /// The segments it fits, a bit each.
    pub(crate) mask: u128,
    /// The segments whose condition is null, a bit each.
    pub(crate) undecided: u128,
    pub(crate) outcome: Option<bool>,
    pub(crate) reachable: Option<bool>,
    pub(crate) month: u16,
}

impl MaskTable {
    /// An empty one for these segments.
    pub(crate) fn new(segments: Vec<SegmentId>) -> Self {
        Self {
            segments,
            ..Self::default()
        }
    }

    /// Counts leads that stand alike.
    pub(crate) fn count(&mut self, standing: &Standing, leads: u64, value: i128, valued: u64) {
        if standing.excluded {
            self.excluded += leads;
            return;
        }
        self.undecided
            .count(standing.mask, standing.undecided, leads);
        let key = MaskKey {
            mask: standing.mask,
            month: standing.month,
        };
        let row = self.rows.entry(key).or_default();
        row.leads += leads;
        row.value += value;
        row.valued += valued;
        if standing.reachable == Some(true) {
            row.reachable += leads;
        }
        match standing.outcome {
            Some(true) => row.outcomes += leads,
            Some(false) => {}
            None => row.outcome_unknown += leads,
        }
        if standing.undecided != 0 {
            row.undecided += leads;
            row.undecided_for.resize(self.segments.len(), 0);
            for (bit, undecided) in row.undecided_for.iter_mut().enumerate() {
                if standing.undecided >> bit & 1 == 1 {
                    *undecided += leads;
                }
            }
        }
    }

    /// Adds what was counted elsewhere for the same segments.
    pub fn merge(&mut self, other: &Self) -> Result<(), LeadError> {
        self.excluded += other.excluded;
        self.undecided.merge(&other.undecided);
        for (key, measures) in &other.rows {
            self.rows.entry(*key).or_default().add(measures);
        }
        if self.rows.len() > MASKS_UP_TO {
            return Err(LeadError::too_many_masks());
        }
        Ok(())
    }

    /// Leads that are counted, those excluded among them.
    #[must_use]
    pub fn leads(&self) -> u64 {
        self.excluded + self.rows.values().map(|row| row.leads).sum::<u64>()
    }
}

impl Measures {
    /// Leads with a true outcome, and those whose outcome is known.
    #[must_use]
    pub fn outcome_counts(&self) -> (u64, u64) {
        (self.outcomes, self.leads - self.outcome_unknown)
    }

    /// Adds other leads.
    pub fn add(&mut self, other: &Self) {
        self.leads += other.leads;
        self.reachable += other.reachable;
        self.outcomes += other.outcomes;
        self.outcome_unknown += other.outcome_unknown;
        self.value += other.value;
        self.valued += other.valued;
        self.undecided += other.undecided;
        if self.undecided_for.len() < other.undecided_for.len() {
            self.undecided_for.resize(other.undecided_for.len(), 0);
        }
        for (one, other) in self.undecided_for.iter_mut().zip(&other.undecided_for) {
            *one += other;
        }
    }
}
