//! What the rows of a mask table add up to for an order.
//!
//! Whom segments share leads with is counted for 64 masks at a time: turned over, the masks are a
//! word a segment, and the leads of a pair are the bits that two words have in common. So the time
//! is in proportion to masks × pairs ÷ 64.

use std::cmp::Reverse;

use super::lineup::Lineup;
use super::{Combination, Overlap};
use crate::masks::{KeyTable, Mask, Measures, Standing, Totals, insert, transpose};
use crate::plan::SegmentId;

/// So many combinations of segments are kept, those with most leads.
const COMBINATIONS_UP_TO: usize = 1000;

/// What the rows of a mask table add up to, by place in the lineup.
pub(super) struct Sums<'a> {
    lineup: &'a Lineup,
    pub(super) all: Totals,
    pub(super) default: Totals,
    /// Default leads that are undecided for a segment of the lineup.
    pub(super) because_unknown: u64,
    pub(super) won: Vec<Totals>,
    pub(super) matched: Vec<Totals>,
    /// Leads that fit another segment of the lineup as well.
    pub(super) shared: Vec<u64>,
    /// Leads that fit both, by place × places + place, the upper first.
    both: Vec<u64>,
    /// Leads that fit the second and are won by the first, likewise.
    lost: Vec<u64>,
    /// The sets of segments that leads fit: of the lineup, and how many leads.
    sets: KeyTable,
    set_leads: Vec<u64>,
    /// Different masks.
    pub(super) masks: usize,
    /// The mask whose rows are being added up, and their totals.
    mask: Vec<u64>,
    totals: Totals,
    block: Block,
}

/// Masks whose pairs are not counted yet, up to 64, by the places of the lineup.
#[derive(Default)]
struct Block {
    words: usize,
    masks: Vec<u64>,
    leads: Vec<u64>,
}

impl<'a> Sums<'a> {
    pub(super) fn new(lineup: &'a Lineup) -> Self {
        let places = lineup.segments.len();
        let words = places.div_ceil(64);
        Self {
            lineup,
            all: Totals::default(),
            default: Totals::default(),
            because_unknown: 0,
            won: vec![Totals::default(); places],
            matched: vec![Totals::default(); places],
            shared: vec![0; places],
            both: vec![0; places * places],
            lost: vec![0; places * places],
            sets: KeyTable::new(words),
            set_leads: Vec::new(),
            masks: 0,
            mask: Vec::new(),
            totals: Totals::default(),
            block: Block {
                words,
                ..Block::default()
            },
        }
    }

    /// Adds a row; rows come ordered by mask.
    pub(super) fn add(&mut self, standing: &Standing<'_>, row: &Measures) {
        if standing.excluded {
            return;
        }
        let ranked = self.lineup.ranked();
        if !standing.mask.intersects(ranked) && standing.undecided.intersects(ranked) {
            self.because_unknown += row.leads;
        }
        if Mask::new(&self.mask) != standing.mask || self.masks == 0 {
            self.end_mask();
            self.masks += 1;
            self.mask.clear();
            self.mask.extend_from_slice(standing.mask.words());
        }
        self.totals.add_row(standing, row);
    }

    /// No more rows come.
    pub(super) fn end(&mut self) {
        self.end_mask();
        self.end_block();
    }

    /// Adds what the rows of a mask came to.
    fn end_mask(&mut self) {
        let totals = std::mem::take(&mut self.totals);
        if totals.leads == 0 {
            return;
        }
        self.all.add(&totals);
        let places = self.lineup.segments.len();
        let mask = Mask::new(&self.mask);
        let Some(winner) = self.lineup.places(mask).min() else {
            self.default.add(&totals);
            return;
        };
        self.won[winner].add(&totals);
        let start = self.block.masks.len();
        self.block.masks.resize(start + self.block.words, 0);
        let set = &mut self.block.masks[start..];
        for place in self.lineup.places(mask) {
            insert(set, place);
            self.matched[place].add(&totals);
            if place != winner {
                self.lost[winner * places + place] += totals.leads;
            }
        }
        let number = self.sets.number(set) as usize;
        match self.set_leads.get_mut(number) {
            Some(leads) => *leads += totals.leads,
            None => self.set_leads.push(totals.leads),
        }
        self.block.leads.push(totals.leads);
        if self.block.leads.len() == 64 {
            self.end_block();
        }
    }

    /// Counts the pairs of a block.
    fn end_block(&mut self) {
        let places = self.lineup.segments.len();
        let (columns, leads) = self.block.turned();
        let masks = self.block.masks.chunks_exact(self.block.words.max(1));
        // The masks of more than one segment.
        let several = masks
            .enumerate()
            .filter(|(_, set)| set.iter().map(|word| word.count_ones()).sum::<u32>() > 1)
            .fold(0_u64, |several, (row, _)| several | 1 << row);
        self.block.masks.clear();
        for (upper, column) in columns.iter().enumerate().take(places) {
            for (weight, leads) in leads.iter().enumerate() {
                let one = column & leads & several;
                if one == 0 {
                    continue;
                }
                let count = |bits: u64| u64::from(bits.count_ones()) << weight;
                self.shared[upper] += count(one);
                let pairs = &mut self.both[upper * places..][..places];
                let lower = pairs.iter_mut().zip(&columns).skip(upper + 1);
                lower.for_each(|(pair, other)| *pair += count(one & other));
            }
        }
    }

    /// To whom a place loses leads, most first.
    pub(super) fn lost_to(&self, place: usize) -> Vec<(SegmentId, u64)> {
        let places = self.lineup.segments.len();
        let winners = self.lineup.segments.iter().enumerate();
        let lost = winners.map(|(winner, id)| (*id, self.lost[winner * places + place]));
        let mut lost: Vec<(SegmentId, u64)> = lost.filter(|(_, leads)| *leads > 0).collect();
        lost.sort_by_key(|(_, leads)| Reverse(*leads));
        lost
    }

    /// Pairs of segments that share leads, most first.
    pub(super) fn overlaps(&self) -> Vec<Overlap> {
        let segments = &self.lineup.segments;
        let pairs = self
            .both
            .iter()
            .enumerate()
            .filter(|(_, leads)| **leads > 0);
        let pairs = pairs.map(|(pair, leads)| {
            let (upper, lower) = (pair / segments.len(), pair % segments.len());
            let sizes = (self.matched[upper].leads, self.matched[lower].leads);
            Overlap {
                a: segments[upper],
                b: segments[lower],
                leads: *leads,
                jaccard: share(*leads, sizes.0 + sizes.1 - leads),
                containment: share(*leads, sizes.0.min(sizes.1)),
            }
        });
        let mut overlaps: Vec<Overlap> = pairs.collect();
        overlaps.sort_by_key(|overlap| Reverse(overlap.leads));
        overlaps
    }

    /// The sets of segments that most leads fit, most first.
    pub(super) fn combinations(&self) -> Vec<Combination> {
        let places = |number: usize| Mask::new(self.sets.key(number)).bits();
        let by_size = |one: &usize, other: &usize| {
            let leads = self.set_leads[*other].cmp(&self.set_leads[*one]);
            leads.then_with(|| places(*one).cmp(places(*other)))
        };
        let mut largest: Vec<usize> = (0..self.set_leads.len()).collect();
        if largest.len() > COMBINATIONS_UP_TO {
            largest.select_nth_unstable_by(COMBINATIONS_UP_TO, by_size);
            largest.truncate(COMBINATIONS_UP_TO);
        }
        largest.sort_unstable_by(by_size);
        let combination = |number: usize| Combination {
            segments: places(number)
                .map(|place| self.lineup.segments[place])
                .collect(),
            leads: self.set_leads[number],
        };
        largest.into_iter().map(combination).collect()
    }
}

impl Block {
    /// A word a place, and one for each bit of the number of leads, each bit of them a mask; the
    /// block is then without leads.
    fn turned(&mut self) -> (Vec<u64>, Vec<u64>) {
        let mut columns = Vec::with_capacity(64 * self.words);
        for word in 0..self.words {
            let masks = self.masks.iter().skip(word).step_by(self.words);
            columns.extend(turned(masks));
        }
        let mut leads = turned(self.leads.iter()).to_vec();
        leads.truncate(64 - leads.iter().rev().take_while(|word| **word == 0).count());
        self.leads.clear();
        (columns, leads)
    }
}

/// Up to 64 words as a square, turned over.
fn turned<'a>(rows: impl Iterator<Item = &'a u64>) -> [u64; 64] {
    let mut square = [0; 64];
    square.iter_mut().zip(rows).for_each(|(to, row)| *to = *row);
    transpose(&mut square);
    square
}

/// A share of leads; 0 of none.
fn share(part: u64, whole: u64) -> f64 {
    match whole {
        0 => 0.0,
        _ => part as f64 / whole as f64,
    }
}
