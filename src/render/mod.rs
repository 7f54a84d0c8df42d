//! How results look: on a terminal, as data, in a report.

pub mod audit;
pub mod csv;
pub mod diagnostics;
pub mod document;
pub mod explanation;
pub mod flags;
pub mod json;
pub mod look;
pub mod order;
pub mod ranking;
#[cfg(feature = "report")]
pub mod report;
