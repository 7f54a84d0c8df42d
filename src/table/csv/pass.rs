//! One pass over a CSV table: blocks of rows, which threads take one after the other.

use std::io::Read;

use super::batch::SomeRows;
use super::blocks::{Block, Blocks, Stopped};
use super::rows::{Rows, Shape, lines_before};
use super::table::Table;
use crate::lead_error::{LeadError, WrongPlace};
use crate::table::encoding::wrong_cell;
use crate::table::pass::{Fault, FilePass, Job, Parts, run};
use crate::table::{Consumer, Progress, Ragged, Selection, Stop, TableSource};
use crate::text::words::count;

/// Bytes in a block: with what is found in it, it stays in a core's cache.
const BLOCK: usize = 512 << 10;

/// Rows that are handed on at a time.
const ROWS: usize = 1024;

/// Reads a table to its end.
pub(in crate::table) fn pass<R: Read + Send>(
    table: Table<R>,
    job: &Job<'_>,
    lenient: bool,
    progress: &Progress,
) -> FilePass {
    let (head, file) = (table.head, table.file);
    let delimiter = head.shape.delimiter;
    let blocks = Blocks::new(head.rest, table.input, delimiter, BLOCK, head.offset);
    let parts = BlocksOfRows {
        blocks,
        file: &file,
        names: &head.names,
        shape: head.shape,
        lenient,
        selection: &job.view.selection,
        progress,
    };
    let mut threads = run(&parts, usize::MAX, job);
    let kept = std::mem::take(&mut threads.kept);
    let line = |part: usize, lines: u64| {
        let before = kept.iter().flat_map(|thread| &thread.lines);
        let before = before.filter(|(number, _)| *number < part);
        head.line + lines + before.map(|(_, lines)| lines).sum::<u64>()
    };
    let trouble = threads.trouble(job.view, |part, lines, _| WrongPlace {
        file: file.clone(),
        unit: "line",
        number: line(part, lines),
        cell: None,
    });
    let header = head.header_line;
    let notes = match head.has_titles {
        true => vec![format!("{file}: its header is in line {header}")],
        false => Vec::new(),
    };
    let first = kept.iter().filter_map(|thread| thread.first_ragged).min();
    FilePass {
        trouble,
        ragged: Ragged {
            rows: kept.iter().map(|thread| thread.ragged).sum(),
            first_line: first.map(|(part, lines)| line(part, lines)),
            first_file: None,
        },
        source: TableSource {
            rows: kept.iter().map(|thread| thread.read).sum(),
            name: file,
            notes,
            ..TableSource::default()
        },
    }
}

struct BlocksOfRows<'a, R> {
    blocks: Blocks<R>,
    file: &'a str,
    names: &'a [String],
    shape: Shape,
    lenient: bool,
    selection: &'a Selection,
    progress: &'a Progress,
}

/// What a thread knows of the blocks that it read.
#[derive(Default)]
struct Thread {
    block: Block,
    rows: Rows,
    /// Room for the places of a column's cells.
    places: Vec<u32>,
    /// Rows read.
    read: u64,
    /// The line breaks of each block.
    lines: Vec<(usize, u64)>,
    /// Rows left out, and in which block and after how many of its line breaks the first was.
    ragged: u64,
    first_ragged: Option<(usize, u64)>,
}

impl<R: Read + Send> Parts for BlocksOfRows<'_, R> {
    type Thread = Thread;

    fn thread(&self) -> Thread {
        Thread::default()
    }

    fn take(&self, thread: &mut Thread) -> Result<Option<usize>, Fault> {
        match self.blocks.next(&mut thread.block) {
            Ok(true) => Ok(Some(thread.block.number)),
            Ok(false) => Ok(None),
            Err(Stopped::Io(error)) => {
                Err(Fault::new(usize::MAX, LeadError::read(self.file, error)))
            }
            Err(Stopped::Endless { block, lines }) => Err(Fault {
                part: block,
                lines: Some(lines),
                error: LeadError::wrong(
                    self.file,
                    "a quote opens in this row and is never closed",
                    "close it, or write a quote inside a quoted cell twice",
                ),
            }),
        }
    }

    fn count(&self) -> Option<usize> {
        self.blocks.count()
    }

    fn read(
        &self,
        part: usize,
        thread: &mut Thread,
        consumer: &mut dyn Consumer,
    ) -> Result<(), Fault> {
        let Thread {
            block,
            rows,
            places,
            ..
        } = thread;
        rows.find(block, self.shape);
        thread.lines.push((part, block.lines));
        if let Some((start, found)) = rows.ragged.first() {
            let lines = lines_before(&block.text, *start);
            if !self.lenient {
                return Err(self.refuse_ragged(block, *start, *found));
            }
            thread.ragged += rows.ragged.len() as u64;
            let first = thread.first_ragged.get_or_insert((part, lines));
            *first = (*first).min((part, lines));
        }
        let fault = |error| Fault::new(part, error);
        consumer
            .begin(part, rows.rows() + rows.ragged.len())
            .map_err(fault)?;
        for first in (0..rows.rows()).step_by(ROWS) {
            let mut some = SomeRows {
                rows,
                text: &block.text,
                first,
                count: ROWS.min(rows.rows() - first),
                selection: self.selection,
                places,
            };
            let taken = consumer.rows(&mut some);
            taken.map_err(|stop| self.locate(stop, part, &some))?;
        }
        consumer.end(part).map_err(fault)?;
        thread.read += rows.rows() as u64;
        self.progress.add_leads(rows.rows());
        self.progress.go_on().map_err(fault)
    }
}

impl<R> BlocksOfRows<'_, R> {
    fn refuse_ragged(&self, block: &Block, start: usize, found: usize) -> Fault {
        let message = format!(
            "this row has {} and the header {} (byte {})",
            count(found, "cell"),
            self.shape.width,
            block.offset + start as u64,
        );
        Fault {
            part: block.number,
            lines: Some(lines_before(&block.text, start)),
            error: LeadError::wrong(
                self.file,
                message,
                "put quotes around cells that contain the separator, or skip such rows with --lenient",
            ),
        }
    }

    fn locate(&self, stop: Stop, part: usize, some: &SomeRows) -> Fault {
        let (cell, error) = match wrong_cell(stop, some, self.names) {
            Ok(wrong) => wrong,
            Err(error) => return Fault::new(part, error),
        };
        let (start, _) = some
            .rows
            .cell(some.text, some.first + cell.row, cell.column);
        Fault {
            part,
            lines: Some(lines_before(some.text, start)),
            error: error.in_file(self.file),
        }
    }
}
