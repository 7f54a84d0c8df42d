//! The mask table as a file.
//!
//! CSV with a preface of lines that begin with `#`: what the table was counted with, and which
//! parts are in it. A mask is written as a number: bit i stands for the i-th segment of the preface.

use std::fmt::Write;

use super::fingerprint::{Fingerprint, digest};
use super::month::{first_day, month_of};
use super::table::{MASKS_UP_TO, MaskKey, MaskTable, Measures};
use super::undecided::UndecidedSets;
use crate::condition::value::day_number;
use crate::lead_error::LeadError;
use crate::plan::{Plan, SegmentId};

const TITLE: &str = "segplan mask table, version 1";
/// The key of a line of the preface for leads that fit one set of segments and are undecided for
/// another.
const UNDECIDED: &str = "undecided";
/// The columns before those of the segments.
const COLUMNS: [&str; 9] = [
    "mask",
    "month",
    "leads",
    "reachable",
    "outcomes",
    "outcome_unknown",
    "value",
    "valued",
    "undecided",
];

/// All counts of a file are smaller.
const COUNTS_BELOW: u64 = 1 << 53;

const WRITE_AGAIN: &str = "write the file again with `segplan audit PLAN LEADS --masks FILE`";

/// A mask table with the parts that were counted into it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// What was counted.
    pub table: MaskTable,
    /// A digest of each part.
    pub parts: Vec<String>,
}

impl Saved {
    /// A table that was counted just now: one part.
    #[must_use]
    pub fn new(table: MaskTable) -> Self {
        let body = body(&table, table.segments.len());
        Self {
            parts: vec![digest(&format!("{}\n{body}", table.excluded))],
            table,
        }
    }

    /// Adds what was counted elsewhere.
    ///
    /// # Errors
    /// Where a part is in both, or there are too many sets.
    pub fn merge(&mut self, other: &Self, name: &str) -> Result<(), LeadError> {
        if other.parts.iter().any(|part| self.parts.contains(part)) {
            return Err(LeadError::wrong(
                name,
                "the same part of the leads is counted twice",
                "name each mask table once; leave out the one that holds it already",
            ));
        }
        self.parts.extend_from_slice(&other.parts);
        self.table.merge(&other.table)
    }

    /// The file's text.
    #[must_use]
    pub fn write(&self, plan: &Plan) -> String {
        let fingerprint = Fingerprint::of(plan);
        let mut text = format!("# {TITLE}\n");
        for (key, value) in preface(&fingerprint) {
            let _ = writeln!(text, "# {key} {value}");
        }
        for (name, digest) in &fingerprint.segments {
            let _ = writeln!(text, "# segment {name} {digest}");
        }
        for part in &self.parts {
            let _ = writeln!(text, "# part {part}");
        }
        let _ = writeln!(text, "# excluded {}", self.table.excluded);
        for (mask, undecided, leads) in self.table.undecided.pairs().into_iter().flatten() {
            let _ = writeln!(text, "# {UNDECIDED} {mask} {undecided} {leads}");
        }
        let undecided = fingerprint
            .segments
            .iter()
            .map(|(name, _)| format!("undecided_{name}"));
        let columns: Vec<String> = COLUMNS
            .map(str::to_owned)
            .into_iter()
            .chain(undecided)
            .collect();
        let _ = writeln!(text, "{}", columns.join(","));
        text.push_str(&body(&self.table, fingerprint.segments.len()));
        text
    }

    /// Reads a file's text.
    ///
    /// # Errors
    /// Where it is no mask table, or was counted with another plan.
    pub fn read(text: &str, name: &str, plan: &Plan) -> Result<Self, LeadError> {
        let (preface, rows) = split(text);
        let own = Fingerprint::of(plan);
        let Some(found) = fingerprint(&preface) else {
            return Err(LeadError::wrong(
                name,
                "this is no mask table",
                "mask tables are written by `segplan audit PLAN LEADS --masks FILE`",
            ));
        };
        if let Some(difference) = own.difference(&found) {
            return Err(LeadError::wrong(
                name,
                format!("this mask table was counted with another plan: {difference}"),
                "count the leads again with this plan, or audit it with the plan of then",
            ));
        }
        let segments = plan
            .segment_ids()
            .filter(|id| plan.segment(*id).definition.is_some());
        let segments: Vec<SegmentId> = segments.collect();
        let all = |key: &str| {
            let lines = preface.iter().filter(move |(found, _)| *found == key);
            lines
                .map(|(_, value)| (*value).to_owned())
                .collect::<Vec<String>>()
        };
        let excluded = all("excluded")
            .first()
            .and_then(|count| count.parse().ok())
            .unwrap_or(0);
        let mut table = MaskTable {
            segments,
            excluded,
            ..MaskTable::default()
        };
        read_rows(rows, &mut table, name, preface.len() as u64 + 1)?;
        table.undecided = undecided(&preface, &table).ok_or_else(|| {
            LeadError::wrong(
                name,
                "what this mask table says of undecided leads contradicts itself",
                WRITE_AGAIN,
            )
        })?;
        Ok(Self {
            table,
            parts: all("part"),
        })
    }
}

/// The sets of undecided segments by the preface; none where it is damaged. A table without them
/// can be read too.
fn undecided(preface: &[(&str, &str)], table: &MaskTable) -> Option<UndecidedSets> {
    let mut sets = UndecidedSets::default();
    let mut lines = preface
        .iter()
        .filter(|(key, _)| *key == UNDECIDED)
        .peekable();
    if lines.peek().is_none() && table.rows.values().any(|row| row.undecided > 0) {
        return Some(UndecidedSets::lost());
    }
    for (_, line) in lines {
        let mut numbers = line.split(' ');
        let set = |text: &str| text.parse::<u128>().ok();
        let (mask, undecided) = (set(numbers.next()?)?, set(numbers.next()?)?);
        let leads = numbers
            .next()?
            .parse()
            .ok()
            .filter(|leads| *leads < COUNTS_BELOW)?;
        sets.count(mask, undecided, leads);
    }
    sets.fits(table).then_some(sets)
}

/// What stands before the rows, but for segments and parts.
fn preface(fingerprint: &Fingerprint) -> [(&'static str, &str); 7] {
    [
        ("as_of", &fingerprint.as_of),
        ("attributes", &fingerprint.attributes),
        ("outcome", &fingerprint.outcome),
        ("reachable", &fingerprint.reachable),
        ("exclude", &fingerprint.exclude),
        ("value", &fingerprint.value),
        ("date", &fingerprint.date),
    ]
}

/// The lines of the preface as keys and values, and the rest.
fn split(text: &str) -> (Vec<(&str, &str)>, &str) {
    let mut rest = text;
    let mut preface = Vec::new();
    while let Some(line) = rest.strip_prefix("# ") {
        let (line, after) = line.split_once('\n').unwrap_or((line, ""));
        let line = line.strip_suffix('\r').unwrap_or(line);
        preface.push(line.split_once(' ').unwrap_or((line, "")));
        rest = after;
    }
    (preface, rest)
}

fn fingerprint(preface: &[(&str, &str)]) -> Option<Fingerprint> {
    let (first, title) = preface.first()?;
    if format!("{first} {title}") != TITLE {
        return None;
    }
    let one = |key: &str| {
        let line = preface.iter().find(|(found, _)| *found == key)?;
        Some(line.1.to_owned())
    };
    let segments = preface.iter().filter(|(key, _)| *key == "segment");
    Some(Fingerprint {
        segments: segments
            .map(|(_, value)| value.split_once(' '))
            .map(|pair| pair.map(|(name, digest)| (name.to_owned(), digest.to_owned())))
            .collect::<Option<_>>()?,
        outcome: one("outcome")?,
        reachable: one("reachable")?,
        exclude: one("exclude")?,
        attributes: one("attributes")?,
        value: one("value")?,
        date: one("date")?,
        as_of: one("as_of")?,
        ages: false,
    })
}

fn body(table: &MaskTable, segments: usize) -> String {
    let mut text = String::new();
    for (key, row) in &table.rows {
        let month = first_day(u64::from(key.month)).filter(|_| key.month > 0);
        let month = month.map_or_else(String::new, |day| day.to_string());
        let _ = write!(
            text,
            "{},{month},{},{},{},{},{},{},{}",
            key.mask,
            row.leads,
            row.reachable,
            row.outcomes,
            row.outcome_unknown,
            decimal(row.value),
            row.valued,
            row.undecided,
        );
        for bit in 0..segments {
            let _ = write!(text, ",{}", row.undecided_for.get(bit).unwrap_or(&0));
        }
        text.push('\n');
    }
    text
}

/// Millionths as a decimal.
fn decimal(millionths: i128) -> String {
    let sign = if millionths < 0 { "-" } else { "" };
    let (whole, rest) = (
        millionths.unsigned_abs() / 1_000_000,
        millionths.unsigned_abs() % 1_000_000,
    );
    match rest {
        0 => format!("{sign}{whole}"),
        rest => format!(
            "{sign}{whole}.{}",
            format!("{rest:06}").trim_end_matches('0')
        ),
    }
}

fn from_decimal(text: &str) -> Option<i128> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, text),
    };
    let (whole, rest) = digits.split_once('.').unwrap_or((digits, ""));
    if rest.len() > 6 {
        return None;
    }
    let rest: i128 = format!("{rest:0<6}").parse().ok()?;
    let whole = whole.parse::<i128>().ok()?.checked_mul(1_000_000)?;
    let amount = whole.checked_add(rest)?;
    (amount.unsigned_abs() < 1 << 100).then_some(sign * amount)
}

fn read_rows(rows: &str, table: &mut MaskTable, name: &str, first: u64) -> Result<(), LeadError> {
    let mut leads = table.excluded;
    for (place, line) in rows.lines().enumerate().skip(1) {
        let row = row(line, table.segments.len()).filter(|(_, measures)| {
            leads = leads.saturating_add(measures.leads);
            leads < COUNTS_BELOW
        });
        let (key, measures) = row.ok_or_else(|| {
            LeadError::wrong(
                name,
                "this row of the mask table cannot be read",
                WRITE_AGAIN,
            )
            .on_line(first + place as u64)
        })?;
        table.rows.entry(key).or_default().add(&measures);
        if table.rows.len() > MASKS_UP_TO {
            return Err(LeadError::too_many_masks());
        }
    }
    Ok(())
}

/// Whether a set has no others than these segments.
fn is_known(set: u128, segments: usize) -> bool {
    segments == 128 || set >> segments == 0
}

/// A row; none where it is damaged or its counts contradict each other.
fn row(line: &str, segments: usize) -> Option<(MaskKey, Measures)> {
    let cells: Vec<&str> = line.split(',').collect();
    if cells.len() != COLUMNS.len() + segments {
        return None;
    }
    let count = |place: usize| {
        cells[place]
            .parse::<u64>()
            .ok()
            .filter(|count| *count < COUNTS_BELOW)
    };
    let mask: u128 = cells[0].parse().ok()?;
    let month = match cells[1] {
        "" => 0,
        day => month_of(day_number(day.parse().ok()?)),
    };
    let undecided_for: Vec<u64> = (COLUMNS.len()..cells.len())
        .map(count)
        .collect::<Option<_>>()?;
    let measures = Measures {
        leads: count(2)?,
        reachable: count(3)?,
        outcomes: count(4)?,
        outcome_unknown: count(5)?,
        value: from_decimal(cells[6])?,
        valued: count(7)?,
        undecided: count(8)?,
        undecided_for: if undecided_for.iter().all(|count| *count == 0) {
            Vec::new()
        } else {
            undecided_for
        },
    };
    let known = is_known(mask, segments);
    let consistent = measures.outcomes + measures.outcome_unknown <= measures.leads
        && measures.reachable.max(measures.undecided) <= measures.leads
        && measures.valued <= measures.leads
        && measures
            .undecided_for
            .iter()
            .all(|count| *count <= measures.leads);
    let month = u16::try_from(month).ok()?;
    (known && consistent).then_some((MaskKey { mask, month }, measures))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_come_back() {
        for amount in [0, 1, -1, 1_500_000, -53_277_500_000, i128::from(i64::MAX)] {
            assert_eq!(from_decimal(&decimal(amount)), Some(amount));
        }
        assert_eq!(from_decimal("1.2345678"), None);
    }
}
