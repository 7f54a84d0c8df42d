//! How sure the order is: all scores drawn again and again, each draw ranked and counted.
//!
//! `streams` gives random numbers, `spread` says what one score is drawn from, `resample` seats
//! panels, `draws` joins the three, `tally` ranks and counts, `simulate` runs it all.

mod draws;
mod model;
mod resample;
mod simulate;
mod spread;
mod streams;
mod tally;
#[cfg(test)]
mod tests;

pub use draws::Draws;
pub use model::{Certainty, RankCertainty, Sureness};
pub use simulate::certainty;
pub use spread::Spreads;
