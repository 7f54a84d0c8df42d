//! Lead tables: who fits which segment, and what the order does to them.
//!
//! A table is read once, in parallel and in bounded memory ([`read()`]). Each value is sorted into
//! a class of values that answer every question of the plan alike; the classes of a row lead it
//! through a decision diagram to how it stands. What is counted is the [`MaskTable`](crate::masks::MaskTable), from which
//! [`audit()`](crate::audit::audit()) answers for any priority order.

#![allow(
    clippy::inline_always,
    clippy::option_option,
    reason = "inner loops are fast in one piece only; a value can be read and be missing"
)]

mod cell;
mod cells;
mod column;
mod counter;
mod csv;
mod cuts;
mod dates;
mod decisions;
mod dictionary;
mod formula;
mod input;
mod keys;
mod memory;
mod names;
mod parquet;
mod parts;
mod questions;
mod read;
mod reading;
mod resolve;
mod seen;
mod typed;

pub use input::Input;
pub use keys::KeyCheck;
pub use parquet::panic_is_an_answer;
pub use questions::{Questions, SEGMENTS_UP_TO};
pub use read::read;
pub use reading::{Progress, Ragged, ReadOptions, Reading};
pub use resolve::{Output, OutputFormat, ResolveOptions, resolve};
