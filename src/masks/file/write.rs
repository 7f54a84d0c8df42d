//! A mask table written to a file.

use std::fmt::{Display, Write};
use std::io;

use sha2::{Digest, Sha256};

use super::amount::decimal;
use super::{COLUMNS, CountedPart, Saved, TITLE, TOTAL, VERSION};
use crate::masks::fingerprint::Fingerprint;
use crate::masks::month::first_day;
use crate::masks::standing::{Measures, Standing};
use crate::plan::Plan;
use crate::text::words;

/// Text that is kept before it is written.
const KEPT: usize = 1 << 16;

impl Saved {
    /// Writes the file, row by row. The plan is the one that the table was counted with.
    ///
    /// # Errors
    /// If the output cannot be written to; see also
    /// [`MaskTable::each`](crate::masks::MaskTable::each).
    pub fn write(&self, plan: &Plan, mut out: impl io::Write) -> io::Result<()> {
        let mut digest = Sha256::new();
        let mut pass_on = |text: &mut String| -> io::Result<()> {
            digest.update(text.as_bytes());
            out.write_all(text.as_bytes())?;
            text.clear();
            Ok(())
        };
        let mut text = preface(&Fingerprint::of(plan), &self.parts);
        let _ = writeln!(text, "{}", COLUMNS.join(","));
        let mut total = Measures::default();
        self.table.try_each(|standing, row| {
            write_row(&mut text, self.table.segments().len(), standing, row);
            total.add(row);
            match text.len() > KEPT {
                true => pass_on(&mut text),
                false => Ok(()),
            }
        })?;
        let _ = writeln!(text, "{TOTAL},,,,,,{}", measures(&total));
        pass_on(&mut text)?;
        line(&mut text, SEAL, words::hexadecimal(&digest.finalize()));
        out.write_all(text.as_bytes())?;
        out.flush()
    }
}

/// The key of the last line.
pub(super) const SEAL: &str = "sha256";

fn preface(fingerprint: &Fingerprint, parts: &[CountedPart]) -> String {
    let mut text = format!("# {TITLE}{VERSION}\n");
    line(&mut text, "plan", fingerprint.digest());
    for segment in &fingerprint.segments {
        line(&mut text, "segment", json(segment));
    }
    for attribute in &fingerprint.attributes {
        line(&mut text, "attribute", json(attribute));
    }
    let rest = Fingerprint {
        segments: Vec::new(),
        attributes: Vec::new(),
        ..fingerprint.clone()
    };
    line(&mut text, "leads", json(&rest));
    for part in parts {
        line(&mut text, "part", json(part));
    }
    text
}

fn line(text: &mut String, key: &str, value: impl Display) {
    let _ = writeln!(text, "# {key} {value}");
}

/// JSON on one line; text, numbers, lists and options of them always have one.
fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

fn write_row(text: &mut String, segments: usize, standing: &Standing<'_>, row: &Measures) {
    for word in 0..segments.div_ceil(64) {
        let (fits, undecided) = (standing.mask.word(word), standing.undecided.word(word));
        let signs: [u8; 64] = std::array::from_fn(|bit| sign(fits >> bit, undecided >> bit));
        let signs = &signs[..(segments - 64 * word).min(64)];
        text.push_str(str::from_utf8(signs).unwrap_or_default());
    }
    let month = first_day(standing.month).map_or_else(String::new, |day| day.to_string());
    let _ = writeln!(
        text,
        ",{},{},{},{},{month},{}",
        flag(Some(standing.excluded)),
        flag(standing.control),
        flag(standing.outcome),
        flag(standing.reachable),
        measures(row),
    );
}

/// What stands for a segment, whose bits are the lowest of these; no lead is undecided for a
/// segment that it fits. Without branches, since every other bit is set.
fn sign(fits: u64, undecided: u64) -> u8 {
    b'0' + (fits & 1) as u8 + (undecided & 1) as u8 * (b'?' - b'0')
}

fn flag(value: Option<bool>) -> &'static str {
    match value {
        Some(true) => "1",
        Some(false) => "0",
        None => "",
    }
}

fn measures(of: &Measures) -> String {
    format!("{},{},{}", of.leads, decimal(of.value), of.valued)
}
