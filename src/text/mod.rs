//! Words for people: positions in text, near misses, counts and names in prose.

mod language;
mod named;
mod naming;
#[doc(hidden)]
pub mod nearest;
#[doc(hidden)]
pub mod placeholder;
mod span;
#[doc(hidden)]
pub mod visible;
#[doc(hidden)]
pub mod words;

pub use language::Language;
#[doc(hidden)]
pub use named::named;
#[doc(hidden)]
pub use naming::{likeness, snake_case};
#[doc(hidden)]
pub use nearest::nearest;
pub use span::Span;
