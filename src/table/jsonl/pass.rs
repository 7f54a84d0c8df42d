//! One pass over JSON lines: blocks of lines, which threads take one after the other.

use std::collections::HashMap;
use std::io::Read;
use std::sync::{Mutex, PoisonError};

use super::batch::SomeRows;
use super::scan::{Found, NoObject, Walker};
use super::signs::Signs;
use super::table::{Table, explain};
use crate::lead_error::{LeadError, WrongPlace};
use crate::table::encoding::wrong_cell;
use crate::table::pass::{Fault, FilePass, Job, PartCount, Parts, run};
use crate::table::unread::{LONGEST_ROW, Unread};
use crate::table::{Consumer, Progress, Ragged, Selection, Stop, TableSource};

/// Bytes in a block.
const BLOCK: usize = 512 << 10;

/// Rows that are handed on at a time.
const ROWS: usize = 512;

/// Reads a table to its end.
pub(in crate::table) fn pass<R: Read + Send>(
    table: Table<R>,
    job: &Job<'_>,
    progress: &Progress,
) -> FilePass {
    let selection = &job.view.selection;
    let read = selection.columns();
    let mut places = vec![None; table.names.len()];
    for (place, column) in read.iter().enumerate() {
        places[*column] = Some(place);
    }
    let names = table.names.iter().enumerate();
    let parts = Blocks {
        unread: Mutex::new(Unread::new(Vec::new(), table.input)),
        parts: PartCount::unknown(),
        file: &table.file,
        names: &table.names,
        columns: names
            .map(|(column, name)| (name.as_bytes(), column))
            .collect(),
        keeps_all: selection.cells.len() == table.names.len(),
        width: read.len(),
        places,
        selection,
        progress,
    };
    let mut threads = run(&parts, usize::MAX, job);
    let kept = std::mem::take(&mut threads.kept);
    let trouble = threads.trouble(job.view, |part, lines, _| {
        let before = kept.iter().flat_map(|thread| &thread.lines);
        let before = before.filter(|(number, _)| *number < part);
        WrongPlace {
            file: table.file.clone(),
            unit: "line",
            number: 1 + lines + before.map(|(_, lines)| lines).sum::<u64>(),
            cell: None,
        }
    });
    FilePass {
        trouble,
        ragged: Ragged::default(),
        source: TableSource {
            rows: kept.iter().map(|thread| thread.read).sum(),
            name: table.file.clone(),
            ..TableSource::default()
        },
    }
}

struct Blocks<'a, R> {
    unread: Mutex<Unread<R>>,
    parts: PartCount,
    file: &'a str,
    names: &'a [String],
    columns: HashMap<&'a [u8], usize>,
    /// Whether every column is wanted, so that one more is missed.
    keeps_all: bool,
    /// Columns that are read.
    width: usize,
    /// For each column of the table, as which one it is read.
    places: Vec<Option<usize>>,
    selection: &'a Selection,
    progress: &'a Progress,
}

/// Some whole lines.
#[derive(Debug, Default)]
pub(super) struct Block {
    pub(super) text: Vec<u8>,
    /// Its number, from 0, and its bytes.
    number: usize,
    length: usize,
    signs: Signs,
    walker: Walker<usize>,
    /// The values, row by row.
    cells: Vec<Span>,
    width: usize,
    /// The line of each row, from 0.
    pub(super) lines: Vec<u64>,
}

impl Block {
    /// The value of a row in a column that is read.
    #[inline(always)]
    pub(super) fn cell(&self, row: usize, place: usize) -> Span {
        self.cells[row * self.width + place]
    }
}

/// Where a value stands in the text; empty if it is missing.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Span {
    start: u32,
    length: u32,
    /// Whether it is a number, true or false, and not a text.
    pub(super) is_typed: bool,
}

impl Span {
    /// As it is written; of a string what it stands for.
    #[inline(always)]
    pub(super) fn text<'b>(&self, block: &'b Block) -> &'b [u8] {
        &self.text_on(block)[..self.length as usize]
    }

    /// The same with what stands behind it.
    #[inline(always)]
    pub(super) fn text_on<'b>(&self, block: &'b Block) -> &'b [u8] {
        &block.text[self.start as usize..]
    }
}

/// What a thread knows of the blocks that it read.
#[derive(Default)]
struct Thread {
    block: Block,
    /// Rows read.
    read: u64,
    /// The lines of each block.
    lines: Vec<(usize, u64)>,
}

impl<R: Read + Send> Parts for Blocks<'_, R> {
    type Thread = Thread;

    fn thread(&self) -> Thread {
        Thread::default()
    }

    fn take(&self, thread: &mut Thread) -> Result<Option<usize>, Fault> {
        let mut unread = self.unread.lock().unwrap_or_else(PoisonError::into_inner);
        let filled = unread.fill(&mut thread.block.text, BLOCK);
        let filled =
            filled.map_err(|error| Fault::new(usize::MAX, LeadError::read(self.file, error)))?;
        let Some(filled) = filled else {
            return Ok(None);
        };
        if filled.is_last {
            self.parts.know(filled.number + 1);
        }
        (thread.block.number, thread.block.length) = (filled.number, filled.bytes);
        Ok(Some(filled.number))
    }

    fn count(&self) -> Option<usize> {
        self.parts.get()
    }

    fn read(
        &self,
        part: usize,
        thread: &mut Thread,
        consumer: &mut dyn Consumer,
    ) -> Result<(), Fault> {
        let block = &mut thread.block;
        block.signs.find(&block.text, block.length);
        thread.lines.push((part, block.signs.breaks()));
        self.find(block)?;
        let rows = block.lines.len();
        let fault = |error| Fault::new(part, error);
        consumer.begin(part, rows).map_err(fault)?;
        for first in (0..rows).step_by(ROWS) {
            let mut some = SomeRows {
                block,
                first,
                count: ROWS.min(rows - first),
                selection: self.selection,
                places: &self.places,
            };
            let taken = consumer.rows(&mut some);
            taken.map_err(|stop| self.locate(stop, &some))?;
        }
        consumer.end(part).map_err(fault)?;
        thread.read += rows as u64;
        self.progress.add_leads(rows);
        self.progress.go_on().map_err(fault)
    }
}

impl<R> Blocks<'_, R> {
    /// Finds the values of the block's lines.
    fn find(&self, block: &mut Block) -> Result<(), Fault> {
        block.width = self.width;
        block.cells.clear();
        block.lines.clear();
        let (mut start, mut line) = (0, 0);
        while start < block.length {
            let end = block.signs.line_break(start).unwrap_or(block.length);
            let part = block.number;
            let fault = |error| Fault {
                part,
                lines: Some(line),
                error,
            };
            if end - start >= LONGEST_ROW {
                return Err(fault(self.too_long()));
            }
            if !block.text[start..end].trim_ascii().is_empty() {
                let late = self.find_row(block, start, end);
                let late = late.map_err(|wrong| fault(explain(self.file, wrong, start)))?;
                if let Some(key) = late.filter(|_| self.keeps_all) {
                    return Err(fault(self.too_late(&key)));
                }
                block.lines.push(line);
            }
            start = end + 1;
            line += 1;
        }
        Ok(())
    }

    /// Puts the values of a line into a row of cells. The first key that is no column's comes back.
    fn find_row(
        &self,
        block: &mut Block,
        start: usize,
        end: usize,
    ) -> Result<Option<Vec<u8>>, NoObject> {
        let row = block.cells.len();
        block.cells.resize(row + self.width, Span::default());
        let (mut next, mut late) = (0, None);
        // Keys mostly come in the same order in each line.
        let take_key = |key: &[u8]| {
            let is_next = self
                .names
                .get(next)
                .is_some_and(|name| name.as_bytes() == key);
            let column = match is_next {
                true => Some(next),
                false => self.columns.get(key).copied(),
            };
            let Some(column) = column else {
                late.get_or_insert_with(|| key.to_vec());
                return None;
            };
            next = column + 1;
            self.places[column]
        };
        let Block {
            text,
            signs,
            walker,
            cells,
            ..
        } = block;
        let take = |place: usize, found| {
            let is_typed = matches!(found, Found::Typed(_));
            cells[row + place] = match found {
                Found::Null => Span::default(),
                Found::Text(at) | Found::Typed(at) => Span {
                    start: at.start as u32,
                    length: at.len() as u32,
                    is_typed,
                },
            };
        };
        walker.walk(text, signs, start..end, take_key, take)?;
        Ok(late)
    }

    fn too_long(&self) -> LeadError {
        LeadError::wrong(
            self.file,
            "this line is longer than 16 MB",
            "write one object a line; segplan reads JSON lines",
        )
    }

    fn too_late(&self, key: &[u8]) -> LeadError {
        let key = String::from_utf8_lossy(key);
        LeadError::wrong(
            self.file,
            format!("the key {key} is new on this line; columns are found in the first 4 MB"),
            format!("write \"{key}\": null into the first line, or leave --keep-columns out"),
        )
    }

    fn locate(&self, stop: Stop, some: &SomeRows) -> Fault {
        let part = some.block.number;
        let (cell, error) = match wrong_cell(stop, some, self.names) {
            Ok(wrong) => wrong,
            Err(error) => return Fault::new(part, error),
        };
        let line = some.block.lines.get(some.first + cell.row);
        Fault {
            part,
            lines: line.copied(),
            error: error.in_file(self.file),
        }
    }
}
