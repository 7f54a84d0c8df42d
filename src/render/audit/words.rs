//! Words that all parts of the audit say alike.

use crate::plan::{Plan, SegmentId};
use crate::text::words::{count, percent};

/// What a segment is called.
pub(super) fn label(plan: &Plan, id: SegmentId) -> &str {
    &plan.segment(id).label
}

/// `1 lead`, `2 leads`.
pub(super) fn count_leads(leads: u64) -> String {
    count(usize::try_from(leads).unwrap_or(usize::MAX), "lead")
}

/// `1 lead changes`, `2 leads change`.
pub(super) fn change_hands(leads: u64) -> String {
    let verb = if leads == 1 { "changes" } else { "change" };
    format!("{} {verb}", count_leads(leads))
}

/// `1 lead has`, `2 leads have`.
pub(super) fn have(leads: u64) -> String {
    let verb = if leads == 1 { "has" } else { "have" };
    format!("{} {verb}", count_leads(leads))
}

/// A part as a percentage.
pub(super) fn of(part: u64, whole: u64) -> String {
    percent(if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    })
}
