//! What a cell holds.

use std::borrow::Cow;

use calamine::{CellErrorType, DataRef, ExcelDateTime};
use jiff::SignedDuration;
use jiff::civil::{Date, DateTime};

use crate::condition::value::{Timestamp, TypedValue, day_number};

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) enum Value<'a> {
    #[default]
    Missing,
    Text(Cow<'a, str>),
    Typed(TypedValue),
}

/// From which day a workbook counts dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Epoch {
    #[default]
    In1900,
    /// As Excel for the Mac did.
    In1904,
}

/// A day in milliseconds.
const DAY: i64 = 86_400_000;

impl<'a> Value<'a> {
    /// What calamine reads. An error (`#N/A`) is the text that Excel shows, as in a CSV file that it
    /// writes; so is a number that is formatted as a date and is none.
    pub(super) fn of(cell: DataRef<'a>, epoch: Epoch) -> Self {
        let typed = match cell {
            DataRef::Empty => return Self::Missing,
            DataRef::SharedString(text) => return Self::of_text(Cow::Borrowed(text)),
            DataRef::String(text) => return Self::of_text(Cow::Owned(text)),
            DataRef::Error(error) => return Self::Text(Cow::Borrowed(shown(&error))),
            DataRef::Int(number) => TypedValue::Integer(number),
            DataRef::Float(number) => TypedValue::Number(number),
            DataRef::Bool(value) => TypedValue::Boolean(value),
            DataRef::DateTime(time) => return Self::of_serial(time, epoch),
            DataRef::DateTimeIso(text) => match iso(&text) {
                Some(value) => value,
                None => return Self::of_text(Cow::Owned(text)),
            },
            DataRef::DurationIso(text) => match text.parse::<SignedDuration>() {
                Ok(length) => return Self::of_duration(length.as_millis()),
                Err(_) => return Self::of_text(Cow::Owned(text)),
            },
        };
        Self::Typed(typed)
    }

    fn of_text(text: Cow<'a, str>) -> Self {
        match text.is_empty() {
            true => Self::Missing,
            false => Self::Text(text),
        }
    }

    /// A date or a time, which Excel keeps as a number of days.
    fn of_serial(time: ExcelDateTime, epoch: Epoch) -> Self {
        let serial = time.as_f64();
        let as_it_is = Self::Text(Cow::Owned(serial.to_string()));
        // To the end of the year 9999.
        if !(0.0..2_958_466.0).contains(&serial) {
            return as_it_is;
        }
        let milliseconds = (serial * DAY as f64).round() as i64;
        if time.is_duration() || milliseconds < DAY && milliseconds > 0 {
            return Self::of_duration(i128::from(milliseconds));
        }
        let (day, rest) = (milliseconds / DAY, milliseconds % DAY);
        // Excel counts 29 February 1900, a day that never was.
        let day = match epoch {
            Epoch::In1904 => day - 24_107,
            Epoch::In1900 if day > 60 => day - 25_569,
            Epoch::In1900 if day < 60 => day - 25_568,
            Epoch::In1900 => return as_it_is,
        };
        Self::Typed(match rest {
            0 => TypedValue::Day(day),
            rest => TypedValue::Timestamp(Timestamp {
                seconds: day * 86_400 + rest / 1000,
                nanoseconds: (rest % 1000) as u32 * 1_000_000,
                is_utc: false,
            }),
        })
    }

    /// A time of day; what is longer than a day is the text that people write, `26:30:00`.
    fn of_duration(milliseconds: i128) -> Self {
        if (0..i128::from(DAY)).contains(&milliseconds) {
            return Self::Typed(TypedValue::Time(milliseconds as i64 * 1_000_000));
        }
        let sign = if milliseconds < 0 { "-" } else { "" };
        let seconds = milliseconds.unsigned_abs() / 1000;
        let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
        let text = format!("{sign}{hours}:{minutes:02}:{:02}", seconds % 60);
        Self::Text(Cow::Owned(text))
    }

    /// As text; empty where it is missing.
    pub(super) fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Missing => Cow::Borrowed(""),
            Self::Text(text) => Cow::Borrowed(text),
            Self::Typed(value) => Cow::Owned(value.text().unwrap_or_default()),
        }
    }
}

/// A date, also with a time of day, as ODS writes it.
fn iso(text: &str) -> Option<TypedValue> {
    if let Ok(time) = text.parse::<DateTime>() {
        let day = day_number(time.date());
        let since = time.time().duration_since(jiff::civil::Time::midnight());
        if since.is_zero() {
            return Some(TypedValue::Day(day));
        }
        return Some(TypedValue::Timestamp(Timestamp {
            seconds: day * 86_400 + since.as_secs(),
            nanoseconds: since.subsec_nanos().unsigned_abs(),
            is_utc: false,
        }));
    }
    text.parse::<Date>()
        .ok()
        .map(|date| TypedValue::Day(day_number(date)))
}

/// As Excel shows it.
fn shown(error: &CellErrorType) -> &'static str {
    match error {
        CellErrorType::Div0 => "#DIV/0!",
        CellErrorType::NA => "#N/A",
        CellErrorType::Name => "#NAME?",
        CellErrorType::Null => "#NULL!",
        CellErrorType::Num => "#NUM!",
        CellErrorType::Ref => "#REF!",
        CellErrorType::Value => "#VALUE!",
        CellErrorType::GettingData => "#GETTING_DATA",
    }
}

#[cfg(test)]
mod tests {
    use calamine::ExcelDateTimeType::{DateTime, TimeDelta};

    use super::*;

    fn text(cell: DataRef) -> String {
        Value::of(cell, Epoch::In1900).text().into_owned()
    }

    #[test]
    fn serial_numbers_are_the_days_that_excel_shows() {
        let date = |serial, kind| DataRef::DateTime(ExcelDateTime::new(serial, kind, false));
        for (serial, expected) in [
            (1.0, "1900-01-01"),
            (59.0, "1900-02-28"),
            (60.0, "60"),
            (61.0, "1900-03-01"),
            (46_204.0, "2026-07-01"),
            (46_204.604_166_666_664, "2026-07-01T14:30:00"),
            (0.604_166_666_666_666_6, "14:30:00"),
            (2_958_465.0, "9999-12-31"),
            (2_958_466.0, "2958466"),
            (-1.0, "-1"),
        ] {
            assert_eq!(text(date(serial, DateTime)), expected);
        }
        assert_eq!(text(date(1.104_166_666_666_666_7, TimeDelta)), "26:30:00");
        let since_1904 = Value::of(date(44_742.0, DateTime), Epoch::In1904);
        assert_eq!(since_1904.text(), "2026-07-01");
    }

    #[test]
    fn other_cells_are_what_people_write_for_them() {
        for (cell, expected) in [
            (DataRef::Float(1600.0), "1600"),
            (DataRef::Float(0.1), "0.1"),
            (DataRef::Bool(true), "true"),
            (DataRef::Error(CellErrorType::NA), "#N/A"),
            (DataRef::String(String::new()), ""),
            (DataRef::DateTimeIso("2026-07-01".to_owned()), "2026-07-01"),
            (
                DataRef::DateTimeIso("2026-07-01T14:30:00".to_owned()),
                "2026-07-01T14:30:00",
            ),
            (DataRef::DateTimeIso("soon".to_owned()), "soon"),
            (DataRef::DurationIso("PT14H30M00S".to_owned()), "14:30:00"),
        ] {
            assert_eq!(text(cell), expected);
        }
    }
}
