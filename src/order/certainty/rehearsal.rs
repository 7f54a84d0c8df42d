//! The draws of a ranking, kept, so that it can be told what settling a score would change.

use super::draws::{Draws, ScoreDraws};
use super::simulate::{KeyStandings, keys};
use super::spread::Spread;
use super::streams::BLOCK;
use crate::assess::Assessment;
use crate::order::rank::Ranking;
use crate::plan::{ByCriterion, Criterion, Estimate, Plan, SegmentId};

/// Where each ranked segment stands in each draw.
///
/// All draws but those of the settled score stay as they are (common random numbers), and that
/// score is drawn as it would be if the plan gave it: the figures are those of the certainty of the
/// plan so changed, with as many draws.
pub(crate) struct Rehearsal<'a> {
    plan: &'a Plan,
    scores: ScoreDraws,
    keys: Vec<KeyStandings>,
    rows: usize,
    draws: usize,
    /// One for each key: by row, then by draw; lower is further ahead.
    standings: Vec<Vec<u64>>,
}

impl<'a> Rehearsal<'a> {
    /// Draws the scores of the ranked segments, rows in the order of the ranking.
    pub(crate) fn new(
        plan: &'a Plan,
        assessment: &Assessment,
        ranking: &Ranking,
        draws: Draws,
    ) -> Self {
        let order: Vec<SegmentId> = ranking.order().collect();
        let count = draws.count.unwrap_or(Draws::USUAL);
        let scores = ScoreDraws::new(plan, &order, draws.seed, count);
        let mut keys = keys(plan, assessment, &order);
        keys.truncate(plan.order.by.len());
        let mut rehearsal = Self {
            plan,
            scores,
            standings: vec![Vec::with_capacity(order.len() * count); keys.len()],
            keys,
            rows: order.len(),
            draws: count,
        };
        for row in 0..rehearsal.rows {
            let own = rehearsal.standings_of(row);
            for (all, own) in rehearsal.standings.iter_mut().zip(own) {
                all.extend(own);
            }
        }
        rehearsal
    }

    /// The share of draws in which a row is ahead of each row, ties half; ½ for itself.
    pub(crate) fn ahead(&self, row: usize) -> Vec<f64> {
        let own: Vec<&[u64]> = self.keys().map(|key| self.row(key, row)).collect();
        self.ahead_with(row, &own)
    }

    /// The same if one of the row's scores were settled at this number.
    pub(crate) fn ahead_if(&mut self, row: usize, criterion: Criterion, score: f64) -> Vec<f64> {
        let spread = Spread::of(Estimate::Point(score), &self.plan.scoring);
        let drawn = self.scores.exchange(row, criterion, spread);
        let own = self.standings_of(row);
        self.scores.exchange(row, criterion, drawn);
        let own: Vec<&[u64]> = own.iter().map(Vec::as_slice).collect();
        self.ahead_with(row, &own)
    }

    /// Where a row stands by each key in each draw.
    fn standings_of(&self, row: usize) -> Vec<Vec<u64>> {
        let mut own = vec![vec![0; self.draws]; self.keys.len()];
        let mut drawn = ByCriterion::from_fn(|_| [0.0; BLOCK]);
        for block in 0..self.draws.div_ceil(BLOCK) {
            let first = block * BLOCK;
            let draws = BLOCK.min(self.draws - first);
            self.scores.fill_row(row, block, draws, &mut drawn);
            for (key, own) in self.keys.iter().zip(&mut own) {
                key.place(&self.plan.scoring, row, &drawn, &mut own[first..][..draws]);
            }
        }
        own
    }

    fn ahead_with(&self, row: usize, own: &[&[u64]]) -> Vec<f64> {
        let share = |other: usize| match other == row {
            true => 0.5,
            false => self.twice_ahead(own, other) as f64 / (2 * self.draws) as f64,
        };
        (0..self.rows).map(share).collect()
    }

    /// Twice how often these standings are ahead of a row's, ties once.
    fn twice_ahead(&self, own: &[&[u64]], other: usize) -> u64 {
        if let [own] = own {
            let pairs = own.iter().zip(self.row(0, other));
            return pairs
                .map(|(own, other)| u64::from(own < other) + u64::from(own <= other))
                .sum();
        }
        let in_draw = |draw: usize| {
            let keys = own.iter().enumerate();
            let order = keys
                .map(|(key, own)| own[draw].cmp(&self.row(key, other)[draw]))
                .find(|order| order.is_ne());
            match order {
                Some(order) => 2 * u64::from(order.is_lt()),
                None => 1,
            }
        };
        (0..self.draws).map(in_draw).sum()
    }

    fn keys(&self) -> std::ops::Range<usize> {
        0..self.keys.len()
    }

    fn row(&self, key: usize, row: usize) -> &[u64] {
        &self.standings[key][row * self.draws..][..self.draws]
    }
}
