//! Damaged files: what the Parquet library says of them, and those over which it panics.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use parquet::errors::ParquetError;

use crate::lead_error::LeadError;

thread_local! {
    static READING: Cell<bool> = const { Cell::new(false) };
}

/// Whether this thread is inside the Parquet library, where a panic means a damaged file and is
/// answered with an error. A program's panic hook may stay silent then.
#[cfg(feature = "cli")]
pub(crate) fn panic_is_an_answer() -> bool {
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

/// A file that is not what it should be.
pub(super) fn damaged(file: &str, error: ParquetError) -> LeadError {
    match error {
        ParquetError::External(cause) => match cause.downcast::<std::io::Error>() {
            Ok(error) => LeadError::read(file, *error),
            Err(other) => broken(file, &other.to_string()),
        },
        ParquetError::NYI(what) => LeadError::wrong(
            file,
            format!("the Parquet file uses a feature that segplan does not read ({what})"),
            "export it with the usual encodings, or as CSV",
        ),
        other => broken(file, &other.to_string()),
    }
}

fn broken(file: &str, why: &str) -> LeadError {
    LeadError::wrong(
        file,
        format!("the Parquet file is damaged or cut off ({why})"),
        "download or export it again",
    )
}
