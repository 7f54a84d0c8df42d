//! What was read: which file or files, how many rows, and what there is to note.

use std::collections::HashMap;

use super::checksum::Checksum;
use super::encoding::TextEncoding;

/// What was read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TableSource {
    /// The table's name in messages: its path, `12 files`, or `standard input`.
    pub name: String,
    /// Rows that were read, without those left out.
    pub rows: u64,
    /// What tells it from other tables: `xxh3:` and a digest of all bytes of CSV or JSON lines, as
    /// they are stored; `parquet:` and a digest of a Parquet file's size and footer; `sheet:` and a
    /// digest of all bytes of a workbook and the name of the sheet; `files:` and a digest of the
    /// digests of several files. None of a single text unless
    /// [`TableOptions::digest`](super::TableOptions::digest) asks for it.
    pub digest: Option<String>,
    /// How its text was stored, where that was not UTF-8.
    pub encoding: Option<TextEncoding>,
    /// What was found in it that nobody named: the sheet, the row of the header.
    pub notes: Vec<String>,
}

/// Notes on the files of a table, at most.
const NOTES: usize = 6;

impl TableSource {
    /// Of a table that is made up of these files.
    pub(super) fn of_files(name: String, files: &[Self], mut notes: Vec<String>) -> Self {
        if let [one] = files {
            notes.extend(one.notes.iter().cloned());
            return Self {
                name,
                notes,
                ..one.clone()
            };
        }
        let checksum = Checksum::new();
        let mut known: HashMap<&str, &Self> = HashMap::new();
        for file in files {
            let digest = file.digest.as_deref().unwrap_or_default();
            checksum.add(digest.as_bytes());
            notes.extend(file.notes.iter().cloned());
            if let Some(twin) = known.insert(digest, file).filter(|_| file.rows > 0) {
                let (one, other) = (&twin.name, &file.name);
                notes.push(format!(
                    "{one} and {other} hold the same: their leads count twice"
                ));
            }
        }
        if notes.len() > NOTES {
            let more = notes.len() + 1 - NOTES;
            notes.truncate(NOTES - 1);
            notes.push(format!("{more} more notes like these"));
        }
        Self {
            name,
            rows: files.iter().map(|file| file.rows).sum(),
            digest: Some(format!("files:{}", checksum.digits())),
            encoding: files.iter().find_map(|file| file.encoding),
            notes,
        }
    }
}

/// Rows that do not have as many cells as the header.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ragged {
    /// How many.
    pub rows: u64,
    /// The line of the first, from 1.
    pub first_line: Option<u64>,
    /// Its file, where the table is made up of several.
    pub first_file: Option<String>,
}

impl Ragged {
    /// Adds the rows of a later file, which has this name where that is to be told.
    pub(super) fn merge(&mut self, other: &Self, file: impl FnOnce() -> Option<String>) {
        self.rows += other.rows;
        if self.first_line.is_none() && other.first_line.is_some() {
            self.first_line = other.first_line;
            self.first_file = file();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_of_many_files_has_few_notes() {
        let file = |number: usize| TableSource {
            name: format!("{number}.xlsx"),
            rows: 2,
            digest: Some(format!("sheet:{number}")),
            notes: vec![format!("{number}.xlsx: read the sheet Leads")],
            ..TableSource::default()
        };
        let files: Vec<TableSource> = (0..12).map(file).collect();
        let whole = TableSource::of_files("12 files".to_owned(), &files, Vec::new());
        assert_eq!((whole.rows, whole.notes.len()), (24, 6));
        assert_eq!(whole.notes[5], "7 more notes like these");
        let few = TableSource::of_files("2 files".to_owned(), &files[..2], Vec::new());
        assert_eq!(few.notes[1], "1.xlsx: read the sheet Leads");
        assert_ne!(few.digest, whole.digest);
    }
}
