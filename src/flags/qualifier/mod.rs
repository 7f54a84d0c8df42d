//! Flags on the five qualifiers.

mod answered_no;
mod too_few;
mod unknown;

use crate::plan::{Plan, Qualifier, SegmentId};
use crate::yaml::Route;

use super::{Flag, place};

pub(super) const FLAGS: &[Flag] = &[
    answered_no::NOT_ACTIONABLE,
    answered_no::NOT_DISTINGUISHABLE,
    answered_no::NOT_MEASURABLE,
    answered_no::NOT_RELEVANT,
    answered_no::NOT_STABLE,
    too_few::TOO_FEW_QUALIFIERS,
    unknown::UNKNOWN_QUALIFIER,
];

/// The verdicts of a segment, where the plan gives any; else its name.
fn verdicts(plan: &Plan, id: SegmentId) -> Route {
    let qualifiers = &plan.segment(id).qualifiers;
    match Qualifier::ALL.iter().any(|one| qualifiers.get(*one).stated) {
        true => id.route().key("qualifiers"),
        false => place::name(id),
    }
}
