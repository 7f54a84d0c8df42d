//! Lead tables in CSV.

mod batch;
mod blocks;
mod cell;
mod head;
mod pass;
mod quotes;
mod rows;
mod table;
#[cfg(test)]
mod tests;

pub(crate) use cell::push_cell;
pub(super) use pass::pass;
pub(super) use table::Table;
