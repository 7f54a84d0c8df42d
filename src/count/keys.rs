//! Keys that several leads have in common, counted in bounded memory.
//!
//! Of each key a digest of 128 bits is kept, in one of several parts by its first bits; a part
//! that grows is put aside in a temporary file. In the end each part is sorted by itself.

use std::fs::File;
use std::hash::BuildHasher;
use std::io::{Read, Seek, SeekFrom, Write};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use foldhash::quality::FixedState;

use crate::lead_error::{FileError, LeadError};
use crate::table::{Batch, Consumer, Finish, Stop};

const PARTS: usize = 64;
/// Digests of a part that are held in memory.
const HELD: usize = 1 << 14;

/// Keys that several leads have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct KeyCheck {
    /// Leads whose key another lead before them has.
    pub repeated: u64,
    /// Leads without a key.
    pub missing: u64,
}

/// Takes the keys of all leads, from several threads.
#[derive(Debug)]
pub(crate) struct Keys {
    parts: Vec<Mutex<Part>>,
    missing: AtomicU64,
}

#[derive(Debug, Default)]
struct Part {
    held: Vec<u128>,
    aside: Option<File>,
}

impl Keys {
    pub(crate) fn new() -> Self {
        Self {
            parts: (0..PARTS).map(|_| Mutex::default()).collect(),
            missing: AtomicU64::new(0),
        }
    }

    /// Takes the key of a lead.
    fn add(&self, key: &[u8]) -> Result<(), LeadError> {
        if key.is_empty() {
            self.missing.fetch_add(1, Ordering::Relaxed);
            return Ok(());
        }
        let digest = digest(key);
        let part = &self.parts[(digest >> 122) as usize % PARTS];
        let mut part = part.lock().unwrap_or_else(PoisonError::into_inner);
        part.held.push(digest);
        if part.held.len() >= HELD {
            part.put_aside().map_err(failed)?;
        }
        Ok(())
    }

    /// How many keys were there before.
    pub(crate) fn count(self) -> Result<KeyCheck, LeadError> {
        let mut repeated = 0;
        for part in self.parts {
            let part = part.into_inner().unwrap_or_else(PoisonError::into_inner);
            repeated += part.repeated().map_err(failed)?;
        }
        Ok(KeyCheck {
            repeated,
            missing: self.missing.into_inner(),
        })
    }
}

/// Takes the keys of one thread's leads.
pub(crate) struct KeyColumn<'a> {
    pub(crate) keys: &'a Keys,
    /// Which column of the table they are in.
    pub(crate) column: usize,
}

impl Consumer for KeyColumn<'_> {
    fn rows(&mut self, batch: &mut dyn Batch) -> Result<(), Stop> {
        batch.check_text(&[self.column])?;
        for row in 0..batch.rows() {
            self.keys.add(&batch.cell(self.column, row)?)?;
        }
        Ok(())
    }
}

impl Finish for KeyColumn<'_> {
    type Done = ();

    fn done(self) {}
}

impl Part {
    fn put_aside(&mut self) -> std::io::Result<()> {
        let bytes: Vec<u8> = self.held.drain(..).flat_map(u128::to_le_bytes).collect();
        if self.aside.is_none() {
            self.aside = Some(tempfile::tempfile()?);
        }
        self.aside
            .as_mut()
            .map_or(Ok(()), |file| file.write_all(&bytes))
    }

    fn repeated(mut self) -> std::io::Result<u64> {
        if let Some(mut file) = self.aside.take() {
            let mut bytes = Vec::new();
            file.seek(SeekFrom::Start(0))?;
            file.read_to_end(&mut bytes)?;
            let digests = bytes.as_chunks::<16>().0.iter();
            self.held
                .extend(digests.map(|digest| u128::from_le_bytes(*digest)));
        }
        let all = self.held.len();
        self.held.sort_unstable();
        self.held.dedup();
        Ok((all - self.held.len()) as u64)
    }
}

fn failed(error: std::io::Error) -> LeadError {
    FileError::of("cannot use", "a temporary file for the keys")(error).into()
}

/// A number of 128 bits that no two of billions of keys are likely to share.
pub(crate) fn digest(key: &[u8]) -> u128 {
    let half = |seed| u128::from(FixedState::with_seed(seed).hash_one(key));
    half(1) << 64 | half(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_counted_once_however_many_there_are() {
        let keys = Keys::new();
        // Enough that every part is put aside at least once.
        let many = (PARTS * HELD * 2) as u64;
        for key in 0..many {
            keys.add(format!("L-{key}").as_bytes()).unwrap();
        }
        for key in (0..many).step_by(1000) {
            keys.add(format!("L-{key}").as_bytes()).unwrap();
        }
        keys.add(b"").unwrap();
        let counted = keys.count().unwrap();
        assert_eq!(
            (counted.repeated, counted.missing),
            (many.div_ceil(1000), 1)
        );
    }
}
