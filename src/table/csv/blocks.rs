//! A CSV table cut into blocks of whole rows, for several readers at once.

use std::io::Read;
use std::sync::{Mutex, PoisonError};

use super::quotes::Quotes;
use crate::table::Sequencer;
use crate::table::marks::{self, Marks};
use crate::table::pass::PartCount;
use crate::table::unread::{Filled, LONGEST_ROW, PADDING, Unread};

/// A table that several threads take block by block.
///
/// A block is cut behind a line break and split in the belief that the break ends a row. Only a
/// thread's turn, in the blocks' order, shows whether it does: if it stands inside quotes, what
/// was cut off goes to the next block, which is split again with it.
pub(super) struct Blocks<R> {
    unread: Mutex<Unread<R>>,
    parts: PartCount,
    delimiter: u8,
    size: usize,
    carry: Sequencer<Carry>,
}

/// What one block leaves to the next.
struct Carry {
    /// The beginning of a row that the block did not hold whole.
    rest: Vec<u8>,
    /// Where it stands in the table, in bytes.
    offset: u64,
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
        /// The block in which it begins.
        block: usize,
        /// Line breaks between the block's beginning and the row.
        lines: u64,
    },
}

impl<R: Read> Blocks<R> {
    /// The table whose first rows are `rest` and which goes on with `input`; `offset` is where
    /// `rest` begins. Blocks have `size` bytes, more only for a row that is longer.
    pub(super) fn new(rest: Vec<u8>, input: R, delimiter: u8, size: usize, offset: u64) -> Self {
        Self {
            unread: Mutex::new(Unread::new(rest, input)),
            parts: PartCount::unknown(),
            delimiter,
            size,
            carry: Sequencer::new(Carry {
                rest: Vec::new(),
                offset,
            }),
        }
    }

    /// How many blocks there are; None until the last was taken.
    pub(super) fn count(&self) -> Option<usize> {
        self.parts.get()
    }

    /// Puts the next whole rows into `block`; false at the end of the table.
    pub(super) fn next(&self, block: &mut Block) -> Result<bool, Stopped> {
        let mut unread = self.unread.lock().unwrap_or_else(PoisonError::into_inner);
        let filled = unread.fill(&mut block.text, self.size);
        drop(unread);
        let Some(Filled {
            number,
            bytes: filled,
            is_last,
        }) = filled.map_err(Stopped::Io)?
        else {
            return Ok(false);
        };
        if is_last {
            self.parts.know(number + 1);
        }
        block.number = number;
        let mut found = block.find_ends(filled, self.delimiter);
        let turn = self.carry.take(number, |carry| {
            if !carry.rest.is_empty() {
                block.prepend(&carry.rest, filled);
                found = block.find_ends(carry.rest.len() + filled, self.delimiter);
            }
            let end = block.end(found, is_last)?;
            carry.rest.clear();
            let rest = block.text.get(end..found.filled);
            carry.rest.extend_from_slice(rest.unwrap_or_default());
            block.lines -= breaks(&carry.rest);
            block.keep(end);
            block.offset = carry.offset;
            carry.offset += end as u64;
            Ok(true)
        });
        // Where a block before it failed, that is told there.
        turn.unwrap_or(Ok(false))
    }
}

/// What is found in a block.
#[derive(Debug, Clone, Copy)]
struct Found {
    /// Bytes of it.
    filled: usize,
    /// Bytes of whole rows.
    rows: usize,
    /// Whether it ends inside quotes.
    open: bool,
}

impl Block {
    /// Finds what ends a cell in `text[..filled]`.
    fn find_ends(&mut self, filled: usize, delimiter: u8) -> Found {
        self.ends.clear();
        self.ends.resize(filled / 64 + 1, 0);
        let finder = EndFinder {
            ends: &mut self.ends,
            quotes: Quotes::at_row(),
            lines: 0,
            breaks: 0,
            last: 0,
        };
        let finder = marks::each(&self.text, filled, delimiter, finder);
        self.lines = finder.lines;
        self.breaks = finder.breaks;
        Found {
            filled,
            rows: finder.last,
            open: finder.quotes.open(),
        }
    }

    /// Puts the beginning of a row before its text.
    fn prepend(&mut self, rest: &[u8], filled: usize) {
        let length = rest.len() + filled;
        let mut text = Vec::with_capacity(length.next_multiple_of(64) + 2 * PADDING);
        text.extend_from_slice(rest);
        text.extend_from_slice(&self.text[..filled]);
        text.resize(text.capacity(), 0);
        self.text = text;
    }

    /// Where its last row ends; a line break is put behind the table's last row if it has none.
    fn end(&mut self, found: Found, is_last: bool) -> Result<usize, Stopped> {
        let Found { filled, rows, open } = found;
        let endless = match is_last {
            true => open,
            false => filled - rows > LONGEST_ROW,
        };
        if endless {
            return Err(Stopped::Endless {
                block: self.number,
                lines: breaks(&self.text[..rows]),
            });
        }
        if !is_last || rows == filled {
            return Ok(rows);
        }
        self.text[filled] = b'\n';
        self.ends[filled / 64] |= 1 << (filled % 64);
        self.breaks += 1;
        self.lines += 1;
        Ok(filled + 1)
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

/// Finds what ends cells and rows.
struct EndFinder<'a> {
    ends: &'a mut [u64],
    quotes: Quotes,
    /// All line breaks so far.
    lines: u64,
    /// Those outside quotes, and the place behind the last of them.
    breaks: usize,
    last: usize,
}

impl marks::Visitor for EndFinder<'_> {
    #[inline(always)]
    fn visit(&mut self, place: usize, marks: Marks) {
        let (outside, quotes) = self.quotes.outside(marks);
        self.quotes = quotes;
        self.lines += u64::from(marks.breaks.count_ones());
        self.ends[place] = marks.ends & outside;
        let breaks = marks.breaks & outside;
        self.breaks += breaks.count_ones() as usize;
        // Chosen without a branch: about every second time there is a break.
        let behind = place * 64 + 64 - breaks.leading_zeros() as usize;
        let has_breaks = usize::from(breaks != 0).wrapping_neg();
        self.last = (behind & has_breaks) | (self.last & !has_breaks);
    }
}

fn breaks(text: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', text).count() as u64
}
