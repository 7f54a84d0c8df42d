//! Where each cell of a block of whole rows begins and ends.

use super::marks;
use super::quotes::Quotes;

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
    /// Where each cell ends, row by row.
    ends: Vec<u32>,
    /// How many of `ends` are in use.
    cells: usize,
    /// Cells in a row.
    width: usize,
    /// Line breaks, those inside quotes among them.
    pub(super) lines: u64,
    /// Rows that have another number of cells: where each begins and how many it has.
    pub(super) ragged: Vec<(usize, usize)>,
}

impl Rows {
    /// Reads the structure of `text[..length]`, whole rows that end in a line break, followed by
    /// [`marks::PADDING`].
    pub(super) fn scan(&mut self, text: &[u8], length: usize, shape: Shape) {
        self.width = shape.width;
        self.cells = 0;
        self.lines = 0;
        self.ragged.clear();
        self.starts.clear();
        self.starts.push(0);
        let mut quotes = Quotes::at_row();
        // The cell in which the row under way should end.
        let mut last = shape.width - 1;
        marks::each(text, length, shape.delimiter, |base, marks| {
            self.lines += u64::from(marks.breaks.count_ones());
            let outside = quotes.outside(marks);
            let (ends, breaks) = (marks.ends & outside, marks.breaks & outside);
            let before = self.cells;
            self.push_ends(ends, base);
            // In a single column an empty line looks like a row.
            let doubtful = shape.width == 1 && breaks != 0;
            if doubtful || !self.close_rows(breaks, base, &mut last) {
                self.cells = before;
                self.step_by_step(text, ends, base, shape);
                last = self.rows() * shape.width + shape.width - 1;
            }
        });
    }

    #[inline(always)]
    fn push_ends(&mut self, mut ends: u64, base: usize) {
        // A short row that lacks its empty last cell gets one more.
        if self.ends.len() < self.cells + 128 {
            self.ends.resize((self.cells + 128) * 2, 0);
        }
        let mut count = 0;
        for slot in &mut self.ends[self.cells..self.cells + 64] {
            if ends == 0 {
                break;
            }
            *slot = base as u32 + ends.trailing_zeros();
            ends &= ends - 1;
            count += 1;
        }
        self.cells += count;
    }

    /// Begins a row after each line break; false, with nothing lost, where a row that ends here
    /// does not have the right number of cells.
    #[inline(always)]
    fn close_rows(&mut self, mut breaks: u64, base: usize, last: &mut usize) -> bool {
        let (rows, first) = (self.starts.len(), *last);
        while breaks != 0 {
            let place = base as u32 + breaks.trailing_zeros();
            breaks &= breaks - 1;
            if *last >= self.cells || self.ends[*last] != place {
                self.starts.truncate(rows);
                *last = first;
                return false;
            }
            self.starts.push(place + 1);
            *last += self.width;
        }
        true
    }

    /// The ends of one block again, cell by cell, where empty lines or ragged rows are.
    #[cold]
    fn step_by_step(&mut self, text: &[u8], mut ends: u64, base: usize, shape: Shape) {
        while ends != 0 {
            let place = base + ends.trailing_zeros() as usize;
            ends &= ends - 1;
            self.ends[self.cells] = place as u32;
            self.cells += 1;
            if text[place] == b'\n' {
                self.close_row(text, place, shape);
            }
        }
    }

    fn close_row(&mut self, text: &[u8], place: usize, shape: Shape) {
        let first = self.rows() * self.width;
        let start = self.start_of_last();
        let found = self.cells - first;
        let empty_end = |from: usize| matches!(&text[from..place], b"" | b"\r");
        let regular = match found {
            _ if found == 1 && empty_end(start) => {
                self.cells = first;
                self.restart(place + 1);
                return;
            }
            _ if found == self.width => true,
            _ if found == self.width + 1 && empty_end(self.ends[self.cells - 2] as usize + 1) => {
                self.cells -= 1;
                true
            }
            _ if found + 1 == self.width && shape.open_end => {
                let end = place - usize::from(text[start..place].ends_with(b"\r"));
                self.ends[self.cells - 1] = end as u32;
                self.ends[self.cells] = end as u32;
                self.cells += 1;
                true
            }
            _ => false,
        };
        if regular {
            self.starts.push(place as u32 + 1);
        } else {
            self.ragged.push((start, found));
            self.cells = first;
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

    /// The place of a cell as it stands in the text, quotes and all, without the carriage return
    /// that ends a row.
    #[inline(always)]
    pub(super) fn cell(&self, text: &[u8], row: usize, column: usize) -> (usize, usize) {
        let cell = row * self.width + column;
        let end = self.ends[cell] as usize;
        let start = match column {
            0 => self.starts[row] as usize,
            _ => self.ends[cell - 1] as usize + 1,
        };
        let ends_row = column + 1 == self.width && end > start && text[end - 1] == b'\r';
        (start.min(end), end - usize::from(ends_row))
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
