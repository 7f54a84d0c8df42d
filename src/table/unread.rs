//! A text that is read in pieces of whole lines.

use std::io::{self, ErrorKind, Read};

/// Bytes behind a piece that may be read and stand for nothing.
pub(super) const PADDING: usize = 64;

/// A row longer than this is no row: in CSV, a quote was not closed.
pub(super) const LONGEST_ROW: usize = 16 << 20;

/// What no piece has yet.
pub(super) struct Unread<R> {
    input: R,
    /// What was read behind the last line break.
    rest: Vec<u8>,
    number: usize,
    ended: bool,
}

/// What was put into a piece.
pub(super) struct Filled {
    /// The piece's number, from 0.
    pub(super) number: usize,
    pub(super) bytes: usize,
    /// Whether there is none after it.
    pub(super) is_last: bool,
}

impl<R: Read> Unread<R> {
    /// A text that begins with `rest` and goes on with `input`.
    pub(super) fn new(rest: Vec<u8>, input: R) -> Self {
        Self {
            input,
            rest,
            number: 0,
            ended: false,
        }
    }

    /// Puts the next bytes into `text`, to the last line break among about `size` of them or to the
    /// text's end, and [`PADDING`] behind them; more only for a line that is longer. None after the
    /// end.
    pub(super) fn fill(&mut self, text: &mut Vec<u8>, size: usize) -> io::Result<Option<Filled>> {
        if self.ended {
            return Ok(None);
        }
        let mut size = size.max(self.rest.len()).next_multiple_of(64);
        let mut filled = self.rest.len();
        text.resize(size + 2 * PADDING, 0);
        text[..filled].copy_from_slice(&self.rest);
        self.rest.clear();
        let end = loop {
            filled = self.read(&mut text[..size], filled)?;
            if self.ended {
                break filled;
            }
            match memchr::memrchr(b'\n', &text[..filled]) {
                Some(place) => break place + 1,
                None if size < LONGEST_ROW => {
                    size *= 2;
                    text.resize(size + 2 * PADDING, 0);
                }
                None => break filled,
            }
        };
        self.rest.extend_from_slice(&text[end..filled]);
        text[end..end + PADDING].fill(0);
        self.number += 1;
        Ok(Some(Filled {
            number: self.number - 1,
            bytes: end,
            is_last: self.ended,
        }))
    }

    fn read(&mut self, text: &mut [u8], mut filled: usize) -> io::Result<usize> {
        while filled < text.len() && !self.ended {
            match self.input.read(&mut text[filled..]) {
                Ok(0) => self.ended = true,
                Ok(more) => filled += more,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(filled)
    }
}
