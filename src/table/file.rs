//! One file of a table, whatever its form.

use std::io::Read;

use ::parquet::schema::types::TypePtr;

#[cfg(feature = "arrow")]
use super::arrow;
use super::checksum::Checksum;
use super::encoding::TextEncoding;
use super::input::{Input, Opened};
use super::pass::{FilePass, Job};
use super::progress::Progress;
use super::{TableOptions, csv, jsonl, parquet, workbook};
use crate::lead_error::LeadError;
use crate::text::words::list;

/// A file whose columns are known and whose rows are still to be read.
pub(super) struct FileTable<'a> {
    format: Format<'a>,
    /// Of the bytes of a text that were read, and how it was stored if not in UTF-8.
    checksum: Option<Checksum>,
    encoding: Option<TextEncoding>,
    /// Its size in bytes; 0 if that is unknown.
    size: u64,
    progress: &'a Progress,
}

enum Format<'a> {
    Csv(csv::Table<Box<dyn Read + Send + 'a>>),
    JsonLines(jsonl::Table<Box<dyn Read + Send + 'a>>),
    Parquet(parquet::Table),
    #[cfg(feature = "arrow")]
    Arrow(arrow::Table),
    Workbook(Box<workbook::Table>),
}

impl<'a> FileTable<'a> {
    /// Opens a file and reads what it says of its columns.
    pub(super) fn open(
        input: Input,
        options: &TableOptions,
        progress: &'a Progress,
    ) -> Result<Self, LeadError> {
        let name = input.name();
        let size = input.size();
        let checksum = options.digest.then(Checksum::new);
        let mut encoding = None;
        let format = match input.open(options.encoding, progress, checksum.as_ref())? {
            Opened::Csv(text) => {
                encoding = text.encoding;
                Format::Csv(csv::Table::open(&name, text.input, options.delimiter)?)
            }
            Opened::JsonLines(text) => {
                encoding = text.encoding;
                Format::JsonLines(jsonl::Table::open(&name, text.input)?)
            }
            Opened::Parquet(file) => Format::Parquet(parquet::Table::open(file)?),
            #[cfg(feature = "arrow")]
            Opened::Arrow(file) => Format::Arrow(arrow::Table::open(file)?),
            Opened::Workbook(file) => {
                let sheet = options.sheet.as_deref();
                Format::Workbook(Box::new(workbook::Table::open(file, sheet)?))
            }
        };
        Ok(Self {
            format,
            checksum,
            encoding,
            size,
            progress,
        })
    }

    /// The column names.
    pub(super) fn columns(&self) -> &[String] {
        match &self.format {
            Format::Csv(table) => table.names(),
            Format::JsonLines(table) => table.names(),
            Format::Parquet(table) => table.names(),
            #[cfg(feature = "arrow")]
            Format::Arrow(table) => table.names(),
            Format::Workbook(table) => table.names(),
        }
    }

    /// Refuses column names that are not in UTF-8.
    pub(super) fn check_columns(&self) -> Result<(), LeadError> {
        match &self.format {
            Format::Csv(table) => table.check_names(),
            _ => Ok(()),
        }
    }

    /// What separates cells; a comma where nothing does.
    pub(super) fn delimiter(&self) -> u8 {
        match &self.format {
            Format::Csv(table) => table.delimiter(),
            _ => b',',
        }
    }

    /// The type of a column; None where all are text.
    pub(super) fn column_type(&self, column: usize) -> Option<&TypePtr> {
        match &self.format {
            Format::Parquet(table) => table.column_type(column),
            #[cfg(feature = "arrow")]
            Format::Arrow(table) => table.column_type(column),
            _ => None,
        }
    }

    /// What a column holds that no cell can: `lists`, `bytes`.
    pub(super) fn no_cells(&self, column: usize) -> Option<&'static str> {
        match &self.format {
            Format::Parquet(table) => table.no_cells(column),
            #[cfg(feature = "arrow")]
            Format::Arrow(table) => table.no_cells(column),
            _ => None,
        }
    }

    /// Where else a column may be that is not among the table's.
    pub(super) fn elsewhere(&self) -> Option<String> {
        match &self.format {
            Format::Csv(_) | Format::Parquet(_) => None,
            #[cfg(feature = "arrow")]
            Format::Arrow(_) => None,
            Format::JsonLines(_) => Some(
                "a key counts if it is in the first 4 MB: write it into the first line, with null"
                    .to_owned(),
            ),
            Format::Workbook(table) => match table.others().as_slice() {
                [] => None,
                others => Some(format!(
                    "this is the sheet {}; for another, add --sheet: there are {}",
                    table.sheet(),
                    list(others)
                )),
            },
        }
    }

    /// Its size in bytes; 0 if that is unknown.
    pub(super) fn size(&self) -> u64 {
        self.size
    }

    /// Whether it keeps the file open; a Parquet file is opened again for each column, an Arrow file
    /// for its rows.
    pub(super) fn holds_file(&self) -> bool {
        match self.format {
            Format::Csv(_) | Format::JsonLines(_) | Format::Workbook(_) => true,
            Format::Parquet(_) => false,
            #[cfg(feature = "arrow")]
            Format::Arrow(_) => false,
        }
    }

    /// About how many bytes of memory it takes to keep it.
    pub(super) fn weight(&self) -> usize {
        match &self.format {
            Format::Csv(_) => 1 << 20,
            Format::JsonLines(_) => 8 << 20,
            Format::Parquet(table) => table.weight(),
            #[cfg(feature = "arrow")]
            Format::Arrow(_) => 1 << 16,
            // Unpacked, with the texts that cells share.
            Format::Workbook(_) => usize::try_from(self.size).map_or(usize::MAX, |size| size * 16),
        }
    }

    /// Reads the file to its end.
    pub(super) fn pass(self, job: &Job<'_>, lenient: bool) -> Result<FilePass, LeadError> {
        let progress = self.progress;
        let mut pass = match self.format {
            Format::Csv(table) => csv::pass(table, job, lenient, progress),
            Format::JsonLines(table) => jsonl::pass(table, job, progress),
            Format::Parquet(table) => parquet::pass(&table, job, progress)?,
            #[cfg(feature = "arrow")]
            Format::Arrow(table) => arrow::pass(&table, job, progress)?,
            Format::Workbook(table) => workbook::pass(*table, job, progress)?,
        };
        let source = &mut pass.source;
        source.encoding = self.encoding;
        let of_text = |checksum: Checksum| format!("xxh3:{}", checksum.digits());
        source.digest = source.digest.take().or(self.checksum.map(of_text));
        Ok(pass)
    }
}
