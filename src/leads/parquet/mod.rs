//! Lead tables in Parquet.

mod arrays;
mod pass;
mod table;

pub(super) use arrays::text;
pub(super) use pass::{Consumer, pass};
pub(super) use table::Table;
