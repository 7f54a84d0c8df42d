//! Words for people: positions in text, near misses, counts and names in prose.

mod language;
mod named;
mod naming;
pub mod nearest;
pub mod placeholder;
mod span;
pub mod visible;
pub mod words;

pub use language::Language;
#[doc(hidden)]
pub use named::named;
pub use naming::{likeness, snake_case};
pub use nearest::nearest;
pub use span::Span;
