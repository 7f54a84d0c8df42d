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
    /// The bytes that end a cell, a bit each, the first byte lowest.
    pub(super) ends: Vec<u64>,
    /// Line breaks outside quotes, and all.
    pub(super) breaks: usize,
    pub(super) lines: u64,
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
            let (rows, open) = block.find_ends(filled, self.delimiter);
            let room = size < LONGEST_ROW;
            match (self.ended, open) {
                (true, false) => {
                    let unfinished = rows < filled;
                    if unfinished {
                        block.text[filled] = b'\n';
                        block.ends[filled / 64] |= 1 << (filled % 64);
                        block.breaks += 1;
                        block.lines += 1;
                    }
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
                        lines: breaks(&block.text[..rows]),
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
            block.lines -= breaks(&block.text[end..filled]);
        }
        block.keep(end);
        block.number = self.number;
        block.offset = self.offset;
        self.number += 1;
        self.offset += end as u64;
    }
}

impl Block {
    /// Finds what ends a cell in `text[..filled]`. Comes back with how many bytes are whole rows,
    /// and whether the text ends inside quotes.
    fn find_ends(&mut self, filled: usize, delimiter: u8) -> (usize, bool) {
        let mut quotes = Quotes::at_row();
        let (mut lines, mut ends_of_rows, mut last) = (0, 0, None);
        self.ends.clear();
        self.ends.resize(filled / 64 + 1, 0);
        let slots = &mut self.ends;
        marks::each(&self.text, filled, delimiter, |place, marks| {
            let outside = quotes.outside(marks);
            lines += u64::from(marks.breaks.count_ones());
            slots[place] = marks.ends & outside;
            let breaks = marks.breaks & outside;
            ends_of_rows += breaks.count_ones() as usize;
            last = if breaks == 0 {
                last
            } else {
                Some((place, breaks))
            };
        });
        self.lines = lines;
        self.breaks = ends_of_rows;
        let rows = last.map_or(0, |(place, breaks)| {
            place * 64 + 64 - breaks.leading_zeros() as usize
        });
        (rows, quotes.open())
    }

    /// Leaves only its first bytes, which are whole rows.
    fn keep(&mut self, length: usize) {
        self.text[length..length + PADDING].fill(0);
        self.length = length;
        self.ends.truncate(length.div_ceil(64));
        if let Some(last) = self.ends.get_mut(length / 64) {
            *last &= (1 << (length % 64)) - 1;
        }
    }
}

fn breaks(text: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', text).count() as u64
}
