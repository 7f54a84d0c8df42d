//! YAML as people write it: the text with its lines, a tree of plain values with their places, the
//! way to a value and where it stands, what is wrong with a text that is no YAML, and [edits](edit)
//! of a text that keep everything else.
//!
//! Nothing here knows what a file means: plans and report themes are read from the same tree.

mod comments;
pub mod edit;
mod explain;
mod lines;
mod locate;
mod route;
mod source;
mod tree;

pub use comments::comments;
pub use explain::quoted;
pub use locate::{locate, locate_within};
pub use route::{Route, Step};
pub use source::Source;
pub use tree::{Entry, Node, Sharing, Style, Value, read};
