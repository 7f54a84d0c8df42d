//! The plan file: text, a spanned tree, and the checked [`Plan`].

pub mod model;
pub mod route;
#[cfg(test)]
pub(crate) mod testing;

pub use model::*;
pub use route::{Route, Step};
