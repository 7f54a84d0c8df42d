//! The priority order, how sure it is, and what would change it.

pub mod certainty;
pub mod cut;
pub mod rank;
pub mod sensitivity;
#[cfg(test)]
mod tests;

pub use certainty::{Certainty, Draws, RankCertainty, Spreads, Sureness, certainty};
pub use cut::Cut;
pub use rank::{Place, Ranked, Ranking, TieBreak, rank};
pub use sensitivity::{
    Flip, FormulaAudit, Reversal, ScoreChange, flips, flips_around, formula_audit,
};
