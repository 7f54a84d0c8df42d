//! Rows of a mask table in temporary files, where they are too many for memory.

use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;
use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::sync::{Arc, Mutex, PoisonError};

use super::standing::{Measures, Standing};
use crate::lead_error::{FileError, LeadError};

/// Words of a row's measures.
const MEASURES: usize = 4;

/// Rows that are read at a time: from each run at least some, from all together about so many.
const READ: usize = 1 << 12;
const READ_OF_ALL: usize = 1 << 17;

/// Runs of rows, each in order, in temporary files. A row is its key and its measures, as words.
#[derive(Debug, Clone)]
pub(super) struct Runs {
    /// Words of a set of segments.
    words: usize,
    /// The file that runs are added to.
    file: Option<Arc<Mutex<File>>>,
    all: Vec<Run>,
}

/// Where a run is.
#[derive(Debug, Clone)]
struct Run {
    file: Arc<Mutex<File>>,
    /// Where it begins and ends, in bytes.
    start: u64,
    end: u64,
}

impl Runs {
    /// None, for sets of so many words.
    pub(super) fn new(words: usize) -> Self {
        Self {
            words,
            file: None,
            all: Vec::new(),
        }
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Adds a run of rows, which come in order.
    pub(super) fn add<'a>(
        &mut self,
        rows: impl Iterator<Item = (&'a [u64], Measures)>,
    ) -> Result<(), LeadError> {
        let file = match self.file.take() {
            Some(file) => file,
            None => Arc::new(Mutex::new(tempfile::tempfile().map_err(failed)?)),
        };
        let (start, end) = write(&file, rows).map_err(failed)?;
        self.file = Some(Arc::clone(&file));
        self.all.push(Run { file, start, end });
        Ok(())
    }

    /// Adds the runs of another table.
    pub(super) fn extend(&mut self, other: &Self) {
        self.all.extend(other.all.iter().cloned());
    }

    /// Calls `row` with every row, these and those that are `held` in memory, all in order and
    /// rows of one key added up, until it fails. Takes rows × the logarithm of the runs.
    pub(super) fn merged<'a, E: From<LeadError>>(
        &self,
        mut held: impl Iterator<Item = (&'a [u64], Measures)>,
        mut row: impl FnMut(&[u64], Measures) -> Result<(), E>,
    ) -> Result<(), E> {
        if self.is_empty() {
            return held.try_for_each(|(key, measures)| row(key, measures));
        }
        let mut heads = BinaryHeap::new();
        let width = 2 * self.words + 1 + MEASURES;
        let at_once = (READ_OF_ALL / self.all.len()).clamp(READ / 64, READ);
        let files = self.all.iter().map(|run| run.reader(8 * width * at_once));
        let held: Source = Box::new(move |rows| {
            for (key, measures) in held.by_ref().take(at_once) {
                rows.extend_from_slice(key);
                rows.extend(words_of(&measures));
            }
            Ok(())
        });
        for source in files.chain([held]) {
            let mut head = Head::new(self.words, source);
            if head.fill()? {
                heads.push(head);
            }
        }
        let (mut key, mut sum): (Vec<u64>, _) = (Vec::new(), Measures::default());
        while let Some(mut head) = heads.peek_mut() {
            let (next, measures) = head.row();
            if key != next {
                if !key.is_empty() {
                    row(&key, sum)?;
                }
                key.clear();
                key.extend_from_slice(next);
                sum = Measures::default();
            }
            sum.add(&measures);
            if !head.advance()? {
                PeekMut::pop(head);
            }
        }
        row(&key, sum)
    }
}

/// Puts the next rows of a run behind those that are there; none after the last.
type Source<'a> = Box<dyn FnMut(&mut Vec<u64>) -> io::Result<()> + 'a>;

impl Run {
    /// Reads so many bytes at a time.
    fn reader(&self, most: usize) -> Source<'_> {
        let mut next = self.start;
        Box::new(move |rows| {
            let mut bytes = vec![0; (self.end - next).min(most as u64) as usize];
            let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
            file.seek(SeekFrom::Start(next))?;
            file.read_exact(&mut bytes)?;
            next += bytes.len() as u64;
            let words = bytes.as_chunks::<8>().0.iter();
            rows.extend(words.map(|word| u64::from_le_bytes(*word)));
            Ok(())
        })
    }
}

/// A run that is read from its beginning. The one whose row comes first is the greatest.
struct Head<'a> {
    /// Words of a set of segments.
    words: usize,
    source: Source<'a>,
    /// The rows at hand, and where the first of them begins.
    rows: Vec<u64>,
    first: usize,
}

impl<'a> Head<'a> {
    /// Before its first row.
    fn new(words: usize, source: Source<'a>) -> Self {
        Self {
            words,
            source,
            rows: Vec::new(),
            first: 0,
        }
    }

    /// The rows from the one at hand on.
    fn rest(&self) -> &[u64] {
        &self.rows[self.first..]
    }

    /// The key of the row at hand, and what is counted.
    fn row(&self) -> (&[u64], Measures) {
        let (key, measures) = self.rest().split_at(2 * self.words + 1);
        (key, measures_of(measures))
    }

    /// Goes to the next row; whether there is one.
    fn advance(&mut self) -> Result<bool, LeadError> {
        self.first += 2 * self.words + 1 + MEASURES;
        match self.first < self.rows.len() {
            true => Ok(true),
            false => self.fill(),
        }
    }

    /// Reads the next rows; whether there are any.
    fn fill(&mut self) -> Result<bool, LeadError> {
        self.rows.clear();
        self.first = 0;
        (self.source)(&mut self.rows).map_err(failed)?;
        Ok(!self.rows.is_empty())
    }
}

impl Ord for Head<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        Standing::order(self.words, other.rest(), self.rest())
    }
}

impl PartialOrd for Head<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Head<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Head<'_> {}

/// Writes rows at the end of a file: where they begin and end.
fn write<'a>(
    file: &Mutex<File>,
    rows: impl Iterator<Item = (&'a [u64], Measures)>,
) -> io::Result<(u64, u64)> {
    let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
    let start = file.seek(SeekFrom::End(0))?;
    let mut out = BufWriter::new(&mut *file);
    for (key, measures) in rows {
        for word in key.iter().copied().chain(words_of(&measures)) {
            out.write_all(&word.to_le_bytes())?;
        }
    }
    out.flush()?;
    drop(out);
    Ok((start, file.stream_position()?))
}

fn words_of(measures: &Measures) -> [u64; MEASURES] {
    let value = measures.value.cast_unsigned();
    [
        measures.leads,
        measures.valued,
        value as u64,
        (value >> 64) as u64,
    ]
}

fn measures_of(words: &[u64]) -> Measures {
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
