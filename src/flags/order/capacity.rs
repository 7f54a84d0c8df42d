//! What the team can serve: a cut that the scores leave open, costs that are missing, a sequence that
//! the order does not keep.

use super::adjacent::adjacent;
use crate::flags::{Facts, Flag, Found, Search, given, place, spec};
use crate::order::Certainty;
use crate::plan::SegmentId;
use crate::text::words;

pub(in crate::flags) const CUT_TOSS_UP: Flag = Flag {
    spec: spec::CUT_TOSS_UP,
    several: "segments at the cut line are toss-ups",
    matters: "One of the two is served this period and the other isn't. If each score could be a \
              point off, it could be the other way round.",
    act: "Discuss these two: narrow the scores that you are least sure of, or decide and pin one \
          of them with the reason.",
    example: "\
capacity: {segments: 1}
segments:
  - name: plant_managers
    scores: {impact: 7, confidence: 7, ease: 7}
  - name: webinar_guests
    scores: {impact: 6, confidence: 7, ease: 8}
",
    search: Search::Draws(|facts, certainty| cut_toss_up(facts, certainty).into_iter().collect()),
};

pub(in crate::flags) const NO_COST: Flag = Flag {
    spec: spec::NO_COST,
    several: "segments have no cost",
    matters: "A segment that costs nothing always fits, so the cut line promises more than the \
              team can serve.",
    act: "Estimate what serving it takes, in the unit of the capacity. A rough number is better \
          than none.",
    example: "\
capacity: {cost: 40, unit: days}
segments:
  - name: plant_managers
    scores: {impact: 8, confidence: 6, ease: 7}
",
    search: Search::Segments(
        |facts, id| {
            let counts = facts.plan.capacity.as_ref()?.cost.is_some();
            let is_free = facts.plan.segment(id).cost.is_none();
            let is_ranked = facts.ranking.row(id).is_some();
            let message = "It has no cost, so it counts as free".to_owned();
            (counts && is_free && is_ranked).then(|| (place::name(id), message))
        },
        "Say what serving it takes, for example `cost: 8`",
    ),
};

pub(in crate::flags) const OUT_OF_ORDER: Flag = Flag {
    spec: spec::OUT_OF_ORDER,
    several: "pairs are out of sequence",
    matters: "The team said that one of the two can only be served once the other one is. The \
              order doesn't follow `after`, so as it stands the work would begin at the wrong end.",
    act: "Pin the segment that must come first above the other one, make room for it in the \
          capacity, or remove it from `after` if it can wait.",
    example: "\
segments:
  - name: plant_managers
    after: [key_accounts]
    scores: {impact: 8, confidence: 8, ease: 8}
  - name: key_accounts
    scores: {impact: 6, confidence: 6, ease: 6}
",
    search: Search::Plan(out_of_order),
};

/// The last segment that makes the cut and the one below it, if the two are hardly separated.
fn cut_toss_up(facts: &Facts, certainty: &Certainty) -> Option<Found> {
    let last_in = facts.ranking.cut.as_ref()?.last_in()?;
    let below = facts.threshold(&spec::CUT_TOSS_UP, "below");
    let pair = adjacent(facts).find(|pair| pair.upper.rank == last_in)?;
    let share = pair.beats.filter(|share| *share < below)?;
    let [upper, lower] = [pair.upper, pair.lower].map(|row| facts.plan.label(row.segment));
    let free = facts.reach.free_below(pair.upper.segment);
    let apart = match free {
        Some(free) => format!(
            ". No lead could go to either, so it is about whose leads get a message of their own{}",
            given(facts.plan, facts.audit, &free.given)
        ),
        None => String::new(),
    };
    let message = format!(
        "{upper} makes the cut and {lower} doesn't, but the scores hardly separate them: {upper} \
         is ahead in {} of {} simulated rankings{apart}",
        words::percent(share),
        words::thousands(certainty.draws as u64),
    );
    let help = "Narrow the scores you are least sure of, or decide and pin one of the two";
    Some(pair.found(message, help))
}

fn out_of_order(facts: &Facts) -> Vec<Found> {
    let mut found = Vec::new();
    for row in &facts.ranking.ranked {
        for (place, first) in facts.plan.segment(row.segment).after.iter().enumerate() {
            if let Some((message, help)) = broken_sequence(facts, row.segment, *first) {
                let route = row.segment.route().key("after").item(place);
                found.push(Found::about(row.segment, route, message, help).and(*first));
            }
        }
    }
    found
}

/// What is wrong with a ranked segment that must come after another one, and what to do; `None` if
/// that one comes before it, and makes the cut where the later one does.
fn broken_sequence(
    facts: &Facts,
    later: SegmentId,
    first: SegmentId,
) -> Option<(String, &'static str)> {
    let [label, other] = [later, first].map(|id| facts.plan.label(id));
    let ranking = facts.ranking;
    let is_out = |id| ranking.is_in_cut(id) == Some(false);
    match ranking.row(first) {
        None => {
            let parked = !facts.assessment.candidate(first).parked.is_empty();
            let why = if parked { "is parked" } else { "has no score" };
            Some((
                format!("{label} must come after {other}, which {why}"),
                "Fix what keeps that one out of the order, or remove it from `after`",
            ))
        }
        Some(before) if Some(before.rank) > ranking.row(later).map(|row| row.rank) => Some((
            format!("{label} is ranked above {other}, which must be served first"),
            "Pin the one that must be served first above the other, or remove it from `after`",
        )),
        Some(_) if is_out(first) && !is_out(later) => Some((
            format!("{label} makes the cut, but {other}, which must be served first, doesn't"),
            "Make room for the one that must be served first, or remove it from `after`",
        )),
        Some(_) => None,
    }
}
