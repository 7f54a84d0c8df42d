//! What another order would change: leads that change hands.

use std::collections::BTreeMap;

use super::build::Lineup;
use crate::masks::{MaskTable, Totals};
use crate::plan::SegmentId;

/// Leads that one order gives to one segment and another order to another.
#[derive(Debug, Clone, PartialEq)]
pub struct Handover {
    /// Who has them by the first order; none for the default segment.
    pub from: Option<SegmentId>,
    /// Who has them by the second.
    pub to: Option<SegmentId>,
    /// Leads.
    pub leads: u64,
    /// With a true outcome.
    pub outcomes: u64,
    /// Sum of `leads.value`.
    pub value: f64,
}

/// The leads that change hands from one order to another, most first.
#[must_use]
pub fn handovers(before: &[SegmentId], after: &[SegmentId], table: &MaskTable) -> Vec<Handover> {
    let (before, after) = (Lineup::new(before, table), Lineup::new(after, table));
    let winner = |lineup: &Lineup, mask: u128| {
        let first = lineup.fitting(mask).first().copied();
        first.map(|place| lineup.segments[place])
    };
    let mut moved: BTreeMap<(Option<SegmentId>, Option<SegmentId>), Totals> = BTreeMap::new();
    for (standing, row) in table.resolved() {
        let mask = standing.mask;
        let (from, to) = (winner(&before, mask), winner(&after, mask));
        if from != to {
            moved.entry((from, to)).or_default().add_row(standing, row);
        }
    }
    let mut handovers: Vec<Handover> = moved
        .into_iter()
        .map(|((from, to), moved)| Handover {
            from,
            to,
            leads: moved.leads,
            outcomes: moved.outcomes,
            value: moved.value as f64 / 1e6,
        })
        .collect();
    handovers.sort_by_key(|handover| std::cmp::Reverse(handover.leads));
    handovers
}
