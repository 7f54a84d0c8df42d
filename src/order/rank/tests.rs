//! Orders of small plans: keys, tie-breaks, parking, pins.

use super::*;
use crate::assess::assess;
use crate::plan::{Criterion, Formula, OrderKey, Qualifier, Third, Verdict};
use crate::testing::{judged, pin, plan, segment, unscored};

fn ranked(plan: &Plan) -> Ranking {
    rank(plan, &assess(plan))
}

fn names(plan: &Plan, ids: impl IntoIterator<Item = SegmentId>) -> Vec<&str> {
    let name = |id| plan.segment(id).name.as_str();
    ids.into_iter().map(name).collect()
}

fn order(plan: &Plan) -> Vec<&str> {
    names(plan, ranked(plan).order())
}

fn tie_breaks(plan: &Plan) -> Vec<Option<&'static str>> {
    let name = |row: &Ranked| row.tie_broken_by.map(TieBreak::name);
    ranked(plan).ranked.iter().map(name).collect()
}

#[test]
fn the_published_pair_is_ordered_by_product_and_tied_on_the_mean() {
    let mut plan = plan([segment("a", [8.0, 5.0, 2.0]), segment("b", [3.0, 4.0, 8.0])]);
    assert_eq!(order(&plan), ["b", "a"]);
    assert_eq!(tie_breaks(&plan), [None, None]);
    plan.scoring.formula = Formula::Mean;
    assert_eq!(order(&plan), ["a", "b"]);
    assert_eq!(tie_breaks(&plan), [None, Some("confidence")]);
}

#[test]
fn equals_stay_in_file_order_and_say_so() {
    let mut plan = plan([segment("a", [4.0, 3.0, 2.0]), segment("b", [2.0, 3.0, 4.0])]);
    assert_eq!(tie_breaks(&plan), [None, Some("impact")]);
    plan.order.break_ties = vec![OrderKey::QualifiersMet];
    assert_eq!(order(&plan), ["a", "b"]);
    assert_eq!(tie_breaks(&plan), [None, Some("file_order")]);
}

#[test]
fn keys_put_the_favorable_first() {
    let mut quick = segment("quick", [1.0, 5.0, 9.0]);
    quick.cycle_days = Some(10.0);
    let mut slow = segment("slow", [9.0, 5.0, 2.0]);
    slow.cycle_days = Some(90.0);
    let stable = judged(
        segment("stable", [5.0, 5.0, 5.0]),
        Qualifier::Stable,
        Verdict::Yes,
    );
    let shaky = judged(
        segment("shaky", [5.0, 5.0, 5.0]),
        Qualifier::Stable,
        Verdict::No,
    );
    let mut plan = plan([shaky, slow, quick, stable]);
    plan.scoring.third = Third::Effort;
    plan.order.by = vec![OrderKey::CycleDays];
    assert_eq!(order(&plan)[..2], ["quick", "slow"]);
    plan.order.by = vec![OrderKey::Criterion(Criterion::Ease)];
    assert_eq!(order(&plan), ["slow", "shaky", "stable", "quick"]);
    plan.order.by = vec![OrderKey::Qualifier(Qualifier::Stable), OrderKey::Score];
    assert_eq!(order(&plan), ["stable", "slow", "quick", "shaky"]);
}

#[test]
fn parked_and_unscored_ones_are_listed_and_not_ranked() {
    let parked = |one| judged(one, Qualifier::Actionable, Verdict::No);
    let mut half = segment("half", [5.0, 5.0, 5.0]);
    half.scores.ease = None;
    let plan = plan([
        parked(unscored("dark")),
        parked(segment("weak", [1.0, 1.0, 1.0])),
        parked(segment("strong", [9.0, 9.0, 9.0])),
        half,
        segment("only", [2.0, 2.0, 2.0]),
    ]);
    let ranking = ranked(&plan);
    assert_eq!(names(&plan, ranking.order()), ["only"]);
    assert_eq!(names(&plan, ranking.parked), ["strong", "weak", "dark"]);
    assert_eq!(ranking.unscored, [SegmentId(3)]);
    let missing = assess(&plan).candidate(SegmentId(3)).missing();
    assert_eq!(missing, [Criterion::Ease]);
}

#[test]
fn pins_take_their_ranks_and_the_rest_fill_in_order() {
    let mut plan = plan([
        segment("a", [9.0, 9.0, 9.0]),
        segment("b", [8.0, 8.0, 8.0]),
        segment("c", [8.0, 8.0, 8.0]),
        segment("d", [1.0, 1.0, 1.0]),
    ]);
    plan.order.pins = vec![pin(3, 2), pin(0, 4)];
    assert_eq!(order(&plan), ["b", "d", "c", "a"]);
    assert_eq!(
        tie_breaks(&plan),
        [None; 4],
        "a pinned neighbor breaks no tie"
    );
    let pinned: Vec<bool> = ranked(&plan)
        .ranked
        .iter()
        .map(|row| row.pinned.is_some())
        .collect();
    assert_eq!(pinned, [false, true, false, true]);
    // b and c are equal; one of them pinned is enough to leave nothing to break
    for pinned in [1, 2] {
        plan.order.pins = vec![pin(pinned, pinned + 1)];
        assert_eq!(order(&plan), ["a", "b", "c", "d"]);
        assert_eq!(tie_breaks(&plan), [None; 4]);
    }
}

#[test]
fn a_pin_past_the_last_rank_puts_its_segment_last() {
    let parked = judged(
        segment("p", [9.0, 9.0, 9.0]),
        Qualifier::Actionable,
        Verdict::No,
    );
    let mut plan = plan([
        parked,
        segment("a", [9.0, 9.0, 9.0]),
        segment("b", [8.0, 8.0, 8.0]),
    ]);
    plan.order.pins = vec![pin(1, 3), pin(0, 1)];
    assert_eq!(order(&plan), ["b", "a"]);
}
