//! Which group each lead is in: the control group, which gets no message, or the others.

use sha2::{Digest, Sha256};

use super::assignment::{Assignments, Order};
use crate::audit::Audit;
use crate::condition::write_name;
use crate::table::{Batch, Stop};
use crate::text::words::number;
use crate::yaml::edit::bare_or_quoted;

/// Ends the salt, and the key before the name of a segment: ASCII's unit separator.
const END: &[u8] = &[0x1f];
/// What the column holds of a lead that is held out.
pub const CONTROL: &str = "control";
/// What it holds of a lead that gets the message.
pub const MESSAGE: &str = "message";
/// Bits of a hash that are compared: 13 hexadecimal digits.
const BITS: u32 = 52;

/// How a control group is drawn: by a hash of each lead's key, so that the same salt gives the same
/// groups on every machine and however the table grows. docs/control-groups.md has it in SQL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holdout {
    salt: String,
    /// The lowest draw that gets the message.
    threshold: u64,
    per_segment: bool,
}

impl Holdout {
    /// Holds out about this share of the leads, 0 to 1; never none and never all. With
    /// `per_segment` each segment draws its own group.
    pub fn new(share: f64, salt: &str, per_segment: bool) -> Self {
        let draws = 1_u64 << BITS;
        let threshold = (share * draws as f64).round() as u64;
        Self {
            salt: salt.to_owned(),
            threshold: threshold.clamp(1, draws - 1),
            per_segment,
        }
    }

    /// What is hashed with each key; the same salt draws the same groups.
    pub fn salt(&self) -> &str {
        &self.salt
    }

    /// About the share of the leads that is held out, 0 to 1 without its ends.
    pub fn share(&self) -> f64 {
        self.threshold as f64 / (1_u64 << BITS) as f64
    }

    /// Whether each segment draws its own group.
    pub fn is_per_segment(&self) -> bool {
        self.per_segment
    }

    /// The 13 hexadecimal digits that the draw of a held-out lead stays below, as numbers and as
    /// texts.
    pub fn threshold(&self) -> String {
        format!("{:013x}", self.threshold)
    }

    /// Whether a lead is held out, by its key in UTF-8 and the name of the segment that it gets.
    pub fn holds_out(&self, key: &[u8], segment: &str) -> bool {
        self.draw(key, segment) < self.threshold
    }

    /// The first 52 bits of the SHA-256 of salt, 0x1F and key, and of 0x1F and the segment's name
    /// where each segment draws its own group.
    fn draw(&self, key: &[u8], segment: &str) -> u64 {
        let mut hash = Sha256::new();
        hash.update(&self.salt);
        hash.update(END);
        hash.update(key);
        if self.per_segment {
            hash.update(END);
            hash.update(segment);
        }
        let bytes = hash.finalize();
        let first = bytes[..8].iter();
        first.fold(0, |bits, byte| bits << 8 | u64::from(*byte)) >> (u64::BITS - BITS)
    }
}

/// The column of the output that says which group each lead is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupColumn {
    /// Its title.
    pub title: String,
    /// How the groups are drawn; `None` where `leads.control` of the plan says them.
    pub holdout: Option<Holdout>,
}

impl GroupColumn {
    /// What a plan says of this column to name the control group, below `leads`: `control: group =
    /// 'control'`, and the share that is held out.
    pub fn in_plan(&self) -> Vec<String> {
        let condition = format!("{} = '{CONTROL}'", write_name(&self.title));
        let control = format!("control: {}", bare_or_quoted(&condition, false));
        let share = self.holdout.as_ref().map(Holdout::share);
        let share = share.filter(|share| (0.001..=0.999).contains(share));
        let share = share.map(|share| format!("control_share: {}", number(share, 4)));
        [Some(control), share].into_iter().flatten().collect()
    }
}

/// How many leads are in each group.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GroupCounts {
    /// The ranked segments, in the order given, then the default.
    pub segments: Vec<SegmentGroups>,
    /// Excluded leads, which are in neither group.
    pub excluded: u64,
}

/// How many leads that a segment gets are in each group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SegmentGroups {
    /// In the control group.
    pub control: u64,
    /// In the other group.
    pub message: u64,
    /// In neither: without a key, or `leads.control` is null.
    pub neither: u64,
}

impl SegmentGroups {
    fn add(&mut self, other: &Self) {
        self.control += other.control;
        self.message += other.message;
        self.neither += other.neither;
    }
}

impl GroupCounts {
    /// Of the counts of several threads, each by number of the segment.
    pub(super) fn of(order: &Order, tallies: &[Vec<SegmentGroups>]) -> Self {
        let mut segments = vec![SegmentGroups::default(); order.numbers()];
        for tally in tallies {
            for (segment, other) in segments.iter_mut().zip(tally) {
                segment.add(other);
            }
        }
        let excluded = segments.pop().unwrap_or_default();
        Self {
            segments,
            excluded: excluded.neither,
        }
    }

    /// Takes the control group that was drawn for the plan's own in an audit of the same leads and
    /// order.
    pub fn hold_out(&self, audit: &mut Audit) {
        audit.control = Some(self.all().control);
        for segment in &mut audit.segments {
            let counts = self.segments.get(segment.priority.saturating_sub(1));
            let counts = counts.copied().unwrap_or_default();
            segment.hold_out(counts.control, counts.message);
        }
    }

    /// All leads that get a segment or the default.
    pub fn all(&self) -> SegmentGroups {
        let mut all = SegmentGroups::default();
        self.segments.iter().for_each(|one| all.add(one));
        all
    }
}

/// Says which group the leads of one thread are in.
pub(super) struct Grouping<'a> {
    holdout: Option<(&'a Holdout, usize)>,
    /// Of each row of the batch whether its lead is held out.
    groups: Vec<Option<bool>>,
    tally: Vec<SegmentGroups>,
}

impl<'a> Grouping<'a> {
    /// For a table with the key in this column.
    pub(super) fn new(column: &'a GroupColumn, key: Option<usize>, order: &Order) -> Self {
        Self {
            holdout: column.holdout.as_ref().zip(key),
            groups: Vec::new(),
            tally: vec![SegmentGroups::default(); order.numbers()],
        }
    }

    /// Takes the leads of a batch, given the number of each one's standing.
    pub(super) fn rows(
        &mut self,
        batch: &dyn Batch,
        (order, assignments): (&Order, &Assignments),
        standings: &[u32],
    ) -> Result<(), Stop> {
        self.groups.clear();
        for (row, standing) in standings.iter().enumerate() {
            let rows = assignments.of(*standing);
            let group = match self.holdout {
                None => assignments.control(*standing),
                Some((holdout, key)) => {
                    let segment = rows.first().and_then(|row| order.segment(row));
                    let key = batch.cell(key, row)?;
                    let segment = segment.filter(|_| !key.is_empty());
                    segment.map(|segment| holdout.holds_out(&key, segment))
                }
            };
            let tally = &mut self.tally[order.number(rows)];
            match group {
                Some(true) => tally.control += 1,
                Some(false) => tally.message += 1,
                None => tally.neither += 1,
            }
            self.groups.push(group);
        }
        Ok(())
    }

    /// What the column holds in a row of the last batch; `None` for a lead in neither group.
    pub(super) fn text(&self, row: usize) -> Option<&'static str> {
        Some(if self.groups[row]? { CONTROL } else { MESSAGE })
    }

    pub(super) fn done(self) -> Vec<SegmentGroups> {
        self.tally
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The test vectors of docs/control-groups.md.
    #[test]
    fn draws_are_those_that_are_published() {
        let page = include_str!("../../docs/control-groups.md");
        let rows: Vec<Vec<&str>> = page
            .lines()
            .filter(|line| line.starts_with("| `"))
            .map(|line| line.split('`').skip(1).step_by(2).collect())
            .collect();
        assert!(rows.len() >= 6, "{rows:?}");
        for row in rows {
            let (salt, key, segment, digits, group) = match row[..] {
                [salt, key, digits, group] => (salt, key, None, digits, group),
                [salt, key, segment, digits, group] => (salt, key, Some(segment), digits, group),
                _ => panic!("{row:?}"),
            };
            let holdout = Holdout::new(0.1, salt, segment.is_some());
            let segment = segment.unwrap_or("any");
            assert_eq!(
                format!("{:013x}", holdout.draw(key.as_bytes(), segment)),
                digits
            );
            let is_control = holdout.holds_out(key.as_bytes(), segment);
            assert_eq!(is_control, group == "control", "{row:?}");
            assert_eq!(is_control, digits < holdout.threshold().as_str());
        }
    }

    #[test]
    fn a_tenth_is_about_a_tenth_whatever_the_salt() {
        for salt in ["q1-2027", "q2-2027", ""] {
            let holdout = Holdout::new(0.1, salt, false);
            let held = (0..20_000).filter(|key| holdout.holds_out(key.to_string().as_bytes(), ""));
            let held = held.count();
            assert!((1_850..2_150).contains(&held), "{salt}: {held}"); // ±3.5 standard errors
        }
        assert_eq!(Holdout::new(0.1, "", false).threshold(), "199999999999a");
        assert_eq!(Holdout::new(0.0, "", false).threshold(), "0000000000001");
        assert_eq!(Holdout::new(1.0, "", false).threshold(), "fffffffffffff");
    }
}
