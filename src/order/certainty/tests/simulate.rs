//! Certainty of small plans, from scores to words.

use crate::assess::assess;
use crate::order::certainty::simulate::certainty_on;
use crate::order::certainty::{Certainty, Draws, Sureness, certainty};
use crate::order::rank;
use crate::plan::{Capacity, CutRule, Estimate, OrderKey, Plan};
use crate::testing::{ballot, pin, plan, segment};

fn surely(plan: &Plan) -> Certainty {
    let assessment = assess(plan);
    let ranking = rank(plan, &assessment);
    certainty(plan, &assessment, &ranking, Draws::default())
}

fn groups(plan: &Plan) -> Vec<usize> {
    surely(plan).rows.iter().map(|row| row.group).collect()
}

#[test]
fn a_break_stands_where_the_upper_wins_four_times_in_five() {
    let plan = plan([
        segment("a", [9.0, 9.0, 9.0]),
        segment("b", [5.0, 5.0, 5.0]),
        segment("c", [5.0, 5.0, 4.9]),
        segment("d", [1.0, 1.0, 1.0]),
    ]);
    assert_eq!(groups(&plan), [1, 2, 2, 3]);
    let found = surely(&plan);
    assert_eq!(found.draws, 10_000);
    let words: Vec<_> = found
        .rows
        .iter()
        .map(|row| row.beats_next.map(Sureness::of).map(Sureness::word))
        .collect();
    assert_eq!(words, [Some("sure"), Some("toss-up"), Some("sure"), None]);
    assert_eq!(
        (found.rows[0].first, found.rows[0].expected_rank),
        (1.0, 1.0)
    );
    assert_eq!(
        found.caption(&plan),
        "10,000 simulated rankings, each score ±1 assumed; based on judgment, not on lead data"
    );
}

#[test]
fn the_caption_claims_the_margin_only_for_the_scores_that_have_it() {
    let mut range = segment("range", [9.0, 9.0, 9.0]);
    range.scores.impact = Some(Estimate::Range {
        low: 3.0,
        high: 5.0,
    });
    let mut panel = segment("panel", [2.0, 2.0, 2.0]);
    panel.scores.ease = None;
    panel.panel = vec![
        ballot("ana", [4.0, 9.0, 2.0]),
        ballot("bram", [5.0, 7.0, 3.0]),
    ];
    let mut plan = plan([range, panel]);
    assert_eq!(
        surely(&plan).caption(&plan),
        "10,000 simulated rankings, ±1 assumed for 4 single scores, 1 range drawn as given and 1 panel \
         score resampled; based on judgment, not on lead data"
    );
    plan.segments.pop();
    plan.scoring.margin = 0.0;
    assert_eq!(
        surely(&plan).caption(&plan),
        "10,000 simulated rankings, 2 single scores taken as exact and 1 range drawn as given; based on judgment, not on lead data"
    );
}

#[test]
fn an_exact_tie_is_no_break_however_the_draws_fall() {
    let skewed = |name: &str, low: f64, high: f64| {
        let mut one = segment(name, [5.0, 5.0, 5.0]);
        one.scores.impact = Some(Estimate::ThreePoint {
            low,
            likely: 5.0,
            high,
        });
        one
    };
    let mut plan = plan([skewed("a", 5.0, 10.0), skewed("b", 1.0, 5.0)]);
    plan.scoring.margin = 0.0;
    assert!(
        surely(&plan).rows[0]
            .beats_next
            .is_some_and(|share| share > 0.99)
    );
    assert_eq!(groups(&plan), [1, 1]);
}

#[test]
fn pins_and_tie_breaks_play_no_part_in_a_draw() {
    let mut plan = plan([segment("a", [9.0, 9.0, 9.0]), segment("b", [2.0, 2.0, 2.0])]);
    plan.order.pins = vec![pin(1, 1)];
    let found = surely(&plan);
    assert_eq!(found.rows[0].beats_next, Some(0.0));
    assert_eq!(
        found.rows[0].beats_next.map(Sureness::of),
        Some(Sureness::Disagrees)
    );
    assert_eq!(found.rows[1].first, 1.0);
}

/// The shares of draws in which the ranked segments make a cut of one segment.
fn in_cut(plan: &mut Plan) -> Vec<f64> {
    plan.capacity = Some(Capacity {
        segments: Some(1),
        cost: None,
        unit: None,
        cut: CutRule::Strict,
    });
    let rows = surely(plan).rows;
    rows.iter().filter_map(|row| row.in_cut).collect()
}

#[test]
fn each_draw_is_cut_after_its_pins_and_tie_breaks() {
    let mut apart = plan([segment("a", [9.0, 9.0, 9.0]), segment("b", [2.0, 2.0, 2.0])]);
    assert_eq!(surely(&apart).rows[0].in_cut, None);
    assert_eq!(in_cut(&mut apart), [1.0, 0.0]);
    apart.order.pins = vec![pin(1, 1)];
    assert_eq!(in_cut(&mut apart), [1.0, 0.0]);

    // Without a margin every draw ties: 2 · 6 · 6 is 6 · 6 · 2, and the tie-break puts b first.
    let mut tied = plan([segment("a", [2.0, 6.0, 6.0]), segment("b", [6.0, 6.0, 2.0])]);
    tied.scoring.margin = 0.0;
    let found = surely(&tied);
    assert_eq!(
        (found.rows[0].first, in_cut(&mut tied)),
        (0.5, vec![1.0, 0.0])
    );
    tied.order.break_ties.clear();
    let ranking = rank(&tied, &assess(&tied));
    assert_eq!(ranking.ranked[0].segment.0, 0);
    assert_eq!(in_cut(&mut tied), [1.0, 0.0]);
}

#[test]
fn one_place_is_taken_as_often_as_a_segment_comes_first() {
    let mut close = plan([segment("a", [7.0, 7.0, 7.0]), segment("b", [7.0, 6.5, 7.0])]);
    let shares = in_cut(&mut close);
    let found = surely(&close);
    let first: Vec<f64> = found.rows.iter().map(|row| row.first).collect();
    assert_eq!(shares.iter().sum::<f64>(), 1.0);
    assert!((shares[0] - first[0]).abs() < 1e-9, "{shares:?}, {first:?}");
    assert!((0.6..0.9).contains(&shares[0]), "{shares:?}");
    // The ranks of the draws are the same as without a capacity.
    close.capacity = None;
    let free = surely(&close).rows.into_iter().map(|row| row.beats_next);
    assert!(free.eq(found.rows.into_iter().map(|row| row.beats_next)));
}

#[test]
fn a_key_that_is_not_drawn_goes_before_the_score_or_alone() {
    let mut slow = segment("slow", [9.0, 9.0, 9.0]);
    slow.cycle_days = Some(90.0);
    let mut quick = segment("quick", [2.0, 2.0, 2.0]);
    quick.cycle_days = Some(10.0);
    let unknown = segment("unknown", [5.0, 5.0, 5.0]);
    let other = segment("other", [5.0, 5.0, 5.0]);
    let mut plan = plan([slow, quick, unknown, other]);
    plan.order.by = vec![OrderKey::CycleDays, OrderKey::Score];
    let found = surely(&plan);
    let beats: Vec<_> = found.rows.iter().map(|row| row.beats_next).collect();
    assert_eq!((beats[0], beats[1]), (Some(1.0), Some(1.0)));
    assert!(beats[2].is_some_and(|share| (share - 0.5).abs() < 0.02 && share != 0.5));
    assert_eq!(groups(&plan), [1, 2, 3, 3]);
    plan.order.by = vec![OrderKey::CycleDays];
    assert_eq!(surely(&plan).rows[2].beats_next, Some(0.5));
}

#[test]
fn nobody_and_one_alone_are_sure() {
    let mut alone = plan([segment("a", [9.0, 9.0, 9.0])]);
    let found = surely(&alone);
    assert_eq!((found.rows[0].first, found.rows[0].beats_next), (1.0, None));
    assert_eq!(found.pairwise, Some(vec![vec![0.5]]));
    alone.segments[0].scores.impact = None;
    assert_eq!(surely(&alone).rows, []);
}

#[test]
fn sums_do_not_depend_on_the_number_of_threads() {
    let score = |place: usize| [1.0 + (place % 9) as f64, 5.0, 10.0];
    let many = 0..Certainty::PAIRWISE_UP_TO;
    let plan = plan(many.map(|place| segment(&format!("s{place}"), score(place))));
    let assessment = assess(&plan);
    let ranking = rank(&plan, &assessment);
    let draws = Draws {
        count: Some(2_000),
        seed: 1,
    };
    let on_threads = |threads| certainty_on(threads, &plan, &assessment, &ranking, draws);
    assert_eq!(on_threads(1), on_threads(5));
}
