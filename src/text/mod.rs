//! Words for people: positions in text, near misses, counts and names in prose.

mod named;
pub(crate) mod nearest;
mod span;
pub(crate) mod words;

pub(crate) use named::named;
pub(crate) use nearest::nearest;
pub use span::Span;
