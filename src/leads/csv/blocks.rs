//! A CSV table cut into blocks of whole rows, for several readers at once.

use std::io::{ErrorKind, Read};

use super::marks::{self, PADDING};
use super::quotes::Quotes;

/// A row longer than this is taken for a quote that nobody closed.
const LONGEST_ROW: usize = 16 << 20;

/// A table that is handed out block by block.
pub(super) struct Blocks<R> {
    input: R,
    delimiter: u8,
    size: usize,
    /// The beginning of a row that the last block did not hold whole.
    rest: Vec<u8>,
    number: usize,
    offset: u64,
    ended: bool,
}

/// Some whole rows.
#[derive(Debug, Default)]
pub(super) struct Block {
    /// The rows in `text[..length]`, each with its line break, then [`PADDING`].
    pub(super) text: Vec<u8>,
    /// Bytes of the rows.
    pub(super) length: usize,
    /// Its number, from 0.
    pub(super) number: usize,
    /// Where it begins in the table, in bytes.
    pub(super) offset: u64,
}

/// Why there is no next block.
#[derive(Debug)]
pub(super) enum Stopped {
    /// The table cannot be read.
    Io(std::io::Error),
    /// A row has no end: a quote opens and is not closed.
    Endless {
        /// Blocks handed out before.
        after: usize,
        /// Line breaks between these and the row.
        lines: u64,
    },
}

impl<R: Read> Blocks<R> {
    /// The table whose first rows are `rest` and which goes on with `input`; `offset` is where
    /// `rest` begins. Blocks have `size` bytes, more only for a row that is longer.
    pub(super) fn new(rest: Vec<u8>, input: R, delimiter: u8, size: usize, offset: u64) -> Self {
        Self {
            input,
            delimiter,
            size,
            rest,
            number: 0,
            offset,
            ended: false,
        }
    }

    /// Puts the next whole rows into `block`; false at the end of the table.
    pub(super) fn next(&mut self, block: &mut Block) -> Result<bool, Stopped> {
        let mut size = self.size.max(self.rest.len()).next_multiple_of(64);
        let mut filled = self.rest.len();
        block.text.resize(size + 2 * PADDING, 0);
        block.text[..filled].copy_from_slice(&self.rest);
        loop {
            filled = self.fill(&mut block.text[..size], filled)?;
            if filled == 0 {
                return Ok(false);
            }
            block.text[filled..filled + PADDING].fill(0);
            let (rows, open) = whole_rows(&block.text, filled, self.delimiter);
            let room = size < LONGEST_ROW;
            match (self.ended, open) {
                (true, false) => {
                    let unfinished = rows < filled;
                    block.text[filled] = if unfinished { b'\n' } else { 0 };
                    self.hand_out(block, filled + usize::from(unfinished), filled);
                    return Ok(true);
                }
                (false, _) if rows > 0 => {
                    self.hand_out(block, rows, filled);
                    return Ok(true);
                }
                (false, _) if room => {
                    size *= 2;
                    block.text.resize(size + 2 * PADDING, 0);
                }
                _ => {
                    return Err(Stopped::Endless {
                        after: self.number,
                        lines: memchr::memchr_iter(b'\n', &block.text[..rows]).count() as u64,
                    });
                }
            }
        }
    }

    fn fill(&mut self, text: &mut [u8], mut filled: usize) -> Result<usize, Stopped> {
        while filled < text.len() && !self.ended {
            match self.input.read(&mut text[filled..]) {
                Ok(0) => self.ended = true,
                Ok(more) => filled += more,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(Stopped::Io(error)),
            }
        }
        Ok(filled)
    }

    fn hand_out(&mut self, block: &mut Block, end: usize, filled: usize) {
        self.rest.clear();
        if end < filled {
            self.rest.extend_from_slice(&block.text[end..filled]);
        }
        block.text[end..end + PADDING].fill(0);
        block.length = end;
        block.number = self.number;
        block.offset = self.offset;
        self.number += 1;
        self.offset += end as u64;
    }
}

/// How many bytes of `text[..length]` are whole rows, and whether the text ends inside quotes.
fn whole_rows(text: &[u8], length: usize, delimiter: u8) -> (usize, bool) {
    let mut quotes = Quotes::at_row();
    let mut rows = 0;
    marks::each(text, length, delimiter, |base, marks| {
        let breaks = marks.breaks & quotes.outside(marks);
        if breaks != 0 {
            rows = base + 64 - breaks.leading_zeros() as usize;
        }
    });
    (rows, quotes.open())
}
