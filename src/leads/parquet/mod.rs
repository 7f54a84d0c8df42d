//! Lead tables in Parquet.

mod arrays;
mod pass;
mod table;

pub(super) use pass::pass;
pub(super) use table::Table;
