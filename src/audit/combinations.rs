//! The sets of segments that most leads fit.

use std::cmp::Ordering;

use super::Combination;
use super::lineup::Lineup;
use crate::lists;
use crate::masks::{KeyTable, Mask};

/// So many sets are kept, those with most leads.
const KEPT: usize = 1000;

/// The sets of the lineup's segments that leads fit, and how many leads.
#[derive(Debug)]
pub(super) struct Combinations<'a> {
    lineup: &'a Lineup,
    sets: KeyTable,
    leads: Vec<u64>,
    /// Room for a set.
    set: Vec<u64>,
}

impl<'a> Combinations<'a> {
    pub(super) fn new(lineup: &'a Lineup) -> Self {
        Self {
            lineup,
            sets: KeyTable::new(lineup.words()),
            leads: Vec::new(),
            set: Vec::new(),
        }
    }

    /// Adds masks that are different from all others.
    pub(super) fn add_masks(&mut self, masks: &KeyTable, leads: &[u64]) {
        // Where all segments are ranked, these sets do not come up again.
        match self.lineup.is_whole {
            true => self.add_some(masks, leads, largest(self.lineup, masks, leads)),
            false => self.add_some(masks, leads, 0..leads.len()),
        }
    }

    /// Adds other sets.
    pub(super) fn join(&mut self, other: &Self) {
        self.add_some(&other.sets, &other.leads, 0..other.leads.len());
    }

    fn add_some(&mut self, masks: &KeyTable, leads: &[u64], some: impl IntoIterator<Item = usize>) {
        let ranked = self.lineup.ranked();
        for number in some {
            let words = masks.key(number).iter().zip(ranked.words());
            self.set.clear();
            self.set.extend(words.map(|(mask, ranked)| mask & ranked));
            let number_here = self.sets.number(&self.set) as usize;
            match self.leads.get_mut(number_here) {
                Some(sum) => *sum += leads[number],
                None => self.leads.push(leads[number]),
            }
        }
    }

    /// The largest, most leads first, without the empty set.
    pub(super) fn largest(&self) -> Vec<Combination> {
        let mut numbers = largest(self.lineup, &self.sets, &self.leads);
        lists::sort_by(&mut numbers, |one, other| {
            by_size(self.lineup, &self.sets, &self.leads, *one, *other)
        });
        let combination = |number: usize| Combination {
            segments: self.lineup.segments_in(Mask::new(self.sets.key(number))),
            leads: self.leads[number],
        };
        numbers.into_iter().map(combination).collect()
    }
}

/// The numbers of the sets that are kept, in no order.
fn largest(lineup: &Lineup, sets: &KeyTable, leads: &[u64]) -> Vec<usize> {
    let is_ranked = |number: &usize| Mask::new(sets.key(*number)).intersects(lineup.ranked());
    let mut numbers: Vec<usize> = (0..leads.len()).filter(is_ranked).collect();
    if numbers.len() > KEPT {
        numbers.select_nth_unstable_by(KEPT, |one, other| {
            by_size(lineup, sets, leads, *one, *other)
        });
        numbers.truncate(KEPT);
    }
    numbers
}

/// Most leads first, then by the order of priority.
fn by_size(lineup: &Lineup, sets: &KeyTable, leads: &[u64], one: usize, other: usize) -> Ordering {
    let set = |number| Mask::new(sets.key(number));
    let size = leads[other].cmp(&leads[one]);
    size.then_with(|| lineup.compare(set(one), set(other)))
}
