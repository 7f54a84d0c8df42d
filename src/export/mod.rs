//! What other programs take from a plan.

#[cfg(feature = "cli")]
pub(crate) mod attributes;
pub(crate) mod cell;
pub mod dbt;
pub mod order;
pub mod sql;
#[cfg(feature = "cli")]
pub(crate) mod starter;
