//! What would let a segment win a lead that can win none.

use super::definitions::Definitions;
use super::reach::Reach;
use super::smallest::smallest;
use super::witness::Witness;
use super::{Answer, Claim, Prover};
use crate::condition::Condition;
use crate::plan::SegmentId;

/// What would let a segment win a lead that can win none, with such a lead.
#[derive(Debug, Clone, PartialEq)]
pub struct Revival {
    /// What would.
    pub by: Mend,
    /// A lead that it wins then.
    pub lead: Witness,
}

/// What would let a segment win a lead that can win none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mend {
    /// It stands directly above this one: the lowest place at which it wins a lead.
    RankedAbove(SegmentId),
    /// Without this part of its definition, by its place among those joined by `and`.
    Without(usize),
    /// `leads.exclude` lets a lead pass that fits it.
    NotExcluded,
}

/// What would let a segment win a lead that can win none, if that was found.
pub(super) fn revival(
    definitions: &Definitions,
    prover: &Prover,
    own: usize,
    (reach, above): (&Reach, &[SegmentId]),
) -> Option<Revival> {
    match reach {
        Reach::Taken(_) => ranked_above(definitions, prover, own, above),
        Reach::NeverFits(parts) => without(definitions, prover, own, (parts, above)),
        Reach::Excluded => {
            let lead = prover.find(&[Claim::Fits(own)]).lead()?;
            let by = Mend::NotExcluded;
            Some(Revival { by, lead })
        }
        Reach::Wins(_) | Reach::Undecided => None,
    }
}

/// The lowest place at which it wins a lead; the higher it stands, the more leads are left.
fn ranked_above(
    definitions: &Definitions,
    prover: &Prover,
    own: usize,
    above: &[SegmentId],
) -> Option<Revival> {
    let wins = |place: usize| {
        prover
            .find(&definitions.claims(own, &above[..place]))
            .lead()
    };
    let (mut low, mut lead) = (0, wins(0)?);
    let mut high = above.len();
    while low + 1 < high {
        let middle = usize::midpoint(low, high);
        match wins(middle) {
            Some(other) => (low, lead) = (middle, other),
            None => high = middle,
        }
    }
    let by = Mend::RankedAbove(*above.get(low)?);
    Some(Revival { by, lead })
}

/// The last of the parts that contradict each other without which it wins a lead.
fn without(
    definitions: &Definitions,
    prover: &Prover,
    own: usize,
    (contradiction, above): (&[usize], &[SegmentId]),
) -> Option<Revival> {
    let Condition::And(parts) = definitions.conditions[own] else {
        return None;
    };
    let others = definitions.none_of(above);
    contradiction.iter().rev().find_map(|left_out| {
        let rest = parts.iter().enumerate();
        let rest = rest.filter(|(place, _)| place != left_out);
        let rest: Vec<&Condition> = rest.map(|(_, part)| part).collect();
        let by = Mend::Without(*left_out);
        let lead = prover.find_with(&others, &rest).lead()?;
        Some(Revival { by, lead })
    })
}

/// The parts of a definition that no lead can fit which contradict each other.
pub(super) fn contradiction(definitions: &Definitions, prover: &Prover, own: usize) -> Vec<usize> {
    let Condition::And(parts) = definitions.conditions[own] else {
        return vec![0];
    };
    let places: Vec<usize> = (0..parts.len()).collect();
    smallest(&places, |some| {
        let some: Vec<&Condition> = some.iter().map(|part| &parts[*part]).collect();
        prover.find_with(&[], &some) == Answer::None
    })
}

/// Whether a segment and the single one that takes its leads can both win leads once it stands
/// directly above that one.
pub(super) fn is_mended_above(
    definitions: &Definitions,
    prover: &Prover,
    id: SegmentId,
    by: &[SegmentId],
    order: &[SegmentId],
) -> bool {
    let (&[taker], Some(place)) = (by, order.iter().position(|one| by.contains(one))) else {
        return false;
    };
    let above = &order[..place];
    let with_it = [above, &[id]].concat();
    let wins = |one: SegmentId, above: &[SegmentId]| {
        let own = definitions.places[one.0];
        own.is_some_and(|own| {
            prover
                .find(&definitions.claims(own, above))
                .lead()
                .is_some()
        })
    };
    wins(id, above) && wins(taker, &with_it)
}
