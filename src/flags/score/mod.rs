//! Flags on the three scores and what they rest on.

mod evidence;
mod low;
mod panel;
mod unscored;

use super::Flag;

pub(super) const FLAGS: &[Flag] = &[
    evidence::STALE_EVIDENCE,
    evidence::UNSUPPORTED_CONFIDENCE,
    low::LOW_CONFIDENCE,
    low::LOW_EASE,
    low::LOW_IMPACT,
    panel::CONTESTED,
    panel::OUTSIDE_PANEL,
    unscored::UNSCORED,
];
