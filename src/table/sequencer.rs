//! Blocks of a table that are worked on at once and written one after the other.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use crate::lead_error::LeadError;

/// A value that blocks of a table, worked on at once, change one after the other in the order of
/// their numbers.
#[derive(Debug)]
pub(crate) struct Sequencer<T> {
    state: Mutex<State<T>>,
    changed: Condvar,
}

#[derive(Debug)]
struct State<T> {
    /// The block whose turn it is.
    next: usize,
    /// The first block that will never come.
    failed: usize,
    value: T,
}

impl<T> Sequencer<T> {
    pub(crate) fn new(value: T) -> Self {
        Self {
            state: Mutex::new(State {
                next: 0,
                failed: usize::MAX,
                value,
            }),
            changed: Condvar::new(),
        }
    }

    /// Waits for a block's turn and takes it; an error where a block before it never comes.
    pub(crate) fn take<R>(
        &self,
        block: usize,
        change: impl FnOnce(&mut T) -> R,
    ) -> Result<R, LeadError> {
        let mut state = self.wait(block)?;
        let result = change(&mut state.value);
        state.next += 1;
        drop(state);
        self.changed.notify_all();
        Ok(result)
    }

    /// The same without ending the turn.
    pub(crate) fn change<R>(
        &self,
        block: usize,
        change: impl FnOnce(&mut T) -> R,
    ) -> Result<R, LeadError> {
        Ok(change(&mut self.wait(block)?.value))
    }

    fn wait(&self, block: usize) -> Result<MutexGuard<'_, State<T>>, LeadError> {
        let mut state = self.lock();
        while state.next != block {
            if state.failed < block {
                return Err(LeadError::Stopped);
            }
            state = self
                .changed
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        }
        Ok(state)
    }

    /// Says that a block will never come.
    pub(crate) fn fail(&self, block: usize) {
        let mut state = self.lock();
        state.failed = state.failed.min(block);
        drop(state);
        self.changed.notify_all();
    }

    /// The value after all changes.
    pub(crate) fn into_inner(self) -> T {
        self.state
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner)
            .value
    }

    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
