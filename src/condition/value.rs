//! What a table's cells mean: the contract for every form of table (CSV, Parquet, sheets, SQL).
//!
//! A cell is a text or has a type already ([`TypedValue`]); an attribute has one of five types.
//!
//! - **Missing.** An empty cell, a cell of spaces only (of a text attribute these are a text) and
//!   a cell that is exactly one of the attribute's `missing` words have no value, nor has a number
//!   that is undefined (NaN). Numbers and dates are missing, too, if a `missing` word has their
//!   value: with `missing: [0]` also `0.0`.
//! - **Spaces** around a value of any type but text do not count.
//! - **Text** stands for itself, letter by letter, in UTF-8. A typed value is the text that people
//!   write for it: `1500`, `0.5`, `12.30` (a decimal with all its places), `true`, `2027-01-04`,
//!   `2027-01-04T09:30:00Z` (`Z` where it is known to be in UTC), `09:30:00`, a UUID in small
//!   letters.
//! - **Whole numbers** ([`integer`]): `1500`, `-3`, and `1500.0` as tables write it that once had
//!   gaps. From -2⁶³ to 2⁶³-1. A typed number with a fraction is none; true and false are 1 and 0.
//! - **Numbers** ([`number`]): `3.5`, `-12`, `.5`, `1e6`, with a point and without marks between
//!   thousands; neither infinite nor undefined. `1.500` is one and a half; a column that holds
//!   nothing else is warned of ([`may_be_thousands`]).
//! - **Yes or no** ([`boolean`]): `true`, `yes`, `y`, `t`, `1` and their opposites, in any case.
//! - **Dates** ([`DateFormat`]): `2027-01-04`, also with a time of day after it, which has to be one,
//!   or what the attribute's `format` says, where `%Y` is a year of four digits. A typed date or time
//!   is its day in UTC; no number is a date.

#![allow(
    clippy::inline_always,
    clippy::option_option,
    reason = "called from inner loops that are fast in one piece only; a value can be read and be missing"
)]

#[cfg(test)]
mod tests;
mod typed;

pub(crate) use typed::{Decimal, Timestamp, TypedValue};

use jiff::civil::Date;
use jiff::fmt::strtime;

const ZEROS: u64 = 0x3030_3030_3030_3030;

/// A whole number without a sign of up to eight digits, read in a few instructions; `None` for
/// anything else. `bytes` begin with the cell, which is `length` long, and go on for eight bytes at
/// least.
#[inline(always)]
pub(crate) fn short_integer(bytes: &[u8], length: usize) -> Option<i64> {
    let eight = bytes.first_chunk::<8>()?;
    if length == 0 || length > 8 {
        return None;
    }
    let digits = u64::from_le_bytes(*eight);
    // The digits at the high end, zeros before them.
    let free = 64 - 8 * length as u32;
    let filled = match free {
        0 => digits,
        _ => (digits << free) | (ZEROS >> (64 - free)),
    };
    let high = 0xf0f0_f0f0_f0f0_f0f0;
    let all_digits =
        (filled & high) == ZEROS && (filled.wrapping_add(0x0606_0606_0606_0606) & high) == ZEROS;
    let pairs = (filled & 0x0f0f_0f0f_0f0f_0f0f).wrapping_mul(2561) >> 8;
    let fours = (pairs & 0x00ff_00ff_00ff_00ff).wrapping_mul(6_553_601) >> 16;
    let value = (fours & 0x0000_ffff_0000_ffff).wrapping_mul(42_949_672_960_001) >> 32;
    all_digits.then_some(value.cast_signed())
}

/// A whole number: `1500`, `-3`, also `1500.0` as tables write it that once had gaps.
pub(crate) fn integer(text: &str) -> Option<i64> {
    let whole = match text.split_once('.') {
        Some((whole, zeros)) if zeros.bytes().all(|digit| digit == b'0') => whole,
        Some(_) => return None,
        None => text,
    };
    whole.parse().ok()
}

/// A number: `3.5`, `-12`, `1e6`; neither infinite nor undefined.
pub(crate) fn number(text: &str) -> Option<f64> {
    let plausible = |byte: u8| matches!(byte, b'0'..=b'9' | b'.' | b'-' | b'+' | b'e' | b'E');
    if !text.bytes().all(plausible) {
        return None;
    }
    text.parse().ok().filter(|value: &f64| value.is_finite())
}

/// Whether a number is up to three digits, a point and three digits, as in `1.500`: read as one and
/// a half, though countries that write a comma before decimals may mean 1500. Not `0.500`.
#[inline]
pub(crate) fn may_be_thousands(cell: &[u8]) -> bool {
    let Some((whole, [b'.', fraction @ ..])) = cell.split_last_chunk::<4>() else {
        return false;
    };
    let digits = |text: &[u8]| text.iter().all(u8::is_ascii_digit);
    matches!(whole, [b'1'..=b'9', rest @ ..] if rest.len() < 3 && digits(rest)) && digits(fraction)
}

/// Amounts are closer to 0 than this, so that no sum of them overflows.
pub(crate) const AMOUNT_BELOW: f64 = 1e24;

/// An amount in millionths, so that sums are exact and the same in any order; what is smaller than
/// half a millionth is rounded away. The amount is closer to 0 than [`AMOUNT_BELOW`].
#[inline]
pub(crate) fn millionths(amount: f64) -> i128 {
    let scaled = (amount * 1e6).round();
    if scaled.abs() < 9e18 {
        i128::from(scaled as i64)
    } else {
        scaled as i128
    }
}

/// A plain decimal of up to fifteen digits (`53277.50`), which one division gives exactly.
#[inline]
pub(crate) fn short_number(cell: &[u8]) -> Option<f64> {
    const TENS: [f64; 16] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
    ];
    if cell.is_empty() || cell.len() > 16 {
        return None;
    }
    let (mut digits, mut point) = (0_u64, None);
    for (place, byte) in cell.iter().enumerate() {
        match byte {
            b'0'..=b'9' => digits = digits * 10 + u64::from(byte - b'0'),
            b'.' if point.is_none() => point = Some(place),
            _ => return None,
        }
    }
    let places = point.map_or(0, |point| cell.len() - 1 - point);
    let counted = cell.len() - usize::from(point.is_some());
    (1..=15)
        .contains(&counted)
        .then(|| digits as f64 / TENS[places])
}

/// Yes or no, as tables write it: `true`, `yes`, `y`, `t`, `1` and their opposites, in any case.
pub(crate) fn boolean(cell: &str) -> Option<bool> {
    let is = |words: [&str; 5]| words.iter().any(|word| cell.eq_ignore_ascii_case(word));
    match cell {
        _ if is(["true", "yes", "y", "t", "1"]) => Some(true),
        _ if is(["false", "no", "n", "f", "0"]) => Some(false),
        _ => None,
    }
}

/// `true` or `false` in small letters, at once; None for anything else.
#[inline(always)]
pub(crate) fn short_boolean(cell: &[u8]) -> Option<bool> {
    match cell {
        b"true" => Some(true),
        b"false" => Some(false),
        _ => None,
    }
}

/// The value of a cell's text without the spaces around it: `Some(None)` if the cell is empty or one
/// of the words for missing, `None` if `read` finds no value of its type.
pub(crate) fn value_of<T>(
    text: &str,
    missing: &[String],
    read: impl FnOnce(&str) -> Option<T>,
) -> Option<Option<T>> {
    if missing.iter().any(|word| word == text) {
        return Some(None);
    }
    match text.trim() {
        "" => Some(None),
        text => read(text).map(Some),
    }
}

/// How a table writes its dates.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct DateFormat {
    /// In strftime's signs; None for ISO.
    format: Option<String>,
}

impl DateFormat {
    /// For a format in strftime's signs; None is ISO.
    pub(crate) fn new(format: Option<&str>) -> Self {
        Self {
            format: format
                .filter(|format| !matches!(*format, "%Y-%m-%d" | "%F"))
                .map(str::to_owned),
        }
    }

    /// The day that a text names, counted from 1 January 1970; None if it names none.
    pub(crate) fn day(&self, text: &str) -> Option<i64> {
        match &self.format {
            None => iso_day(text.as_bytes()),
            Some(format) => {
                let date = strtime::parse(format, text).ok()?.to_date().ok()?;
                // `%Y` takes `26` for the year 26, which nobody means.
                let year = date.year();
                let is_whole = year >= 1000 || text.contains(&format!("{year:04}"));
                is_whole.then(|| day_number(date))
            }
        }
    }
}

/// A day counted from 1 January 1970.
pub(crate) fn day_number(date: Date) -> i64 {
    date.duration_since(Date::constant(1970, 1, 1)).as_hours() / 24
}

/// The date of a day counted from 1 January 1970, or the nearest one in the calendar.
pub(crate) fn date_of(day: i64) -> Date {
    let epoch = Date::constant(1970, 1, 1);
    let days =
        jiff::SignedDuration::from_hours(day.saturating_mul(24).clamp(-200_000_000, 200_000_000));
    epoch.saturating_add(days)
}

/// An ISO date (`2027-01-04`), also with a time of day after it, as a day number.
#[inline(always)]
pub(crate) fn iso_day(cell: &[u8]) -> Option<i64> {
    let (date, rest) = cell.split_first_chunk::<10>()?;
    if !(rest.is_empty() || is_time(rest)) || date[4] != b'-' || date[7] != b'-' {
        return None;
    }
    let digit = |place: usize| date[place].wrapping_sub(b'0');
    let two = |place: usize| digit(place) * 10 + digit(place + 1);
    if [0, 1, 2, 3, 5, 6, 8, 9]
        .iter()
        .any(|place| digit(*place) > 9)
    {
        return None;
    }
    let year = i64::from(two(0)) * 100 + i64::from(two(2));
    day_of(year, two(5), two(8))
}

/// Whether what stands behind a date is a time of day: `T09:30`, ` 9:30:00.5 PM`, `T09:30:00+02:00`.
/// What comes behind the clock is not looked at.
fn is_time(rest: &[u8]) -> bool {
    let (Some(b'T' | b' '), clock) = (rest.first(), &rest[1..]) else {
        return false;
    };
    let clock = clock.trim_ascii();
    let end = clock
        .iter()
        .position(|sign| !(sign.is_ascii_digit() || *sign == b':'));
    let (clock, behind) = clock.split_at(end.unwrap_or(clock.len()));
    let below = |place: usize, part: &[u8]| {
        let most: u32 = if place == 0 {
            23
        } else {
            59 + u32::from(place == 2)
        };
        let number = std::str::from_utf8(part)
            .ok()
            .and_then(|part| part.parse().ok());
        (1..=2).contains(&part.len()) && number.is_some_and(|number: u32| number <= most)
    };
    let mut parts = clock.split(|sign| *sign == b':').enumerate();
    let is_clock = parts.all(|(place, part)| place < 3 && below(place, part));
    (clock.is_empty() && behind.is_empty())
        || is_clock
            && matches!(
                behind.first(),
                None | Some(b'Z' | b'z' | b'+' | b'-' | b' ' | b'.' | b',' | b'[')
            )
}

/// The day number of a year, month and day of the Gregorian calendar, if there is such a day.
#[inline(always)]
pub(crate) fn day_of(year: i64, month: u8, day: u8) -> Option<i64> {
    const BEFORE: [u16; 13] = [0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
    const LENGTH: [u8; 13] = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let index = usize::from(month);
    if index == 0 || index > 12 {
        return None;
    }
    let length = LENGTH[index] + u8::from(leap && month == 2);
    if day == 0 || day > length {
        return None;
    }
    let years = year - 1;
    let before_year =
        years * 365 + years.div_euclid(4) - years.div_euclid(100) + years.div_euclid(400);
    let before_month = i64::from(BEFORE[index]) + i64::from(leap && month > 2);
    // 719,162 days lie before 1970.
    Some(before_year + before_month + i64::from(day) - 1 - 719_162)
}
