//! Candidates as numbers that the ordering keys compare.

use std::cmp::Ordering;

use crate::assess::{Assessment, Candidate, score::rounded};
use crate::plan::{OrderKey, OrderPolicy, Plan, Segment, SegmentId, Verdict};

/// A scored candidate's value by an ordering key, higher for candidates further ahead: scores rounded to 12 significant digits and in the favorable direction; yes before
/// partly, unknown and no; the shortest sales cycle first and an unknown one last. `None` if
/// the candidate has no score.
pub(in crate::order) fn standing(
    segment: &Segment,
    candidate: &Candidate,
    key: OrderKey,
) -> Option<f64> {
    let score = candidate.score?;
    Some(match key {
        OrderKey::Score => rounded(score.value),
        OrderKey::Criterion(criterion) => rounded(*score.favorable.get(criterion)),
        OrderKey::Qualifier(qualifier) => verdict(segment.qualifiers.get(qualifier).verdict),
        OrderKey::QualifiersMet => candidate.qualifiers_met,
        OrderKey::CycleDays => segment.cycle_days.map_or(f64::NEG_INFINITY, |days| -days),
    })
}

fn verdict(verdict: Verdict) -> f64 {
    match verdict {
        Verdict::Yes => 3.0,
        Verdict::Partly => 2.0,
        Verdict::Unknown => 1.0,
        Verdict::No => 0.0,
    }
}

/// A scored candidate with its values by the plan's keys: those of `order.by`, then the tie-breaks.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::order) struct Contender {
    pub(in crate::order) segment: SegmentId,
    standing: Vec<f64>,
}

impl Contender {
    /// The candidate as it stands under the plan; `None` if it has no score.
    pub(in crate::order) fn new(
        plan: &Plan,
        assessment: &Assessment,
        segment: SegmentId,
    ) -> Option<Self> {
        Self::of(plan, segment, assessment.candidate(segment))
    }

    /// The same for a candidate with other scores than the assessment's.
    pub(in crate::order) fn of(
        plan: &Plan,
        segment: SegmentId,
        candidate: &Candidate,
    ) -> Option<Self> {
        let OrderPolicy { by, break_ties, .. } = &plan.order;
        let keys = by.iter().chain(break_ties);
        let standing = keys
            .map(|key| standing(plan.segment(segment), candidate, *key))
            .collect::<Option<_>>()?;
        Some(Self { segment, standing })
    }

    /// Who is ahead (less) by all keys and, between equals, by the order in the file.
    pub(in crate::order) fn compare(&self, other: &Self) -> Ordering {
        self.by_keys(other, usize::MAX)
            .then(self.segment.cmp(&other.segment))
    }

    /// Who is ahead (less) by the first `keys` keys alone.
    pub(in crate::order) fn by_keys(&self, other: &Self, keys: usize) -> Ordering {
        let pairs = self.standing.iter().zip(&other.standing).take(keys);
        pairs
            .map(|(own, others)| others.total_cmp(own))
            .find(|ordering| ordering.is_ne())
            .unwrap_or(Ordering::Equal)
    }

    /// The position of the first key by which the two differ.
    pub(in crate::order) fn told_apart_by(&self, other: &Self) -> Option<usize> {
        let mut pairs = self.standing.iter().zip(&other.standing);
        pairs.position(|(own, others)| own != others)
    }
}
