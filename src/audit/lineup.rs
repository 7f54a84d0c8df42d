//! The segments of an order, and where they stand in a mask.

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
    /// By bit: the place of its segment; none where the order does not have it.
    places: Vec<Option<usize>>,
    /// The bits of the order's segments, as words.
    ranked: Vec<u64>,
}

impl Lineup {
    /// For an order, first to last.
    pub(super) fn new(order: &[SegmentId], table: &MaskTable) -> Self {
        let bits = table.segments().len();
        let mut lineup = Self {
            segments: Vec::new(),
            priorities: Vec::new(),
            bits: Vec::new(),
            not_resolved: Vec::new(),
            places: vec![None; bits],
            ranked: vec![0; bits.div_ceil(64)],
        };
        for (place, segment) in order.iter().enumerate() {
            match table.segments().iter().position(|one| one == segment) {
                Some(bit) => {
                    lineup.places[bit] = Some(lineup.bits.len());
                    insert(&mut lineup.ranked, bit);
                    lineup.segments.push(*segment);
                    lineup.priorities.push(place + 1);
                    lineup.bits.push(bit);
                }
                None => lineup.not_resolved.push(*segment),
            }
        }
        lineup
    }

    /// The bits of its segments.
    pub(super) fn ranked(&self) -> Mask<'_> {
        Mask::new(&self.ranked)
    }

    /// The places whose segments are in a mask, in the order of their bits.
    pub(super) fn places(&self, mask: Mask<'_>) -> impl Iterator<Item = usize> {
        mask.bits().filter_map(|bit| *self.places.get(bit)?)
    }

    /// The segment that wins the leads of a mask; `None` for the default segment.
    pub(super) fn winner(&self, mask: Mask<'_>) -> Option<SegmentId> {
        let place = self.places(mask).min()?;
        Some(self.segments[place])
    }
}
