//! Flags on the plan as a whole: its goals, its reviews, how many segments it has and how large.

mod expected;
mod goals;
mod ranked;
mod review;
mod unused_allow;

use super::Flag;

pub(super) const FLAGS: &[Flag] = &[
    expected::EXPECTED_TOO_LARGE,
    expected::EXPECTED_TOO_SMALL,
    goals::GOAL_NOT_SMART,
    goals::NO_GOAL,
    ranked::TOO_FEW_SEGMENTS,
    ranked::TOO_MANY_SEGMENTS,
    review::NEVER_REVIEWED,
    review::REVIEW_OVERDUE,
    unused_allow::UNUSED_ALLOW,
];
