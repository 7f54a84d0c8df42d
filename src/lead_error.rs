//! What can be wrong with a lead table.

use std::fmt;
use std::io;

use crate::diagnostic::told;
use crate::text::visible::visible;
use crate::text::words::{count, list, reason};

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
    /// Cells of a table are not of their attributes' types.
    #[error(transparent)]
    Cells(Box<WrongTable>),
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

/// A table with cells that are not of their attributes' types.
#[derive(Debug, thiserror::Error)]
pub struct WrongTable {
    /// How many cells are wrong; before `stop`, perhaps more.
    pub cells: u64,
    /// The first of them, twenty at most, by column.
    pub columns: Vec<WrongColumn>,
    /// What ended reading before the table's end.
    pub stop: Option<Box<LeadError>>,
}

/// The wrong cells of a column.
#[derive(Debug)]
pub struct WrongColumn {
    /// What it should hold: `column staff should hold a whole number`.
    pub rule: String,
    /// How many cells are wrong.
    pub cells: u64,
    /// The first of them, in the table's order: where they are, and what they hold.
    pub listed: Vec<(WrongPlace, String)>,
    /// What to write.
    pub help: String,
}

/// Where a cell is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrongPlace {
    /// The file's name in messages.
    pub file: String,
    /// `line` of a text, `cell` of a sheet, `row` of any other table.
    pub unit: &'static str,
    /// Of the line or row, from 1.
    pub number: u64,
    /// The cell's name in a workbook, like `Leads!C17`.
    pub cell: Option<String>,
}

impl WrongTable {
    /// The name of the file, if all cells that are told are in one.
    fn file(&self) -> Option<&str> {
        let mut files = self.columns.iter().flat_map(|column| &column.listed);
        let (first, _) = files.next()?;
        files
            .all(|(place, _)| place.file == first.file)
            .then_some(&first.file)
    }
}

impl fmt::Display for WrongTable {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let listed: usize = self.columns.iter().map(|column| column.listed.len()).sum();
        if let Some(file) = self.file() {
            write!(out, "{}: ", visible(file))?;
        }
        let is_all = self.cells == listed as u64;
        match self.stop {
            Some(_) if !is_all => write!(out, "at least {} can't be read", count(listed, "cell"))?,
            _ => write!(out, "{} can't be read", count(self.cells as usize, "cell"))?,
        }
        if self.stop.is_none() && !is_all {
            write!(out, "; here are {listed} of them")?;
        }
        for column in &self.columns {
            write!(out, "\n  {}", visible(&column.rule))?;
            if self.stop.is_none() && column.cells > column.listed.len() as u64 {
                write!(out, " ({})", count(column.cells as usize, "cell"))?;
            }
            for (place, value) in by_value(&column.listed, self.file().is_none()) {
                write!(out, "\n    {place}: '{}'", visible(value))?;
            }
            write!(out, "\n    help: {}", visible(&column.help))?;
        }
        match &self.stop {
            Some(stop) => write!(out, "\n  reading stopped: {}", visible(&stop.to_string())),
            None => Ok(()),
        }
    }
}

/// The places of each value, `lines 3, 5 and 9`, in the order in which they come.
fn by_value(listed: &[(WrongPlace, String)], with_file: bool) -> Vec<(String, &str)> {
    let mut groups: Vec<(&WrongPlace, &str, Vec<String>)> = Vec::new();
    for (place, value) in listed {
        let same = |(first, other, _): &&mut (&WrongPlace, &str, _)| {
            first.file == place.file && *other == value.as_str()
        };
        let number = place.cell.clone();
        let number = number.unwrap_or_else(|| place.number.to_string());
        match groups.iter_mut().find(same) {
            Some((.., numbers)) => numbers.push(number),
            None => groups.push((place, value, vec![number])),
        }
    }
    let places = groups.into_iter().map(|(place, value, numbers)| {
        let file = if with_file {
            format!("{}, ", visible(&place.file))
        } else {
            String::new()
        };
        let plural = if numbers.len() == 1 { "" } else { "s" };
        (
            format!("{file}{}{plural} {}", place.unit, list(&numbers)),
            value,
        )
    });
    places.collect()
}

impl FileError {
    /// What `doing` something with a file failed with.
    pub fn of<F: Into<String>>(doing: &'static str, file: F) -> impl FnOnce(io::Error) -> Self {
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

    /// Cells that are wrong; one that is alone is told in a line.
    pub(crate) fn cells(mut table: WrongTable) -> Self {
        let alone = match table.columns.as_mut_slice() {
            [one] if one.cells == 1 && table.stop.is_none() => one.listed.pop(),
            _ => None,
        };
        match (alone, table.columns.pop()) {
            (Some((place, value)), Some(column)) => {
                let message = format!("{} but holds '{value}'", column.rule);
                let wrong = Self::wrong("", message, column.help);
                match place.unit {
                    _ if place.cell.is_some() => {
                        let cell = place.cell.unwrap_or_default();
                        wrong.in_file(format!("{}, {cell}", place.file))
                    }
                    "line" => wrong.in_file(place.file).on_line(place.number),
                    unit => wrong.in_file(format!("{}, {unit} {}", place.file, place.number)),
                }
            }
            (_, last) => {
                table.columns.extend(last);
                Self::Cells(Box::new(table))
            }
        }
    }

    /// What to write or do, where that is not said in the message.
    pub fn help(&self) -> Option<&str> {
        match self {
            Self::Wrong { help, .. } => Some(help),
            Self::Cells(table) => table.stop.as_ref()?.help(),
            Self::File(_) | Self::Stopped => None,
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
        let error = match error.downcast::<Self>() {
            Ok(wrong) => return wrong.or_in_file(file),
            Err(error) => error,
        };
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
