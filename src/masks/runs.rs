//! Rows of a mask table in a temporary file, where they are too many for memory.

use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::sync::{Arc, Mutex, PoisonError};

use super::standing::{Measures, Standing};
use crate::lead_error::{FileError, LeadError};

/// Words of a row's measures.
const MEASURES: usize = 4;

/// Rows that are read from a run at a time.
const READ: usize = 1 << 12;

/// Runs of rows, each in order, in one temporary file. A row is its key and its measures, as
/// words.
#[derive(Debug, Clone, Default)]
pub(super) struct Runs {
    file: Option<Arc<Mutex<File>>>,
    /// Words of a set of segments.
    words: usize,
    /// Where each run begins and ends in the file, in bytes.
    spans: Vec<(u64, u64)>,
}

impl Runs {
    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// Adds a run of rows, which come in order.
    pub(super) fn add<'a>(
        &mut self,
        words: usize,
        rows: impl Iterator<Item = (&'a [u64], Measures)>,
    ) -> Result<(), LeadError> {
        self.words = words;
        if self.file.is_none() {
            let file = tempfile::tempfile().map_err(failed)?;
            self.file = Some(Arc::new(Mutex::new(file)));
        }
        let Some(file) = &self.file else {
            return Ok(());
        };
        let span = write(file, rows).map_err(failed)?;
        self.spans.push(span);
        Ok(())
    }

    /// Calls `row` with every row, these and those that are `held` in memory, all in order and
    /// rows of one key added up.
    pub(super) fn merged<'a>(
        &self,
        held: impl Iterator<Item = (&'a [u64], Measures)>,
        mut row: impl FnMut(&[u64], &Measures),
    ) -> Result<(), LeadError> {
        let Some(file) = &self.file else {
            held.for_each(|(key, measures)| row(key, &measures));
            return Ok(());
        };
        let width = 2 * self.words + 1;
        let mut runs: Vec<Run> = self
            .spans
            .iter()
            .map(|span| Run::new(*span, width + MEASURES))
            .collect();
        for run in &mut runs {
            run.fill(file).map_err(failed)?;
        }
        let mut held = held.peekable();
        let mut key = Vec::new();
        loop {
            let heads = runs.iter().filter_map(Run::head);
            let heads = heads.chain(held.peek().map(|(key, _)| *key));
            let first = heads.min_by(|one, other| {
                let order = Standing::read(self.words, one);
                order.cmp(&Standing::read(self.words, other))
            });
            let Some(first) = first else {
                return Ok(());
            };
            key.clear();
            key.extend_from_slice(&first[..width]);
            let mut sum = Measures::default();
            if let Some((_, measures)) = held.next_if(|(head, _)| *head == key) {
                sum.add(&measures);
            }
            for run in &mut runs {
                if let Some(head) = run.head().filter(|head| head[..width] == key) {
                    sum.add(&measures(&head[width..]));
                    run.next(file).map_err(failed)?;
                }
            }
            row(&key, &sum);
        }
    }
}

/// A run that is read from its beginning.
struct Run {
    next: u64,
    end: u64,
    /// Words of a row.
    width: usize,
    /// The rows at hand, and where the first of them begins.
    rows: Vec<u64>,
    first: usize,
}

impl Run {
    fn new((next, end): (u64, u64), width: usize) -> Self {
        Self {
            next,
            end,
            width,
            rows: Vec::new(),
            first: 0,
        }
    }

    fn head(&self) -> Option<&[u64]> {
        self.rows.get(self.first..self.first + self.width)
    }

    fn next(&mut self, file: &Mutex<File>) -> io::Result<()> {
        self.first += self.width;
        match self.first < self.rows.len() {
            true => Ok(()),
            false => self.fill(file),
        }
    }

    fn fill(&mut self, file: &Mutex<File>) -> io::Result<()> {
        let most = (READ * self.width * 8) as u64;
        let mut bytes = vec![0; (self.end - self.next).min(most) as usize];
        let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(self.next))?;
        file.read_exact(&mut bytes)?;
        self.next += bytes.len() as u64;
        self.rows.clear();
        let words = bytes.as_chunks::<8>().0.iter();
        self.rows
            .extend(words.map(|word| u64::from_le_bytes(*word)));
        self.first = 0;
        Ok(())
    }
}

/// Writes rows at the end of a file: where they begin and end.
fn write<'a>(
    file: &Mutex<File>,
    rows: impl Iterator<Item = (&'a [u64], Measures)>,
) -> io::Result<(u64, u64)> {
    let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
    let start = file.seek(SeekFrom::End(0))?;
    let mut out = BufWriter::new(&mut *file);
    for (key, measures) in rows {
        for word in key {
            out.write_all(&word.to_le_bytes())?;
        }
        out.write_all(&measures.leads.to_le_bytes())?;
        out.write_all(&measures.valued.to_le_bytes())?;
        out.write_all(&measures.value.to_le_bytes())?;
    }
    out.flush()?;
    drop(out);
    Ok((start, file.stream_position()?))
}

fn measures(words: &[u64]) -> Measures {
    let word = |place: usize| words.get(place).copied().unwrap_or(0);
    Measures {
        leads: word(0),
        valued: word(1),
        value: (u128::from(word(3)) << 64 | u128::from(word(2))).cast_signed(),
    }
}

fn failed(error: io::Error) -> LeadError {
    FileError::of("cannot use", "a temporary file for the mask table")(error).into()
}
