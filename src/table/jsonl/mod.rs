//! Lead tables in JSON lines: an object a line.

mod batch;
mod pass;
mod scan;
mod signs;
mod table;
mod template;
#[cfg(test)]
mod tests;

pub(super) use pass::pass;
pub(super) use table::{Table, is_json};
