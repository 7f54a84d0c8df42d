//! The smallest changes that turn neighbors round.

use crate::assess::assess;
use crate::order::rank;
use crate::order::sensitivity::{Flip, ScoreChange, flips, flips_around};
use crate::plan::{Criterion, OrderKey, PanelRule, Plan, SegmentId, Third};
use crate::testing::{ballot, pin, plan, segment, unscored};

fn all(plan: &Plan) -> Vec<Flip> {
    let assessment = assess(plan);
    flips(plan, &assessment, &rank(plan, &assessment))
}

#[test]
fn a_flip_reads_as_advice() {
    let mut plan = plan([
        segment("webinar_guests", [6.0, 5.0, 5.0]),
        segment("partners", [5.0, 6.0, 4.0]),
    ]);
    let found = all(&plan)[0];
    let words = |change: Option<ScoreChange>| found.words(&plan, &change.unwrap());
    // 150 against 120: 5 · 6 · 5 ties, and Partners is ahead by confidence.
    assert_eq!(
        words(found.climb),
        "raise Ease of Partners from 4 to 5 and it overtakes Webinar guests"
    );
    // 120 ties as well when Confidence or Ease of Webinar guests falls to 4.
    assert_eq!(
        words(found.slip),
        "lower Confidence of Webinar guests from 5 to 4 and Partners overtakes it"
    );

    plan.scoring.third = Third::Effort;
    plan.segments[1] = segment("partners", [5.0, 6.0, 7.0]);
    plan.segments[0] = segment("webinar_guests", [6.0, 5.0, 6.0]);
    let found = all(&plan)[0];
    let climb = found.climb.unwrap().words(&plan);
    assert_eq!(climb, "lower Effort of Partners from 7 to 6");
}

#[test]
fn steps_are_tenths_where_a_score_is_not_whole() {
    let mut scored = unscored("panel");
    scored.panel = vec![
        ballot("ana", [5.0, 5.0, 5.0]),
        ballot("bram", [5.0, 5.0, 5.0]),
        ballot("cleo", [6.0, 5.0, 5.0]),
    ];
    let mut plan = plan([scored, segment("next", [5.0, 5.0, 5.0])]);
    plan.scoring.panel = PanelRule::Mean;
    let found = all(&plan)[0];
    assert_eq!(found.climb.map(|change| change.to), Some(5.4));
    let slip = found.slip.unwrap().words(&plan);
    assert_eq!(slip, "lower Confidence of Panel from 5 to 4.6");
    plan.order.by = vec![OrderKey::Criterion(Criterion::Impact)];
    let slip = all(&plan)[0].slip.unwrap().words(&plan);
    assert_eq!(slip, "lower Impact of Panel from 5.33 to 4.9");
}

#[test]
fn a_pin_or_the_end_of_the_scale_leaves_none() {
    let mut plan = plan([
        segment("a", [10.0, 10.0, 10.0]),
        segment("b", [2.0, 10.0, 10.0]),
        segment("c", [1.0, 1.0, 1.0]),
    ]);
    let found = all(&plan);
    assert_eq!((found[0].climb, found[1].climb), (None, None));
    // With Confidence at 2 the pair ties at 200, and b is ahead by confidence.
    let slip = found[0].slip.unwrap();
    assert_eq!((slip.criterion, slip.to), (Criterion::Confidence, 2.0));
    plan.order.pins = vec![pin(2, 2)];
    let found = all(&plan);
    assert!(
        found
            .iter()
            .all(|flip| (flip.climb, flip.slip) == (None, None))
    );
    assert_eq!(
        (found[0].upper, found[0].lower),
        (SegmentId(0), SegmentId(2))
    );
}

#[test]
fn a_segment_has_neighbors_on_both_sides_but_at_the_ends() {
    let plan = plan([
        segment("a", [9.0, 9.0, 9.0]),
        segment("b", [8.0, 8.0, 8.0]),
        segment("c", [7.0, 7.0, 7.0]),
    ]);
    let assessment = assess(&plan);
    let ranking = rank(&plan, &assessment);
    let pairs = all(&plan);
    let around = |place| flips_around(&plan, &assessment, &ranking, SegmentId(place));
    assert_eq!(around(0), pairs[..1]);
    assert_eq!(around(1), pairs);
    assert_eq!(around(2), pairs[1..]);
}
