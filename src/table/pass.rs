//! One pass over a table, with several threads.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::consumer::Consumer;
use super::encoding::TextEncoding;
use super::wrong::WrongCells;
use crate::lead_error::{LeadError, WrongPlace};

/// What a pass over a table came to.
#[derive(Debug)]
pub(crate) struct Pass<D> {
    /// What each thread's consumer came to.
    pub(crate) done: Vec<D>,
    pub(crate) source: TableSource,
    pub(crate) ragged: Ragged,
}

impl<D> Pass<D> {
    /// The same with something else of each consumer.
    pub(crate) fn map<T>(self, map: impl FnMut(D) -> T) -> Pass<T> {
        Pass {
            done: self.done.into_iter().map(map).collect(),
            source: self.source,
            ragged: self.ragged,
        }
    }
}

/// What was read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TableSource {
    /// The table's name in messages: its path, or `standard input`.
    pub name: String,
    /// Rows that were read, without those left out.
    pub rows: u64,
    /// What tells it from other tables: `xxh3:` and a digest of all bytes of CSV or JSON lines, as
    /// they are stored; `parquet:` and a digest of a Parquet file's size and footer; `sheet:` and a
    /// digest of all bytes of a workbook and the name of the sheet.
    pub digest: String,
    /// How its text was stored, where that was not UTF-8.
    pub encoding: Option<TextEncoding>,
    /// What was found in it that nobody named: the sheet, the row of the header.
    pub notes: Vec<String>,
}

/// Rows that do not have as many cells as the header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Ragged {
    /// How many.
    pub rows: u64,
    /// The line of the first, from 1.
    pub first_line: Option<u64>,
}

/// The parts of a table, which threads take one after the other and read at once: all that a
/// format of tables has to be.
pub(super) trait Parts: Sync {
    /// What a thread keeps from part to part.
    type Thread: Send;

    /// For a thread that begins.
    fn thread(&self) -> Self::Thread;

    /// Takes the next part; None after the last.
    fn take(&self, thread: &mut Self::Thread) -> Result<Option<usize>, Fault>;

    /// Hands the rows of the part that was taken last to a consumer.
    fn read(
        &self,
        part: usize,
        thread: &mut Self::Thread,
        consumer: &mut impl Consumer,
    ) -> Result<(), Fault>;
}

/// Where and why reading stops.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) part: usize,
    /// Line breaks of the part before the place; None where the error has no line.
    pub(super) lines: Option<u64>,
    pub(super) error: LeadError,
}

impl Fault {
    /// Somewhere in a part.
    pub(super) fn new(part: usize, error: LeadError) -> Self {
        Self {
            part,
            lines: None,
            error,
        }
    }
}

/// What the threads came to.
pub(super) struct Threads<D, T> {
    pub(super) done: Vec<D>,
    pub(super) kept: Vec<T>,
    /// The first fault in the table.
    pub(super) fault: Option<Fault>,
    /// Cells that consumers found wrong.
    wrong: WrongCells,
}

impl<D, T> Threads<D, T> {
    /// The error that tells what is wrong with a table, if something is; `place` finds the file of a
    /// part, and the line or row of a place in it, or the cell in a column.
    pub(super) fn refuse(
        &mut self,
        place: impl Fn(usize, u64, usize) -> WrongPlace,
    ) -> Result<(), LeadError> {
        let stop = self.fault.take().map(|fault| {
            let lines = fault.lines.unwrap_or(0);
            let error = match fault.lines {
                Some(lines) => fault.error.on_line(place(fault.part, lines, 0).number),
                None => fault.error,
            };
            (fault.part, lines, error)
        });
        let wrong = std::mem::take(&mut self.wrong);
        match stop {
            // What is wrong with the table matters less than a disk that fails.
            Some((.., error @ (LeadError::File(_) | LeadError::Stopped))) => Err(error),
            stop => wrong.tell(stop, place).map_or(Ok(()), Err),
        }
    }
}

/// Reads all parts on so many threads, this one among them, each with a consumer of its own.
pub(super) fn run<P: Parts, C: Consumer>(
    parts: &P,
    threads: usize,
    consumer: impl Fn() -> C + Sync,
) -> Threads<C::Done, P::Thread> {
    // No part after this one needs to be read.
    let last = AtomicUsize::new(usize::MAX);
    let work = || {
        let (mut thread, mut consumer) = (parts.thread(), consumer());
        let end = read_parts(parts, &last, &mut thread, &mut consumer);
        if let Err(fault) = &end {
            last.fetch_min(fault.part, Ordering::Relaxed);
            consumer.fail(fault.part);
        }
        (consumer.wrong(), consumer.done(), thread, end.err())
    };
    let mut all = Threads {
        done: Vec::new(),
        kept: Vec::new(),
        fault: None,
        wrong: WrongCells::default(),
    };
    for (wrong, done, thread, fault) in on_threads(threads, work) {
        all.wrong.merge(wrong);
        all.done.push(done);
        all.kept.push(thread);
        let faults = all.fault.take().into_iter().chain(fault);
        all.fault = faults.min_by_key(|fault| (fault.part, fault.lines));
    }
    all
}

fn read_parts<P: Parts>(
    parts: &P,
    last: &AtomicUsize,
    thread: &mut P::Thread,
    consumer: &mut impl Consumer,
) -> Result<(), Fault> {
    while let Some(part) = parts.take(thread)? {
        if part > last.load(Ordering::Relaxed) {
            break;
        }
        parts.read(part, thread, consumer)?;
    }
    Ok(())
}

fn on_threads<T: Send>(threads: usize, work: impl Fn() -> T + Sync) -> Vec<T> {
    std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(&work)).collect();
        let mut results = vec![work()];
        for other in others {
            let joined = other.join();
            results.push(joined.unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        results
    })
}
