//! The ranking, as a table, CSV, Markdown and JSON.

pub mod csv;
pub(super) mod grid;
pub mod json;
pub mod markdown;
pub mod table;
