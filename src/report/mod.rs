//! The client report as plain data: every renderer reads it, so outputs cannot disagree.

mod build;
pub mod chart;
pub mod locale;
pub(crate) mod model;
#[cfg(test)]
pub(crate) mod testing;

pub use locale::Locale;
pub use model::{Provenance, Report};
