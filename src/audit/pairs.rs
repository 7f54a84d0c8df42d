//! Whom segments share leads with.

#![allow(
    clippy::inline_always,
    reason = "inner loops are compiled once for each kind of processor"
)]

use super::blocks::{Blocks, add_all};
use super::lineup::Lineup;
use crate::masks::Mask;
use crate::wide;

/// Leads that fit several segments, by place in the lineup.
#[derive(Debug)]
pub(super) struct Pairs<'a> {
    lineup: &'a Lineup,
    blocks: Blocks,
    pub(super) sums: PairSums,
}

/// What they add up to; right after [`Pairs::end`].
#[derive(Debug)]
pub(super) struct PairSums {
    /// Leads that fit another segment of the lineup as well.
    pub(super) shared: Vec<u64>,
    /// Leads that fit both, by place × places + place, the upper first.
    pub(super) both: Vec<u64>,
    /// Leads that fit the second and are won by the first, likewise.
    pub(super) lost: Vec<u64>,
    /// The masks at hand, a word a place.
    columns: Vec<u64>,
}

impl<'a> Pairs<'a> {
    pub(super) fn new(lineup: &'a Lineup) -> Self {
        let places = lineup.bits.len();
        Self {
            lineup,
            blocks: Blocks::new(lineup.words()),
            sums: PairSums {
                shared: vec![0; places],
                both: vec![0; places * places],
                lost: vec![0; places * places],
                columns: Vec::new(),
            },
        }
    }

    /// Adds the leads of a mask.
    pub(super) fn add(&mut self, mask: Mask<'_>, leads: u64) {
        let (sums, bits) = (&mut self.sums, &self.lineup.bits);
        self.blocks.add(mask, leads, |columns, weight| {
            sums.add(columns, bits, weight);
        });
    }

    /// Adds other leads.
    pub(super) fn join(&mut self, mut other: Self) {
        other.end();
        add_all(&mut self.sums.shared, &other.sums.shared);
        add_all(&mut self.sums.both, &other.sums.both);
        add_all(&mut self.sums.lost, &other.sums.lost);
    }

    /// No more leads come.
    pub(super) fn end(&mut self) {
        let (sums, bits) = (&mut self.sums, &self.lineup.bits);
        self.blocks.end(|columns, weight| {
            sums.add(columns, bits, weight);
        });
    }
}

impl PairSums {
    /// Counts up to 64 masks: a word a segment, of which these `bits` are in the lineup.
    fn add(&mut self, columns: &[u64], bits: &[usize], weight: u32) {
        self.columns.clear();
        self.columns.extend(bits.iter().map(|bit| columns[*bit]));
        wide::run(Count { sums: self, weight });
    }

    #[inline(always)]
    fn count(&mut self, weight: u32) {
        let columns = self.columns.as_slice();
        let places = columns.len();
        let (mut some, mut several) = (0, 0);
        for column in columns {
            several |= some & column;
            some |= column;
        }
        let mut before = 0;
        for (upper, column) in columns.iter().enumerate() {
            let (fits, wins) = (column & several, column & several & !before);
            before |= column;
            if fits == 0 {
                continue;
            }
            self.shared[upper] += u64::from(fits.count_ones()) << weight;
            let (from, to) = (upper * places + upper + 1, (upper + 1) * places);
            let lower = &columns[upper + 1..];
            add_common(&mut self.both[from..to], fits, lower, weight);
            if wins != 0 {
                add_common(&mut self.lost[from..to], wins, lower, weight);
            }
        }
    }
}

/// Counting the masks at hand, the bits of four words at once where registers are wide.
struct Count<'a> {
    sums: &'a mut PairSums,
    weight: u32,
}

impl wide::Task for Count<'_> {
    type Done = ();

    #[inline(always)]
    fn run(self) {
        self.sums.count(self.weight);
    }
}

/// Adds how many bits a word has in common with each of others.
#[inline(always)]
fn add_common(sums: &mut [u64], one: u64, others: &[u64], weight: u32) {
    for (sum, other) in sums.iter_mut().zip(others) {
        *sum += u64::from((one & other).count_ones()) << weight;
    }
}
