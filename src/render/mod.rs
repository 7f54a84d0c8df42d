//! How results look: on a terminal, as data, in a report.

pub mod audit;
mod columns;
pub mod csv;
pub mod diagnostics;
pub mod explanation;
pub mod flags;
pub mod json;
pub mod markdown;
pub mod order;
pub mod prose;
pub mod ranking;
#[cfg(feature = "report")]
pub mod report;
