//! Which segment each lead had in an earlier run, in 24 bytes a lead.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};

use super::{Changes, SegmentChanges, Tally};
use crate::count::{digest, find_column, need_key};
use crate::lead_error::LeadError;
use crate::plan::{Plan, SegmentId};
use crate::table::{Batch, Cell, Consumer, Input, Progress, Selection, Stop, Table, TableOptions};
use crate::text::words::thousands;

/// Names of segments that a table may have; more than that are something else.
const MOST_NAMES: usize = 1 << 16;

/// Which segment each lead had in an earlier run, as [`resolve()`](super::super::resolve()) wrote it.
#[derive(Debug)]
pub struct Earlier {
    /// The segments by number: the order's from 0, the default, the excluded leads (without a
    /// name), and others that the table names.
    pub(super) names: Vec<String>,
    /// Sorted by digest, each once.
    leads: Vec<Lead>,
    repeated: u64,
}

#[derive(Debug)]
struct Lead {
    /// Of the key; two halves take less room than a number of 128 bits, which is aligned to 16 bytes.
    digest: [u64; 2],
    segment: u32,
    /// Whether it is in the new table as well.
    seen: AtomicBool,
}

impl Earlier {
    /// Reads the table that an earlier run wrote, which had one row a lead. It takes about 36 bytes
    /// of memory a lead while it is read, 24 later.
    ///
    /// # Errors
    /// If the plan names no key, or the table cannot be read or has not the columns of the key and
    /// the segment.
    pub fn read(
        plan: &Plan,
        order: &[SegmentId],
        input: Input,
        progress: &Progress,
    ) -> Result<Self, LeadError> {
        let why = "only leads with a key can be compared with an earlier run";
        let key = need_key(plan, why)?;
        // With one thread rows come in their order, and the last of a key can be told.
        let options = TableOptions {
            threads: Some(1),
            ..TableOptions::default()
        };
        let table = Table::open(input, &options, progress)?;
        refuse_long(&table)?;
        let column = |name| {
            let advice = |near: &str| {
                format!("did you mean {near}? name a table that `segplan resolve` wrote")
            };
            find_column(name, &table, "--changed-since", advice)
        };
        let (key, segment) = (column(key)?, column("segment")?);
        let selection = Selection {
            cells: vec![key, segment],
            ..Selection::default()
        };
        let ordered = order.iter().map(|id| plan.segment(*id).name.as_str());
        let names = ordered.chain([plan.default.name.as_str(), ""]);
        let numbers: HashMap<Vec<u8>, u32> = names.map(Into::into).zip(0..).collect();
        let pass = table.read(&selection, || Reader {
            key,
            segment,
            numbers: numbers.clone(),
            leads: Vec::new(),
        })?;
        let read = pass.done.into_iter().next();
        let (numbers, leads) = read.unwrap_or((numbers, Vec::new()));
        Ok(Self::new(numbers, leads))
    }

    fn new(numbers: HashMap<Vec<u8>, u32>, mut leads: Vec<Lead>) -> Self {
        let mut names: Vec<(u32, String)> = numbers
            .into_iter()
            .map(|(name, number)| (number, String::from_utf8_lossy(&name).into_owned()))
            .collect();
        names.sort_unstable();
        let all = leads.len();
        leads.sort_by_key(|lead| lead.digest); // keeps the rows of a key in their order
        leads.dedup_by(|later, kept| {
            let is_same = later.digest == kept.digest;
            if is_same {
                kept.segment = later.segment;
            }
            is_same
        });
        Self {
            names: names.into_iter().map(|(_, name)| name).collect(),
            repeated: (all - leads.len()) as u64,
            leads,
        }
    }

    /// The number of the segment that the lead with this key had; None if there was no such lead.
    /// It is noted that the lead is still there.
    pub(super) fn segment(&self, key: &[u8]) -> Option<usize> {
        let digest = halves(key);
        let found = self.leads.binary_search_by_key(&digest, |lead| lead.digest);
        let lead = &self.leads[found.ok()?];
        lead.seen.store(true, Ordering::Relaxed);
        Some(lead.segment as usize)
    }

    /// What all threads found.
    pub(in crate::resolve) fn changes(self, tallies: Vec<Tally>) -> Changes {
        let named = |name| SegmentChanges {
            name,
            ..SegmentChanges::default()
        };
        let mut changes = Changes {
            segments: self.names.into_iter().map(named).collect(),
            repeated: self.repeated,
            ..Changes::default()
        };
        for tally in tallies {
            changes.new += tally.new;
            for (segment, [stayed, came, went]) in changes.segments.iter_mut().zip(tally.flows) {
                segment.stayed += stayed;
                segment.came += came;
                segment.went += went;
            }
        }
        for mut lead in self.leads {
            if !*lead.seen.get_mut() {
                changes.gone += 1;
                changes.segments[lead.segment as usize].went += 1;
            }
        }
        changes
    }
}

/// Refuses a table with several rows a lead, whose last column tells the lead's own segment, unless
/// the lead's group stands behind it.
fn refuse_long(table: &Table) -> Result<(), LeadError> {
    let mut last = table.columns().iter().rev().take(2);
    match last.any(|column| column == "primary") {
        true => Err(LeadError::wrong(
            table.name(),
            "the table was written with --long and has several rows for a lead",
            "name a table that `segplan resolve` wrote without --long",
        )),
        false => Ok(()),
    }
}

fn halves(key: &[u8]) -> [u64; 2] {
    let digest = digest(key);
    [(digest >> 64) as u64, digest as u64]
}

/// Takes the leads of the earlier run.
struct Reader {
    key: usize,
    segment: usize,
    /// Of the segments so far.
    numbers: HashMap<Vec<u8>, u32>,
    leads: Vec<Lead>,
}

impl Consumer for Reader {
    type Done = (HashMap<Vec<u8>, u32>, Vec<Lead>);

    fn rows(&mut self, batch: &mut impl Batch) -> Result<(), Stop> {
        batch.check_text(&[self.key, self.segment])?;
        for row in 0..batch.rows() {
            let key = batch.cell(self.key, row)?;
            if key.is_empty() {
                continue;
            }
            let name = batch.cell(self.segment, row)?;
            let number = self.number(&name).ok_or_else(|| {
                let cell = Cell {
                    row,
                    column: self.segment,
                };
                Stop::Cell(cell, too_many_names())
            })?;
            self.leads.push(Lead {
                digest: halves(&key),
                segment: number,
                seen: AtomicBool::new(false),
            });
        }
        Ok(())
    }

    fn done(self) -> Self::Done {
        (self.numbers, self.leads)
    }
}

impl Reader {
    /// The number of a segment; None if there are too many.
    fn number(&mut self, name: &[u8]) -> Option<u32> {
        if let Some(number) = self.numbers.get(name) {
            return Some(*number);
        }
        let next = self.numbers.len();
        let number = u32::try_from(next).ok().filter(|_| next < MOST_NAMES)?;
        self.numbers.insert(name.to_owned(), number);
        Some(number)
    }
}

fn too_many_names() -> LeadError {
    LeadError::wrong(
        "",
        format!(
            "the column segment has more than {} names",
            thousands(MOST_NAMES as u64)
        ),
        "name a table that `segplan resolve` wrote",
    )
}
