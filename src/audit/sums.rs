//! What the rows of a mask table add up to for an order.

use std::cmp::Reverse;

use super::blocks::{Matched, SegmentSums};
use super::combinations::Combinations;
use super::lineup::Lineup;
use super::pairs::Pairs;
use super::{Combination, Overlap};
use crate::lists;
use crate::masks::{KeyTable, Mask, Rows, Totals};
use crate::plan::SegmentId;
use crate::text::words::share;

/// What the rows of a mask table add up to, by place in the lineup.
#[derive(Debug)]
pub(super) struct Sums<'a> {
    lineup: &'a Lineup,
    pub(super) all: Totals,
    pub(super) default: Totals,
    /// Default leads that are undecided for a segment of the lineup.
    pub(super) because_unknown: u64,
    pub(super) won: Vec<Totals>,
    matched: Matched,
    undecided: SegmentSums,
    pairs: Pairs<'a>,
    combinations: Combinations<'a>,
    /// Different masks.
    pub(super) masks: usize,
}

impl<'a> Sums<'a> {
    pub(super) fn new(lineup: &'a Lineup) -> Self {
        let words = lineup.words();
        Self {
            lineup,
            all: Totals::default(),
            default: Totals::default(),
            because_unknown: 0,
            won: vec![Totals::default(); lineup.bits.len()],
            matched: Matched::new(words),
            undecided: SegmentSums::new(words),
            pairs: Pairs::new(lineup),
            combinations: Combinations::new(lineup),
            masks: 0,
        }
    }

    /// Adds rows, among which all rows of their masks are.
    pub(super) fn add(&mut self, rows: &Rows) {
        let ranked = self.lineup.ranked();
        let mut masks = KeyTable::new(self.lineup.words());
        let mut totals: Vec<Totals> = Vec::new();
        for (standing, row) in rows.iter().filter(|(standing, _)| !standing.excluded) {
            if !standing.undecided.is_empty() {
                self.undecided.add(standing.undecided, row.leads);
                if !standing.mask.intersects(ranked) && standing.undecided.intersects(ranked) {
                    self.because_unknown += row.leads;
                }
            }
            let number = masks.number(standing.mask.words()) as usize;
            totals.resize(totals.len().max(number + 1), Totals::default());
            totals[number].add_row(&standing, &row);
        }
        self.masks += totals.len();
        for (number, totals) in totals.iter().enumerate() {
            self.add_mask(Mask::new(masks.key(number)), totals);
        }
        let leads: Vec<u64> = totals.iter().map(|totals| totals.leads).collect();
        self.combinations.add_masks(&masks, &leads);
    }

    /// Adds the leads of a mask.
    fn add_mask(&mut self, mask: Mask<'_>, totals: &Totals) {
        self.all.add(totals);
        let Some(winner) = self.lineup.winner(mask) else {
            self.default.add(totals);
            return;
        };
        self.won[winner].add(totals);
        self.matched.add(mask, totals);
        self.pairs.add(mask, totals.leads);
    }

    /// Adds what other rows came to, whose masks are different.
    pub(super) fn join(mut self, other: Self) -> Self {
        self.all.add(&other.all);
        self.default.add(&other.default);
        self.because_unknown += other.because_unknown;
        let won = self.won.iter_mut().zip(&other.won);
        won.for_each(|(one, other)| one.add(other));
        self.matched.join(other.matched);
        self.undecided.join(other.undecided);
        self.pairs.join(other.pairs);
        self.combinations.join(&other.combinations);
        self.masks += other.masks;
        self
    }

    /// No more rows come; what follows says what all came to.
    pub(super) fn end(&mut self) {
        self.matched.end();
        self.undecided.end();
        self.pairs.end();
    }

    /// The leads that fit the segment at a place.
    pub(super) fn matched(&self, place: usize) -> Totals {
        self.matched.of(self.lineup.bits[place])
    }

    /// The leads that are undecided for it.
    pub(super) fn undecided(&self, place: usize) -> u64 {
        self.undecided.of(self.lineup.bits[place])
    }

    /// Leads that fit it and another segment of the lineup.
    pub(super) fn shared(&self, place: usize) -> u64 {
        self.pairs.sums.shared[place]
    }

    /// To whom a place loses leads, most first.
    pub(super) fn lost_to(&self, place: usize) -> Vec<(SegmentId, u64)> {
        let places = self.lineup.segments.len();
        let winners = self.lineup.segments.iter().enumerate();
        let lost = &self.pairs.sums.lost;
        let lost = winners.map(|(winner, id)| (*id, lost[winner * places + place]));
        let mut lost: Vec<(SegmentId, u64)> = lost.filter(|(_, leads)| *leads > 0).collect();
        lists::sort_by_key(&mut lost, |(_, leads)| Reverse(*leads));
        lost
    }

    /// Pairs of segments that share leads, most first.
    pub(super) fn overlaps(&self) -> Vec<Overlap> {
        let segments = &self.lineup.segments;
        let pairs = self.pairs.sums.both.iter().enumerate();
        let pairs = pairs.filter(|(_, leads)| **leads > 0);
        let pairs = pairs.map(|(pair, leads)| {
            let (upper, lower) = (pair / segments.len(), pair % segments.len());
            let sizes = (self.matched(upper).leads, self.matched(lower).leads);
            Overlap {
                a: segments[upper],
                b: segments[lower],
                leads: *leads,
                jaccard: share(*leads, sizes.0 + sizes.1 - leads).unwrap_or(0.0),
                containment: share(*leads, sizes.0.min(sizes.1)).unwrap_or(0.0),
            }
        });
        let mut overlaps: Vec<Overlap> = pairs.collect();
        lists::sort_by_key(&mut overlaps, |overlap| Reverse(overlap.leads));
        overlaps
    }

    /// The sets of segments that most leads fit, most first.
    pub(super) fn combinations(&self) -> Vec<Combination> {
        self.combinations.largest()
    }
}
