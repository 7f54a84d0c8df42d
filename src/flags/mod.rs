//! Weak candidates and weak plans: one file a flag, one list.

pub mod finding;
pub mod flag;

pub use finding::{Finding, Found};
pub use flag::{Facts, Flag};
