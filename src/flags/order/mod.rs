//! Flags on the order and what it depends on.

pub(super) mod adjacent;
pub(super) mod capacity;
pub(super) mod formula_decides;
pub(super) mod pins;
