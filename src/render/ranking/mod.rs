//! The ranking, as a document, CSV and JSON.

pub(super) mod candidate;
pub(crate) mod csv;
mod detail;
pub(crate) mod document;
pub(crate) mod json;
mod table;
