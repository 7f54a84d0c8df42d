//! YAML as people write it: the text with its lines, a tree of plain values with their places, the
//! way to a value and where it stands, and what is wrong with a text that is no YAML.
//!
//! Nothing here knows what a file means: plans and report themes are read from the same tree.

mod explain;
mod locate;
mod route;
mod source;
pub mod tree;

pub use explain::quoted;
pub use locate::{locate, locate_part, locate_within};
pub use route::{Route, Step};
pub use source::Source;
pub use tree::{Entry, Node, Style, Value, read};
