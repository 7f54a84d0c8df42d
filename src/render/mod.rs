//! How results look: on a terminal, as data, in a report.

pub mod diagnostics;
pub mod json;
