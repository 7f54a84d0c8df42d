//! Flags on the order and what it depends on.

mod adjacent;
mod formula_decides;
mod pins;

use super::Flag;

pub(super) const FLAGS: &[Flag] = &[
    adjacent::ORDER_DISPUTED,
    adjacent::TIED,
    adjacent::TOSS_UP,
    formula_decides::FORMULA_DECIDES,
    pins::PIN_WITHOUT_EFFECT,
    pins::PINNED_AGAINST_SCORE,
];
