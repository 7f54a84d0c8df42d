//! The client report as plain data: every renderer reads it, so outputs cannot disagree.

mod build;
pub(crate) mod client;
pub(crate) mod chart;
pub(crate) mod locale;
pub(crate) mod model;
#[cfg(test)]
pub(crate) mod testing;

pub use chart::Chart;
pub use client::Since;
pub use locale::{LOCALES, Locale};
pub use model::{Edition, Provenance, Report};
