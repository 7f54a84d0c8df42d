//! Each candidate alone.

mod score;

use super::*;
use crate::plan::{Criterion, Estimate, PanelRule, Qualifier, Verdict};
use crate::testing::{ballot, judged, plan, segment, unscored};

#[test]
fn an_agreed_score_stands_before_the_panels() {
    let mut one = unscored("one");
    one.panel = vec![
        ballot("ana", [4.0, 9.0, 2.0]),
        ballot("bram", [5.0, 7.0, 3.0]),
        ballot("cleo", [9.0, 2.0, 10.0]),
    ];
    one.panel[2].scores.confidence = None;
    one.scores.ease = Some(Estimate::Range {
        low: 6.0,
        high: 9.0,
    });
    let counted = |rule| {
        let mut plan = plan([one.clone()]);
        plan.scoring.panel = rule;
        assess(&plan).candidates[0].scores
    };
    let value = |score: Option<CountedScore>| score.map(|score| (score.value, score.origin));
    let median = counted(PanelRule::Median);
    assert_eq!(value(median.impact), Some((5.0, ScoreOrigin::Panel(3))));
    assert_eq!(value(median.confidence), Some((8.0, ScoreOrigin::Panel(2))));
    assert_eq!(value(median.ease), Some((7.5, ScoreOrigin::Agreed)));
    let mean = counted(PanelRule::Mean);
    assert_eq!(value(mean.impact), Some((6.0, ScoreOrigin::Panel(3))));
}

#[test]
fn three_points_count_by_the_likely_one() {
    let mut one = segment("one", [2.0, 2.0, 2.0]);
    one.scores.impact = Some(Estimate::ThreePoint {
        low: 1.0,
        likely: 3.0,
        high: 10.0,
    });
    let score = assess(&plan([one])).candidates[0].score;
    assert_eq!(score.map(|score| score.value), Some(12.0));
}

#[test]
fn a_missing_score_leaves_a_segment_unscored_even_at_weight_0() {
    let mut one = segment("one", [2.0, 2.0, 2.0]);
    one.scores.ease = None;
    let mut plan = plan([one]);
    plan.scoring.weights.ease = 0.0;
    let found = &assess(&plan).candidates[0];
    assert_eq!((found.score, found.scores.ease), (None, None));
    assert_eq!(
        found.scores.get(Criterion::Impact).map(|one| one.value),
        Some(2.0)
    );
}

#[test]
fn only_a_no_to_a_required_qualifier_parks_and_an_unknown_may_still_count() {
    let scored = || segment("one", [5.0, 5.0, 5.0]);
    let mut plan = plan([
        judged(scored(), Qualifier::Actionable, Verdict::Unknown),
        judged(scored(), Qualifier::Actionable, Verdict::No),
        judged(scored(), Qualifier::Stable, Verdict::Partly),
        judged(scored(), Qualifier::Stable, Verdict::No),
    ]);
    plan.qualify.at_least = 4.5;
    let found = assess(&plan);
    let parked = |place: usize| found.candidates[place].parked.clone();
    assert_eq!(parked(0), []);
    let lacks = ParkReason::Lacks(Qualifier::Actionable);
    assert_eq!(parked(1), [lacks, ParkReason::TooFewQualifiers]);
    assert_eq!(parked(2), []);
    assert_eq!(parked(3), [ParkReason::TooFewQualifiers]);
    let partly = &found.candidates[2];
    assert_eq!(
        (partly.qualifiers_met, partly.qualifiers_possible),
        (0.5, 4.5)
    );
}
