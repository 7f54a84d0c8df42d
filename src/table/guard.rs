//! Damaged files over which a library panics.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::lead_error::LeadError;

thread_local! {
    static READING: Cell<bool> = const { Cell::new(false) };
}

/// Whether this thread is inside a library that reads a file, where a panic means a damaged file
/// and is answered with an error. A program's panic hook may stay silent then.
#[cfg(feature = "cli")]
pub fn panic_is_an_answer() -> bool {
    READING.get()
}

/// What a library reads. Libraries check much of a file and not all of it: over some damaged ones
/// they panic, which is an error like others here.
pub(super) fn guarded<T>(
    read: impl FnOnce() -> Result<T, LeadError>,
    damaged: impl FnOnce() -> LeadError,
) -> Result<T, LeadError> {
    let outer = READING.replace(true);
    let read = catch_unwind(AssertUnwindSafe(read));
    READING.set(outer);
    read.unwrap_or_else(|_| Err(damaged()))
}
