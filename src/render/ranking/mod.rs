//! The ranking, as a document, CSV and JSON.

pub(super) mod candidate;
pub mod csv;
pub mod document;
pub mod json;
