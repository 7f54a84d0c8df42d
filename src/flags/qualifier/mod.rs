//! Flags on the five qualifiers.

pub(super) mod answered_no;
pub(super) mod too_few;
pub(super) mod unknown;

use super::place;
use crate::plan::{Plan, Qualifier, SegmentId};
use crate::yaml::Route;

/// The verdicts of a segment, where the plan gives any; else its name.
fn verdicts(plan: &Plan, id: SegmentId) -> Route {
    let qualifiers = &plan.segment(id).qualifiers;
    match Qualifier::ALL.iter().any(|one| qualifiers.get(*one).stated) {
        true => id.route().key("qualifiers"),
        false => place::name(id),
    }
}
