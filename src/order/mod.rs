//! The priority order, how sure it is, and what would change it.

pub mod certainty;
pub mod formulas;
pub mod keys;
pub mod rank;
pub mod ranking;

pub use certainty::{Certainty, RankCertainty, Sureness};
pub use formulas::{FormulaAudit, Reversal};
pub use rank::rank;
pub use ranking::{Ranked, Ranking, TieBreak, Unscored};
