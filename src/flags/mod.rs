//! Weak candidates and weak plans: one file a flag, one list.

pub mod docs;
pub mod find;
pub mod finding;
pub mod flag;

mod data;
mod definition;
mod missing;
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

use crate::plan::FlagSpec;

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
    score::low::LOW_CONFIDENCE,
    data::low_coverage::FLAG,
    score::low::LOW_EASE,
    score::low::LOW_IMPACT,
    data::low_reach::FLAG,
    data::missing_data::FLAG,
    planning::never_reviewed::FLAG,
    missing::NO_DEFINITION,
    planning::no_goal::FLAG,
    missing::NO_MESSAGE,
    missing::NO_OWNER,
    missing::NO_TOUCHPOINTS,
    qualifier::answered_no::NOT_ACTIONABLE,
    data::not_detectable::FLAG,
    qualifier::answered_no::NOT_DISTINGUISHABLE,
    qualifier::answered_no::NOT_MEASURABLE,
    qualifier::answered_no::NOT_RELEVANT,
    qualifier::answered_no::NOT_STABLE,
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
    data::thousands_point::FLAG,
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
    ALL.iter().map(Flag::spec).collect()
}

/// The flag of this name, written exactly so.
#[must_use]
pub fn named(name: &str) -> Option<&'static Flag> {
    ALL.iter().find(|flag| flag.name == name)
}
