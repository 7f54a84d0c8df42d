//! The threads that read a table's files, one after the other and several at once.
//!
//! Parts are handed out in the table's order. A file is opened once the file before it has handed out
//! its last part, so that its parts can be numbered; until then threads without a part help the file
//! at hand. A folder of small files is read by all threads, and so is one large file.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use super::consumer::Consumer;

/// The threads of a pass.
pub(super) struct Crew<'a> {
    files: usize,
    pub(super) consumers: &'a dyn Consumers,
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    /// The next file.
    next: usize,
    /// Parts of the files before it.
    parts: usize,
    /// Whether the file before it still has parts to hand out.
    is_reading: bool,
    /// Threads that have nothing to do.
    free: usize,
    /// No part after this one needs to be read.
    last: usize,
}

/// What a pass reads for: a consumer for each thread.
pub(super) trait Consumers: Sync {
    /// Lends one that no thread uses for some work.
    fn lend(&self, work: &mut dyn FnMut(&mut dyn Consumer));
}

/// Consumers, made as there is need of them.
pub(super) struct Pool<C, F> {
    make: F,
    free: Mutex<Vec<C>>,
}

impl<C, F: Fn() -> C> Pool<C, F> {
    pub(super) fn new(make: F) -> Self {
        Self {
            make,
            free: Mutex::new(Vec::new()),
        }
    }

    /// The next consumer that was made, once none is lent any more; None after the last.
    pub(super) fn pop(&self) -> Option<C> {
        self.lock().pop()
    }

    /// How many consumers no thread uses.
    pub(super) fn len(&self) -> usize {
        self.lock().len()
    }

    fn lock(&self) -> MutexGuard<'_, Vec<C>> {
        self.free.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<C: Consumer + Send, F: Fn() -> C + Sync> Consumers for Pool<C, F> {
    fn lend(&self, work: &mut dyn FnMut(&mut dyn Consumer)) {
        let mut consumer = self.pop().unwrap_or_else(&self.make);
        work(&mut consumer);
        self.lock().push(consumer);
    }
}

/// A file whose turn it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Turn {
    pub(super) file: usize,
    /// Parts of the table before the file.
    pub(super) parts_before: usize,
}

impl<'a> Crew<'a> {
    /// So many threads for so many files, each with a consumer.
    pub(super) fn new(files: usize, threads: usize, consumers: &'a dyn Consumers) -> Self {
        Self {
            files,
            consumers,
            state: Mutex::new(State {
                next: 0,
                parts: 0,
                is_reading: false,
                free: threads,
                last: usize::MAX,
            }),
            changed: Condvar::new(),
        }
    }

    /// Waits for the next file that a thread is free for; None after the last.
    pub(super) fn next_file(&self) -> Option<Turn> {
        let mut state = self.lock();
        loop {
            if state.next == self.files || state.last < state.parts {
                return None;
            }
            if !state.is_reading && state.free > 0 {
                break;
            }
            let changed = self.changed.wait(state);
            state = changed.unwrap_or_else(PoisonError::into_inner);
        }
        state.free -= 1;
        state.is_reading = true;
        state.next += 1;
        Some(Turn {
            file: state.next - 1,
            parts_before: state.parts,
        })
    }

    /// Says that a file has handed out its last part, after so many.
    pub(super) fn handed_out(&self, parts: usize) {
        let mut state = self.lock();
        state.is_reading = false;
        state.parts += parts;
        drop(state);
        self.changed.notify_all();
    }

    /// Takes a thread that has nothing to do, if there is one.
    pub(super) fn hire(&self) -> bool {
        let mut state = self.lock();
        let is_free = state.free > 0;
        state.free -= usize::from(is_free);
        is_free
    }

    /// Says that a thread has nothing to do.
    pub(super) fn release(&self) {
        self.lock().free += 1;
        self.changed.notify_all();
    }

    /// Says that no part after this one needs to be read.
    pub(super) fn stop_after(&self, part: usize) {
        let mut state = self.lock();
        state.last = state.last.min(part);
        drop(state);
        self.changed.notify_all();
    }

    /// Whether a part needs to be read.
    pub(super) fn wants(&self, part: usize) -> bool {
        part <= self.lock().last
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
