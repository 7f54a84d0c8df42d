//! Which segments of those that the team can serve would reach the most leads.
//!
//! A set of segments reaches every lead that fits at least one of them, whatever their order. To find
//! the best set is the problem of maximum coverage, here over the rows of a mask table.

mod coverage;
mod greedy;
mod search;
#[cfg(test)]
mod tests;

use crate::lead_error::LeadError;
use crate::masks::MaskTable;
use crate::order::Cut;
use crate::order::cut::Room;
use crate::plan::{Capacity, Plan, SegmentId};
use crate::text::named;
use coverage::Coverage;

named! {
    /// What a set of segments should reach the most of.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub enum Reached {
        /// Leads.
        #[default]
        Leads = "leads",
        /// Leads with a true outcome.
        Outcomes = "outcomes",
        /// The sum of `leads.value`.
        Value = "value",
    }
}

/// The best set of segments that the team can serve, beside those that make the cut.
#[derive(Debug, Clone, PartialEq)]
pub struct BestSet {
    /// What the set reaches the most of.
    pub by: Reached,
    /// The segments of the cut that are not in it, in priority order.
    pub out: Vec<SegmentId>,
    /// Those in it that do not make the cut, in priority order.
    pub into: Vec<SegmentId>,
    /// What the segments of the cut reach, in leads or in millionths of the value's unit.
    pub now: i128,
    /// What this set reaches: `now` or more.
    pub best: i128,
    /// How it was found.
    pub search: SetSearch,
}

/// How the best set was found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum SetSearch {
    /// No set that fits the capacity reaches more.
    Exact,
    /// A greedy search; beside the segments that stay anyway it reaches at least this share of what
    /// the best set does. `None` if no share is known, because segments and costs are both limited.
    Greedy(Option<f64>),
}

impl BestSet {
    /// How much more it reaches than the cut, in leads or in millionths of the value's unit.
    pub fn gain(&self) -> i128 {
        self.best - self.now
    }
}

/// The set of ranked segments within the plan's capacity that reaches the most of `by`. Segments that
/// make the cut stay in the set if they are pinned, or if the table does not count them. `None`
/// without a capacity, and where values below 0 leave only an exact search that takes too long.
///
/// The search is exact up to a fixed count of steps, and greedy beyond.
///
/// # Errors
/// As for [`MaskTable::each`].
pub fn best_set(
    plan: &Plan,
    order: &[SegmentId],
    table: &MaskTable,
    by: Reached,
) -> Result<Option<BestSet>, LeadError> {
    let (Some(capacity), Some(cut)) = (&plan.capacity, Cut::of(plan, order)) else {
        return Ok(None);
    };
    let is_in = |place: usize| cut.has(place + 1);
    let bit = |id: SegmentId| table.segments().iter().position(|one| *one == id);
    let is_pinned = |id: SegmentId| plan.order.pins.iter().any(|pin| pin.segment == id);
    let (mut kept, mut candidates, mut chosen) = (Vec::new(), Vec::new(), Vec::new());
    let mut room = Room::of(capacity);
    for (place, id) in order.iter().enumerate() {
        let cost = plan.segment(*id).cost.unwrap_or(0.0);
        match bit(*id) {
            Some(bit) if !(is_in(place) && is_pinned(*id)) => {
                candidates.push((bit, cost));
                chosen.extend(is_in(place).then_some(bit));
            }
            bit if is_in(place) => {
                kept.extend(bit);
                room = room.less(cost);
            }
            _ => {}
        }
    }
    let coverage = Coverage::new(table, &kept, &candidates, by)?;
    let Some((set, search)) = search::best(&coverage, room, &chosen, guarantee(capacity)) else {
        return Ok(None);
    };
    let has = |set: &[usize], id: &SegmentId| bit(*id).is_some_and(|bit| set.contains(&bit));
    let differ = |one: &[usize], other: &[usize]| {
        let mut ids = order.to_vec();
        ids.retain(|id| has(one, id) && !has(other, id));
        ids
    };
    Ok(Some(BestSet {
        by,
        out: differ(&chosen, &set),
        into: differ(&set, &chosen),
        now: coverage.reach(&chosen),
        best: coverage.reach(&set),
        search,
    }))
}

/// The share of the best set's reach that a greedy search is sure of, for weights of 0 and more:
/// 1 − 1/e for so many segments (Nemhauser, Wolsey and Fisher 1978); for costs half of it, where the
/// best single segment is looked at, too (Khuller, Moss and Naor 1999).
fn guarantee(capacity: &Capacity) -> Option<f64> {
    let share = 1.0 - (-1.0_f64).exp();
    match (capacity.segments, capacity.cost) {
        (_, None) => Some(share),
        (None, Some(_)) => Some(share / 2.0),
        (Some(_), Some(_)) => None,
    }
}
