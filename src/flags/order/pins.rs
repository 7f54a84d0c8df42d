//! Pins that decide nothing, and what they decide.

use std::collections::HashMap;

use crate::assess::score::rounded;
use crate::flags::{Facts, Flag, Found, Search, spec};
use crate::lists;
use crate::plan::{Pin, SegmentId};
use crate::yaml::Route;

pub(in crate::flags) const PIN_WITHOUT_EFFECT: Flag = Flag {
    spec: spec::PIN_WITHOUT_EFFECT,
    several: "pins have no effect",
    matters: "Someone decided on a rank for this segment, but it isn't ranked. Either the decision \
              or the answer that parks it is out of date.",
    act: "Fix what parks the segment or give it its scores, or remove the pin.",
    example: "\
order:
  pin:
    - {segment: key_accounts, rank: 1, because: Board commitment}
segments:
  - name: key_accounts
    scores: {impact: 8, confidence: 9, ease: 5}
    qualifiers: {actionable: no}
  - name: webinar_guests
    scores: {impact: 5, confidence: 8, ease: 9}
",
    search: Search::Plan(without_effect),
};

pub(in crate::flags) const PINNED_AGAINST_SCORE: Flag = Flag {
    spec: spec::PINNED_AGAINST_SCORE,
    several: "segments are pinned against their score",
    matters: "A pin is a good way to record a decision, as long as everyone can see that the \
              decision puts the segment there and not the score.",
    act: "Nothing, if the reason still applies. Otherwise remove the pin, or rescore to include \
          what the scores leave out.",
    example: "\
order:
  pin:
    - {segment: key_accounts, rank: 1, because: Board commitment}
segments:
  - name: webinar_guests
    scores: {impact: 8, confidence: 8, ease: 9}
  - name: key_accounts
    scores: {impact: 8, confidence: 6, ease: 2}
",
    search: Search::Plan(against_score),
};

fn without_effect(facts: &Facts) -> Vec<Found> {
    let ranks = ranks(facts);
    let idle = pins(facts).filter(|(_, pin)| !ranks.contains_key(&pin.segment));
    idle.map(|(route, pin)| {
        let parked = !facts.assessment.candidate(pin.segment).parked.is_empty();
        let (is, help) = match parked {
            true => ("is parked", "Fix what parks it, or remove the pin"),
            false => ("has no score", "Give it its scores, or remove the pin"),
        };
        let rank = pin.rank;
        let message = format!("The pin to rank {rank} has no effect: the segment {is}");
        Found::about(pin.segment, route, message, help)
    })
    .collect()
}

fn against_score(facts: &Facts) -> Vec<Found> {
    let score = |id: SegmentId| {
        let score = &facts.assessment.candidate(id).score;
        score.as_ref().map(|one| rounded(one.value))
    };
    let mut scores: Vec<f64> = facts.ranking.order().filter_map(score).collect();
    lists::sort_by(&mut scores, |a, b| b.total_cmp(a));
    let ranks = ranks(facts);
    let against = pins(facts).filter_map(|(route, pin)| {
        let rank = *ranks.get(&pin.segment)?;
        let own = score(pin.segment)?;
        let best = scores.partition_point(|other| *other > own) + 1;
        let last = scores.partition_point(|other| *other >= own);
        let message = format!("It is pinned to rank {rank}; its score would put it at rank {best}");
        let help = "Remove the pin once its reason no longer applies";
        (!(best..=last).contains(&rank)).then(|| Found::about(pin.segment, route, message, help))
    });
    against.collect()
}

fn pins<'a>(facts: &Facts<'a>) -> impl Iterator<Item = (Route, &'a Pin)> {
    let pins = facts.plan.order.pins.iter().enumerate();
    pins.map(|(place, pin)| (Route::root().key("order").key("pin").item(place), pin))
}

fn ranks(facts: &Facts) -> HashMap<SegmentId, usize> {
    let rows = facts.ranking.ranked.iter();
    rows.map(|row| (row.segment, row.rank)).collect()
}
