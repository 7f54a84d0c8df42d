//! Lead tables in CSV.

mod blocks;
mod head;
mod marks;
mod pass;
mod quotes;
mod rows;
mod table;
#[cfg(test)]
mod tests;
mod work;

pub(super) use pass::pass;
pub(super) use table::Table;
pub(super) use work::{Consumer, SomeRows, not_a_value};
