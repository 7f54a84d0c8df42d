//! The plan file: text, a spanned tree, and the checked [`Plan`].

pub mod model;
pub mod node;
pub mod route;
#[cfg(test)]
pub(crate) mod testing;
pub mod source;
mod syntax;
pub mod within;

pub use model::*;
pub use route::{Route, Step};
pub use source::Source;
