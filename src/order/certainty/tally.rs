//! Ranks each draw and counts ranks and wins.

use rayon::prelude::*;

use super::cut::DrawCut;
use super::model::Certainty;
use super::streams::BLOCK;

/// Where candidates stand by each key in a block of draws: whole numbers up to
/// [`FARTHEST`], lower is further ahead.
pub(super) struct Standings {
    rows: usize,
    draws: usize,
    /// One for each key, first key first; by draw, then by row.
    keys: Vec<Vec<u64>>,
    /// How many of the keys rank; those beyond them settle ties for the cut.
    ranking_keys: usize,
}

/// What a tally counts, of so many rows.
#[derive(Clone, Copy)]
pub(super) struct Counted<'a> {
    pub(super) rows: usize,
    /// How many keys there are.
    pub(super) keys: usize,
    /// How many of them rank.
    pub(super) ranking_keys: usize,
    /// Who makes the cut, where that is asked.
    pub(super) cut: Option<&'a DrawCut>,
}

/// The standing farthest behind.
pub(super) const FARTHEST: u64 = (1 << (u64::BITS - ROW_BITS)) - 1;

/// A row's number takes the low bits beside its standing, so that one sort orders both.
const ROW_BITS: u32 = 24;

impl Standings {
    fn new(counted: &Counted<'_>) -> Self {
        Self {
            rows: counted.rows,
            draws: BLOCK,
            keys: vec![vec![0; counted.rows * BLOCK]; counted.keys],
            ranking_keys: counted.ranking_keys,
        }
    }

    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    /// How many draws the block has: [`BLOCK`], or fewer in the last one.
    pub(super) fn draws(&self) -> usize {
        self.draws
    }

    /// Sets where a row stands by a key, draw by draw.
    pub(super) fn set(&mut self, key: usize, row: usize, standings: &[u64]) {
        let cells = self.keys[key].iter_mut().skip(row).step_by(self.rows);
        for (cell, standing) in cells.zip(standings) {
            *cell = *standing;
        }
    }

    /// Puts the rows of one draw in order and calls `tell` with each run of equals by the ranking
    /// keys: the rows and how many are ahead of them. The other keys settle the order of equals.
    fn rank(&self, draw: usize, order: &mut Vec<u64>, tell: &mut impl FnMut(&[u64], usize)) {
        order.clear();
        order.extend(0..self.rows as u64);
        self.refine(draw, 0, order, 0, tell);
    }

    /// Orders rows that are equal by the keys before this one.
    fn refine(
        &self,
        draw: usize,
        key: usize,
        rows: &mut [u64],
        ahead: usize,
        tell: &mut impl FnMut(&[u64], usize),
    ) {
        if key == self.ranking_keys || (key < self.ranking_keys && rows.len() == 1) {
            tell(rows, ahead);
        }
        let Some(standings) = self.keys.get(key).filter(|_| rows.len() > 1) else {
            return;
        };
        let standings = &standings[draw * self.rows..][..self.rows];
        for row in rows.iter_mut() {
            *row |= standings[*row as usize] << ROW_BITS;
        }
        rows.sort_unstable();
        let mut above = ahead;
        for run in rows.chunk_by_mut(|a, b| a >> ROW_BITS == b >> ROW_BITS) {
            for row in run.iter_mut() {
                *row &= (1 << ROW_BITS) - 1;
            }
            match run {
                // Most runs are of one row, for which no other key matters.
                [_] if key < self.ranking_keys => tell(run, above),
                [_] => {}
                _ => self.refine(draw, key + 1, run, above, tell),
            }
            above += run.len();
        }
    }
}

/// What the draws came to. Ranks are counted from 0, and equals share theirs equally.
pub(super) struct Tally {
    rows: usize,
    draws: usize,
    /// In how many draws each row comes first.
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

/// Ranks every draw and counts; `fill` sets the standings of one block, by number.
pub(super) fn tally<F>(counted: &Counted<'_>, draws: usize, fill: F) -> Tally
where
    F: Fn(usize, &mut Standings) + Sync,
{
    let blocks = draws.div_ceil(BLOCK);
    let piece = |first: usize, last: usize| {
        let mut tally = Tally::new(counted);
        let mut scratch = Scratch::new(counted);
        for block in first..last {
            scratch.standings.draws = BLOCK.min(draws - block * BLOCK);
            fill(block, &mut scratch.standings);
            tally.count(&mut scratch, counted.cut);
        }
        tally
    };
    if counted.rows.saturating_mul(draws) < WORTH_CUTTING {
        return piece(0, blocks);
    }
    let pieces: Vec<Tally> = (0..PIECES)
        .into_par_iter()
        .map(|part| piece(blocks * part / PIECES, blocks * (part + 1) / PIECES))
        .collect();
    let none = Tally::new(counted);
    pieces.into_iter().fold(none, Tally::merged)
}

/// Buffers that each block overwrites.
struct Scratch {
    standings: Standings,
    order: Vec<u64>,
    /// Twice the middle rank, by row, then by draw.
    places: Vec<u32>,
}

impl Scratch {
    fn new(counted: &Counted<'_>) -> Self {
        Self {
            standings: Standings::new(counted),
            order: Vec::with_capacity(counted.rows),
            places: vec![0; counted.rows * BLOCK],
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
        let Scratch {
            standings,
            order,
            places,
        } = scratch;
        self.draws += standings.draws;
        for draw in 0..standings.draws {
            standings.rank(draw, order, &mut |run, ahead| {
                self.count_run(run, ahead);
                for row in run {
                    places[*row as usize * BLOCK + draw] = (2 * ahead + run.len() - 1) as u32;
                }
            });
            if let Some(cut) = cut {
                cut.count(order, &mut self.in_cut);
            }
        }
        self.count_wins(places, standings.draws);
        if self.ranks.is_none() {
            let rows = places.chunks_exact(BLOCK);
            let drawn = rows.flat_map(|row| &row[..standings.draws]);
            self.places.push(drawn.copied().collect());
        }
    }

    /// Counts equals in one draw, which share the ranks they take together.
    fn count_run(&mut self, run: &[u64], ahead: usize) {
        if let [row] = run {
            self.count_one(*row as usize, ahead); // the same in fewer instructions
            return;
        }
        let share = 1.0 / run.len() as f64;
        for row in run {
            let row = *row as usize;
            self.twice_ranks[row] += (2 * ahead + run.len() - 1) as u64;
            if ahead == 0 {
                self.first[row] += share;
            }
            if let Some(ranks) = &mut self.ranks {
                for rank in &mut ranks[row * self.rows + ahead..][..run.len()] {
                    *rank += share;
                }
            }
        }
    }

    fn count_one(&mut self, row: usize, ahead: usize) {
        self.twice_ranks[row] += 2 * ahead as u64;
        if ahead == 0 {
            self.first[row] += 1.0;
        }
        if let Some(ranks) = &mut self.ranks {
            ranks[row * self.rows + ahead] += 1.0;
        }
    }

    fn count_wins(&mut self, places: &[u32], draws: usize) {
        let place = |row: usize| &places[row * BLOCK..][..draws];
        for row in 0..self.rows {
            if self.ranks.is_some() {
                for other in row + 1..self.rows {
                    self.twice_wins[row * self.rows + other] +=
                        twice_ahead(place(row), place(other));
                }
            } else if row + 1 < self.rows {
                self.twice_wins[row] += twice_ahead(place(row), place(row + 1));
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
        self.first[row] / self.draws as f64
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

/// Twice how often the first is ahead of the second, ties once.
fn twice_ahead(places: &[u32], others: &[u32]) -> u64 {
    let pairs = places.iter().zip(others);
    let wins: u32 = pairs
        .map(|(place, other)| u32::from(place < other) + u32::from(place <= other))
        .sum();
    u64::from(wins)
}

fn add<T: Copy + std::ops::AddAssign>(sums: &mut [T], more: &[T]) {
    for (sum, one) in sums.iter_mut().zip(more) {
        *sum += *one;
    }
}
