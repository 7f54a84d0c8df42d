//! Parts of a table that several threads read at once, whichever form the table has.

use crate::lead_error::LeadError;

/// Whoever gets the rows of a thread is told of the parts that they come in.
pub(super) trait Parts {
    /// A part of so many rows begins, those that are left out among them.
    fn begin(&mut self, _part: usize, _rows: usize) -> Result<(), LeadError> {
        Ok(())
    }

    /// The part ends.
    fn end(&mut self, _part: usize) -> Result<(), LeadError> {
        Ok(())
    }

    /// A part will never end: others need not wait for it.
    fn fail(&mut self, _part: usize) {}
}

/// Nobody.
impl Parts for () {}

/// Does the same work on so many threads, this one among them.
pub(super) fn on_threads<T: Send>(threads: usize, work: impl Fn() -> T + Sync) -> Vec<T> {
    std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(&work)).collect();
        let mut parts = vec![work()];
        for other in others {
            let joined = other.join();
            parts.push(joined.unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        parts
    })
}
