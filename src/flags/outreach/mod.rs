//! Flags on what a segment is told, how it is reached and by whom.

pub(super) mod same_message;
