//! One pass over a file of a table, with several threads.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::consumer::Consumer;
use super::crew::{Crew, Turn};
use super::source::{Ragged, TableSource};
use super::view::{ForFile, View};
use super::wrong::WrongCells;
use crate::lead_error::{LeadError, WrongPlace};

/// What a pass over a table came to.
#[derive(Debug)]
pub(crate) struct Pass<D> {
    /// What each thread's consumer came to.
    pub(crate) done: Vec<D>,
    /// What was read, as a whole and file by file.
    pub(crate) source: TableSource,
    pub(crate) sources: Vec<TableSource>,
    pub(crate) ragged: Ragged,
}

impl<D> Pass<D> {
    /// The same with something else of each consumer.
    pub(crate) fn map<T>(self, map: impl FnMut(D) -> T) -> Pass<T> {
        Pass {
            done: self.done.into_iter().map(map).collect(),
            source: self.source,
            sources: self.sources,
            ragged: self.ragged,
        }
    }
}

/// What a pass over a file came to, beside what its rows were read for.
#[derive(Debug)]
pub(super) struct FilePass {
    pub(super) source: TableSource,
    pub(super) ragged: Ragged,
    pub(super) trouble: Trouble,
}

impl FilePass {
    /// A file that could not be read at all.
    pub(super) fn failed(error: LeadError, turn: Turn) -> Self {
        Self {
            source: TableSource::default(),
            ragged: Ragged::default(),
            trouble: Trouble {
                wrong: WrongCells::default(),
                stop: Some((turn.parts_before, 0, error)),
            },
        }
    }
}

/// What is wrong with the rows of a file.
#[derive(Debug, Default)]
pub(super) struct Trouble {
    pub(super) wrong: WrongCells,
    /// What ended reading: in which part of the table, and after how many lines of it.
    pub(super) stop: Option<(usize, u64, LeadError)>,
}

impl Trouble {
    /// Adds what is wrong with a later file.
    pub(super) fn merge(&mut self, other: Self) {
        self.wrong.merge(other.wrong);
        let stops = self.stop.take().into_iter().chain(other.stop);
        self.stop = stops.min_by_key(|(part, lines, _)| (*part, *lines));
    }

    /// The error that tells of it, if there is something to tell.
    pub(super) fn tell(self) -> Result<(), LeadError> {
        match self.stop {
            // What is wrong with the table matters less than a disk that fails.
            Some((.., error @ (LeadError::File(_) | LeadError::Stopped))) => Err(error),
            stop => self.wrong.tell(stop).map_or(Ok(()), Err),
        }
    }
}

/// The parts of a file, which threads take one after the other and read at once: all that a format
/// of tables has to be.
pub(super) trait Parts: Sync {
    /// What a thread keeps from part to part.
    type Thread: Send;

    /// For a thread that begins.
    fn thread(&self) -> Self::Thread;

    /// Takes the next part; None after the last. They are numbered from 0.
    fn take(&self, thread: &mut Self::Thread) -> Result<Option<usize>, Fault>;

    /// How many parts there are; None where the last may not have been taken yet. Asked often.
    fn count(&self) -> Option<usize>;

    /// Hands the rows of the part that was taken last to a consumer.
    fn read(
        &self,
        part: usize,
        thread: &mut Self::Thread,
        consumer: &mut dyn Consumer,
    ) -> Result<(), Fault>;
}

/// How many parts a file has; unknown until the last was taken.
#[derive(Debug)]
pub(super) struct PartCount(AtomicUsize);

impl PartCount {
    pub(super) fn unknown() -> Self {
        Self(AtomicUsize::new(usize::MAX))
    }

    /// Says that there are so many.
    pub(super) fn know(&self, parts: usize) {
        self.0.store(parts, Ordering::Release);
    }

    /// How many there are; None until the last was taken.
    pub(super) fn get(&self) -> Option<usize> {
        let parts = self.0.load(Ordering::Acquire);
        (parts != usize::MAX).then_some(parts)
    }
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
    /// The part of what is behind all parts that were taken.
    pub(super) const BEHIND: usize = usize::MAX / 2;

    /// Somewhere in a part.
    pub(super) fn new(part: usize, error: LeadError) -> Self {
        Self {
            part,
            lines: None,
            error,
        }
    }
}

/// A file that is to be read: what of it, and by whom.
pub(super) struct Job<'a> {
    pub(super) crew: &'a Crew<'a>,
    pub(super) view: &'a View,
    pub(super) turn: Turn,
    /// The size of the file in bytes; 0 if that is unknown.
    pub(super) size: u64,
    /// Parts that were taken so far, at least.
    taken: AtomicUsize,
    is_handed_out: AtomicBool,
}

impl<'a> Job<'a> {
    pub(super) fn new(crew: &'a Crew<'a>, view: &'a View, turn: Turn, size: u64) -> Self {
        Self {
            crew,
            view,
            turn,
            size,
            taken: AtomicUsize::new(0),
            is_handed_out: AtomicBool::new(false),
        }
    }

    /// Says that the file has so many parts, all of which were taken.
    fn hand_out(&self, parts: usize) {
        if !self.is_handed_out.swap(true, Ordering::Relaxed) {
            self.crew.handed_out(parts);
        }
    }
}

/// Whatever happened, the other files come to their turn, or learn that they won't.
impl Drop for Job<'_> {
    fn drop(&mut self) {
        self.hand_out(self.taken.load(Ordering::Relaxed) + 1);
        self.crew.release();
    }
}

/// What the threads came to.
pub(super) struct Threads<T> {
    pub(super) kept: Vec<T>,
    /// The first fault in the file.
    fault: Option<Fault>,
    /// Cells that consumers found wrong.
    wrong: WrongCells,
    parts_before: usize,
}

impl<T> Threads<T> {
    /// What is wrong with the file; `place` finds the line or row of a place in a part, and the cell in
    /// a column of the file.
    pub(super) fn trouble(
        self,
        view: &View,
        place: impl Fn(usize, u64, Option<usize>) -> WrongPlace,
    ) -> Trouble {
        let before = self.parts_before;
        let stop = self.fault.map(|fault| {
            let lines = fault.lines.unwrap_or(0);
            let error = match fault.lines {
                Some(lines) => fault.error.on_line(place(fault.part, lines, None).number),
                None => fault.error,
            };
            (before.saturating_add(fault.part), lines, error)
        });
        let mut wrong = self.wrong;
        wrong.locate(|part, rows, column| place(part - before, rows, view.own_column(column)));
        Trouble { wrong, stop }
    }
}

/// Reads all parts of a file on this thread and on those that have nothing to do, `most` at once.
pub(super) fn run<P: Parts>(parts: &P, most: usize, job: &Job<'_>) -> Threads<P::Thread> {
    let work = |hire: &mut dyn FnMut()| {
        let mut thread = parts.thread();
        let (mut end, mut wrong) = (Ok(()), WrongCells::default());
        job.crew.consumers.lend(&mut |consumer| {
            let mut consumer = ForFile {
                consumer,
                view: job.view,
                parts_before: job.turn.parts_before,
            };
            end = read_parts(parts, job, &mut thread, &mut consumer, hire);
            if let Err(fault) = &end {
                let part = job.turn.parts_before + fault.part;
                job.taken.fetch_max(fault.part, Ordering::Relaxed);
                job.crew.stop_after(part);
                consumer.fail(fault.part);
            }
            wrong = consumer.wrong();
        });
        (wrong, thread, end.err())
    };
    let all = std::thread::scope(|scope| {
        let mut helpers = Vec::new();
        let own = work(&mut || {
            while helpers.len() + 1 < most && parts.count().is_none() && job.crew.hire() {
                helpers.push(scope.spawn(|| {
                    let done = work(&mut || {});
                    job.crew.release();
                    done
                }));
            }
        });
        let joined = helpers.into_iter().map(|helper| {
            let joined = helper.join();
            joined.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        });
        std::iter::once(own).chain(joined).collect::<Vec<_>>()
    });
    let mut threads = Threads {
        kept: Vec::new(),
        fault: None,
        wrong: WrongCells::default(),
        parts_before: job.turn.parts_before,
    };
    for (wrong, thread, fault) in all {
        threads.wrong.merge(wrong);
        threads.kept.push(thread);
        let faults = threads.fault.take().into_iter().chain(fault);
        threads.fault = faults.min_by_key(|fault| (fault.part, fault.lines));
    }
    threads
}

/// Reads parts as long as there are some that somebody wants; before each, `hire` may find help.
fn read_parts<P: Parts>(
    parts: &P,
    job: &Job<'_>,
    thread: &mut P::Thread,
    consumer: &mut dyn Consumer,
    hire: &mut dyn FnMut(),
) -> Result<(), Fault> {
    loop {
        let taken = parts.take(thread).map_err(|fault| Fault {
            part: fault.part.min(Fault::BEHIND),
            ..fault
        })?;
        if let Some(count) = parts.count() {
            job.hand_out(count);
        }
        let Some(part) = taken else {
            return Ok(());
        };
        job.taken.fetch_max(part + 1, Ordering::Relaxed);
        if !job.crew.wants(job.turn.parts_before + part) {
            return Ok(());
        }
        hire();
        parts.read(part, thread, consumer)?;
    }
}
