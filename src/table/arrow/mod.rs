//! Lead tables in Arrow's formats of files and streams: what their columns hold is read as Parquet's.

mod messages;
mod pass;
mod table;
mod types;
mod values;

pub(super) use pass::pass;
pub(super) use table::Table;

/// What the buffers of a record batch may hold together once they are unpacked, in bytes.
const UNPACKED_UP_TO: u64 = 4 << 30;
