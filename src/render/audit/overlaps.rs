//! Who takes leads from whom, and who changes hands in another order.

use super::OtherOrder;
use super::label;
use crate::audit::{Audit, SegmentAudit};
use crate::plan::{Plan, SegmentId};
use crate::text::words::{leads, leads_verb, list, percent, thousands};

/// At most so many overlaps and combinations are told to people; JSON has them all.
const MOST: usize = 6;

/// What another order would do.
pub(super) fn changes(plan: &Plan, change: &OtherOrder) -> Vec<String> {
    let moved: u64 = change.handovers.iter().map(|one| one.leads).sum();
    let order: Vec<&str> = change.order.iter().map(|id| label(plan, *id)).collect();
    let mut items = vec![format!("Figures here are for the order {}.", list(&order))];
    items.push(match moved {
        0 => "No lead changes hands.".to_owned(),
        moved => format!(
            "{} hands, compared with the plan's order:",
            leads_verb(moved, "changes", "change")
        ),
    });
    let name = |id: Option<SegmentId>| id.map_or(plan.default.label.as_str(), |id| label(plan, id));
    for one in &change.handovers {
        let mut item = format!(
            "{} → {}: {}",
            name(one.from),
            name(one.to),
            leads(one.leads)
        );
        if plan.leads.outcome.is_some() {
            item += ", ";
            item += &thousands(one.outcomes);
            item += " of them with the outcome";
        }
        if plan.leads.value.is_some() {
            item += ", value ";
            item += &thousands(one.value.round().max(0.0) as u64);
        }
        items.push(item);
    }
    items
}

/// What a segment wins of the leads that it fits, and who takes the others.
pub(super) fn losses(plan: &Plan, segment: &SegmentAudit) -> Option<String> {
    if segment.lost_to.is_empty() {
        return None;
    }
    let takers: Vec<String> = segment
        .lost_to
        .iter()
        .map(|(taker, leads)| format!("{} to {}", thousands(*leads), label(plan, *taker)))
        .collect();
    Some(format!(
        "{}: {} of {} won; {}",
        label(plan, segment.segment),
        thousands(segment.won),
        thousands(segment.matched),
        list(&takers),
    ))
}

/// The pairs that share most leads.
pub(super) fn overlaps(plan: &Plan, audit: &Audit) -> Vec<String> {
    let shown = audit.overlaps.iter().take(MOST);
    shown
        .map(|one| {
            format!(
                "{} and {}: {}, {} of the smaller and {} of both together",
                label(plan, one.a),
                label(plan, one.b),
                leads(one.leads),
                percent(one.containment),
                percent(one.jaccard),
            )
        })
        .collect()
}

/// The sets of several segments that most leads fit.
pub(super) fn combinations(plan: &Plan, audit: &Audit) -> Vec<String> {
    let several = audit
        .combinations
        .iter()
        .filter(|one| one.segments.len() > 1);
    several
        .take(MOST)
        .map(|one| {
            let labels: Vec<&str> = one.segments.iter().map(|id| label(plan, *id)).collect();
            format!("{}: {}", list(&labels), leads(one.leads))
        })
        .collect()
}
