//! Words for people: positions in text, near misses, counts and names in prose.

mod language;
mod named;
mod naming;
pub(crate) mod nearest;
pub(crate) mod placeholder;
mod span;
pub(crate) mod visible;
pub(crate) mod words;

pub use language::Language;
pub(crate) use named::named;
pub(crate) use naming::{likeness, snake_case};
pub(crate) use nearest::nearest;
pub use span::Span;
