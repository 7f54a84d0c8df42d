//! Lead tables in Parquet.

mod arrays;
mod coded;
mod codes;
mod guard;
mod hybrid;
mod pass;
mod table;
#[cfg(test)]
mod tests;

pub(super) use arrays::text;
pub use guard::panic_is_an_answer;
pub(super) use pass::{Consumer, pass};
pub(super) use table::Table;
