//! Draws all scores again and again, and ranks each draw.

use super::draws::{Draws, ScoreDraws, scorers};
use super::model::{Certainty, RankCertainty, Sureness};
use super::streams::BLOCK;
use super::tally::{FARTHEST, Standings, Tally, tally};
use crate::assess::{Assessment, score};
use crate::order::rank::Ranking;
use crate::order::rank::keys::{Contender, standing};
use crate::plan::{ByCriterion, Criterion, Formula, OrderKey, Plan, Scoring, SegmentId};

/// How sure a ranking is, in the vocabulary of stochastic multicriteria acceptability analysis
/// (Lahdelma & Salminen 2001).
///
/// Each draw takes every score anew from what was given: a single number is triangular within the
/// plan's margin (beyond the scale, its end), a range uniform, three points a modified PERT with
/// λ = 4, a panel one resample of its scorers, the same for all segments and criteria; where a
/// criterion has one scorer, that scorer's estimate is drawn, and where all agree, their number
/// with the margin. The draw is ranked by `order.by` alone: equals share their ranks, and
/// tie-breaks and pins play no part. Numbers differ where they do in the first 12 digits of what
/// the scale allows.
///
/// With no ranked segment there are no rows; with one, it comes first in every draw.
#[must_use]
pub fn certainty(
    plan: &Plan,
    assessment: &Assessment,
    ranking: &Ranking,
    draws: Draws,
) -> Certainty {
    let order: Vec<SegmentId> = ranking.order().collect();
    let count = draws.count_for(order.len(), scorers(plan));
    let scores = ScoreDraws::new(plan, &order, draws.seed, count);
    let keys: Vec<Key> = plan
        .order
        .by
        .iter()
        .map(|key| Key::new(plan, assessment, *key, &order))
        .collect();
    let tally = tally(order.len(), keys.len(), count, |block, standings| {
        fill(plan, &scores, &keys, block, standings);
    });
    Certainty {
        draws: count,
        seed: draws.seed,
        spreads: scores.spreads(),
        rows: rows(plan, assessment, &order, &tally),
        pairwise: tally.pairwise(),
    }
}

/// How a key's standings come about.
enum Key {
    /// From drawn scores: the best number the scale allows and the steps of standing to a point.
    Drawn {
        measure: Measure,
        best: f64,
        steps: f64,
    },
    /// The same in every draw.
    Fixed(Vec<u64>),
}

/// What is compared of drawn scores; higher is better.
enum Measure {
    Criterion(Criterion),
    Score,
    /// The score's logarithm, where that is cheaper.
    Logarithm,
}

impl Key {
    fn new(plan: &Plan, assessment: &Assessment, key: OrderKey, order: &[SegmentId]) -> Self {
        let scoring = &plan.scoring;
        let measure = match key {
            OrderKey::Score => Measure::of_score(scoring),
            OrderKey::Criterion(criterion) => Measure::Criterion(criterion),
            _ => return Self::Fixed(places(plan, assessment, key, order)),
        };
        let all = |favorable| {
            let scores = ByCriterion::from_fn(|one| scoring.favorable(one, favorable));
            measure.value(scoring, &scores)
        };
        let (worst, best) = (all(scoring.scale.min), all(scoring.scale.max));
        Self::Drawn {
            measure,
            best,
            steps: FARTHEST as f64 / (best - worst),
        }
    }
}

impl Measure {
    fn of_score(scoring: &Scoring) -> Self {
        let plain = scoring.weights == ByCriterion::from_fn(|_| 1.0);
        let powers = match scoring.formula {
            Formula::Mean => false,
            Formula::GeometricMean => true,
            Formula::Product | Formula::Ratio => !plain,
        };
        match powers && scoring.scale.min > 0.0 {
            true => Self::Logarithm,
            false => Self::Score,
        }
    }

    fn value(&self, scoring: &Scoring, scores: &ByCriterion<f64>) -> f64 {
        match self {
            Self::Criterion(criterion) => scoring.favorable(*criterion, *scores.get(*criterion)),
            Self::Score => score::score(scoring, scores),
            Self::Logarithm => score::logarithm(scoring, scores),
        }
    }
}

/// How many distinct standings by a key are ahead of each segment's.
fn places(plan: &Plan, assessment: &Assessment, key: OrderKey, order: &[SegmentId]) -> Vec<u64> {
    let value = |id: &SegmentId| {
        let standing = standing(plan.segment(*id), assessment.candidate(*id), key);
        standing.unwrap_or(f64::NEG_INFINITY)
    };
    let values: Vec<f64> = order.iter().map(value).collect();
    let mut distinct = values.clone();
    distinct.sort_unstable_by(|a, b| b.total_cmp(a));
    distinct.dedup();
    values
        .iter()
        .map(|value| distinct.partition_point(|ahead| ahead > value) as u64)
        .collect()
}

/// Draws the scores of one block and sets where they put each row.
fn fill(plan: &Plan, scores: &ScoreDraws, keys: &[Key], block: usize, standings: &mut Standings) {
    let draws = standings.draws();
    let mut drawn = ByCriterion::from_fn(|_| [0.0; BLOCK]);
    for row in 0..standings.rows() {
        for &criterion in Criterion::ALL {
            scores.fill(
                row,
                criterion,
                block,
                &mut drawn.get_mut(criterion)[..draws],
            );
        }
        for (place, key) in keys.iter().enumerate() {
            match key {
                Key::Fixed(places) => standings.set(place, row, (0..draws).map(|_| places[row])),
                Key::Drawn {
                    measure,
                    best,
                    steps,
                } => {
                    let behind = |value: f64| ((best - value) * steps + 0.5) as u64;
                    let value = |draw: usize| {
                        let scores = ByCriterion::from_fn(|criterion| drawn.get(criterion)[draw]);
                        measure.value(&plan.scoring, &scores)
                    };
                    standings.set(place, row, (0..draws).map(|draw| behind(value(draw))));
                }
            }
        }
    }
}

fn rows(
    plan: &Plan,
    assessment: &Assessment,
    order: &[SegmentId],
    tally: &Tally,
) -> Vec<RankCertainty> {
    let contenders: Vec<Option<Contender>> = order
        .iter()
        .map(|id| Contender::new(plan, assessment, *id))
        .collect();
    let tied = |row: usize| match (&contenders[row], contenders.get(row + 1)) {
        (Some(upper), Some(Some(lower))) => upper.by_keys(lower, plan.order.by.len()).is_eq(),
        _ => false,
    };
    let mut group = 1;
    (0..order.len())
        .map(|row| {
            let beats_next = tally.beats_next(row);
            let (rank_low, rank_high) = tally.central(row);
            let own = group;
            if beats_next.is_some_and(|share| Sureness::of(share).separates()) && !tied(row) {
                group += 1;
            }
            RankCertainty {
                first: tally.first(row),
                beats_next,
                expected_rank: tally.expected_rank(row),
                rank_low,
                rank_high,
                group: own,
                ranks: tally.ranks(row),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::assess;
    use crate::order::rank;
    use crate::plan::Estimate;
    use crate::plan::testing::{ballot, pin, plan, segment};

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
            .map(|row| row.sureness().map(Sureness::word))
            .collect();
        assert_eq!(words, [Some("sure"), Some("toss-up"), Some("sure"), None]);
        assert_eq!(
            (found.rows[0].first, found.rows[0].expected_rank),
            (1.0, 1.0)
        );
        assert_eq!(
            found.caption(&plan),
            "10,000 draws, each score ±1 assumed; not data"
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
            "10,000 draws, ±1 assumed for 4 single scores, 1 range drawn as given and 1 panel \
             score resampled; not data"
        );
        plan.segments.pop();
        plan.scoring.margin = 0.0;
        assert_eq!(
            surely(&plan).caption(&plan),
            "10,000 draws, 2 single scores taken as exact and 1 range drawn as given; not data"
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
        assert_eq!(found.rows[0].sureness(), Some(Sureness::Disagrees));
        assert_eq!(found.rows[1].first, 1.0);
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
}
