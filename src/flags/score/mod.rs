//! Flags on the three scores and what they rest on.

pub(super) mod evidence;
pub(super) mod low;
pub(super) mod panel;
pub(super) mod unrevised;
pub(super) mod unscored;
