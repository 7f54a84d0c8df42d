//! Lead tables in Parquet.

mod batch;
mod chunk;
mod flat;
mod guard;
mod hybrid;
mod kind;
mod pages;
mod pass;
mod presence;
mod records;
mod rows;
mod sort;
mod stored;
mod table;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
mod value;
mod writer;

pub(super) use pass::pass;
pub use records::{PARQUET_MARK, parquet_as_csv};
pub(crate) use rows::Leaf;
pub(crate) use stored::Stored;
pub(super) use table::Table;
pub(crate) use writer::Writer;
#[cfg(feature = "arrow")]
pub(super) use {
    batch::SomeRows,
    kind::Kind,
    pass::{locate, refuse_nested},
    rows::{Flat, Rows},
    sort::Sorter,
    stored::ByteArrays,
};
