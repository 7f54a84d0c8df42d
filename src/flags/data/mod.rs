//! Flags on what a lead table says of the plan.

pub(super) mod column;
pub(super) mod contradicted;
pub(super) mod control;
pub(super) mod coverage;
pub(super) mod fit;
pub(super) mod leakage;
pub(super) mod missing_data;
pub(super) mod outcome;
pub(super) mod overlap;
pub(super) mod won;

use crate::audit::{Audit, SegmentAudit};
use crate::text::words::share;

/// The leads that are not excluded.
fn counted(audit: &Audit) -> u64 {
    audit.leads.saturating_sub(audit.excluded)
}

/// Leads that could not be decided, as a share of those that fit or might.
fn undecided(one: &SegmentAudit) -> Option<f64> {
    share(one.unknown, one.matched.saturating_add(one.unknown))
}
