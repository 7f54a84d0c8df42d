//! The segments of an order, and where they stand in a mask.

use crate::masks::MaskTable;
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
}

impl Lineup {
    /// For an order, first to last.
    pub(super) fn new(order: &[SegmentId], table: &MaskTable) -> Self {
        let mut lineup = Self {
            segments: Vec::new(),
            priorities: Vec::new(),
            bits: Vec::new(),
            not_resolved: Vec::new(),
        };
        for (place, segment) in order.iter().enumerate() {
            match table.segments().iter().position(|one| one == segment) {
                Some(bit) => {
                    lineup.segments.push(*segment);
                    lineup.priorities.push(place + 1);
                    lineup.bits.push(bit);
                }
                None => lineup.not_resolved.push(*segment),
            }
        }
        lineup
    }

    /// The places whose segments are in a mask, in priority order.
    pub(super) fn fitting(&self, mask: u128) -> impl Iterator<Item = usize> {
        let bits = self.bits.iter().enumerate();
        bits.filter(move |(_, bit)| mask >> **bit & 1 == 1)
            .map(|(place, _)| place)
    }

    /// The segment that wins the leads of a mask; `None` for the default segment.
    pub(super) fn winner(&self, mask: u128) -> Option<SegmentId> {
        let place = self.fitting(mask).next()?;
        Some(self.segments[place])
    }
}
