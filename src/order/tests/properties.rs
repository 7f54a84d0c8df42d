//! What holds for every plan, formula and direction.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use crate::assess::assess;
use crate::order::{Draws, Ranking, ScoreChange, TieBreak, certainty, flips, rank};
use crate::plan::{
    ByCriterion, Criterion, Estimate, Formula, OrderKey, Plan, Qualifier, Scoring, Segment,
    SegmentId, Third, Verdict,
};
use crate::testing::{judged, pin, plan, scoring, segment};

fn ranked(plan: &Plan) -> Ranking {
    rank(plan, &assess(plan))
}

/// Segments with scores on the scale's whole points, or on its tenths; now and then one parked or
/// without a score.
fn segments() -> impl Strategy<Value = Vec<Segment>> {
    let score = |tenths: bool| {
        (10..=100_i32).prop_map(move |score| match tenths {
            true => f64::from(score) / 10.0,
            false => f64::from(score / 10),
        })
    };
    let one = move |tenths| {
        let scores = [score(tenths), score(tenths), score(tenths)];
        let rest = (select(Verdict::ALL), 0..20, proptest::option::of(1..9_u8));
        (scores, rest).prop_map(|(scores, (stable, luck, cycle))| {
            let mut one = judged(segment("", scores), Qualifier::Stable, stable);
            one.cycle_days = cycle.map(f64::from);
            match luck {
                0 => judged(one, Qualifier::Actionable, Verdict::No),
                1 => {
                    one.scores.confidence = None;
                    one
                }
                _ => one,
            }
        })
    };
    any::<bool>()
        .prop_flat_map(move |tenths| proptest::collection::vec(one(tenths), 1..9))
        .prop_map(|mut segments| {
            for (place, segment) in segments.iter_mut().enumerate() {
                segment.name = format!("s{place}");
            }
            segments
        })
}

fn any_scoring() -> impl Strategy<Value = Scoring> {
    let weights = select(vec![[1.0, 1.0, 1.0], [2.0, 1.0, 0.5], [0.0, 1.0, 1.0]]);
    (select(Formula::ALL), select(Third::ALL), weights).prop_map(
        |(formula, third, [impact, confidence, ease])| Scoring {
            weights: ByCriterion {
                impact,
                confidence,
                ease,
            },
            ..scoring(formula, third)
        },
    )
}

fn any_keys() -> impl Strategy<Value = Vec<OrderKey>> {
    let others = subsequence(OrderKey::all(), 0..3).prop_shuffle();
    (any::<bool>(), others).prop_map(|(by_score, others)| match by_score || others.is_empty() {
        true => vec![OrderKey::Score],
        false => others,
    })
}

/// A plan without pins.
fn plans() -> impl Strategy<Value = Plan> {
    (segments(), any_scoring(), any_keys(), any_keys()).prop_map(
        |(segments, scoring, by, break_ties)| {
            let mut plan = plan(segments);
            plan.scoring = scoring;
            plan.order.by = by;
            plan.order.break_ties = break_ties;
            plan
        },
    )
}

/// The names in their order, those together that only the file puts in order.
fn order_of_untied(plan: &Plan) -> Vec<BTreeSet<String>> {
    let mut groups: Vec<BTreeSet<String>> = Vec::new();
    for row in ranked(plan).ranked {
        let name = plan.name(row.segment).to_owned();
        match (row.tie_broken_by, groups.last_mut()) {
            (Some(TieBreak::FileOrder), Some(tied)) => {
                tied.insert(name);
            }
            _ => groups.push(BTreeSet::from([name])),
        }
    }
    groups
}

fn apply(plan: &Plan, change: &ScoreChange) -> Plan {
    let mut plan = plan.clone();
    let scores = &mut plan.segments[change.segment.0].scores;
    *scores.get_mut(change.criterion) = Some(Estimate::Point(change.to));
    plan
}

fn overtakes(plan: &Plan, lower: SegmentId, upper: SegmentId) -> bool {
    let ranking = ranked(plan);
    ranking.row(lower).unwrap().rank < ranking.row(upper).unwrap().rank
}

/// The fewest steps of a change that turns a pair, by trying every score on the grid.
fn fewest_points(
    plan: &Plan,
    moved: SegmentId,
    (upper, lower): (SegmentId, SegmentId),
) -> Option<f64> {
    let values = plan.segments.iter().flat_map(|segment| {
        let scores = &segment.scores;
        [scores.impact, scores.confidence, scores.ease]
    });
    let whole = values.flatten().all(|score| score.central().fract() == 0.0);
    let steps = if whole { 1 } else { 10 };
    let grid = (steps..=10 * steps).map(|step| f64::from(step) / f64::from(steps));
    let tries = grid.flat_map(|to| Criterion::ALL.iter().map(move |criterion| (*criterion, to)));
    let points = tries.filter_map(|(criterion, to)| {
        let from = plan.segment(moved).scores.get(criterion).unwrap().central();
        let change = ScoreChange {
            segment: moved,
            criterion,
            from,
            to,
        };
        overtakes(&apply(plan, &change), lower, upper).then_some((to - from).abs())
    });
    points.min_by(f64::total_cmp)
}

proptest! {
    #[test]
    fn permuting_the_file_never_changes_the_order_of_untied_ones(
        (plan, segments) in plans().prop_flat_map(|plan| {
            let shuffled = Just(plan.segments.clone()).prop_shuffle();
            (Just(plan), shuffled)
        })
    ) {
        let permuted = Plan { segments, ..plan.clone() };
        prop_assert_eq!(order_of_untied(&plan), order_of_untied(&permuted));
    }

    #[test]
    fn a_better_score_never_lowers_its_segment(
        plan in plans(), at in any::<prop::sample::Index>(), criterion in select(Criterion::ALL), by in 0.1..9.0_f64,
    ) {
        let id = SegmentId(at.index(plan.segments.len()));
        let Some(before) = ranked(&plan).row(id).map(|row| row.rank) else { return Ok(()) };
        let mut better = plan.clone();
        let score = better.segments[id.0].scores.get_mut(criterion);
        let from = plan.scoring.favorable(criterion, score.unwrap().central());
        let to = plan.scoring.favorable(criterion, plan.scoring.scale.clamp(from + by));
        *score = Some(Estimate::Point(to));
        prop_assert!(ranked(&better).row(id).unwrap().rank <= before);
    }

    #[test]
    fn ranks_are_1_to_n_and_everyone_is_somewhere(
        mut plan in plans(), pins in proptest::collection::btree_map(0..8_usize, 1..9_usize, 0..4),
    ) {
        let count = plan.segments.len();
        let mut taken = BTreeSet::new();
        for (segment, rank) in pins {
            if segment < count && taken.insert(rank) {
                plan.order.pins.push(pin(segment, rank));
            }
        }
        let ranking = ranked(&plan);
        let ranks: Vec<usize> = ranking.ranked.iter().map(|row| row.rank).collect();
        prop_assert_eq!(&ranks, &(1..=ranking.ranked.len()).collect::<Vec<_>>());
        let mut all: Vec<usize> = ranking.order().chain(ranking.parked.iter().copied()).map(|id| id.0).collect();
        all.extend(ranking.unscored.iter().map(|id| id.0));
        all.sort_unstable();
        prop_assert_eq!(all, (0..count).collect::<Vec<_>>());
        let all_fit = ranks.len() == count && plan.order.pins.iter().all(|pin| pin.rank <= count);
        for pin in plan.order.pins.iter().filter(|_| all_fit) {
            prop_assert_eq!(ranking.row(pin.segment).unwrap().rank, pin.rank);
        }
    }

    #[test]
    fn a_flip_is_the_fewest_points_that_turn_a_pair(plan in plans()) {
        let assessment = assess(&plan);
        let ranking = rank(&plan, &assessment);
        for flip in flips(&plan, &assessment, &ranking) {
            let pair = (flip.upper, flip.lower);
            for (change, moved) in [(flip.climb, flip.lower), (flip.slip, flip.upper)] {
                let fewest = fewest_points(&plan, moved, pair);
                prop_assert_eq!(change.is_some(), fewest.is_some());
                let (Some(change), Some(fewest)) = (change, fewest) else { continue };
                prop_assert_eq!(change.segment, moved);
                prop_assert!(((change.to - change.from).abs() - fewest).abs() < 1e-9);
                prop_assert!(overtakes(&apply(&plan, &change), flip.lower, flip.upper));
            }
        }
    }

    #[test]
    fn certainty_adds_up(plan in plans()) {
        let assessment = assess(&plan);
        let ranking = rank(&plan, &assessment);
        let draws = Draws { count: Some(100), seed: 3 };
        let found = certainty(&plan, &assessment, &ranking, draws);
        prop_assert_eq!(&found, &certainty(&plan, &assessment, &ranking, draws));
        let n = ranking.ranked.len();
        let sum = |figure: fn(&crate::order::RankCertainty) -> f64| found.rows.iter().map(figure).sum::<f64>();
        prop_assert_eq!(found.rows.len(), n);
        prop_assert!((sum(|row| row.expected_rank) - (n * (n + 1)) as f64 / 2.0).abs() < 1e-9);
        prop_assert!(n == 0 || (sum(|row| row.first) - 1.0).abs() < 1e-9);
        let beats = found.pairwise.as_ref().unwrap();
        for (place, row) in found.rows.iter().enumerate() {
            let ranks = row.ranks.as_ref().unwrap();
            prop_assert!((ranks.iter().sum::<f64>() - 1.0).abs() < 1e-9);
            let mean: f64 = ranks.iter().zip(1..).map(|(share, rank)| share * f64::from(rank)).sum();
            prop_assert!((mean - row.expected_rank).abs() < 1e-9);
            prop_assert!(1 <= row.rank_low && row.rank_low <= row.rank_high && row.rank_high <= n);
            prop_assert_eq!(row.beats_next, beats[place].get(place + 1).copied());
            for (other, share) in beats[place].iter().enumerate() {
                prop_assert!((share + beats[other][place] - 1.0).abs() < 1e-12);
            }
        }
    }
}
