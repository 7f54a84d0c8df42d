//! Plans that are half the old one and half the new one.

use super::Class;
use super::matching::Pair;
use crate::lists;
use crate::order::Place;
use crate::plan::{FlagPolicy, LeadPolicy, Pin, Plan, Segment, SegmentId};

/// The old plan with some classes of change made: where each pair stands then.
pub(super) fn places(old: &Plan, new: &Plan, pairs: &[Pair], made: &[Class]) -> Vec<Place> {
    places_in_file(old, new, pairs, made, made.contains(&Class::Policy))
}

/// Whether the old plan would rank its segments in another order if they stood in its file as they do
/// in the new one's: where nothing else breaks ties.
pub(super) fn file_order_matters(old: &Plan, new: &Plan, pairs: &[Pair], was: &[Place]) -> bool {
    places_in_file(old, new, pairs, &[], true) != was
}

fn places_in_file(
    old: &Plan,
    new: &Plan,
    pairs: &[Pair],
    made: &[Class],
    in_new_file: bool,
) -> Vec<Place> {
    let is_made = |class: Class| made.contains(&class);
    let mut there: Vec<usize> = (0..pairs.len())
        .filter(|place| match is_made(Class::Membership) {
            true => pairs[*place].new.is_some(),
            false => pairs[*place].old.is_some(),
        })
        .collect();
    // In the order of one of the files, in which those that only the other has come last.
    lists::sort_by_key(&mut there, |place| {
        let keys = [pairs[*place].old, pairs[*place].new];
        let [first, second] = match in_new_file {
            true => [keys[1], keys[0]],
            false => keys,
        };
        (first.is_none(), first, second)
    });
    let mut mixed_id = vec![None; pairs.len()];
    for (id, place) in there.iter().enumerate() {
        mixed_id[*place] = Some(SegmentId(id));
    }
    let segments = there
        .iter()
        .filter_map(|place| segment(old, new, pairs[*place], &is_made));
    let policy = if is_made(Class::Policy) { new } else { old };
    let mut plan = Plan {
        segments: segments.collect(),
        scoring: policy.scoring.clone(),
        qualify: policy.qualify.clone(),
        order: policy.order.clone(),
        capacity: None,
        duels: Vec::new(),
        scorers: Vec::new(),
        flags: FlagPolicy::default(),
        leads: LeadPolicy::default(),
        attributes: Vec::new(),
        ..old.clone()
    };
    // Scores mean something on their own scale and in their own direction only.
    let scores = if is_made(Class::Scores) { new } else { old };
    plan.scoring.scale = scores.scoring.scale;
    plan.scoring.third = scores.scoring.third;
    let (pins, of_new) = match is_made(Class::Pins) {
        true => (&new.order.pins, true),
        false => (&old.order.pins, false),
    };
    let pin = |pin: &Pin| {
        let own = |pair: &Pair| if of_new { pair.new } else { pair.old };
        let place = pairs
            .iter()
            .position(|pair| own(pair) == Some(pin.segment))?;
        Some(Pin {
            segment: mixed_id[place]?,
            ..pin.clone()
        })
    };
    plan.order.pins = pins.iter().filter_map(pin).collect();
    let stand = Place::all(&plan);
    let of = |id: &Option<SegmentId>| id.map_or(Place::Absent, |id| stand[id.0]);
    mixed_id.iter().map(of).collect()
}

/// A segment with the scores and the verdicts of one of the plans, and nothing else that ranks don't
/// rest on.
fn segment(old: &Plan, new: &Plan, pair: Pair, is_made: &dyn Fn(Class) -> bool) -> Option<Segment> {
    let olds = pair.old.map(|id| old.segment(id));
    let news = pair.new.map(|id| new.segment(id));
    let of = |class| match is_made(class) {
        true => news.or(olds),
        false => olds.or(news),
    };
    let scores = of(Class::Scores)?;
    Some(Segment {
        qualifiers: of(Class::Qualifiers)?.qualifiers.clone(),
        definition: None,
        after: Vec::new(),
        ..scores.clone()
    })
}
