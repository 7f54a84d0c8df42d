//! Weak candidates and weak plans: what each flag looks for, why it matters and what to do.

mod find;
mod finding;
mod flag;

mod data;
mod definition;
mod missing;
mod order;
mod place;
mod planning;
mod qualifier;
mod same;
mod say;
mod score;
#[cfg(test)]
mod tests;

pub(crate) use definition::given;
pub use find::{find, find_over_reviews};
pub use finding::{Finding, Found, OtherPlace};
pub use flag::{Facts, Flag, ReviewedPlan, Search};

use crate::plan::format::flags as spec;

/// Every flag, sorted by name.
pub const ALL: &[Flag] = &[
    definition::idle::ALWAYS_MATCHES,
    data::column::CONSTANT_ATTRIBUTE,
    score::panel::CONTESTED,
    data::contradicted::CONTRADICTED_QUALIFIER,
    order::capacity::CUT_TOSS_UP,
    definition::idle::DEAD_TEST,
    data::outcome::DIFFERENCE_UNPROVEN,
    data::fit::DOMINANT,
    data::fit::EMPTY,
    planning::expected::EXPECTED_TOO_LARGE,
    planning::expected::EXPECTED_TOO_SMALL,
    order::formula_decides::FORMULA_DECIDES,
    planning::goals::GOAL_NOT_SMART,
    data::overlap::HEAVY_OVERLAP,
    definition::value::IMPOSSIBLE_VALUE,
    data::leakage::LEAKAGE,
    score::low::LOW_CONFIDENCE,
    data::coverage::LOW_COVERAGE,
    score::low::LOW_EASE,
    score::low::LOW_IMPACT,
    data::won::LOW_REACH,
    data::missing_data::MISSING_DATA,
    definition::reach::NARROWED,
    definition::reach::NEVER_MATCHES,
    planning::review::NEVER_REVIEWED,
    order::capacity::NO_COST,
    missing::NO_DEFINITION,
    planning::goals::NO_GOAL,
    data::coverage::NO_LEADS,
    missing::NO_MESSAGE,
    missing::NO_OWNER,
    missing::NO_TOUCHPOINTS,
    qualifier::answered_no::NOT_ACTIONABLE,
    data::outcome::NOT_DETECTABLE,
    qualifier::answered_no::NOT_DISTINGUISHABLE,
    qualifier::answered_no::NOT_MEASURABLE,
    qualifier::answered_no::NOT_RELEVANT,
    qualifier::answered_no::NOT_STABLE,
    order::adjacent::ORDER_DISPUTED,
    order::capacity::OUT_OF_ORDER,
    score::panel::OUTSIDE_PANEL,
    order::pins::PIN_WITHOUT_EFFECT,
    order::pins::PINNED_AGAINST_SCORE,
    data::column::PLACEHOLDER_VALUE,
    planning::review::REVIEW_OVERDUE,
    same::SAME_DEFINITION,
    same::SAME_LEADS,
    same::SAME_MESSAGE,
    definition::attribute::SENSITIVE_ATTRIBUTE,
    data::won::SHADOWED,
    data::fit::SIZE_OFF,
    definition::slip_of_the_pen::SLIP_OF_THE_PEN,
    data::control::SMALL_CONTROL_GROUP,
    score::evidence::STALE_EVIDENCE,
    data::won::STARVED,
    definition::reach::SUBSET_BELOW,
    data::column::THOUSANDS_POINT,
    order::adjacent::TIED,
    qualifier::too_few::TOO_FEW_QUALIFIERS,
    planning::ranked::TOO_FEW_SEGMENTS,
    planning::ranked::TOO_MANY_SEGMENTS,
    data::fit::TOO_SMALL,
    order::adjacent::TOSS_UP,
    data::overlap::TWIN_SEGMENTS,
    qualifier::unknown::UNKNOWN_QUALIFIER,
    definition::value::UNKNOWN_VALUE,
    definition::reach::UNREACHABLE,
    definition::attribute::UNRELIABLE_ATTRIBUTE,
    score::unrevised::UNREVISED,
    score::unscored::UNSCORED,
    score::evidence::UNSUPPORTED_CONFIDENCE,
    planning::unused_allow::UNUSED_ALLOW,
    definition::value::VALUE_NOT_LISTED,
];

/// The flag of this name, written exactly so.
pub fn named(name: &str) -> Option<&'static Flag> {
    ALL.iter().find(|flag| flag.spec.name == name)
}
