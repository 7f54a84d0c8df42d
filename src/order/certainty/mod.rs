//! How sure the order is: all scores drawn again and again, each draw ranked and counted.
//!
//! `streams` gives random numbers, `spread` says what one score is drawn from, `resample` seats
//! panels, `draws` joins the three, `standings` ranks each draw, `cut` cuts it, `tally` counts, `simulate` runs it
//! all; `rehearsal` keeps the draws and settles single scores.

mod cut;
mod draws;
mod model;
mod rehearsal;
mod resample;
mod simulate;
mod spread;
mod standings;
#[doc(hidden)]
pub mod streams;
mod tally;
#[cfg(test)]
mod tests;

pub use draws::Draws;
pub use model::{Certainty, RankCertainty, Sureness};
pub(crate) use rehearsal::Rehearsal;
pub use simulate::certainty;
pub use spread::Spreads;
