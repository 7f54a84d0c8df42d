//! The priority order, how sure it is, and what would change it.

pub mod certainty;
pub mod draws;
pub mod flips;
pub mod formulas;
pub mod keys;
#[cfg(test)]
mod oracle;
#[cfg(test)]
mod properties;
pub mod rank;
pub mod ranking;
mod resample;
pub mod simulate;
mod spread;
mod streams;
mod tally;

pub use certainty::{Certainty, RankCertainty, Sureness};
pub use draws::Draws;
pub use flips::{Around, Change, Flip, flips, flips_around};
pub use formulas::{FormulaAudit, Reversal, formula_audit};
pub use rank::rank;
pub use ranking::{Ranked, Ranking, TieBreak, Unscored};
pub use simulate::certainty;
