//! Leads that no segment of an order takes, although one might if an attribute were not missing.

use std::ops::RangeInclusive;

use crate::plan::SegmentId;

use super::table::MaskTable;

/// How many leads fit no segment of an order and are undecided for at least one. Both ends are the
/// same unless the table had to give up the sets of undecided segments and the order leaves out
/// segments with a definition.
#[must_use]
pub fn because_unknown(order: &[SegmentId], table: &MaskTable) -> RangeInclusive<u64> {
    let places = table.segments().iter().enumerate();
    let ranked = places
        .filter(|(_, segment)| order.contains(segment))
        .fold(0_u128, |set, (bit, _)| set | 1 << bit);
    let most: u64 = table
        .resolved()
        .filter(|(one, _)| one.mask & ranked == 0 && one.undecided & ranked != 0)
        .map(|(_, row)| row.leads)
        .sum();
    if !table.is_lumped() {
        return most..=most;
    }
    // Each of them is undecided for a segment of the order, or else for one of the others.
    let others = table.undecided_leads().iter().enumerate();
    let others = others.filter(|(bit, _)| ranked >> bit & 1 == 0);
    let others = others.fold(0_u64, |sum, (_, leads)| sum.saturating_add(*leads));
    most.saturating_sub(others)..=most
}
