//! Lead tables: who fits which segment, and what the order does to them.
//!
//! A table is read once, in parallel and in bounded memory ([`read()`]). Each value is sorted into
//! a class of values that answer every question of the plan alike; the classes of a row lead it
//! through a decision diagram to how it stands. What is counted is the [`MaskTable`], from which
//! [`audit()`] answers for any priority order.

#![allow(
    clippy::inline_always,
    clippy::option_option,
    reason = "inner loops are fast in one piece only; a value can be read and be missing"
)]

pub mod audit;
mod cells;
mod column;
mod counter;
mod csv;
mod cuts;
mod dates;
mod decisions;
mod dictionary;
mod error;
mod fingerprint;
mod formula;
mod handover;
mod input;
mod keys;
pub mod mask;
mod mask_file;
mod memory;
mod month;
mod names;
mod overlap;
mod parquet;
mod questions;
pub mod rates;
mod read;
mod reading;
mod resolve;
mod seen;
mod stability;
mod typed;
mod undecided;
mod value;

pub use audit::{
    Audit, ColumnFacts, Combination, DefaultAudit, Difference, Drift, Overlap, PeriodCount, Rate,
    SegmentAudit, Stability,
};
pub use error::LeadError;
pub use handover::{Handover, handovers};
pub use input::Input;
pub use keys::KeyCheck;
pub use mask::{MaskKey, MaskTable, Measures};
pub use mask_file::Saved;
pub use overlap::audit;
pub use parquet::panic_is_an_answer;
pub use questions::{Questions, SEGMENTS_UP_TO};
pub use read::read;
pub use reading::{Progress, Ragged, ReadOptions, Reading};
pub use resolve::{Output, OutputFormat, ResolveOptions, resolve};
pub use undecided::{UndecidedSets, because_unknown};
