//! Damaged files over which the Parquet library panics.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::table::broken;
use crate::lead_error::LeadError;

thread_local! {
    static READING: Cell<bool> = const { Cell::new(false) };
}

/// Whether this thread is inside the Parquet library, where a panic means a damaged file and is
/// answered with an error. A program's panic hook may stay silent then.
#[must_use]
pub fn panic_is_an_answer() -> bool {
    READING.get()
}

/// What the Parquet library reads. It checks much of a file and not all of it: over some damaged
/// ones it panics, which is an error like others here.
pub(super) fn guarded<T>(
    file: &str,
    read: impl FnOnce() -> Result<T, LeadError>,
) -> Result<T, LeadError> {
    READING.set(true);
    let read = catch_unwind(AssertUnwindSafe(read));
    READING.set(false);
    read.unwrap_or_else(|_| Err(broken(file, "its parts do not fit together")))
}
