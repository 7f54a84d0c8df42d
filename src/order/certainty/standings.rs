//! Where candidates stand in a block of draws, and who is ahead of whom.

use super::cut::DrawCut;
use super::streams::BLOCK;

/// What is counted of draws, of so many rows.
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

/// Where candidates stand by each key in a block of draws: whole numbers up to
/// [`FARTHEST`], lower is further ahead.
pub(super) struct Standings {
    rows: usize,
    draws: usize,
    /// One for each key, first key first; by row, then by draw.
    keys: Vec<Vec<[u64; BLOCK]>>,
    /// How many of the keys rank; those beyond them settle ties for the cut.
    ranking_keys: usize,
}

/// The standing farthest behind.
pub(super) const FARTHEST: u64 = (1 << (u64::BITS - ROW_BITS)) - 1;

/// A row's number takes the low bits beside its standing, so that one sort orders both.
const ROW_BITS: u32 = 24;

/// The bits of a standing beyond its first 31.
const BITS_LEFT: u32 = u64::BITS - ROW_BITS - 31;

/// Up to so many rows are compared in pairs rather than sorted.
const COMPARED: usize = 40;

impl Standings {
    pub(super) fn new(counted: &Counted<'_>) -> Self {
        Self {
            rows: counted.rows,
            draws: BLOCK,
            keys: vec![vec![[0; BLOCK]; counted.rows]; counted.keys],
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

    /// Sets how many draws the block has.
    pub(super) fn set_draws(&mut self, draws: usize) {
        self.draws = draws;
    }

    /// Where a row stands by a key, draw by draw, to be set.
    pub(super) fn row_mut(&mut self, key: usize, row: usize) -> &mut [u64] {
        &mut self.keys[key][row][..self.draws]
    }

    /// Places the rows in each draw by the ranking keys, and tells each draw's rows in order by all
    /// keys, where that is asked.
    pub(super) fn place(&self, places: &mut Places, mut tell: Option<impl FnMut(&[u64])>) {
        let tied = match self.rows <= COMPARED {
            true => self.place_by_pairs(places),
            false => [true; BLOCK],
        };
        if tell.is_none() && !tied.contains(&true) {
            return;
        }
        let mut order = Vec::with_capacity(self.rows);
        for (draw, tied) in tied[..self.draws].iter().enumerate() {
            order.clear();
            order.extend(0..self.rows as u64);
            if *tied {
                self.refine(draw, 0, &mut order, 0, &mut |run, ahead| {
                    for row in run {
                        places.ahead[*row as usize][draw] = ahead as u32;
                        places.beside[*row as usize][draw] = run.len() as u32 - 1;
                    }
                });
            } else {
                order.sort_unstable_by_key(|row| places.ahead[*row as usize][draw]);
            }
            if let Some(tell) = &mut tell {
                tell(&order);
            }
        }
    }

    /// Places the rows by the first key, comparing each with each other in all draws at once: fewer
    /// steps than to sort few rows. Right in draws in which that key tells all rows apart in its
    /// first 31 bits; comes back with the others.
    fn place_by_pairs(&self, places: &mut Places) -> [bool; BLOCK] {
        let ranking = &self.keys[..self.ranking_keys];
        let Some(key) = ranking.first() else {
            return [true; BLOCK];
        };
        let mut rows = vec![[0; BLOCK]; self.rows];
        for (first_bits, standings) in rows.iter_mut().zip(key) {
            for draw in 0..BLOCK {
                first_bits[draw] = (standings[draw] >> BITS_LEFT) as i32;
            }
        }
        places.ahead.fill([0; BLOCK]);
        places.beside.fill([0; BLOCK]);
        let mut equal = [0; BLOCK];
        for (row, one) in rows.iter().enumerate() {
            let (above, below) = places.ahead.split_at_mut(row + 1);
            let above = &mut above[row];
            for (below, other) in below.iter_mut().zip(&rows[row + 1..]) {
                for draw in 0..BLOCK {
                    let ahead = u32::from(one[draw] < other[draw]);
                    below[draw] += ahead;
                    above[draw] += 1 - ahead;
                    equal[draw] |= u32::from(one[draw] == other[draw]);
                }
            }
        }
        equal.map(|equal| equal > 0)
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
        for row in rows.iter_mut() {
            *row |= standings[*row as usize][draw] << ROW_BITS;
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

/// The places of each row in a block of draws: by row, then by draw.
pub(super) struct Places {
    /// How many rows are ahead.
    ahead: Vec<[u32; BLOCK]>,
    /// How many others share the place.
    beside: Vec<[u32; BLOCK]>,
}

impl Places {
    pub(super) fn new(rows: usize) -> Self {
        Self {
            ahead: vec![[0; BLOCK]; rows],
            beside: vec![[0; BLOCK]; rows],
        }
    }

    /// How many rows are ahead of a row, and how many beside it, draw by draw.
    pub(super) fn row(&self, row: usize, draws: usize) -> (&[u32], &[u32]) {
        (&self.ahead[row][..draws], &self.beside[row][..draws])
    }

    /// Twice in how many draws the first row is ahead of the second, those once where neither is.
    pub(super) fn twice_ahead(&self, row: usize, other: usize, draws: usize) -> u64 {
        let (row, other) = (&self.ahead[row][..draws], &self.ahead[other][..draws]);
        let mut twice = 0;
        for draw in 0..draws {
            let (one, other) = (row[draw].cast_signed(), other[draw].cast_signed());
            twice += u32::from(one < other) + u32::from(one <= other);
        }
        u64::from(twice)
    }
}
