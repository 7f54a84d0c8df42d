//! Words for people: positions in text, near misses, counts and names in prose.

mod named;
pub mod nearest;
pub mod span;
pub mod words;

pub(crate) use named::named;
pub use nearest::nearest;
pub use span::Span;
