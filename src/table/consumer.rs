//! What the rows of a table are read for.

use super::batch::{Batch, Stop};
use super::wrong::WrongCells;
use crate::lead_error::LeadError;

/// What one thread does with the rows that it reads.
///
/// Parts of the table are numbered from 0 in its order. A thread gets whole parts, in rising order
/// but not all of them; other threads get the others at the same time.
pub(crate) trait Consumer {
    /// A part of so many rows begins, those that are left out among them.
    fn begin(&mut self, _part: usize, _rows: usize) -> Result<(), LeadError> {
        Ok(())
    }

    /// The next rows of the part.
    fn rows(&mut self, batch: &mut dyn Batch) -> Result<(), Stop>;

    /// The part ends.
    fn end(&mut self, _part: usize) -> Result<(), LeadError> {
        Ok(())
    }

    /// A part will never end: others need not wait for it.
    fn fail(&mut self, _part: usize) {}

    /// Cells that it found wrong: the table is refused once it is read.
    fn wrong(&mut self) -> WrongCells {
        WrongCells::default()
    }
}

/// A consumer that comes to something.
pub(crate) trait Finish: Consumer {
    /// What it comes to.
    type Done: Send;

    /// There are no more rows.
    fn done(self) -> Self::Done;
}

/// One after the other gets each batch.
impl<A: Consumer, B: Consumer> Consumer for (A, B) {
    fn begin(&mut self, part: usize, rows: usize) -> Result<(), LeadError> {
        self.0.begin(part, rows)?;
        self.1.begin(part, rows)
    }

    fn rows(&mut self, batch: &mut dyn Batch) -> Result<(), Stop> {
        self.0.rows(batch)?;
        self.1.rows(batch)
    }

    fn end(&mut self, part: usize) -> Result<(), LeadError> {
        self.0.end(part)?;
        self.1.end(part)
    }

    fn fail(&mut self, part: usize) {
        self.0.fail(part);
        self.1.fail(part);
    }

    fn wrong(&mut self) -> WrongCells {
        let mut wrong = self.0.wrong();
        wrong.merge(self.1.wrong());
        wrong
    }
}

impl<A: Finish, B: Finish> Finish for (A, B) {
    type Done = (A::Done, B::Done);

    fn done(self) -> Self::Done {
        (self.0.done(), self.1.done())
    }
}

/// Somebody or nobody.
impl<C: Consumer> Consumer for Option<C> {
    fn begin(&mut self, part: usize, rows: usize) -> Result<(), LeadError> {
        self.as_mut().map_or(Ok(()), |one| one.begin(part, rows))
    }

    fn rows(&mut self, batch: &mut dyn Batch) -> Result<(), Stop> {
        self.as_mut().map_or(Ok(()), |one| one.rows(batch))
    }

    fn end(&mut self, part: usize) -> Result<(), LeadError> {
        self.as_mut().map_or(Ok(()), |one| one.end(part))
    }

    fn fail(&mut self, part: usize) {
        if let Some(one) = self {
            one.fail(part);
        }
    }

    fn wrong(&mut self) -> WrongCells {
        self.as_mut().map(C::wrong).unwrap_or_default()
    }
}

impl<C: Finish> Finish for Option<C> {
    type Done = Option<C::Done>;

    fn done(self) -> Self::Done {
        self.map(C::done)
    }
}
