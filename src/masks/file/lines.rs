//! The lines of a mask table as they are read.

use std::io::{self, BufRead, Read};

use sha2::{Digest, Sha256};

use super::TITLE;
use crate::text::words;

/// The longest line that is read, in bytes; else memory is taken for whatever comes.
const LONGEST: u64 = 16 << 20;

/// The lines of a mask table, one after the other and as [`Read`] gives them: without a byte-order
/// mark, each with `\n` at its end. Those before the rows are kept, all but the last are digested.
pub(super) struct Lines<R> {
    from: R,
    line: Vec<u8>,
    /// How many bytes of the line were given.
    given: usize,
    number: u64,
    /// The lines at the top that begin with `# `, without it.
    preface: Vec<String>,
    in_preface: bool,
    digest: Sha256,
    /// The last line that is not blank, and the blank ones after it, which are not digested yet.
    last: String,
    /// Why no further line can be read.
    failed: Option<(io::ErrorKind, String)>,
}

impl<R: BufRead> Lines<R> {
    /// Reads the first line, so that the [preface](Self::preface) has it.
    pub(super) fn open(from: R) -> io::Result<Self> {
        let mut lines = Self {
            from,
            line: Vec::new(),
            given: 0,
            number: 0,
            preface: Vec::new(),
            in_preface: true,
            digest: Sha256::new(),
            last: String::new(),
            failed: None,
        };
        lines.next_line()?;
        Ok(lines)
    }

    /// What the first line says of the version; None if it is not a mask table's own.
    pub(super) fn version(&self) -> Option<&str> {
        self.preface.first()?.strip_prefix(TITLE)
    }

    /// The lines read so far of those at the top that begin with `# `, without it.
    pub(super) fn preface(&self) -> &[String] {
        &self.preface
    }

    /// Reads all lines that are left; the last one, and the digest of those before it.
    pub(super) fn finish(&mut self) -> io::Result<(&str, String)> {
        io::copy(self, &mut io::sink())?;
        let digest = self.digest.clone().finalize();
        Ok((self.last.trim_end(), words::hexadecimal(&digest)))
    }

    fn next_line(&mut self) -> io::Result<()> {
        if let Some((kind, why)) = &self.failed {
            return Err(io::Error::new(*kind, why.clone()));
        }
        let read = self.read_line();
        if let Err(error) = &read {
            self.failed = Some((error.kind(), error.to_string()));
        }
        read
    }

    fn read_line(&mut self) -> io::Result<()> {
        self.line.clear();
        self.given = 0;
        self.number += 1;
        let mut from = self.from.by_ref().take(LONGEST);
        from.read_until(b'\n', &mut self.line)?;
        let wrong = |what: &str| io::Error::other(format!("line {} {what}", self.number));
        if self.line.len() as u64 == LONGEST {
            return Err(wrong("is longer than 16 MB, too long for a mask table"));
        }
        if self.number == 1 && self.line.starts_with("\u{feff}".as_bytes()) {
            self.line.drain(..3);
        }
        if self.line.ends_with(b"\r\n") {
            self.line.truncate(self.line.len() - 2);
            self.line.push(b'\n');
        }
        let text = std::str::from_utf8(&self.line).map_err(|_| wrong("is not UTF-8 text"))?;
        match text.strip_prefix("# ").filter(|_| self.in_preface) {
            Some(line) => self.preface.push(line.trim_end_matches('\n').to_owned()),
            None => self.in_preface = false,
        }
        if !text.trim().is_empty() {
            // The result of a query has no preface, and no digest to agree with.
            if !self.preface.is_empty() {
                self.digest.update(&self.last);
            }
            self.last.clear();
        }
        self.last.push_str(text);
        Ok(())
    }
}

impl<R: BufRead> Read for Lines<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        if self.given == self.line.len() {
            self.next_line()?;
        }
        let given = (&self.line[self.given..]).read(to)?;
        self.given += given;
        Ok(given)
    }
}
