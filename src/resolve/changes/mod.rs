//! Which leads changed segment since an earlier run.

mod earlier;

pub use earlier::Earlier;

use crate::table::{Batch, Stop};

/// How segments of two runs compare, lead by lead. A row of the table is a lead; one without a key
/// is new.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changes {
    /// The segments in priority order, the default, the excluded leads (without a name), then
    /// segments that only the earlier run had.
    pub segments: Vec<SegmentChanges>,
    /// Leads that the earlier run did not have.
    pub new: u64,
    /// Leads that only the earlier run had.
    pub gone: u64,
    /// Rows of the earlier run whose key a later row has too; the last one counts.
    pub repeated: u64,
}

/// How the leads of a segment changed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SegmentChanges {
    /// The segment's name; empty for the leads that get none, because they are excluded.
    pub name: String,
    /// Leads that had it and have it.
    pub stayed: u64,
    /// Leads that have it now: new ones, and some that had another.
    pub came: u64,
    /// Leads that had it: some that have another now, and some that are gone.
    pub went: u64,
}

impl Changes {
    /// Leads that kept their segment.
    pub fn stayed(&self) -> u64 {
        self.segments.iter().map(|one| one.stayed).sum()
    }

    /// Leads of both runs whose segment is another now.
    pub fn moved(&self) -> u64 {
        let came: u64 = self.segments.iter().map(|one| one.came).sum();
        came.saturating_sub(self.new)
    }
}

/// One thread's leads, compared with an earlier run.
pub(super) struct Comparison<'a> {
    earlier: &'a Earlier,
    /// The column of the key.
    key: usize,
    tally: Tally,
    /// Of each row of the batch whether its lead kept its segment.
    kept: Vec<bool>,
}

/// What was compared: by number of the segment, leads that stayed, came and went.
#[derive(Debug, Default)]
pub(super) struct Tally {
    flows: Vec<[u64; 3]>,
    new: u64,
}

impl<'a> Comparison<'a> {
    pub(super) fn new(earlier: &'a Earlier, key: usize) -> Self {
        Self {
            earlier,
            key,
            tally: Tally {
                flows: vec![[0; 3]; earlier.names.len()],
                new: 0,
            },
            kept: Vec::new(),
        }
    }

    /// Compares the leads of a batch, given the number of the segment that each gets.
    pub(super) fn rows(
        &mut self,
        batch: &dyn Batch,
        segments: impl Iterator<Item = usize>,
    ) -> Result<(), Stop> {
        self.kept.clear();
        for (row, now) in segments.enumerate() {
            let before = self.earlier.segment(&batch.cell(self.key, row)?);
            self.kept.push(before == Some(now));
            self.tally.add(before, now);
        }
        Ok(())
    }

    /// Whether the lead in a row of the last batch kept its segment.
    pub(super) fn kept(&self, row: usize) -> bool {
        self.kept[row]
    }

    pub(super) fn done(self) -> Tally {
        self.tally
    }
}

impl Tally {
    fn add(&mut self, before: Option<usize>, now: usize) {
        match before {
            Some(before) if before == now => self.flows[now][0] += 1,
            Some(before) => {
                self.flows[now][1] += 1;
                self.flows[before][2] += 1;
            }
            None => {
                self.flows[now][1] += 1;
                self.new += 1;
            }
        }
    }
}
