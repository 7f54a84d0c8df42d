//! Where each cell of a block of whole rows begins and ends.

use std::borrow::Cow;
use std::ops::Range;

use super::blocks::Block;
use super::cell::unquoted;
use crate::classes::Cells;
use crate::table::marks;

/// What a row should look like.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    /// The separator.
    pub(super) delimiter: u8,
    /// Cells in a row, at least one.
    pub(super) width: usize,
    /// Whether the header's last name is empty: a row may then do without its cell.
    pub(super) open_end: bool,
}

/// The cells of a block of whole rows.
#[derive(Debug, Default)]
pub(super) struct Rows {
    /// Where each row begins, and one more.
    starts: Vec<u32>,
    /// Where each cell ends, row by row, and how many of these are in use.
    ends: Vec<u32>,
    cells: usize,
    /// Cells in a row.
    width: usize,
    /// Whether the last cell of each row ends at its line break.
    are_bare: bool,
    /// Rows that have another number of cells: where each begins and how many it has.
    pub(super) ragged: Vec<(usize, usize)>,
}

/// Neighboring cells of a column: each is between two borders of the list.
pub(super) struct ColumnOfCells<'a> {
    text: &'a [u8],
    /// What ends the cell before the first one, what ends the first, and, so many `step`s on, those of
    /// the next row.
    borders: &'a [u32],
    step: usize,
    count: usize,
}

impl<'a> Cells<'a> for ColumnOfCells<'a> {
    fn rows(&self) -> usize {
        self.count
    }

    #[inline(always)]
    fn cell(&self, row: usize) -> (&'a [u8], usize) {
        let at = row * self.step;
        between(self.text, self.borders[at], self.borders[at + 1])
    }

    /// Without asking of each row whether it is there.
    #[inline(always)]
    fn cells_from(&self, first: usize) -> impl Iterator<Item = (&'a [u8], usize)> {
        let text = self.text;
        let rows = self.borders.get(first * self.step..).unwrap_or_default();
        rows.chunks_exact(self.step)
            .map(move |row| between(text, row[0], row[1]))
    }

    fn text<'b>(&self, cell: &'b [u8]) -> Cow<'b, [u8]> {
        unquoted(cell)
    }
}

/// The text from the cell between two borders on, and the cell's length.
#[inline(always)]
fn between(text: &[u8], before: u32, end: u32) -> (&[u8], usize) {
    let start = before.wrapping_add(1);
    (&text[start as usize..], (end - start) as usize)
}

impl Rows {
    /// Puts the cells of a block into rows.
    pub(super) fn find(&mut self, block: &Block, shape: Shape) {
        self.width = shape.width;
        self.ragged.clear();
        self.cells = marks::places(&block.ends, &mut self.ends);
        if !self.are_regular(block) {
            self.step_by_step(&block.text, shape);
        }
        // Behind the last row's cells, so that the cells of a column are at the beginning of as many
        // pieces of a row's width.
        let room = (self.rows() + 1) * self.width;
        self.ends.resize(room.max(self.ends.len()), 0);
    }

    /// Begins a row after every so many cells; false where a line break is elsewhere, and where
    /// a row may be an empty line.
    fn are_regular(&mut self, block: &Block) -> bool {
        self.are_bare = false;
        self.starts.clear();
        self.starts.push(0);
        // In a single column an empty line looks like a row.
        if self.width == 1 || self.cells != block.breaks * self.width {
            return false;
        }
        let (mut only_breaks, mut has_returns) = (true, false);
        let rows = self.ends[..self.cells].chunks_exact(self.width);
        self.starts.extend(rows.map(|row| {
            let end = row[row.len() - 1] as usize;
            only_breaks &= block.text[end] == b'\n';
            has_returns |= block.text[end.saturating_sub(1)] == b'\r';
            end as u32 + 1
        }));
        self.are_bare = only_breaks && !has_returns;
        only_breaks
    }

    /// The same cell by cell, where empty lines or ragged rows are.
    #[cold]
    fn step_by_step(&mut self, text: &[u8], shape: Shape) {
        self.starts.truncate(1);
        let ends = std::mem::take(&mut self.ends);
        self.ends.reserve(self.cells);
        for end in ends.into_iter().take(self.cells) {
            self.ends.push(end);
            if text[end as usize] == b'\n' {
                self.close_row(text, end as usize, shape);
            }
        }
    }

    fn close_row(&mut self, text: &[u8], place: usize, shape: Shape) {
        let first = self.rows() * self.width;
        let start = self.start_of_last();
        let found = self.ends.len() - first;
        let empty_end = |from: usize| matches!(&text[from..place], b"" | b"\r");
        let regular = match found {
            _ if found == 1 && empty_end(start) => {
                self.ends.truncate(first);
                self.restart(place + 1);
                return;
            }
            _ if found == self.width => true,
            _ if found == self.width + 1
                && empty_end(self.ends[self.ends.len() - 2] as usize + 1) =>
            {
                self.ends.pop();
                true
            }
            _ if found + 1 == self.width && shape.open_end => {
                let end = place - usize::from(text[start..place].ends_with(b"\r"));
                self.ends.pop();
                self.ends.extend([end as u32; 2]);
                true
            }
            _ => false,
        };
        if regular {
            self.starts.push(place as u32 + 1);
        } else {
            self.ragged.push((start, found));
            self.ends.truncate(first);
            self.restart(place + 1);
        }
    }

    fn start_of_last(&self) -> usize {
        self.starts.last().map_or(0, |start| *start as usize)
    }

    fn restart(&mut self, place: usize) {
        if let Some(start) = self.starts.last_mut() {
            *start = place as u32;
        }
    }

    /// How many rows there are.
    pub(super) fn rows(&self) -> usize {
        self.starts.len() - 1
    }

    /// How many cells a row has.
    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// The place of a cell as it stands in the text, quotes and all, without the carriage return
    /// that ends a row.
    #[inline(always)]
    pub(super) fn cell(&self, text: &[u8], row: usize, column: usize) -> (usize, usize) {
        let first = row * self.width;
        let end = self.ends[first + column] as usize;
        let start = match column {
            0 => self.starts[row] as usize,
            _ => self.ends[first + column - 1] as usize + 1,
        };
        if column + 1 < self.width {
            return (start, end);
        }
        // The last cell may be missing, and a carriage return may stand behind it.
        let has_return = end > start && text[end - 1] == b'\r';
        (start.min(end), end - usize::from(has_return))
    }

    /// Neighboring cells of a column; `room` holds their places where they are not simply between
    /// two others.
    pub(super) fn cells<'a>(
        &'a self,
        text: &'a [u8],
        rows: Range<usize>,
        column: usize,
        room: &'a mut Vec<u32>,
    ) -> ColumnOfCells<'a> {
        let count = rows.len();
        if column > 0 && (self.are_bare || column + 1 < self.width) {
            let first = rows.start * self.width + column - 1;
            return ColumnOfCells {
                text,
                borders: &self.ends[first..][..count * self.width],
                step: self.width,
                count,
            };
        }
        room.clear();
        for row in rows {
            let (start, end) = self.cell(text, row, column);
            room.push((start as u32).wrapping_sub(1));
            room.push(end as u32);
        }
        ColumnOfCells {
            text,
            borders: room,
            step: 2,
            count,
        }
    }

    /// Whether a row does without the empty last cell that the header has.
    pub(super) fn lacks_last(&self, row: usize) -> bool {
        let last = (row + 1) * self.width - 1;
        self.width > 1 && self.ends[last] == self.ends[last - 1]
    }

    /// The place of a row as it stands in the text, without its line break.
    pub(super) fn row(&self, text: &[u8], row: usize) -> (usize, usize) {
        let start = self.starts[row] as usize;
        let (_, end) = self.cell(text, row, self.width - 1);
        (start, end)
    }
}

/// How many line breaks a text has before a place.
pub(super) fn lines_before(text: &[u8], place: usize) -> u64 {
    memchr::memchr_iter(b'\n', &text[..place]).count() as u64
}
