//! The mask table: how many leads fit which set of segments, from which sizes, overlaps and the
//! effect of any priority order follow. It needs no lead table: parts are counted anywhere, saved
//! as files, and added up.

mod file;
mod fingerprint;
pub(crate) mod month;
mod table;
mod undecided;

pub use file::Saved;
pub(crate) use table::Standing;
pub use table::{MASKS_UP_TO, MaskKey, MaskTable, Measures};
pub use undecided::UndecidedSets;
pub(crate) use undecided::because_unknown;
