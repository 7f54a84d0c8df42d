//! The threads that read a table's files, one after the other and several at once.
//!
//! Parts are handed out in the table's order. A file is opened once the file before it has handed out
//! its last part, so that its parts can be numbered; until then threads without a part help the file
//! at hand. A folder of small files is read by all threads, and so is one large file.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use super::consumer::Consumer;

/// The threads of a pass.
pub(super) struct Crew<C, F> {
    files: usize,
    make: F,
    state: Mutex<State<C>>,
    changed: Condvar,
}

struct State<C> {
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
    /// Consumers that no thread uses.
    consumers: Vec<C>,
}

/// A file whose turn it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Turn {
    pub(super) file: usize,
    /// Parts of the table before the file.
    pub(super) parts_before: usize,
}

impl<C: Consumer, F: Fn() -> C> Crew<C, F> {
    /// So many threads for so many files, each with a consumer.
    pub(super) fn new(files: usize, threads: usize, make: F) -> Self {
        Self {
            files,
            make,
            state: Mutex::new(State {
                next: 0,
                parts: 0,
                is_reading: false,
                free: threads,
                last: usize::MAX,
                consumers: Vec::new(),
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

    pub(super) fn consumer(&self) -> C {
        let free = self.lock().consumers.pop();
        free.unwrap_or_else(&self.make)
    }

    pub(super) fn give_back(&self, consumer: C) {
        self.lock().consumers.push(consumer);
    }

    /// All consumers.
    pub(super) fn into_consumers(self) -> Vec<C> {
        let state = self.state.into_inner();
        state.unwrap_or_else(PoisonError::into_inner).consumers
    }

    fn lock(&self) -> MutexGuard<'_, State<C>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
