//! A CSV table that is ready to be read.

use std::io::Read;

use super::head::{Head, NoHead};
use crate::lead_error::LeadError;
use crate::table::encoding;

/// A CSV table whose header has been read.
pub(in crate::table) struct Table<R> {
    /// Its name in messages.
    pub(super) file: String,
    pub(super) head: Head,
    pub(super) input: R,
}

impl<R: Read> Table<R> {
    /// Reads the header; `file` is the table's name in messages.
    pub(in crate::table) fn open(
        file: &str,
        mut input: R,
        delimiter: Option<u8>,
    ) -> Result<Self, LeadError> {
        let head = Head::read(&mut input, delimiter).map_err(|no_head| explain(no_head, file))?;
        Ok(Self {
            file: file.to_owned(),
            head,
            input,
        })
    }

    /// The column names.
    pub(in crate::table) fn names(&self) -> &[String] {
        &self.head.names
    }

    /// Refuses column names that are not in UTF-8.
    pub(in crate::table) fn check_names(&self) -> Result<(), LeadError> {
        match &self.head.foreign_name {
            None => Ok(()),
            Some(name) => Err(encoding::not_utf8("a column name", &[name])
                .in_file(&self.file)
                .on_line(self.head.header_line)),
        }
    }

    /// What separates cells.
    pub(in crate::table) fn delimiter(&self) -> u8 {
        self.head.shape.delimiter
    }
}

fn explain(no_head: NoHead, file: &str) -> LeadError {
    match no_head {
        NoHead::Io(error) => LeadError::read(file, error),
        NoHead::Empty => LeadError::wrong(
            file,
            "the table is empty",
            "export it again with a header line and one line per lead",
        ),
        NoHead::Utf16(begin) => encoding::utf16(&begin).in_file(file),
        NoHead::Binary { byte } => LeadError::wrong(
            file,
            format!("this is no lead table that segplan reads: byte {byte} is not text"),
            "export the leads as CSV, JSON lines, Parquet, XLSX, XLS or ODS",
        ),
        NoHead::OldMac => LeadError::wrong(
            file,
            "the lines end in bare carriage returns, as in very old Mac files",
            "save the table as CSV (UTF-8) with ordinary line endings",
        ),
        NoHead::OpenQuote => LeadError::wrong(
            file,
            "a quote opens in the header and is never closed",
            "close it, or write a quote inside a quoted cell twice",
        )
        .on_line(1),
    }
}
