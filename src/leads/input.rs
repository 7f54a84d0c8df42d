//! Where a lead table comes from.

use std::fs::File;
use std::io::{self, BufReader, Cursor, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;

use super::reading::Progress;
use crate::lead_error::LeadError;

/// Where a lead table comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A file.
    File(PathBuf),
    /// Standard input.
    Stdin,
}

impl From<&Path> for Input {
    fn from(path: &Path) -> Self {
        match path.as_os_str() == "-" {
            true => Self::Stdin,
            false => Self::File(path.to_owned()),
        }
    }
}

/// A table as it was found.
pub(super) enum Opened<'a> {
    /// Text, unpacked.
    Text(Box<dyn Read + Send + 'a>),
    /// A Parquet file; what stood on standard input is kept in a temporary one.
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
    /// Its name in messages.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Stdin => "standard input".to_owned(),
        }
    }

    /// Opens the table and looks what it is.
    pub(super) fn open<'a>(&self, progress: &'a Progress) -> Result<Opened<'a>, LeadError> {
        let name = self.name();
        let wrong = |error| LeadError::read(&name, error);
        match self {
            Self::File(path) => {
                if path.is_dir() {
                    let error = io::Error::new(
                        io::ErrorKind::IsADirectory,
                        "it is a folder; name a table in it",
                    );
                    return Err(wrong(error));
                }
                let mut file = File::open(path).map_err(wrong)?;
                let begin = beginning(&mut file).map_err(wrong)?;
                progress.expect(file.metadata().map_or(0, |known| known.len()));
                if begin == *b"PAR1" {
                    return Ok(Opened::Parquet(ParquetFile {
                        path: path.clone(),
                        name,
                        _kept: None,
                    }));
                }
                Ok(text(
                    Cursor::new(begin.clone()).chain(file),
                    &begin,
                    progress,
                ))
            }
            Self::Stdin => {
                let mut stdin = io::stdin();
                let begin = beginning(&mut stdin).map_err(wrong)?;
                let all = Cursor::new(begin.clone()).chain(stdin);
                if begin == *b"PAR1" {
                    return Ok(Opened::Parquet(keep(all, name, progress)?));
                }
                Ok(text(all, &begin, progress))
            }
        }
    }
}

/// The first four bytes, or fewer where there are no more.
fn beginning(input: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut begin = Vec::new();
    input.take(4).read_to_end(&mut begin)?;
    Ok(begin)
}

fn text<'a>(all: impl Read + Send + 'a, begin: &[u8], progress: &'a Progress) -> Opened<'a> {
    let counted = Counted {
        input: all,
        progress,
    };
    if begin.starts_with(&[0x1f, 0x8b]) {
        return Opened::Text(Box::new(MultiGzDecoder::new(BufReader::with_capacity(
            1 << 18,
            counted,
        ))));
    }
    Opened::Text(Box::new(counted))
}

/// Puts what comes from standard input into a temporary file.
fn keep(mut all: impl Read, name: String, progress: &Progress) -> Result<ParquetFile, LeadError> {
    let kept = tempfile::NamedTempFile::new().and_then(|mut kept| {
        progress.copies_to(kept.path());
        io::copy(&mut all, &mut kept)?;
        kept.seek(SeekFrom::Start(0))?;
        Ok(kept.into_temp_path())
    });
    let kept = kept.map_err(|error| LeadError::File {
        doing: "cannot keep in a temporary file",
        file: name.clone(),
        error,
    })?;
    Ok(ParquetFile {
        path: kept.to_path_buf(),
        name,
        _kept: Some(kept),
    })
}

/// Tells how much was read.
struct Counted<'a, R> {
    input: R,
    progress: &'a Progress,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        self.progress.add(read as u64);
        Ok(read)
    }
}
