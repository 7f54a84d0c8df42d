//! Draws all scores again and again, and ranks each draw.

use super::cut::DrawCut;
use super::draws::{Draws, ScoreDraws, scorers};
use super::model::{Certainty, RankCertainty, Sureness};
use super::standings::{Counted, FARTHEST, Standings};
use super::streams::BLOCK;
use super::tally::{Tally, tally};
use crate::assess::{Assessment, score};
use crate::lists;
use crate::order::rank::Ranking;
use crate::order::rank::keys::{Contender, standing};
use crate::plan::{ByCriterion, Criterion, Formula, OrderKey, Plan, Scoring, SegmentId};
use crate::threads;

/// How sure a ranking is, in the vocabulary of stochastic multicriteria acceptability analysis
/// (Lahdelma & Salminen 2001).
///
/// Each draw takes every score from what was given: a single number is triangular within the
/// plan's margin (beyond the scale, its end), a range uniform, three points a modified PERT with
/// λ = 4, a panel one resample of its scorers, the same for all segments and criteria; where a
/// criterion has one scorer, that scorer's estimate is drawn, and where all agree, their number
/// with the margin. The draw is ranked by `order.by` alone: equals share their ranks, and
/// tie-breaks and pins play no part. Numbers differ where they do in the first 12 digits of what
/// the scale allows.
///
/// Where the plan has a capacity each draw is cut, too; only there tie-breaks, the order in the file
/// and pins count.
///
/// With no ranked segment there are no rows; with one, it comes first in every draw.
pub fn certainty(
    plan: &Plan,
    assessment: &Assessment,
    ranking: &Ranking,
    draws: Draws,
) -> Certainty {
    certainty_on(threads::cores(), plan, assessment, ranking, draws)
}

/// The same on so many threads.
pub(super) fn certainty_on(
    threads: usize,
    plan: &Plan,
    assessment: &Assessment,
    ranking: &Ranking,
    draws: Draws,
) -> Certainty {
    let order: Vec<SegmentId> = ranking.order().collect();
    let count = draws.count_for(order.len(), scorers(plan));
    let scores = ScoreDraws::new(plan, &order, draws.seed, count);
    let keys = keys(plan, assessment, &order);
    let cut = DrawCut::of(plan, ranking);
    let counted = Counted {
        rows: order.len(),
        keys: keys.len(),
        ranking_keys: plan.order.by.len(),
        cut: cut.as_ref(),
    };
    let tally = tally(&counted, count, threads, |block, standings| {
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

/// The plan's ordering keys and, where each draw is cut, what decides between equals after them: the
/// tie-breaks and the order in the file.
pub(super) fn keys(plan: &Plan, assessment: &Assessment, order: &[SegmentId]) -> Vec<KeyStandings> {
    let standings = |key: &OrderKey| KeyStandings::new(plan, assessment, *key, order);
    let mut keys: Vec<KeyStandings> = plan.order.by.iter().map(standings).collect();
    if plan.capacity.is_some() {
        keys.extend(plan.order.break_ties.iter().map(standings));
        let in_file = order.iter().map(|id| id.0 as u64);
        keys.push(KeyStandings::Fixed(in_file.collect()));
    }
    keys
}

/// How a key's standings come about: whole numbers up to [`FARTHEST`], lower is further ahead.
pub(super) enum KeyStandings {
    /// From drawn scores: the best number the scale allows and the steps of standing to a point.
    Drawn {
        measure: Measure,
        best: f64,
        steps: f64,
    },
    Fixed(Vec<u64>),
}

/// What is compared of drawn scores; higher is better.
pub(super) enum Measure {
    Criterion(Criterion),
    Score,
    /// The score's logarithm, where that is cheaper.
    Logarithm,
}

impl KeyStandings {
    /// Where drawn scores put a row, draw by draw.
    pub(super) fn place(
        &self,
        scoring: &Scoring,
        row: usize,
        drawn: &ByCriterion<[f64; BLOCK]>,
        out: &mut [u64],
    ) {
        match self {
            Self::Fixed(places) => out.fill(places[row]),
            Self::Drawn {
                measure,
                best,
                steps,
            } => {
                let mut values = [0.0; BLOCK];
                let values = &mut values[..out.len()];
                let drawn = ByCriterion::from_fn(|one| &drawn.get(one)[..values.len()]);
                measure.value_each(scoring, &drawn, values);
                for (out, value) in out.iter_mut().zip(values) {
                    *out = nearest((best - *value) * steps);
                }
            }
        }
    }

    fn new(plan: &Plan, assessment: &Assessment, key: OrderKey, order: &[SegmentId]) -> Self {
        let scoring = &plan.scoring;
        let measure = match key {
            OrderKey::Score => Measure::of_score(scoring),
            OrderKey::Criterion(criterion) => Measure::Criterion(criterion),
            _ => return Self::Fixed(places(plan, assessment, key, order)),
        };
        let all = |favorable| {
            let scores = ByCriterion::from_fn(|one| [scoring.favorable(one, favorable)]);
            let mut value = [0.0];
            let scores = ByCriterion::from_fn(|one| scores.get(one).as_slice());
            measure.value_each(scoring, &scores, &mut value);
            value[0]
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

    /// What is compared of each draw of a row.
    fn value_each(&self, scoring: &Scoring, scores: &ByCriterion<&[f64]>, out: &mut [f64]) {
        match self {
            Self::Criterion(criterion) => {
                for (out, score) in out.iter_mut().zip(*scores.get(*criterion)) {
                    *out = scoring.favorable(*criterion, *score);
                }
            }
            Self::Score => score::score_each(scoring, scores, out),
            Self::Logarithm => {
                for (draw, out) in out.iter_mut().enumerate() {
                    let scores = ByCriterion::from_fn(|criterion| scores.get(criterion)[draw]);
                    *out = score::logarithm(scoring, &scores);
                }
            }
        }
    }
}

/// The nearest whole number of one up to [`FARTHEST`], 0 of one below. From 2^52 on a double has no
/// digits after the point, and its last bits count.
fn nearest(number: f64) -> u64 {
    const WHOLE: f64 = (1_u64 << 52) as f64;
    (number.max(0.0) + WHOLE).to_bits() - WHOLE.to_bits()
}

/// How many distinct standings by a key are ahead of each segment's.
fn places(plan: &Plan, assessment: &Assessment, key: OrderKey, order: &[SegmentId]) -> Vec<u64> {
    let value = |id: &SegmentId| {
        let standing = standing(plan.segment(*id), assessment.candidate(*id), key);
        standing.unwrap_or(f64::NEG_INFINITY)
    };
    let values: Vec<f64> = order.iter().map(value).collect();
    let mut distinct = values.clone();
    lists::sort_by(&mut distinct, |a, b| b.total_cmp(a));
    distinct.dedup();
    values
        .iter()
        .map(|value| distinct.partition_point(|ahead| ahead > value) as u64)
        .collect()
}

/// Draws the scores of one block and sets where they put each row.
fn fill(
    plan: &Plan,
    scores: &ScoreDraws,
    keys: &[KeyStandings],
    block: usize,
    standings: &mut Standings,
) {
    let draws = standings.draws();
    let mut drawn = ByCriterion::from_fn(|_| [0.0; BLOCK]);
    for row in 0..standings.rows() {
        scores.fill_row(row, block, draws, &mut drawn);
        for (key, standing) in keys.iter().enumerate() {
            standing.place(&plan.scoring, row, &drawn, standings.row_mut(key, row));
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
                in_cut: tally.in_cut(row),
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
