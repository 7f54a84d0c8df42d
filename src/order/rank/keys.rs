//! What an ordering key makes of a candidate.

use std::cmp::Ordering;

use crate::assess::{Assessment, Candidate, score::rounded};
use crate::plan::{OrderKey, OrderPolicy, Plan, Segment, SegmentId, Verdict};

/// What an ordering key makes of a scored candidate, as a number that is higher the further ahead
/// it puts it: scores rounded to 12 significant digits and in the favorable direction; yes before
/// partly, unknown and no; the shortest sales cycle first and an unknown one last. Nothing where
/// the candidate has no score.
#[must_use]
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

/// A scored candidate with what the plan's keys make of it: those of `order.by`, then the
/// tie-breaks.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::order) struct Contender {
    pub(in crate::order) segment: SegmentId,
    standing: Vec<f64>,
}

impl Contender {
    /// The candidate as it stands under the plan; nothing where it has no score.
    pub(in crate::order) fn new(
        plan: &Plan,
        assessment: &Assessment,
        segment: SegmentId,
    ) -> Option<Self> {
        Self::of(plan, segment, assessment.candidate(segment))
    }

    /// The same, were the candidate such a one.
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

    /// The place of the first key that tells the two apart.
    pub(in crate::order) fn told_apart_by(&self, other: &Self) -> Option<usize> {
        let mut pairs = self.standing.iter().zip(&other.standing);
        pairs.position(|(own, others)| own != others)
    }
}
