//! Damaged files: what the Parquet library says of them.

use parquet::errors::ParquetError;

use crate::lead_error::LeadError;
use crate::table::guard;

/// What the Parquet library reads; see [`guard::guarded`].
pub(super) fn guarded<T>(
    file: &str,
    read: impl FnOnce() -> Result<T, LeadError>,
) -> Result<T, LeadError> {
    guard::guarded(read, || broken(file, "its parts do not fit together"))
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
