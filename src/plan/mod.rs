//! The plan file: its format, its reader, and the checked [`Plan`].

mod document;
pub mod format;
pub mod model;
mod read;

pub use document::Document;
pub use model::*;
pub use read::{ReadOptions, not_a_plan};
