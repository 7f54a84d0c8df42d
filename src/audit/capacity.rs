//! What the cut line does to leads: who falls through, and which segments would reach more.

use super::best_set::{BestSet, Reached, best_set};
use super::handover::handovers;
use crate::lead_error::LeadError;
use crate::masks::MaskTable;
use crate::order::Cut;
use crate::plan::{Plan, SegmentId};

/// What the cut line does to the leads of a table. Counts are of leads that are not excluded.
#[derive(Debug, Clone, PartialEq)]
pub struct CapacityAudit {
    /// The leads that segments below the line win.
    pub below: u64,
    /// Those of them that fit no segment above it, and would go to the default segment.
    pub to_default: u64,
    /// The set of segments within the capacity that would reach the most; `None` if it takes too
    /// long to find.
    pub best_set: Option<BestSet>,
}

/// What the plan's capacity does to the leads that an order, first to last, gives to segments; `None`
/// if the plan has none.
///
/// # Errors
/// As for [`MaskTable::each`].
pub fn capacity_audit(
    plan: &Plan,
    order: &[SegmentId],
    table: &MaskTable,
    by: Reached,
) -> Result<Option<CapacityAudit>, LeadError> {
    let Some(cut) = Cut::of(plan, order) else {
        return Ok(None);
    };
    let above = cut.of_order(order);
    let fall = handovers(order, &above, table)?;
    let leads = |one: &super::Handover| one.leads;
    Ok(Some(CapacityAudit {
        below: fall.iter().map(leads).sum(),
        to_default: fall.iter().filter(|one| one.to.is_none()).map(leads).sum(),
        best_set: best_set(plan, order, table, by)?,
    }))
}
