//! Flags on the plan as a whole: its goals, its reviews, how many segments it has and how large.

pub(super) mod expected;
pub(super) mod goals;
pub(super) mod ranked;
pub(super) mod review;
pub(super) mod unused_allow;
