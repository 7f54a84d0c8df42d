//! Weak candidates and weak plans: one file a flag, one list.

pub mod docs;
pub mod find;
pub mod finding;
pub mod flag;

mod data;
mod definition;
mod order;
mod outreach;
mod place;
mod planning;
mod qualifier;
mod say;
mod score;
#[cfg(test)]
mod tests;

pub use find::find;
pub use finding::{Finding, Found};
pub use flag::{Facts, Flag, Search};

use crate::plan::{FlagSpec, Segment};

/// Every flag, by name.
pub const ALL: &[Flag] = &[
    data::constant_attribute::FLAG,
    score::contested::FLAG,
    data::contradicted_qualifier::FLAG,
    data::difference_unproven::FLAG,
    data::dominant::FLAG,
    data::empty::FLAG,
    planning::expected_too_large::FLAG,
    planning::expected_too_small::FLAG,
    order::formula_decides::FLAG,
    planning::goal_not_smart::FLAG,
    data::heavy_overlap::FLAG,
    score::low_confidence::FLAG,
    data::low_coverage::FLAG,
    score::low_ease::FLAG,
    score::low_impact::FLAG,
    data::low_reach::FLAG,
    data::missing_data::FLAG,
    planning::never_reviewed::FLAG,
    definition::no_definition::FLAG,
    planning::no_goal::FLAG,
    outreach::no_message::FLAG,
    outreach::no_owner::FLAG,
    outreach::no_touchpoints::FLAG,
    qualifier::not_actionable::FLAG,
    data::not_detectable::FLAG,
    qualifier::not_distinguishable::FLAG,
    qualifier::not_measurable::FLAG,
    qualifier::not_relevant::FLAG,
    qualifier::not_stable::FLAG,
    order::order_disputed::FLAG,
    score::outside_panel::FLAG,
    order::pin_without_effect::FLAG,
    order::pinned_against_score::FLAG,
    data::placeholder_value::FLAG,
    planning::review_overdue::FLAG,
    definition::same_definition::FLAG,
    outreach::same_message::FLAG,
    definition::sensitive_attribute::FLAG,
    data::shadowed::FLAG,
    data::size_off::FLAG,
    definition::slip_of_the_pen::FLAG,
    score::stale_evidence::FLAG,
    data::starved::FLAG,
    order::tied::FLAG,
    qualifier::too_few_qualifiers::FLAG,
    planning::too_few_segments::FLAG,
    planning::too_many_segments::FLAG,
    data::too_small::FLAG,
    order::toss_up::FLAG,
    data::twin_segments::FLAG,
    qualifier::unknown_qualifier::FLAG,
    data::unknown_value::FLAG,
    definition::unreliable_attribute::FLAG,
    score::unscored::FLAG,
    score::unsupported_confidence::FLAG,
    planning::unused_allow::FLAG,
    definition::value_not_listed::FLAG,
];

/// What each flag is called and what a plan may set for it, by name.
#[must_use]
pub fn specs() -> Vec<FlagSpec> {
    ALL.iter().map(|flag| flag.spec).collect()
}

/// The flag of this name, written exactly so.
#[must_use]
pub fn named(name: &str) -> Option<&'static Flag> {
    ALL.iter().find(|flag| flag.spec.name == name)
}

/// Segments that lack a part.
fn missing_parts(
    facts: &Facts,
    lacks: impl Fn(&Segment) -> bool,
    message: &str,
    help: &str,
) -> Vec<Found> {
    let segments = facts.plan.segment_ids().zip(&facts.plan.segments);
    let lacking = segments.filter(|(_, segment)| lacks(segment));
    lacking
        .map(|(id, _)| Found::about(id, place::name(id), message, help))
        .collect()
}
