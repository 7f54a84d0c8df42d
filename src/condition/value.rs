//! What a table's cells mean: the contract for every form of table (CSV, Parquet, sheets, SQL).
//!
//! A cell is a text or has a type already (`TypedValue`); an attribute has one of five types.
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
//! - **Whole numbers** (`NumberFormat::integer`): `1500`, `-3`, and `1500.0` as tables write it
//!   that once had gaps. From -2⁶³ to 2⁶³-1. A typed number with a fraction is none; true and false
//!   are 1 and 0.
//! - **Numbers** (`NumberFormat::number`): `3.5`, `-12`, `.5`, `1e6`; neither infinite nor
//!   undefined. Where the attribute says nothing of its `decimal` sign, decimals follow a point and
//!   nothing stands between thousands; `1.500` is one and a half, and a column that holds nothing
//!   else is warned of (`may_be_thousands`). With `decimal: ","` a comma stands before decimals,
//!   with `decimal: "."` a point, and thousands may be apart: by the other of the two signs, a space
//!   or an apostrophe, in groups of three digits.
//! - **Yes or no** (`BooleanWords`): `true`, `yes`, `y`, `t`, `1` and their opposites, and the
//!   attribute's words for `true` and `false`, in any case. A typed value that is neither 0 nor 1 can
//!   be such a word, too.
//! - **Dates** (`DateFormat`): `2027-01-04`, also with a time of day after it, which has to be one,
//!   or what the attribute's `format` says, where `%Y` is a year of four digits. A typed date or time
//!   is its day in UTC; no number is a date.

#![allow(
    clippy::inline_always,
    clippy::option_option,
    reason = "called from inner loops that are fast in one piece only; a value can be read and be missing"
)]

mod boolean;
mod number;
#[cfg(test)]
mod tests;
mod typed;

pub use boolean::{BooleanWords, plain_word, short_boolean};
pub use number::DecimalSign;
pub use number::{
    NumberFormat, digits, may_be_thousands, short_integer, short_number, whole_number,
};
pub use typed::{Decimal, Timestamp, TypedValue};

use jiff::civil::Date;
use jiff::fmt::strtime;

/// Amounts are closer to 0 than this, so that no sum of them overflows.
pub const AMOUNT_BELOW: f64 = 1e24;

/// An amount in millionths, so that sums are exact and the same in any order; what is smaller than
/// half a millionth is rounded away. The amount is closer to 0 than [`AMOUNT_BELOW`].
#[inline]
pub fn millionths(amount: f64) -> i128 {
    let scaled = (amount * 1e6).round();
    if scaled.abs() < 9e18 {
        i128::from(scaled as i64)
    } else {
        scaled as i128
    }
}

/// The value of a cell's text without the spaces around it: `Some(None)` if the cell is empty or one
/// of the words for missing, `None` if `read` finds no value of its type.
pub fn value_of<T>(
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
pub struct DateFormat {
    /// In strftime's signs; None for ISO.
    format: Option<String>,
}

impl DateFormat {
    /// For a format in strftime's signs; None is ISO.
    pub fn new(format: Option<&str>) -> Self {
        Self {
            format: format
                .filter(|format| !matches!(*format, "%Y-%m-%d" | "%F"))
                .map(str::to_owned),
        }
    }

    /// The day that a text names, counted from 1 January 1970; None if it names none.
    #[inline]
    pub fn day(&self, text: &str) -> Option<i64> {
        match &self.format {
            None => iso_day(text.as_bytes()),
            Some(format) => day_in_digits(format, text).or_else(|| day_in_format(format, text)),
        }
    }
}

/// The day that a text names in a format of nothing but numbers, each with all its digits, and signs
/// between them, which most cells are; None for any other text or format.
fn day_in_digits(format: &str, text: &str) -> Option<i64> {
    let (mut signs, mut rest) = (format.bytes(), text.as_bytes());
    let [mut year, mut month, mut day] = [None; 3];
    while let Some(sign) = signs.next() {
        if sign != b'%' {
            rest = rest.strip_prefix(&[sign])?;
            continue;
        }
        let part = signs.next()?;
        let (digits, after) = rest.split_at_checked(if part == b'Y' { 4 } else { 2 })?;
        rest = after;
        let mut number = 0;
        for digit in digits {
            number = number * 10 + i64::from(digit.is_ascii_digit().then(|| digit - b'0')?);
        }
        let earlier = match part {
            b'Y' => year.replace(number),
            b'm' => month.replace(number),
            b'd' => day.replace(number),
            b'H' if number < 24 => None,
            b'M' | b'S' if number < 60 => None,
            _ => return None,
        };
        if earlier.is_some() {
            return None;
        }
    }
    match rest {
        [] => day_of(year?, month? as u8, day? as u8),
        _ => None,
    }
}

/// The same in any format, which takes longer.
fn day_in_format(format: &str, text: &str) -> Option<i64> {
    let date = strtime::parse(format, text).ok()?.to_date().ok()?;
    // `%Y` takes `26` for the year 26, which nobody means.
    let year = date.year();
    let is_whole = year >= 1000 || text.contains(&format!("{year:04}"));
    is_whole.then(|| day_number(date))
}

/// A day counted from 1 January 1970.
#[inline]
pub fn day_number(date: Date) -> i64 {
    date.duration_since(Date::constant(1970, 1, 1)).as_hours() / 24
}

/// The date of a day counted from 1 January 1970, or the nearest one in the calendar.
#[inline]
pub fn date_of(day: i64) -> Date {
    let epoch = Date::constant(1970, 1, 1);
    let days =
        jiff::SignedDuration::from_hours(day.saturating_mul(24).clamp(-200_000_000, 200_000_000));
    epoch.saturating_add(days)
}

/// An ISO date (`2027-01-04`), also with a time of day after it, as a day number.
#[inline(always)]
pub fn iso_day(cell: &[u8]) -> Option<i64> {
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
#[inline]
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
pub fn day_of(year: i64, month: u8, day: u8) -> Option<i64> {
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
