//! What the rows of a mask table add up to for an order.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::lineup::Lineup;
use super::{Combination, Overlap};
use crate::masks::{MaskTable, Totals};
use crate::plan::SegmentId;

/// What the rows of each mask add up to, without excluded leads.
pub(super) fn by_mask(table: &MaskTable) -> Vec<(u128, Totals)> {
    let mut masks: Vec<(u128, Totals)> = Vec::new();
    // Rows come ordered by mask.
    for (standing, row) in table.resolved() {
        if masks.last().is_none_or(|(mask, _)| *mask != standing.mask) {
            masks.push((standing.mask, Totals::default()));
        }
        if let Some((_, totals)) = masks.last_mut() {
            totals.add_row(standing, row);
        }
    }
    masks
}

/// What the rows of a mask table add up to, by place in the lineup.
pub(super) struct Sums {
    pub(super) all: Totals,
    pub(super) default: Totals,
    pub(super) won: Vec<Totals>,
    pub(super) matched: Vec<Totals>,
    /// Leads that fit another segment of the lineup as well.
    pub(super) shared: Vec<u64>,
    /// Leads that fit both, by the two places, the upper first.
    both: BTreeMap<(usize, usize), u64>,
    /// Leads that fit the second and are won by the first.
    lost: BTreeMap<(usize, usize), u64>,
    /// Leads by the set of places that they fit.
    sets: BTreeMap<Vec<usize>, u64>,
}

impl Sums {
    pub(super) fn of(lineup: &Lineup, masks: &[(u128, Totals)]) -> Self {
        let count = lineup.segments.len();
        let mut sums = Self {
            all: Totals::default(),
            default: Totals::default(),
            won: vec![Totals::default(); count],
            matched: vec![Totals::default(); count],
            shared: vec![0; count],
            both: BTreeMap::new(),
            lost: BTreeMap::new(),
            sets: BTreeMap::new(),
        };
        for (mask, totals) in masks {
            sums.add(lineup.fitting(*mask).collect(), totals);
        }
        sums
    }

    fn add(&mut self, fitting: Vec<usize>, totals: &Totals) {
        self.all.add(totals);
        let Some((winner, losers)) = fitting.split_first() else {
            self.default.add(totals);
            return;
        };
        self.won[*winner].add(totals);
        for (rank, place) in fitting.iter().enumerate() {
            self.matched[*place].add(totals);
            if !losers.is_empty() {
                self.shared[*place] += totals.leads;
            }
            for lower in &fitting[rank + 1..] {
                *self.both.entry((*place, *lower)).or_default() += totals.leads;
            }
        }
        for loser in losers {
            *self.lost.entry((*winner, *loser)).or_default() += totals.leads;
        }
        *self.sets.entry(fitting).or_default() += totals.leads;
    }

    /// To whom a place loses leads, most first.
    pub(super) fn lost_to(&self, place: usize, lineup: &Lineup) -> Vec<(SegmentId, u64)> {
        let lost = self.lost.iter().filter(|((_, loser), _)| *loser == place);
        let mut lost: Vec<(SegmentId, u64)> = lost
            .map(|((winner, _), leads)| (lineup.segments[*winner], *leads))
            .collect();
        lost.sort_by_key(|(_, leads)| Reverse(*leads));
        lost
    }

    /// Pairs of segments that share leads, most first.
    pub(super) fn overlaps(&self, lineup: &Lineup) -> Vec<Overlap> {
        let pairs = self.both.iter().map(|((upper, lower), leads)| {
            let sizes = (self.matched[*upper].leads, self.matched[*lower].leads);
            Overlap {
                a: lineup.segments[*upper],
                b: lineup.segments[*lower],
                leads: *leads,
                jaccard: share(*leads, sizes.0 + sizes.1 - leads),
                containment: share(*leads, sizes.0.min(sizes.1)),
            }
        });
        let mut overlaps: Vec<Overlap> = pairs.collect();
        overlaps.sort_by_key(|overlap| Reverse(overlap.leads));
        overlaps
    }

    /// Sets of segments that leads fit, most leads first.
    pub(super) fn combinations(&self, lineup: &Lineup) -> Vec<Combination> {
        let sets = self.sets.iter().map(|(places, leads)| Combination {
            segments: places.iter().map(|place| lineup.segments[*place]).collect(),
            leads: *leads,
        });
        let mut combinations: Vec<Combination> = sets.collect();
        combinations.sort_by_key(|combination| Reverse(combination.leads));
        combinations
    }
}

/// A share of leads; 0 of none.
fn share(part: u64, whole: u64) -> f64 {
    match whole {
        0 => 0.0,
        _ => part as f64 / whole as f64,
    }
}
