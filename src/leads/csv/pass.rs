//! One pass over a CSV table, with all cores.

use std::io::Read;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use super::blocks::{Block, Blocks, Stopped};
use super::rows::Rows;
use super::table::Table;
use super::work::{Consumer, Trouble, Worker};
use crate::lead_error::LeadError;
use crate::leads::ReadOptions;
use crate::leads::counter::Counted;
use crate::leads::parts::on_threads;
use crate::leads::questions::Questions;
use crate::leads::reading::{Progress, Ragged};

/// Bytes in a block: with what is found in it, it stays in a core's cache.
const BLOCK: usize = 512 << 10;

/// Where in the table something is: in which block, and after how many of its line breaks.
pub(super) type Place = (usize, u64);

/// Reads a table to its end. Each thread counts for itself and hands its rows to a consumer of
/// its own.
pub(in crate::leads) fn pass<R: Read + Send, C: Consumer>(
    table: Table<R>,
    questions: &Questions,
    columns: &[usize],
    options: &ReadOptions,
    progress: &Progress,
    consumer: impl Fn() -> C + Sync,
) -> Result<(Counted, Ragged), LeadError> {
    let head = table.head;
    let blocks = Blocks::new(
        head.rest,
        table.input,
        head.shape.delimiter,
        BLOCK,
        head.offset,
    );
    let pass = Pass {
        blocks: Mutex::new(blocks),
        last: AtomicUsize::new(usize::MAX),
    };
    let work = || {
        let mut worker = Worker::new(questions, columns, head.shape, options.lenient, consumer());
        let end = pass.work(&mut worker, progress);
        worker.finish(end)
    };
    let parts = on_threads(options.threads(), work);
    join(parts, &table.file, head.line)
}

/// What one thread came to.
pub(super) struct Part {
    pub(super) counted: Counted,
    /// The line breaks of each block that it read.
    pub(super) lines: Vec<(usize, u64)>,
    /// Rows left out, and the first of them.
    pub(super) ragged: (u64, Option<Place>),
    /// Where and why it stopped before the end.
    pub(super) trouble: Option<(Place, Trouble)>,
}

struct Pass<R> {
    blocks: Mutex<Blocks<R>>,
    /// No block after this one needs to be read.
    last: AtomicUsize,
}

impl<R: Read> Pass<R> {
    fn work<C: Consumer>(
        &self,
        worker: &mut Worker<C>,
        progress: &Progress,
    ) -> Result<(), (Place, Trouble)> {
        let mut block = Block::default();
        let mut rows = Rows::default();
        loop {
            let read = self
                .blocks
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .next(&mut block);
            let number = block.number;
            match read {
                Ok(true) if number <= self.last.load(Ordering::Relaxed) => {}
                Ok(_) => return Ok(()),
                Err(Stopped::Io(error)) => {
                    return Err(self.stop((usize::MAX, 0), Trouble::Read(error)));
                }
                Err(Stopped::Endless { after, lines }) => {
                    return Err(self.stop((after, lines), Trouble::Endless));
                }
            }
            let done = worker
                .block(&block, &mut rows)
                .and_then(|()| progress.go_on().map_err(|error| (0, Trouble::Other(error))));
            progress.add_leads(rows.rows());
            if let Err((lines, trouble)) = done {
                return Err(self.stop((number, lines), trouble));
            }
        }
    }

    /// Keeps others from reading on behind the place of a trouble.
    fn stop(&self, place: Place, trouble: Trouble) -> (Place, Trouble) {
        self.last.fetch_min(place.0, Ordering::Relaxed);
        (place, trouble)
    }
}

/// Puts together what the threads came to; the first trouble in the table decides.
fn join(parts: Vec<Part>, file: &str, first_line: u64) -> Result<(Counted, Ragged), LeadError> {
    let line = |(block, lines): Place| {
        let before = parts.iter().flat_map(|part| &part.lines);
        let before = before.filter(|(number, _)| *number < block);
        first_line + lines + before.map(|(_, lines)| lines).sum::<u64>()
    };
    let ragged = Ragged {
        rows: parts.iter().map(|part| part.ragged.0).sum(),
        first_line: parts
            .iter()
            .filter_map(|part| part.ragged.1)
            .min()
            .map(line),
    };
    let troubles = parts
        .iter()
        .enumerate()
        .filter_map(|(place, part)| part.trouble.as_ref().map(|(at, _)| (*at, place)));
    if let Some((at, place)) = troubles.min() {
        let line = line(at);
        let trouble = parts.into_iter().nth(place).and_then(|part| part.trouble);
        return match trouble {
            Some((_, trouble)) => Err(trouble.explain(file, line)),
            None => Err(LeadError::Stopped),
        };
    }
    let mut counted = Counted::default();
    for part in parts {
        counted.merge(part.counted)?;
    }
    Ok((counted, ragged))
}
