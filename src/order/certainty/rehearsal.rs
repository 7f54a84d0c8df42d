//! The draws of a ranking, kept, so that it can be told what settling a score would change.

use super::cut::DrawCut;
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
    /// How each draw is cut, with the rows of all draws, best first; `None` if the plan has no capacity.
    cut: Option<(DrawCut, Vec<u64>)>,
}

/// Shares of draws, by row.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Shares {
    /// In which one row is ahead of each row, ties half; ½ for itself.
    pub(crate) ahead: Vec<f64>,
    /// In which each row makes the cut; `None` if the plan has no capacity.
    pub(crate) in_cut: Option<Vec<f64>>,
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
        let keys = keys(plan, assessment, &order);
        let mut rehearsal = Self {
            plan,
            scores: ScoreDraws::new(plan, &order, draws.seed, count),
            standings: vec![Vec::with_capacity(order.len() * count); keys.len()],
            keys,
            rows: order.len(),
            draws: count,
            cut: None,
        };
        for row in 0..rehearsal.rows {
            let own = rehearsal.standings_of(row);
            for (all, own) in rehearsal.standings.iter_mut().zip(own) {
                all.extend(own);
            }
        }
        rehearsal.cut = DrawCut::of(plan, ranking).map(|cut| (cut, rehearsal.orders()));
        rehearsal
    }

    /// The shares of a row as the plan stands.
    pub(crate) fn as_drawn(&self, row: usize) -> Shares {
        let keys = 0..self.keys.len();
        let own: Vec<&[u64]> = keys.map(|key| self.row(key, row)).collect();
        self.shares(row, &own)
    }

    /// The same if one of the row's scores were settled at this number.
    pub(crate) fn settled(&mut self, row: usize, criterion: Criterion, score: f64) -> Shares {
        let spread = Spread::of(Estimate::Point(score), &self.plan.scoring);
        let drawn = self.scores.exchange(row, criterion, spread);
        let own = self.standings_of(row);
        self.scores.exchange(row, criterion, drawn);
        let own: Vec<&[u64]> = own.iter().map(Vec::as_slice).collect();
        self.shares(row, &own)
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

    /// The rows of each draw, best first, by all keys.
    fn orders(&self) -> Vec<u64> {
        let mut orders = Vec::with_capacity(self.rows * self.draws);
        let mut order: Vec<u64> = (0..self.rows as u64).collect();
        for draw in 0..self.draws {
            let standing = |row: u64| {
                let place = row as usize * self.draws + draw;
                self.standings.iter().map(move |key| key[place])
            };
            order.sort_unstable_by(|a, b| standing(*a).cmp(standing(*b)));
            orders.extend_from_slice(&order);
        }
        orders
    }

    fn shares(&self, row: usize, own: &[&[u64]]) -> Shares {
        let ranking = &own[..self.plan.order.by.len().min(own.len())];
        let ahead = |other: usize| match other == row {
            true => 0.5,
            false => self.twice_ahead(ranking, other) as f64 / (2 * self.draws) as f64,
        };
        Shares {
            ahead: (0..self.rows).map(ahead).collect(),
            in_cut: self.in_cut(row, own),
        }
    }

    /// Twice how often these standings are ahead of a row's, ties once.
    fn twice_ahead(&self, own: &[&[u64]], other: usize) -> u64 {
        if let [own] = own {
            let pairs = own.iter().zip(self.row(0, other));
            return pairs
                .map(|(own, other)| u64::from(own < other) + u64::from(own <= other))
                .sum();
        }
        let in_draw = |draw: usize| match self.compare(own, other, draw) {
            std::cmp::Ordering::Less => 2,
            std::cmp::Ordering::Equal => 1,
            std::cmp::Ordering::Greater => 0,
        };
        (0..self.draws).map(in_draw).sum()
    }

    /// Who is ahead (less) in a draw: these standings or a row's.
    fn compare(&self, own: &[&[u64]], other: usize, draw: usize) -> std::cmp::Ordering {
        let others = self
            .standings
            .iter()
            .map(|key| key[other * self.draws + draw]);
        let pairs = own.iter().map(|key| key[draw]).zip(others);
        pairs
            .map(|(own, other)| own.cmp(&other))
            .find(|order| order.is_ne())
            .unwrap_or(std::cmp::Ordering::Equal)
    }

    /// The share of draws in which each row makes the cut, one of them with these standings.
    fn in_cut(&self, row: usize, own: &[&[u64]]) -> Option<Vec<f64>> {
        let (cut, orders) = self.cut.as_ref()?;
        let mut counts = vec![0; self.rows];
        let mut order = Vec::with_capacity(self.rows);
        for (draw, drawn) in orders.chunks_exact(self.rows).enumerate() {
            order.clear();
            order.extend(drawn.iter().filter(|other| **other != row as u64));
            let behind = |other: &u64| self.compare(own, *other as usize, draw).is_gt();
            let place = order.partition_point(behind);
            order.insert(place, row as u64);
            cut.count(&order, &mut counts);
        }
        let share = |count: u64| count as f64 / self.draws as f64;
        Some(counts.into_iter().map(share).collect())
    }

    fn row(&self, key: usize, row: usize) -> &[u64] {
        &self.standings[key][row * self.draws..][..self.draws]
    }
}
