//! Where a lead table comes from.

use std::fs::File;
use std::io::{self, BufReader, Cursor, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;

use super::checksum::Checksum;
use super::progress::Progress;
use crate::lead_error::{FileError, LeadError};

/// Where a lead table comes from: CSV, also packed with gzip, or Parquet.
pub enum Input {
    /// A file.
    File(PathBuf),
    /// Anything that can be read once to its end.
    Reader {
        /// Its name in messages.
        name: String,
        /// The table's bytes.
        reader: Box<dyn Read + Send>,
    },
}

impl From<&Path> for Input {
    /// A file, or standard input where the path is `-`.
    fn from(path: &Path) -> Self {
        match path.as_os_str() == "-" {
            true => Self::reader("standard input", io::stdin()),
            false => Self::File(path.to_owned()),
        }
    }
}

/// A table as it was found.
pub(super) enum Opened<'a> {
    /// Text, unpacked.
    Text(Box<dyn Read + Send + 'a>),
    /// A Parquet file; what did not come from a file is kept in a temporary one.
    Parquet(ParquetFile),
}

/// A Parquet file that can be opened several times.
#[derive(Debug)]
pub(super) struct ParquetFile {
    path: PathBuf,
    /// Its name in messages.
    pub(super) name: String,
    /// Removed when this goes.
    _kept: Option<tempfile::TempPath>,
}

impl ParquetFile {
    /// Opens it once more, with a place of its own.
    pub(super) fn open(&self) -> Result<File, LeadError> {
        File::open(&self.path).map_err(|error| LeadError::read(&self.name, error))
    }
}

impl Input {
    /// Anything that can be read, with its name in messages.
    pub fn reader(name: impl Into<String>, reader: impl Read + Send + 'static) -> Self {
        Self::Reader {
            name: name.into(),
            reader: Box::new(reader),
        }
    }

    /// Bytes in memory, with their name in messages.
    pub fn bytes(name: impl Into<String>, bytes: impl AsRef<[u8]> + Send + 'static) -> Self {
        Self::reader(name, Cursor::new(bytes))
    }

    /// Its name in messages.
    pub fn name(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Reader { name, .. } => name.clone(),
        }
    }

    /// Opens the table and looks what it is. Of text, the bytes that are read are added to a
    /// checksum.
    pub(super) fn open<'a>(
        self,
        progress: &'a Progress,
        checksum: &Checksum,
    ) -> Result<Opened<'a>, LeadError> {
        let name = self.name();
        match self {
            Self::File(path) => open_file(path, name, progress, checksum),
            Self::Reader { mut reader, .. } => {
                let begin =
                    beginning(&mut reader).map_err(|error| LeadError::read(&name, error))?;
                let all = Cursor::new(begin.clone()).chain(reader);
                match begin == *PARQUET {
                    true => Ok(Opened::Parquet(keep(all, name, progress)?)),
                    false => Ok(text(all, &begin, progress, checksum)),
                }
            }
        }
    }
}

/// How a Parquet file begins.
const PARQUET: &[u8; 4] = b"PAR1";

fn open_file<'a>(
    path: PathBuf,
    name: String,
    progress: &'a Progress,
    checksum: &Checksum,
) -> Result<Opened<'a>, LeadError> {
    let wrong = |error| LeadError::read(&name, error);
    if path.is_dir() {
        let error = io::Error::new(
            io::ErrorKind::IsADirectory,
            "it is a folder; name a table in it",
        );
        return Err(wrong(error));
    }
    let mut file = File::open(&path).map_err(wrong)?;
    let begin = beginning(&mut file).map_err(wrong)?;
    progress.expect(file.metadata().map_or(0, |known| known.len()));
    if begin == *PARQUET {
        return Ok(Opened::Parquet(ParquetFile {
            path,
            name,
            _kept: None,
        }));
    }
    let all = Cursor::new(begin.clone()).chain(file);
    Ok(text(all, &begin, progress, checksum))
}

/// The first four bytes, or fewer where there are no more.
fn beginning(input: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut begin = Vec::new();
    input.take(4).read_to_end(&mut begin)?;
    Ok(begin)
}

fn text<'a>(
    all: impl Read + Send + 'a,
    begin: &[u8],
    progress: &'a Progress,
    checksum: &Checksum,
) -> Opened<'a> {
    let counted = Counted {
        input: all,
        progress,
        checksum: checksum.clone(),
    };
    if begin.starts_with(&[0x1f, 0x8b]) {
        return Opened::Text(Box::new(MultiGzDecoder::new(BufReader::with_capacity(
            1 << 18,
            counted,
        ))));
    }
    Opened::Text(Box::new(counted))
}

/// Puts a Parquet table into a temporary file, where it can be read in any order.
fn keep(mut all: impl Read, name: String, progress: &Progress) -> Result<ParquetFile, LeadError> {
    let kept = tempfile::NamedTempFile::new().and_then(|mut kept| {
        progress.copies_to(kept.path());
        io::copy(&mut all, &mut kept)?;
        kept.seek(SeekFrom::Start(0))?;
        Ok(kept.into_temp_path())
    });
    let kept = kept.map_err(FileError::of("cannot keep in a temporary file", &name))?;
    Ok(ParquetFile {
        path: kept.to_path_buf(),
        name,
        _kept: Some(kept),
    })
}

/// Tells how much was read, and adds it to a checksum.
struct Counted<'a, R> {
    input: R,
    progress: &'a Progress,
    checksum: Checksum,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        self.progress.add(read as u64);
        self.checksum.add(&buffer[..read]);
        Ok(read)
    }
}
