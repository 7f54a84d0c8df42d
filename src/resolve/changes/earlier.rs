//! Which segment each lead had in an earlier run, in 24 bytes a lead.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};

use super::{Changes, SegmentChanges, Tally};
use crate::count::{digest, find_column, need_key};
use crate::lead_error::LeadError;
use crate::plan::{Plan, SegmentId};
use crate::resolve::groups::{CONTROL, MESSAGE};
use crate::table::{
    Batch, Cell, Consumer, Finish, Input, Progress, Selection, Stop, Table, TableOptions,
};
use crate::text::words::{shortened, thousands};

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
    has_groups: bool,
}

#[derive(Debug)]
struct Lead {
    /// Of the key; two halves take less room than a number of 128 bits, which is aligned to 16 bytes.
    digest: [u64; 2],
    segment: u32,
    /// Whether it was in the control group; `None` for a lead in neither group, or without such a column.
    control: Option<bool>,
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
        Self::read_for(
            ("--changed-since", why),
            plan,
            order,
            (input, None),
            progress,
        )
    }

    /// The same with the group of each lead, from a column of this title if the table has it.
    ///
    /// # Errors
    /// As [`Earlier::read`], and if the column holds anything but `control`, `message` or nothing.
    pub fn read_groups(
        plan: &Plan,
        order: &[SegmentId],
        (input, title): (Input, &str),
        progress: &Progress,
    ) -> Result<Self, LeadError> {
        let why = "only leads with a key can be looked up in the table of --assigned";
        Self::read_for(
            ("--assigned", why),
            plan,
            order,
            (input, Some(title)),
            progress,
        )
    }

    fn read_for(
        (option, why): (&str, &str),
        plan: &Plan,
        order: &[SegmentId],
        (input, groups): (Input, Option<&str>),
        progress: &Progress,
    ) -> Result<Self, LeadError> {
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
            find_column(name, &table, option, advice)
        };
        let (key, segment) = (column(key)?, column("segment")?);
        let titles = || table.columns().iter();
        let group = groups.and_then(|title| titles().position(|one| one == title));
        let selection = Selection {
            cells: [key, segment].into_iter().chain(group).collect(),
            ..Selection::default()
        };
        let ordered = order.iter().map(|id| plan.name(*id));
        let names = ordered.chain([plan.default.name.as_str(), ""]);
        let numbers: HashMap<Vec<u8>, u32> = names.map(Into::into).zip(0..).collect();
        let pass = table.read(&selection, || Reader {
            key,
            segment,
            group,
            numbers: numbers.clone(),
            leads: Vec::new(),
        })?;
        let read = pass.done.into_iter().next();
        let (numbers, leads) = read.unwrap_or((numbers, Vec::new()));
        Ok(Self {
            has_groups: group.is_some(),
            ..Self::new(numbers, leads)
        })
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
                (kept.segment, kept.control) = (later.segment, later.control);
            }
            is_same
        });
        Self {
            names: names.into_iter().map(|(_, name)| name).collect(),
            repeated: (all - leads.len()) as u64,
            leads,
            has_groups: false,
        }
    }

    /// Whether it says which group each lead was in.
    pub fn has_groups(&self) -> bool {
        self.has_groups
    }

    /// The number of the segment that the lead with this key had; None if there was no such lead.
    /// It is noted that the lead is still there.
    pub(super) fn segment(&self, key: &[u8]) -> Option<usize> {
        Some(self.lead(key)?.0)
    }

    /// The same with whether it was in the control group.
    pub(in crate::resolve) fn lead(&self, key: &[u8]) -> Option<(usize, Option<bool>)> {
        let digest = halves(key);
        let found = self.leads.binary_search_by_key(&digest, |lead| lead.digest);
        let lead = &self.leads[found.ok()?];
        lead.seen.store(true, Ordering::Relaxed);
        Some((lead.segment as usize, lead.control))
    }

    /// Whether the lead with this key was in the control group; `None` if it was in neither group.
    #[doc(hidden)]
    pub fn control(&self, key: &[u8]) -> Option<bool> {
        self.lead(key)?.1
    }

    /// Leads that nobody asked for.
    pub(in crate::resolve) fn unseen(&self) -> u64 {
        let unseen = self.leads.iter();
        let unseen = unseen.filter(|lead| !lead.seen.load(Ordering::Relaxed));
        unseen.count() as u64
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
    group: Option<usize>,
    /// Of the segments so far.
    numbers: HashMap<Vec<u8>, u32>,
    leads: Vec<Lead>,
}

impl Consumer for Reader {
    fn rows(&mut self, batch: &mut dyn Batch) -> Result<(), Stop> {
        let columns = [self.key, self.segment];
        batch.check_text(&columns)?;
        batch.check_text(self.group.as_slice())?;
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
            let control = match self.group {
                None => None,
                Some(column) => {
                    let cell = batch.cell(column, row)?;
                    group_of(&cell).map_err(|error| Stop::Cell(Cell { row, column }, error))?
                }
            };
            self.leads.push(Lead {
                digest: halves(&key),
                segment: number,
                control,
                seen: AtomicBool::new(false),
            });
        }
        Ok(())
    }
}

impl Finish for Reader {
    type Done = (HashMap<Vec<u8>, u32>, Vec<Lead>);

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

/// Whether a word stands for the control group; `None` for an empty cell.
fn group_of(word: &[u8]) -> Result<Option<bool>, LeadError> {
    match word {
        b"" => Ok(None),
        _ if word == CONTROL.as_bytes() => Ok(Some(true)),
        _ if word == MESSAGE.as_bytes() => Ok(Some(false)),
        _ => Err(LeadError::wrong(
            "",
            format!(
                "the group of a lead should be {CONTROL} or {MESSAGE}, but here is {}",
                shortened(&String::from_utf8_lossy(word))
            ),
            "name a table that `segplan resolve` wrote, and its column with --group-column",
        )),
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
