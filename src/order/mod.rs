//! The priority order, how sure it is, and what would change it.

pub mod certainty;
pub mod draws;
pub mod formulas;
pub mod keys;
#[cfg(test)]
mod oracle;
pub mod rank;
pub mod ranking;
mod resample;
pub mod simulate;
mod streams;
mod tally;

pub use certainty::{Certainty, RankCertainty, Sureness};
pub use draws::Draws;
pub use formulas::{FormulaAudit, Reversal};
pub use rank::rank;
pub use ranking::{Ranked, Ranking, TieBreak, Unscored};
pub use simulate::certainty;
