//! The segments of an order, and where they stand in a mask.

use std::cmp::Ordering;

use crate::masks::{Mask, MaskTable, insert};
use crate::plan::SegmentId;

/// The segments of an order that can be resolved, first to last. A place is an index into them.
#[derive(Debug)]
pub(super) struct Lineup {
    pub(super) segments: Vec<SegmentId>,
    /// The place of each in the order, from 1; segments without a definition count.
    pub(super) priorities: Vec<usize>,
    /// The bit of each in a mask.
    pub(super) bits: Vec<usize>,
    /// Segments of the order without a definition.
    pub(super) not_resolved: Vec<SegmentId>,
    /// Whether the order has all segments of the table.
    pub(super) is_whole: bool,
    /// The bits of the order's segments, as words.
    ranked: Vec<u64>,
}

impl Lineup {
    /// For an order, first to last.
    pub(super) fn new(order: &[SegmentId], table: &MaskTable) -> Self {
        let mut lineup = Self {
            segments: Vec::new(),
            priorities: Vec::new(),
            bits: Vec::new(),
            not_resolved: Vec::new(),
            is_whole: false,
            ranked: vec![0; table.words()],
        };
        for (place, segment) in order.iter().enumerate() {
            match table.segments().iter().position(|one| one == segment) {
                Some(bit) => {
                    insert(&mut lineup.ranked, bit);
                    lineup.segments.push(*segment);
                    lineup.priorities.push(place + 1);
                    lineup.bits.push(bit);
                }
                None => lineup.not_resolved.push(*segment),
            }
        }
        lineup.is_whole = lineup.bits.len() == table.segments().len();
        lineup
    }

    /// Words of a mask.
    pub(super) fn words(&self) -> usize {
        self.ranked.len()
    }

    /// The bits of its segments.
    pub(super) fn ranked(&self) -> Mask<'_> {
        Mask::new(&self.ranked)
    }

    /// The place that wins the leads of a mask; `None` for the default segment.
    pub(super) fn winner(&self, mask: Mask<'_>) -> Option<usize> {
        self.bits.iter().position(|bit| mask.contains(*bit))
    }

    /// The segments that a mask has, first to last.
    pub(super) fn segments_in(&self, mask: Mask<'_>) -> Vec<SegmentId> {
        let places = self.bits.iter().zip(&self.segments);
        let fit = places.filter(|(bit, _)| mask.contains(**bit));
        fit.map(|(_, segment)| *segment).collect()
    }

    /// Compares the segments of two masks, first to last, as lists are compared.
    pub(super) fn compare(&self, one: Mask<'_>, other: Mask<'_>) -> Ordering {
        let has = |mask: Mask<'_>, bit: &usize| mask.contains(*bit);
        let differs = |bit: &usize| has(one, bit) != has(other, bit);
        let Some(place) = self.bits.iter().position(differs) else {
            return Ordering::Equal;
        };
        // The list that goes on with this place comes first, unless the other ends here.
        let (bits, rest) = (&self.bits[place], &self.bits[place + 1..]);
        let goes_on = |mask| rest.iter().any(|bit| has(mask, bit));
        match has(one, bits) {
            true if goes_on(other) => Ordering::Less,
            true => Ordering::Greater,
            false if goes_on(one) => Ordering::Greater,
            false => Ordering::Less,
        }
    }
}
