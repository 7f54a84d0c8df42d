//! What the leads suggest as a list in YAML, for people to accept or decline, and the plan with what
//! they accepted.

mod apply;
mod read;
mod write;

pub use apply::{Applied, apply};
pub use read::{Checklist, Decided, Item, digest};
pub use write::checklist;
