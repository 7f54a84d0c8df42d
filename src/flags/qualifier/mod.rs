//! Flags on the five qualifiers.

pub(super) mod not_actionable;
pub(super) mod not_distinguishable;
pub(super) mod not_measurable;
pub(super) mod not_relevant;
pub(super) mod not_stable;
pub(super) mod too_few_qualifiers;
pub(super) mod unknown_qualifier;

use crate::assess::ParkReason;
use crate::plan::{Plan, Qualifier, SegmentId, Verdict};
use crate::text::words;
use crate::yaml::Route;

use super::{Facts, Found, place, say};

/// Segments whose verdict on a qualifier is no.
fn answered_no(facts: &Facts, qualifier: Qualifier, help: &str) -> Vec<Found> {
    let no = facts
        .plan
        .segment_ids()
        .zip(&facts.plan.segments)
        .filter_map(|(id, segment)| {
            let judgement = segment.qualifiers.get(qualifier);
            if judgement.verdict != Verdict::No {
                return None;
            }
            let parked = &facts.assessment.candidate(id).parked;
            let parks = match parked.contains(&ParkReason::Lacks(qualifier)) {
                true => ", which parks it",
                false => "",
            };
            let name = words::capitalized(qualifier.name());
            let because = say::reason(judgement.because.as_deref());
            let message = format!("{name} is answered with no{parks}{because}");
            let route = id.route().key("qualifiers").key(qualifier.name());
            Some(Found::about(id, route, message, help))
        });
    no.collect()
}

/// The verdicts of a segment, where the plan gives any; else its name.
fn verdicts(plan: &Plan, id: SegmentId) -> Route {
    let qualifiers = &plan.segment(id).qualifiers;
    match Qualifier::ALL.iter().any(|one| qualifiers.get(*one).stated) {
        true => id.route().key("qualifiers"),
        false => place::name(id),
    }
}
