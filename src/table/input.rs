//! Where a lead table comes from.

use std::fs::{self, File};
use std::io::{self, BufReader, Chain, Cursor, Read};
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;

use super::checksum::Checksum;
use super::encoding::{Decoded, TextEncoding};
use super::files::LeadFiles;
use super::foreign;
use super::jsonl::is_json;
use super::progress::Progress;
use super::workbook::is_workbook;
use crate::lead_error::{FileError, LeadError};

/// Where a lead table comes from: CSV or JSON lines, also packed with gzip or Zstandard, Parquet, Arrow
/// (with the feature `arrow`), or a workbook (XLSX, XLS, ODS). Its bytes say which, not its name.
pub enum Input {
    /// A file.
    File(PathBuf),
    /// Files that are one table: their rows come in the order of the files, and their columns go by
    /// their names. What a folder's name says, as in `region=DE/leads.csv`, is a column, too.
    Files(LeadFiles),
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
    /// CSV, unpacked and in UTF-8.
    Csv(Text<'a>),
    /// JSON lines, the same.
    JsonLines(Text<'a>),
    Parquet(StoredFile),
    #[cfg(feature = "arrow")]
    Arrow(StoredFile),
    Workbook(StoredFile),
}

/// A text, whatever it comes from.
pub(super) struct Text<'a> {
    pub(super) input: Box<dyn Read + Send + 'a>,
    /// How it was stored, where that was not UTF-8.
    pub(super) encoding: Option<TextEncoding>,
}

/// A file that can be opened several times. What did not come from a file is kept in a temporary one.
#[derive(Debug)]
pub(super) struct StoredFile {
    path: PathBuf,
    /// Its name in messages.
    pub(super) name: String,
    /// Removed when this goes.
    _kept: Option<tempfile::TempPath>,
}

impl StoredFile {
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
            Self::Files(files) => files.name().to_owned(),
            Self::Reader { name, .. } => name.clone(),
        }
    }

    /// The size of a file in bytes; 0 if that is unknown.
    pub(super) fn size(&self) -> u64 {
        match self {
            Self::File(path) => fs::metadata(path).map_or(0, |known| known.len()),
            Self::Files(_) | Self::Reader { .. } => 0,
        }
    }

    /// Opens the one file of a table and looks what it is. Of text, in this encoding if one is named, the bytes
    /// that are read are added to a checksum, if there is one.
    pub(super) fn open<'a>(
        self,
        encoding: Option<TextEncoding>,
        progress: &'a Progress,
        checksum: Option<&Checksum>,
    ) -> Result<Opened<'a>, LeadError> {
        let name = self.name();
        let wrong = |error| LeadError::read(&name, error);
        let (path, input): (_, Box<dyn Read + Send>) = match self {
            Self::File(path) => {
                if path.is_dir() {
                    let message = "it is a folder; name a table in it";
                    return Err(wrong(io::Error::new(io::ErrorKind::IsADirectory, message)));
                }
                let file = File::open(&path).map_err(wrong)?;
                (Some(path), Box::new(file))
            }
            Self::Files(_) => {
                let message = "it is a folder; name a table in it";
                return Err(wrong(io::Error::new(io::ErrorKind::IsADirectory, message)));
            }
            Self::Reader { reader, .. } => (None, reader),
        };
        let (begin, all) = peek(input, OF_FILE).map_err(wrong)?;
        let stored = |all| match path {
            Some(path) => Ok(StoredFile {
                path,
                name: name.clone(),
                _kept: None,
            }),
            None => keep(all, name.clone(), progress),
        };
        match Kind::of(&begin) {
            Kind::Parquet => stored(all).map(Opened::Parquet),
            #[cfg(feature = "arrow")]
            Kind::Arrow => stored(all).map(Opened::Arrow),
            #[cfg(not(feature = "arrow"))]
            Kind::Arrow => Err(foreign::arrow(&name)),
            Kind::Workbook => stored(all).map(Opened::Workbook),
            packed => {
                let counted = Counted {
                    input: all,
                    progress,
                    checksum: checksum.cloned(),
                };
                let text = unpack(packed, counted).map_err(wrong)?;
                text_of(text, &name, encoding)
            }
        }
    }
}

/// What a file is by its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Parquet,
    /// A file or a stream.
    Arrow,
    Workbook,
    Gzip,
    Zstandard,
    Text,
}

impl Kind {
    fn of(begin: &[u8]) -> Self {
        match begin {
            [b'P', b'A', b'R', b'1', ..] => Self::Parquet,
            [b'A', b'R', b'R', b'O', b'W', b'1', 0, 0] | [0xff, 0xff, 0xff, 0xff, ..] => {
                Self::Arrow
            }
            begin if is_workbook(begin) => Self::Workbook,
            [0x1f, 0x8b, ..] => Self::Gzip,
            [0x28, 0xb5, 0x2f, 0xfd, ..] => Self::Zstandard,
            _ => Self::Text,
        }
    }
}

/// Bytes by which a kind of file is known, and a kind of text.
const OF_FILE: u64 = 8;
const OF_TEXT: u64 = 256;

/// What is read first of all, in front of the rest.
type Peeked<R> = Chain<Cursor<Vec<u8>>, R>;

/// So many first bytes, or fewer where there are no more, and all of them.
fn peek<R: Read>(mut input: R, bytes: u64) -> io::Result<(Vec<u8>, Peeked<R>)> {
    let mut begin = Vec::new();
    (&mut input).take(bytes).read_to_end(&mut begin)?;
    Ok((begin.clone(), Cursor::new(begin).chain(input)))
}

fn unpack<'a>(kind: Kind, counted: impl Read + Send + 'a) -> io::Result<Box<dyn Read + Send + 'a>> {
    const ROOM: usize = 1 << 18;
    Ok(match kind {
        Kind::Gzip => Box::new(MultiGzDecoder::new(BufReader::with_capacity(ROOM, counted))),
        Kind::Zstandard => {
            let packed = BufReader::with_capacity(ROOM, counted);
            Box::new(zstd::Decoder::with_buffer(packed)?)
        }
        _ => Box::new(counted),
    })
}

/// A text in UTF-8: decoded if its encoding is named or its first bytes mark it.
fn text_of<'a>(
    text: Box<dyn Read + Send + 'a>,
    name: &str,
    encoding: Option<TextEncoding>,
) -> Result<Opened<'a>, LeadError> {
    let wrong = |error| LeadError::read(name, error);
    let (begin, text) = peek(text, OF_TEXT).map_err(wrong)?;
    if matches!(
        Kind::of(&begin),
        Kind::Parquet | Kind::Arrow | Kind::Workbook
    ) {
        return Err(LeadError::wrong(
            name,
            "this is a Parquet or Arrow file or a workbook that is compressed once more",
            "unpack it first, with gunzip or zstd -d",
        ));
    }
    // A mark is certain, whatever was named.
    let encoding = TextEncoding::marked(&begin).or(encoding);
    let encoding = encoding.filter(|encoding| !encoding.is_utf8());
    let (begin, input): (_, Box<dyn Read + Send>) = match encoding {
        None => (begin, Box::new(text)),
        Some(encoding) => {
            let (begin, text) = peek(Decoded::new(text, encoding), OF_TEXT).map_err(wrong)?;
            (begin, Box::new(text))
        }
    };
    if let Some(error) = foreign::refused(name, &begin) {
        return Err(error);
    }
    let text = Text { input, encoding };
    Ok(match is_json(&begin) {
        true => Opened::JsonLines(text),
        false => Opened::Csv(text),
    })
}

/// Puts a table that is not read from its beginning to its end into a temporary file.
fn keep(mut all: impl Read, name: String, progress: &Progress) -> Result<StoredFile, LeadError> {
    let kept = tempfile::NamedTempFile::new().and_then(|mut kept| {
        progress.copies_to(kept.path());
        io::copy(&mut all, &mut kept)?;
        Ok(kept.into_temp_path())
    });
    let kept = kept.map_err(FileError::of("cannot keep in a temporary file", &name))?;
    Ok(StoredFile {
        path: kept.to_path_buf(),
        name,
        _kept: Some(kept),
    })
}

/// Tells how much was read, and adds it to a checksum if there is one.
struct Counted<'a, R> {
    input: R,
    progress: &'a Progress,
    checksum: Option<Checksum>,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        self.progress.add(read as u64);
        if let Some(checksum) = &self.checksum {
            checksum.add(&buffer[..read]);
        }
        Ok(read)
    }
}
