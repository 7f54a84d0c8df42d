//! Scores drawn block by block.

use crate::order::certainty::draws::{Draws, ScoreDraws};
use crate::order::certainty::streams::BLOCK;
use crate::plan::{Criterion, Estimate, Plan, Segment, SegmentId};
use crate::testing::{ballot, plan, segment, unscored};

const COUNT: usize = 3 * BLOCK + 5;

/// All draws of a plan's segments, by name and criterion.
fn drawn(plan: &Plan) -> Vec<(String, Criterion, Vec<f64>)> {
    let order: Vec<SegmentId> = plan.segment_ids().collect();
    let scores = ScoreDraws::new(plan, &order, 1, COUNT);
    let cells = plan.segments.iter().enumerate().flat_map(|(row, segment)| {
        Criterion::ALL
            .iter()
            .map(move |one| (row, segment.name.clone(), *one))
    });
    let mut all: Vec<_> = cells
        .map(|(row, name, criterion)| {
            let mut draws = vec![0.0; COUNT];
            for (block, draws) in draws.chunks_mut(BLOCK).enumerate() {
                scores.fill(row, criterion, block, draws);
            }
            (name, criterion, draws)
        })
        .collect();
    all.sort_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
    all
}

fn mixed() -> Vec<Segment> {
    let mut range = segment("range", [2.0, 2.0, 2.0]);
    range.scores.impact = Some(Estimate::Range {
        low: 3.0,
        high: 5.0,
    });
    range.scores.ease = Some(Estimate::ThreePoint {
        low: 2.0,
        likely: 3.0,
        high: 9.0,
    });
    let mut panel = unscored("panel");
    panel.panel = vec![
        ballot("ana", [4.0, 9.0, 2.0]),
        ballot("bram", [5.0, 7.0, 2.0]),
        ballot("cleo", [9.0, 2.0, 2.0]),
    ];
    let mut half = panel.clone();
    half.name = "half".to_owned();
    half.panel.remove(1);
    vec![segment("point", [5.0, 6.0, 7.0]), range, panel, half]
}

#[test]
fn who_joins_leaves_or_moves_changes_nobody_elses_draws() {
    let before = drawn(&plan(mixed()));
    let mut others = mixed();
    others.reverse();
    let mut stranger = unscored("stranger");
    stranger.panel = vec![
        ballot("ana", [1.0, 1.0, 1.0]),
        ballot("zoe", [9.0, 9.0, 9.0]),
    ];
    others.insert(1, stranger);
    let with_stranger = drawn(&plan(others));
    let strangers_gone: Vec<_> = with_stranger
        .into_iter()
        .filter(|(name, ..)| name != "stranger")
        .collect();
    assert_eq!(strangers_gone, before);
    let mut fewer = mixed();
    fewer.remove(2);
    let left: Vec<_> = before
        .into_iter()
        .filter(|(name, ..)| name != "panel")
        .collect();
    assert_eq!(drawn(&plan(fewer)), left);
}

#[test]
fn a_harsh_scorer_is_harsh_to_all_in_the_same_draws() {
    let scored = |name: &str, shift: f64| {
        let mut segment = unscored(name);
        segment.panel = vec![
            ballot("ana", [2.0 + shift, 5.0, 5.0]),
            ballot("bram", [5.0 + shift, 5.0, 5.0]),
            ballot("cleo", [9.0 + shift, 5.0, 5.0]),
        ];
        segment
    };
    let all = drawn(&plan([scored("a", 0.0), scored("b", 1.0)]));
    let impact = |name: &str| {
        let found = all
            .iter()
            .find(|(own, one, _)| own == name && *one == Criterion::Impact);
        found.unwrap().2.clone()
    };
    let (a, b) = (impact("a"), impact("b"));
    assert!(a.iter().any(|value| *value != a[0]));
    assert!(a.iter().zip(&b).all(|(a, b)| b - a == 1.0));
    let agreed = all.iter().find(|(_, one, _)| *one == Criterion::Confidence);
    let agreed = &agreed.unwrap().2;
    assert!(agreed.iter().all(|value| (4.0..=6.0).contains(value)));
    assert!(
        agreed.iter().any(|value| value.fract() != 0.0),
        "the margin applies"
    );
}

#[test]
fn draws_stay_on_the_scale_and_within_what_was_given() {
    let mut segments = mixed();
    segments.push(segment("ends", [1.0, 10.0, 9.5]));
    for (name, criterion, draws) in drawn(&plan(segments)) {
        let (low, high) = match (name.as_str(), criterion) {
            ("range", Criterion::Impact) => (3.0, 5.0),
            ("range", Criterion::Ease) => (2.0, 9.0),
            ("ends", Criterion::Impact) => (1.0, 2.0),
            ("ends", Criterion::Confidence) => (9.0, 10.0),
            ("ends", Criterion::Ease) => (8.5, 10.0),
            _ => (1.0, 10.0),
        };
        assert!(
            draws.iter().all(|value| (low..=high).contains(value)),
            "{name} {criterion:?}"
        );
        assert!(draws.iter().any(|value| *value != draws[0]));
    }
}

#[test]
fn there_are_ten_thousand_draws_until_that_is_too_many() {
    let count = |count, segments, scorers| Draws { count, seed: 1 }.count_for(segments, scorers);
    assert_eq!(count(None, 12, 5), 10_000);
    assert_eq!(count(None, 1_000, 0), 10_000);
    assert_eq!(count(None, 4_000, 0), 2_500);
    assert_eq!(count(None, 500_000, 0), 1_000);
    assert_eq!(count(None, 12, 100), 1_000);
    assert_eq!(count(Some(0), 12, 0), 1);
    assert_eq!(count(Some(50_000), 12, 5), 50_000);
    assert_eq!(count(Some(50_000), 1_000, 5), 20_000);
    assert_eq!(count(Some(usize::MAX), 0, usize::MAX), 1_000);
}
