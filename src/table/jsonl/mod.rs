//! Lead tables in JSON lines: an object a line.

mod batch;
mod pass;
mod scan;
mod table;
#[cfg(test)]
mod tests;

pub(super) use pass::pass;
pub(super) use table::{Table, is_json};
