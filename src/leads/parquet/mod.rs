//! Lead tables in Parquet.

mod arrays;
mod guard;
mod pass;
mod table;

pub(super) use arrays::text;
pub use guard::panic_is_an_answer;
pub(super) use pass::{Consumer, pass};
pub(super) use table::Table;
