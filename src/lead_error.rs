//! What can be wrong with a lead table.

use std::io;

use crate::diagnostic::told;
use crate::text::words::reason;

/// Why a lead table could not be read, counted or written.
#[derive(Debug, thiserror::Error)]
pub enum LeadError {
    /// The table, or what the plan asks of it, is wrong.
    #[error("{}{message}", place(.file, *.line))]
    Wrong {
        /// Which table or file; empty where it is the plan.
        file: String,
        /// On which line, from 1.
        line: Option<u64>,
        /// What is wrong, in one sentence without a final stop.
        message: String,
        /// What would be right.
        help: String,
    },
    /// A file cannot be read or written.
    #[error(transparent)]
    File(#[from] FileError),
    /// Somebody asked to stop; nothing was written.
    #[error("stopped; nothing was written")]
    Stopped,
}

/// A file that cannot be read or written.
#[derive(Debug, thiserror::Error)]
#[error("{doing} {file}: {}", reason(.error))]
pub struct FileError {
    /// What was being done: `cannot read`.
    pub doing: &'static str,
    /// Which file.
    pub file: String,
    /// Why not.
    pub error: io::Error,
}

impl FileError {
    /// What `doing` something with a file failed with.
    pub(crate) fn of<F: Into<String>>(
        doing: &'static str,
        file: F,
    ) -> impl FnOnce(io::Error) -> Self {
        let file = file.into();
        move |error| Self { doing, file, error }
    }
}

fn place(file: &str, line: Option<u64>) -> String {
    match (file, line) {
        ("", _) => String::new(),
        (file, None) => format!("{file}: "),
        (file, Some(line)) => format!("{file}, line {line}: "),
    }
}

impl LeadError {
    /// Something wrong with a file as a whole.
    pub(crate) fn wrong(
        file: impl Into<String>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self::Wrong {
            file: file.into(),
            line: None,
            message: told(message.into()),
            help: told(help.into()),
        }
    }

    /// The same, in a file.
    pub(crate) fn in_file(mut self, name: impl Into<String>) -> Self {
        if let Self::Wrong { file, .. } = &mut self {
            *file = name.into();
        }
        self
    }

    /// The same, in a file, if no other is named.
    pub(crate) fn or_in_file(self, name: &str) -> Self {
        match &self {
            Self::Wrong { file, .. } if file.is_empty() => self.in_file(name),
            _ => self,
        }
    }

    /// The same, on a line.
    pub(crate) fn on_line(mut self, number: u64) -> Self {
        if let Self::Wrong { line, .. } = &mut self {
            *line = Some(number);
        }
        self
    }

    /// A file that cannot be read. One whose content is broken is a wrong table.
    pub(crate) fn read(file: &str, error: io::Error) -> Self {
        use io::ErrorKind::{InvalidData, InvalidInput, Other, UnexpectedEof};
        match error.kind() {
            UnexpectedEof => Self::wrong(
                file,
                "the file ends in the middle of its compressed content",
                "it may have been cut off when it was copied; download or export it again",
            ),
            // No operating system says `Other`: it comes from unpacking.
            InvalidData | InvalidInput | Other => Self::wrong(
                file,
                format!("the compressed content is damaged ({error})"),
                "download or export it again",
            ),
            _ => FileError::of("cannot read", file)(error).into(),
        }
    }

    /// A file that cannot be written.
    pub(crate) fn write(file: &str, error: io::Error) -> Self {
        FileError::of("cannot write", file)(error).into()
    }
}

impl From<LeadError> for io::Error {
    fn from(error: LeadError) -> Self {
        Self::other(error)
    }
}
