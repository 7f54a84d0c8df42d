//! Ranks each draw and counts ranks and wins.

use super::cut::DrawCut;
use super::model::Certainty;
use super::standings::{Counted, Places, Standings};
use super::streams::BLOCK;
use crate::threads;

/// What the draws came to. Ranks are counted from 0, and equals share theirs equally.
pub(super) struct Tally {
    rows: usize,
    draws: usize,
    /// In how many draws each row comes first; where there are many rows.
    first: Vec<f64>,
    /// In how many draws each row makes the cut; empty if that is not asked.
    in_cut: Vec<u64>,
    /// Twice the sum of each row's middle ranks.
    twice_ranks: Vec<u64>,
    /// In how many draws each row takes each rank; where there are few rows.
    ranks: Option<Vec<f64>>,
    /// Twice how often a row is ahead of each other (of the next if rows are many), ties once.
    twice_wins: Vec<u64>,
    /// Twice the middle rank of each row in each draw, by block, then by row; where there are many.
    places: Vec<Vec<u32>>,
}

/// The work is cut into so many pieces whatever the number of threads, so that floating-point sums
/// are the same on every machine.
const PIECES: usize = 16;
/// Fewer scores than these are not worth cutting.
const WORTH_CUTTING: usize = 100_000;

/// Ranks every draw and counts, on so many threads; `fill` sets the standings of one block, by number.
pub(super) fn tally<F>(counted: &Counted<'_>, draws: usize, threads: usize, fill: F) -> Tally
where
    F: Fn(usize, &mut Standings) + Sync,
{
    let blocks = draws.div_ceil(BLOCK);
    let piece = |first: usize, last: usize| {
        let mut tally = Tally::new(counted);
        let mut scratch = Scratch::new(counted);
        for block in first..last {
            scratch
                .standings
                .set_draws(BLOCK.min(draws - block * BLOCK));
            fill(block, &mut scratch.standings);
            tally.count(&mut scratch, counted.cut);
        }
        tally
    };
    if counted.rows.saturating_mul(draws) < WORTH_CUTTING {
        return piece(0, blocks);
    }
    let pieces = threads::map(threads, 0..PIECES, |part| {
        piece(blocks * part / PIECES, blocks * (part + 1) / PIECES)
    });
    let none = Tally::new(counted);
    pieces.into_iter().fold(none, Tally::merged)
}

/// Buffers that each block overwrites.
struct Scratch {
    standings: Standings,
    places: Places,
}

impl Scratch {
    fn new(counted: &Counted<'_>) -> Self {
        Self {
            standings: Standings::new(counted),
            places: Places::new(counted.rows),
        }
    }
}

impl Tally {
    fn new(counted: &Counted<'_>) -> Self {
        let rows = counted.rows;
        let few = rows <= Certainty::PAIRWISE_UP_TO;
        Self {
            rows,
            draws: 0,
            first: vec![0.0; rows],
            in_cut: vec![0; counted.cut.map_or(0, |_| rows)],
            twice_ranks: vec![0; rows],
            ranks: few.then(|| vec![0.0; rows * rows]),
            twice_wins: vec![0; if few { rows * rows } else { rows }],
            places: Vec::new(),
        }
    }

    fn count(&mut self, scratch: &mut Scratch, cut: Option<&DrawCut>) {
        let Scratch { standings, places } = scratch;
        let draws = standings.draws();
        let in_cut = &mut self.in_cut;
        standings.place(
            places,
            cut.map(|cut| |order: &[u64]| cut.count(order, in_cut)),
        );
        self.draws += draws;
        for row in 0..self.rows {
            self.count_ranks(row, places.row(row, draws));
        }
        self.count_wins(places, draws);
        if self.ranks.is_none() {
            let mut all = Vec::with_capacity(self.rows * draws);
            for (ahead, beside) in (0..self.rows).map(|row| places.row(row, draws)) {
                let middles = ahead.iter().zip(beside);
                all.extend(middles.map(|(ahead, beside)| 2 * ahead + beside));
            }
            self.places.push(all);
        }
    }

    /// Counts the ranks of a row, of how many rows are ahead and beside it in each draw; equals
    /// share those they take together.
    fn count_ranks(&mut self, row: usize, (ahead, beside): (&[u32], &[u32])) {
        for (ahead, beside) in ahead.iter().zip(beside) {
            self.twice_ranks[row] += u64::from(2 * ahead + beside);
        }
        let Some(ranks) = &mut self.ranks else {
            let places = ahead.iter().zip(beside);
            let first = places.filter(|(ahead, _)| **ahead == 0);
            self.first[row] += first.map(|(_, beside)| shared(*beside)).sum::<f64>();
            return;
        };
        let ranks = &mut ranks[row * self.rows..][..self.rows];
        for (ahead, beside) in ahead.iter().zip(beside) {
            match (*ahead as usize, *beside as usize) {
                (rank, 0) => ranks[rank] += 1.0,
                (first, others) => {
                    for rank in &mut ranks[first..=first + others] {
                        *rank += shared(*beside);
                    }
                }
            }
        }
    }

    fn count_wins(&mut self, places: &Places, draws: usize) {
        for row in 0..self.rows {
            if self.ranks.is_some() {
                for other in row + 1..self.rows {
                    self.twice_wins[row * self.rows + other] +=
                        places.twice_ahead(row, other, draws);
                }
            } else if row + 1 < self.rows {
                self.twice_wins[row] += places.twice_ahead(row, row + 1, draws);
            }
        }
    }

    fn merged(mut self, other: Self) -> Self {
        self.draws += other.draws;
        add(&mut self.first, &other.first);
        add(&mut self.in_cut, &other.in_cut);
        add(&mut self.twice_ranks, &other.twice_ranks);
        add(&mut self.twice_wins, &other.twice_wins);
        if let (Some(ranks), Some(others)) = (&mut self.ranks, &other.ranks) {
            add(ranks, others);
        }
        self.places.extend(other.places);
        self
    }

    /// Share of draws in which a row comes first.
    pub(super) fn first(&self, row: usize) -> f64 {
        let first = match &self.ranks {
            Some(ranks) => ranks[row * self.rows],
            None => self.first[row],
        };
        first / self.draws as f64
    }

    /// Share of draws in which a row makes the cut; `None` if that was not asked.
    pub(super) fn in_cut(&self, row: usize) -> Option<f64> {
        let draws = self.in_cut.get(row)?;
        Some(*draws as f64 / self.draws as f64)
    }

    /// Mean rank of a row, from 1.
    pub(super) fn expected_rank(&self, row: usize) -> f64 {
        self.twice_ranks[row] as f64 / (2 * self.draws) as f64 + 1.0
    }

    /// Share of draws in which a row is ahead of the next, ties counting half; `None` for the last.
    pub(super) fn beats_next(&self, row: usize) -> Option<f64> {
        let next = row + 1;
        (next < self.rows).then(|| match self.ranks {
            Some(_) => self.share(self.twice_wins[row * self.rows + next]),
            None => self.share(self.twice_wins[row]),
        })
    }

    /// Share of draws in which each row is ahead of each other, ties half; where there are few.
    pub(super) fn pairwise(&self) -> Option<Vec<Vec<f64>>> {
        self.ranks.as_ref()?;
        let beats = |row: usize, other: usize| match row.cmp(&other) {
            std::cmp::Ordering::Less => self.share(self.twice_wins[row * self.rows + other]),
            std::cmp::Ordering::Equal => 0.5,
            std::cmp::Ordering::Greater => {
                let lost = self.twice_wins[other * self.rows + row];
                self.share(2 * self.draws as u64 - lost)
            }
        };
        let all = 0..self.rows;
        Some(
            all.clone()
                .map(|row| all.clone().map(|other| beats(row, other)).collect())
                .collect(),
        )
    }

    /// Share of draws in which a row takes each rank; where there are few rows.
    pub(super) fn ranks(&self, row: usize) -> Option<Vec<f64>> {
        let counts = &self.ranks.as_ref()?[row * self.rows..][..self.rows];
        Some(
            counts
                .iter()
                .map(|count| count / self.draws as f64)
                .collect(),
        )
    }

    /// The ends of the central 90 % of a row's ranks, from 1: its 5th and its 95th percentile. Where
    /// there are many rows, equals count by their middle rank.
    pub(super) fn central(&self, row: usize) -> (usize, usize) {
        let Some(shares) = self.ranks(row) else {
            let places = self.places_of(row);
            let low = places.get(percentile(places.len(), LOW)).copied();
            let high = places.get(percentile(places.len(), HIGH)).copied();
            return (
                low.unwrap_or_default() as usize / 2 + 1,
                high.unwrap_or_default().div_ceil(2) as usize + 1,
            );
        };
        let reached = |wanted: f64| {
            let mut sum = 0.0;
            let place = shares.iter().position(|share| {
                sum += share;
                sum >= wanted - 1e-9
            });
            place.unwrap_or(self.rows.saturating_sub(1)) + 1
        };
        (reached(LOW), reached(HIGH))
    }

    /// Twice the middle ranks of a row in all draws, in order.
    fn places_of(&self, row: usize) -> Vec<u32> {
        let mut places = Vec::with_capacity(self.draws);
        for block in &self.places {
            let draws = block.len() / self.rows;
            places.extend_from_slice(&block[row * draws..][..draws]);
        }
        places.sort_unstable();
        places
    }

    fn share(&self, twice: u64) -> f64 {
        twice as f64 / (2 * self.draws) as f64
    }
}

/// The ends of the central 90 %.
const LOW: f64 = 0.05;
const HIGH: f64 = 0.95;

/// The place, from 0, of the least of so many values in order that this share does not exceed.
fn percentile(values: usize, share: f64) -> usize {
    ((values as f64 * share - 1e-9).ceil() as usize).saturating_sub(1)
}

/// What each of equals gets of a rank, of so many beside it.
fn shared(beside: u32) -> f64 {
    1.0 / f64::from(beside + 1)
}

fn add<T: Copy + std::ops::AddAssign>(sums: &mut [T], more: &[T]) {
    for (sum, one) in sums.iter_mut().zip(more) {
        *sum += *one;
    }
}
