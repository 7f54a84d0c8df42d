//! What would change the order: a score, or the formula.

mod flips;
mod formulas;
#[cfg(test)]
mod tests;

pub use flips::{Flip, ScoreChange, flips, flips_around};
pub use formulas::{FormulaAudit, Reversal, formula_audit};
