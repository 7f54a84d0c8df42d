//! Segments that exactly the same leads fit, however their definitions are written, and segments that share none.

use super::definitions::Definitions;
use super::reach::{Reach, SegmentReach};
use super::{Answer, Claim, Prover};
use crate::condition::AttributeId;
use crate::lists;
use crate::plan::{Plan, SegmentId};

/// Two segments that the same leads fit; excluded leads aside.
#[derive(Debug, Clone, PartialEq)]
pub struct SameLeads {
    /// The one that comes first in the plan.
    pub first: SegmentId,
    /// The other.
    pub second: SegmentId,
    /// Attributes whose declared values or bounds the proof rests on.
    pub given: Vec<AttributeId>,
}

/// Those of some segments that share no lead with another, whatever leads have; none beyond
/// [`OrderReach::MOST_SEGMENTS`](super::OrderReach::MOST_SEGMENTS) and
/// [`OrderReach::MOST_TESTS`](super::OrderReach::MOST_TESTS).
pub fn apart_from(plan: &Plan, segment: SegmentId, others: &[SegmentId]) -> Vec<SegmentId> {
    let definitions = Definitions::new(plan);
    let own = definitions.places[segment.0].filter(|_| definitions.is_within_limits());
    let Some(own) = own else {
        return Vec::new();
    };
    let prover = definitions.prover();
    let is_apart = |other: &SegmentId| {
        let Some(place) = definitions.places[other.0] else {
            return false;
        };
        let both = [own, place].map(Claim::Fits);
        prover.find(&both) == Answer::None && definitions.given(&both, &[], &[]).is_empty()
    };
    others.iter().copied().filter(is_apart).collect()
}

/// Each segment with the first one in the plan that the same leads fit; segments that no lead fits are
/// left out.
pub(super) fn pairs(
    definitions: &Definitions,
    prover: &Prover,
    segments: &[SegmentReach],
    order: &[SegmentId],
    steps: &mut u64,
) -> Vec<SameLeads> {
    // A segment that wins a lead differs from all above it, so that of two ranked ones the lower is taken.
    let candidates = segments
        .iter()
        .filter(|one| matches!(one.reach, Reach::Taken(_) | Reach::Wins(_)));
    let mut candidates: Vec<&SegmentReach> = candidates.collect();
    lists::sort_by_key(&mut candidates, |one| one.segment);
    let mut pairs: Vec<SameLeads> = Vec::new();
    for (place, second) in candidates.iter().enumerate() {
        for first in &candidates[..place] {
            let wins_both = [first, second]
                .into_iter()
                .all(|one| matches!(one.reach, Reach::Wins(_)) && order.contains(&one.segment));
            let known = pairs.iter().any(|pair| pair.second == first.segment);
            if wins_both || known || shown_apart(prover, definitions, first, second) {
                continue;
            }
            let places = [first, second].map(|one| definitions.places[one.segment.0]);
            let [Some(one), Some(other)] = places else {
                continue;
            };
            let apart = [
                [Claim::Fits(one), Claim::FitsNot(other)],
                [Claim::Fits(other), Claim::FitsNot(one)],
            ];
            let apart = apart.map(|claims| [claims.to_vec(), definitions.none_of(&[])].concat());
            if apart.iter().all(|claims| prover.denies(claims, &[], steps)) {
                let given = apart
                    .iter()
                    .flat_map(|claims| definitions.given(claims, &[], &[]));
                let mut given: Vec<AttributeId> = given.collect();
                given.sort_unstable();
                given.dedup();
                pairs.push(SameLeads {
                    first: first.segment,
                    second: second.segment,
                    given,
                });
                break;
            }
        }
    }
    pairs
}

/// Whether a lead that one of them wins does not fit the other.
fn shown_apart(
    prover: &Prover,
    definitions: &Definitions,
    one: &SegmentReach,
    other: &SegmentReach,
) -> bool {
    [(one, other), (other, one)]
        .into_iter()
        .any(|(one, other)| {
            let (Reach::Wins(lead), Some(place)) =
                (&one.reach, definitions.places[other.segment.0])
            else {
                return false;
            };
            !prover.holds(Claim::Fits(place), lead)
        })
}
