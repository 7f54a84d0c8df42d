//! The plan file: text, a spanned tree, and the checked [`Plan`].

mod document;
pub mod format;
pub mod model;
pub mod node;
mod read;
pub mod route;
#[cfg(test)]
pub(crate) mod testing;
pub mod source;
mod syntax;
pub mod within;

pub use document::Document;
pub use model::*;
pub use read::ReadOptions;
pub use route::{Route, Step};
pub use source::Source;
