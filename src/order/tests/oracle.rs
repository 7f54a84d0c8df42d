//! Certainty against exact answers.
//!
//! Segments that are scored by different people draw independently, each from a distribution of a
//! few points that can be listed. For such the share of draws in which one takes a rank is a sum
//! over how many of the others are ahead or equal (Poisson-binomial), which is computed here by
//! plain counting.

use crate::assess::{assess, panel::joined};
use crate::order::{Certainty, Draws, certainty, rank};
use crate::plan::{Criterion, Estimate, Formula, OrderKey, PanelRule, Plan, Scale, Segment, Third};
use crate::testing::{ballot, plan, segment, unscored};

const DRAWS: usize = 10_000;

fn surely(plan: &Plan, count: usize) -> Certainty {
    let assessment = assess(plan);
    let draws = Draws {
        count: Some(count),
        seed: 7,
    };
    certainty(plan, &assessment, &rank(plan, &assessment), draws)
}

/// Whether a share of draws is as near to its exact value as four standard errors.
fn agrees(share: f64, exact: f64) -> bool {
    let error = (exact * (1.0 - exact)).max(0.0).sqrt() / (DRAWS as f64).sqrt();
    (share - exact).abs() <= 4.0 * error + 1e-12
}

/// A segment whose Impact is scored by people of its own.
fn scored_by_own_panel(name: &str, impacts: &[f64]) -> Segment {
    let mut segment = unscored(name);
    for (place, impact) in impacts.iter().enumerate() {
        let scorer = format!("{name}_{place}");
        segment.panel.push(ballot(&scorer, [*impact, 5.0, 5.0]));
    }
    segment
}

/// Each value that a panel drawn again can come to, with its probability.
fn distribution(impacts: &[f64], rule: PanelRule) -> Vec<(f64, f64)> {
    let people = impacts.len() as u32;
    let panels = people.pow(people);
    (0..panels)
        .map(|panel| {
            let seat = |chair: u32| impacts[(panel / people.pow(chair) % people) as usize];
            let mut seated: Vec<f64> = (0..people).map(seat).collect();
            let value = joined(&mut seated, rule).unwrap();
            (value, 1.0 / f64::from(panels))
        })
        .collect()
}

/// The exact share of each rank for one of several independent values; equals share ranks.
fn exact_ranks(all: &[Vec<(f64, f64)>], own: usize) -> Vec<f64> {
    let mut ranks = vec![0.0; all.len()];
    for (value, probability) in &all[own] {
        // chance[a][e]: that a of the others are ahead and e equal
        let mut chance = vec![vec![0.0; all.len() + 1]; all.len() + 1];
        chance[0][0] = 1.0;
        for (_, other) in all.iter().enumerate().filter(|(place, _)| *place != own) {
            let among = |fits: &dyn Fn(f64) -> bool| -> f64 {
                let fitting = other.iter().filter(|(theirs, _)| fits(*theirs));
                fitting.map(|(_, chance)| chance).sum()
            };
            let (ahead, equal) = (among(&|x| x > *value), among(&|x| x == *value));
            for a in (0..all.len()).rev() {
                for e in (0..all.len()).rev() {
                    let so_far = chance[a][e];
                    chance[a][e] = so_far * (1.0 - ahead - equal);
                    chance[a + 1][e] += so_far * ahead;
                    chance[a][e + 1] += so_far * equal;
                }
            }
        }
        for (a, row) in chance.iter().enumerate() {
            for (e, chance) in row.iter().enumerate().filter(|(_, chance)| **chance > 0.0) {
                for rank in &mut ranks[a..=a + e] {
                    *rank += probability * chance / (e + 1) as f64;
                }
            }
        }
    }
    ranks
}

fn exact_win(one: &[(f64, f64)], other: &[(f64, f64)]) -> f64 {
    let pairs = one.iter().flat_map(|a| other.iter().map(move |b| (a, b)));
    pairs
        .map(|((a, p), (b, q))| p * q * f64::midpoint(f64::from(a > b), f64::from(a >= b)))
        .sum()
}

#[test]
fn rank_shares_are_the_exact_ones_for_scores_of_a_few_points() {
    let panels: [&[f64]; 5] = [
        &[4.0, 9.0],
        &[5.0, 6.0, 9.0],
        &[6.0, 7.0],
        &[2.0, 3.0, 7.0, 8.0],
        &[6.0, 6.0, 9.0],
    ];
    for rule in [PanelRule::Median, PanelRule::Mean] {
        let segments = panels.iter().enumerate();
        let segments = segments.map(|(place, own)| scored_by_own_panel(&format!("s{place}"), own));
        let mut plan = plan(segments);
        plan.scoring.margin = 0.0;
        plan.scoring.panel = rule;
        let found = surely(&plan, DRAWS);
        let assessment = assess(&plan);
        let order: Vec<usize> = rank(&plan, &assessment).order().map(|id| id.0).collect();
        let exact: Vec<_> = panels.iter().map(|own| distribution(own, rule)).collect();
        let pairwise = found.pairwise.as_ref().unwrap();
        for (row, id) in order.iter().enumerate() {
            let ranks = found.rows[row].ranks.as_ref().unwrap();
            let exact_ranks = exact_ranks(&exact, *id);
            for (share, exact) in ranks.iter().zip(&exact_ranks) {
                assert!(
                    agrees(*share, *exact),
                    "{rule:?}: {ranks:?}, {exact_ranks:?}"
                );
            }
            assert!(agrees(found.rows[row].first, exact_ranks[0]));
            for (column, other) in order
                .iter()
                .enumerate()
                .filter(|(column, _)| *column != row)
            {
                let exact = exact_win(&exact[*id], &exact[*other]);
                assert!(agrees(pairwise[row][column], exact), "{rule:?}: {exact}");
            }
        }
    }
}

#[test]
fn ranges_and_margins_overlap_as_often_as_areas_say() {
    let range = |name: &str, low: f64, high: f64| {
        let mut segment = segment(name, [1.0, 5.0, 5.0]);
        segment.scores.impact = Some(Estimate::Range { low, high });
        segment
    };
    let beats = |plan: &mut Plan| {
        plan.order.by = vec![OrderKey::Criterion(Criterion::Impact)];
        surely(plan, DRAWS).rows[0].beats_next.unwrap()
    };
    // Uniform on 3..5 and on 2..4: the lower wins on a triangle of an eighth of the square.
    let mut uniform = plan([range("a", 3.0, 5.0), range("b", 2.0, 4.0)]);
    assert!(agrees(beats(&mut uniform), 7.0 / 8.0));
    // Triangular within a point of 6 and of 5: their difference is less than 0 with 1/24.
    let mut near = plan([segment("a", [6.0, 5.0, 5.0]), segment("b", [5.0, 5.0, 5.0])]);
    assert!(agrees(beats(&mut near), 23.0 / 24.0));
    // At the end of the scale half of the draws are set to it: 10 against 10 ties in a quarter.
    let mut end = plan([
        segment("a", [10.0, 5.0, 5.0]),
        segment("b", [10.0, 5.0, 5.0]),
    ]);
    end.order.break_ties.clear();
    assert!(agrees(beats(&mut end), 0.5));
    // PERT between 2 and 8, likely at the low end, in the middle and at the high end, are the
    // beta(1, 5), (3, 3) and (5, 1): below a third of the way with these exact chances.
    let third: f64 = 1.0 / 3.0;
    let middle = third.powi(3) * (10.0 - 15.0 * third + 6.0 * third.powi(2));
    let chances = [1.0 - (1.0 - third).powi(5), middle, third.powi(5)];
    for (likely, below) in [2.0, 5.0, 8.0].into_iter().zip(chances) {
        let mut spread = segment("a", [1.0, 5.0, 5.0]);
        spread.scores.impact = Some(Estimate::ThreePoint {
            low: 2.0,
            likely,
            high: 8.0,
        });
        let ahead = if likely > 4.0 { 1.0 - below } else { below };
        let mut pert = plan([range("b", 4.0, 4.0), spread]);
        assert!(agrees(beats(&mut pert), ahead), "{likely}");
    }
}

#[test]
fn product_and_geometric_mean_are_equally_sure() {
    let scores = [
        [7.0, 9.0, 2.0],
        [4.0, 4.0, 8.0],
        [10.0, 10.0, 1.0],
        [5.0, 5.0, 5.0],
    ];
    for third in [Third::Ease, Third::Effort] {
        for least in [1.0, 0.0] {
            let segments = scores.iter().enumerate();
            let segments = segments.map(|(place, own)| segment(&format!("s{place}"), *own));
            let mut plan = plan(segments);
            plan.scoring.scale.min = least;
            plan.scoring.third = third;
            plan.scoring.weights.impact = 1.7;
            let product = surely(&plan, DRAWS);
            plan.scoring.formula = Formula::GeometricMean;
            let mean = surely(&plan, DRAWS);
            for (one, other) in product.rows.iter().zip(&mean.rows) {
                assert!((one.expected_rank - other.expected_rank).abs() < 1e-3);
            }
        }
    }
}

#[test]
fn all_equal_is_half_and_all_ranks_alike() {
    let mut plan = plan(["a", "b", "c", "d"].map(|name| segment(name, [5.0, 5.0, 5.0])));
    plan.scoring.margin = 0.0;
    let found = surely(&plan, 100);
    for row in &found.rows {
        assert!((row.first - 0.25).abs() < 1e-12);
        assert_eq!(row.expected_rank, 2.5);
        assert_eq!((row.rank_low, row.rank_high), (1, 4));
        assert_eq!(row.group, 1, "an exact tie is never a break");
    }
    assert_eq!(found.rows[0].beats_next, Some(0.5));
    assert_eq!(found.rows[3].beats_next, None);
}

#[test]
fn many_segments_are_counted_as_few_ones_are() {
    let names: Vec<String> = (0..=Certainty::PAIRWISE_UP_TO)
        .map(|n| format!("s{n}"))
        .collect();
    let score = |place: usize| [1.0 + (place * 7 % 90) as f64 / 10.0, 5.0, 5.0];
    let all = |count: usize| {
        let segments = names.iter().take(count).enumerate();
        let mut plan = plan(segments.map(|(place, name)| segment(name, score(place))));
        plan.scoring.scale = Scale {
            min: 0.0,
            max: 20.0,
        };
        // nobody is near the last, so the others' draws are the same with and without it
        let last = plan.segments.last_mut().unwrap();
        last.scores.impact = Some(Estimate::Range {
            low: 0.0,
            high: 0.0,
        });
        plan
    };
    let many = surely(&all(names.len()), 2_000);
    assert!(many.pairwise.is_none() && many.rows.iter().all(|row| row.ranks.is_none()));
    let mut few = all(names.len());
    few.segments.remove(0);
    let few = surely(&few, 2_000);
    assert!(few.pairwise.is_some());
    let ranks: f64 = many.rows.iter().map(|row| row.expected_rank).sum();
    let n = names.len() as f64;
    assert!((ranks - n * (n + 1.0) / 2.0).abs() < 1e-6);
    // s0 was the lowest but for the last: whoever stands above it is where they were
    let above = many.rows.iter().zip(&few.rows).take(100);
    for (with, without) in above {
        assert_eq!(with.beats_next, without.beats_next);
        assert_eq!(with.first, without.first);
        assert_eq!(
            (with.rank_low, with.rank_high),
            (without.rank_low, without.rank_high)
        );
    }
}
