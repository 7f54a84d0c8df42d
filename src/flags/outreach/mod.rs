//! Flags on what a segment is told, how it is reached and by whom.

pub(super) mod no_message;
pub(super) mod no_owner;
pub(super) mod no_touchpoints;
pub(super) mod same_message;
