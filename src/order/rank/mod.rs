//! From assessed candidates to their order.

pub(super) mod keys;
mod place;
mod ranking;
#[cfg(test)]
mod tests;

pub use place::Place;
pub use ranking::{Ranked, Ranking, TieBreak};

use std::collections::BTreeMap;

use keys::Contender;

use crate::assess::{Assessment, score::rounded};
use crate::lists;
use crate::plan::{Pin, Plan, SegmentId};

/// Ranks the candidates of a plan: parks first, then orders by the plan's keys, its tie-breaks and
/// the order in the file, then lets pins take their ranks while the rest keep their order. A pin
/// of a parked or unscored segment has no effect; one past the number of ranked segments puts its
/// segment last.
pub fn rank(plan: &Plan, assessment: &Assessment) -> Ranking {
    let free = |id: &SegmentId| assessment.candidate(*id).parked.is_empty();
    let (contending, parked): (Vec<_>, Vec<_>) = plan.segment_ids().partition(free);
    let unscored = |id: &SegmentId| assessment.candidate(*id).score.is_none();
    let contenders = contenders(plan, assessment, &contending);
    Ranking::new(
        plan,
        rows(plan, &pinned(plan, contenders)),
        best_first(assessment, parked),
        contending.into_iter().filter(unscored).collect(),
    )
}

/// The scored ones of some candidates, in the order of the plan's keys, pins left out.
fn contenders(plan: &Plan, assessment: &Assessment, candidates: &[SegmentId]) -> Vec<Contender> {
    let mut contenders: Vec<Contender> = candidates
        .iter()
        .filter_map(|id| Contender::new(plan, assessment, *id))
        .collect();
    lists::sort_by(&mut contenders, Contender::compare);
    contenders
}

/// The same candidates with pins at their ranks, each with the reason of its pin.
fn pinned(plan: &Plan, contenders: Vec<Contender>) -> Vec<(Contender, Option<&Pin>)> {
    let pins: BTreeMap<SegmentId, &Pin> = plan
        .order
        .pins
        .iter()
        .map(|pin| (pin.segment, pin))
        .collect();
    let (mut held, rest): (Vec<_>, Vec<_>) = contenders
        .into_iter()
        .map(|contender| {
            let pin = pins.get(&contender.segment).copied();
            (contender, pin)
        })
        .partition(|(_, pin)| pin.is_some());
    lists::sort_by_key(&mut held, |(_, pin)| pin.map(|pin| pin.rank));

    let mut rest = rest.into_iter();
    let mut order = Vec::with_capacity(held.len() + rest.len());
    for (contender, pin) in held {
        let above = pin.map_or(0, |pin| pin.rank.saturating_sub(1));
        order.extend(rest.by_ref().take(above.saturating_sub(order.len())));
        order.push((contender, pin));
    }
    order.extend(rest);
    order
}

fn rows(plan: &Plan, order: &[(Contender, Option<&Pin>)]) -> Vec<Ranked> {
    let above = |place: usize| order.get(place.checked_sub(1)?);
    let row = |(place, row): (usize, &(Contender, Option<&Pin>))| Ranked {
        segment: row.0.segment,
        rank: place + 1,
        tie_broken_by: above(place).and_then(|above| tie_break(plan, above, row)),
        pinned: row.1.map(|pin| pin.because.clone()),
    };
    order.iter().enumerate().map(row).collect()
}

/// What decided between two neighbors that the ordering keys left equal, neither being pinned.
fn tie_break(
    plan: &Plan,
    (upper, upper_pin): &(Contender, Option<&Pin>),
    (lower, lower_pin): &(Contender, Option<&Pin>),
) -> Option<TieBreak> {
    if upper_pin.is_some() || lower_pin.is_some() {
        return None;
    }
    let Some(key) = upper.told_apart_by(lower) else {
        return Some(TieBreak::FileOrder);
    };
    let tie_break = key.checked_sub(plan.order.by.len())?;
    plan.order
        .break_ties
        .get(tie_break)
        .copied()
        .map(TieBreak::Key)
}

/// Highest score first, unscored ones last, equals in file order.
fn best_first(assessment: &Assessment, mut candidates: Vec<SegmentId>) -> Vec<SegmentId> {
    let score = |id: &SegmentId| {
        let score = assessment.candidate(*id).score;
        score.map_or(f64::NEG_INFINITY, |score| rounded(score.value))
    };
    lists::sort_by(&mut candidates, |a, b| score(b).total_cmp(&score(a)));
    candidates
}
