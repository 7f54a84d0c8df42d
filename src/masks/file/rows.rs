//! The rows of a mask table's file.

use csv::StringRecord;
use jiff::civil::Date;

use super::amount::from_decimal;
use super::{COLUMNS, TOTAL};
use crate::lead_error::LeadError;
use crate::masks::mask::{Mask, insert};
use crate::masks::month::month_of;
use crate::masks::standing::{Measures, Standing};
use crate::text::words::list;

/// Where the columns of a mask table stand in its file.
pub(super) struct Columns {
    /// Of [`COLUMNS`].
    places: [usize; 9],
    /// How many signs a mask has.
    segments: usize,
    /// Of the row at hand: the segments that leads fit, and that they are undecided for.
    fits: Vec<u64>,
    undecided: Vec<u64>,
}

/// What a row says.
pub(super) enum FileRow<'a> {
    Leads(Standing<'a>, Measures),
    Total(Measures),
}

/// The place of a column in a header.
pub(super) fn find(header: &StringRecord, name: &str) -> Result<usize, LeadError> {
    let place = header.iter().position(|found| found.trim() == name);
    place.ok_or_else(|| {
        LeadError::wrong(
            "",
            format!("this mask table has no column {name}"),
            format!("the columns are {}; see docs/mask-file.md", list(&COLUMNS)),
        )
    })
}

impl Columns {
    pub(super) fn of(header: &StringRecord, segments: usize) -> Result<Self, LeadError> {
        let mut places = [0; 9];
        for (place, name) in places.iter_mut().zip(COLUMNS) {
            *place = find(header, name)?;
        }
        let words = segments.div_ceil(64);
        Ok(Self {
            places,
            segments,
            fits: vec![0; words],
            undecided: vec![0; words],
        })
    }

    /// A row, or what is wrong with it.
    pub(super) fn row(&mut self, record: &StringRecord) -> Result<FileRow<'_>, String> {
        let cells = self
            .places
            .map(|place| record.get(place).unwrap_or("").trim());
        let [
            mask,
            excluded,
            control,
            outcome,
            reachable,
            month,
            leads,
            value,
            valued,
        ] = cells;
        let measures = Measures {
            leads: count("leads", leads)?,
            value: match value {
                "" => 0,
                text => from_decimal(text).ok_or_else(|| not("value", text, "a number"))?,
            },
            valued: match valued {
                "" => 0,
                text => count("valued", text)?,
            },
        };
        if mask == TOTAL {
            return Ok(FileRow::Total(measures));
        }
        self.read_mask(mask)?;
        let standing = Standing {
            mask: Mask::new(&self.fits),
            undecided: Mask::new(&self.undecided),
            excluded: flag("excluded", excluded)? == Some(true),
            control: flag("control", control)?,
            outcome: flag("outcome", outcome)?,
            reachable: flag("reachable", reachable)?,
            month: self::month(month).ok_or_else(|| not("month", month, "a date"))?,
        };
        Ok(FileRow::Leads(standing, measures))
    }

    fn read_mask(&mut self, text: &str) -> Result<(), String> {
        if text.chars().count() != self.segments {
            let segments = self.segments;
            let said = format!("a character for each of the {segments} segments with a definition");
            return Err(not("mask", text, &said));
        }
        self.fits.fill(0);
        self.undecided.fill(0);
        for (bit, sign) in text.chars().enumerate() {
            match sign {
                '1' => insert(&mut self.fits, bit),
                '?' => insert(&mut self.undecided, bit),
                '0' => {}
                _ => return Err(not("mask", text, "only 1, 0 and ?")),
            }
        }
        Ok(())
    }
}

fn not(column: &str, text: &str, what: &str) -> String {
    format!("column {column} should hold {what} but holds '{text}'")
}

fn count(column: &str, text: &str) -> Result<u64, String> {
    text.parse()
        .map_err(|_| not(column, text, "a whole number"))
}

/// A boolean as files and warehouses write it; `None` for null.
fn flag(column: &str, text: &str) -> Result<Option<bool>, String> {
    match text.to_ascii_lowercase().as_str() {
        "" => Ok(None),
        "1" | "t" | "true" => Ok(Some(true)),
        "0" | "f" | "false" => Ok(Some(false)),
        _ => Err(not(column, text, "1, 0 or nothing")),
    }
}

/// The month of a day (2027-01-31), a time on it (2027-01-31 08:00) or a month (2027-01).
fn month(text: &str) -> Option<u16> {
    if text.is_empty() {
        return Some(0);
    }
    let (day, rest) = text.split_at_checked(10).unwrap_or((text, ""));
    if !matches!(rest.chars().next(), None | Some(' ' | 'T')) {
        return None;
    }
    let day: Date = match day.len() {
        7 => format!("{day}-01").parse().ok()?,
        _ => day.parse().ok()?,
    };
    Some(month_of(day))
}
