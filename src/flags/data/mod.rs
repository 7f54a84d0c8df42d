//! Flags on what a lead table says of the plan.

mod column;
mod contradicted;
mod fit;
mod low_coverage;
mod missing_data;
mod outcome;
mod overlap;
mod won;

use crate::audit::{Audit, SegmentAudit};

use super::Flag;

pub(super) const FLAGS: &[Flag] = &[
    column::CONSTANT_ATTRIBUTE,
    column::PLACEHOLDER_VALUE,
    column::THOUSANDS_POINT,
    contradicted::CONTRADICTED_QUALIFIER,
    fit::DOMINANT,
    fit::EMPTY,
    fit::SIZE_OFF,
    fit::TOO_SMALL,
    low_coverage::LOW_COVERAGE,
    missing_data::MISSING_DATA,
    outcome::DIFFERENCE_UNPROVEN,
    outcome::NOT_DETECTABLE,
    overlap::HEAVY_OVERLAP,
    overlap::TWIN_SEGMENTS,
    won::LOW_REACH,
    won::SHADOWED,
    won::STARVED,
];

/// The leads that are not excluded.
fn counted(audit: &Audit) -> u64 {
    audit.leads.saturating_sub(audit.excluded)
}

/// A part as a share of the whole, 0 to 1. `None` if the whole is 0.
fn share(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// Leads that could not be decided, as a share of those that fit or might.
fn undecided(one: &SegmentAudit) -> Option<f64> {
    share(one.unknown, one.matched.saturating_add(one.unknown))
}
