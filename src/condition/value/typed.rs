//! Values that have a type already, as in Parquet.

use jiff::SignedDuration;
use jiff::civil::{DateTime, Time};

use super::{date_of, day_number};

/// A value that has a type already, as each type of attribute understands it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum TypedValue {
    Boolean(bool),
    Integer(i64),
    Unsigned(u64),
    Number(f64),
    Decimal(Decimal),
    /// Days since 1 January 1970.
    Day(i64),
    /// Nanoseconds since midnight.
    Time(i64),
    Timestamp(Timestamp),
    Uuid([u8; 16]),
}

/// A decimal number: `unscaled` / 10^`scale`; the scale is at most [`Decimal::SCALE_UP_TO`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decimal {
    pub unscaled: i128,
    pub scale: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timestamp {
    /// Since 1970-01-01T00:00:00; negative before.
    pub seconds: i64,
    /// Added to the seconds: 0 to 999,999,999.
    pub nanoseconds: u32,
    /// Whether it is known to be in UTC; otherwise its time zone is unknown.
    pub is_utc: bool,
}

impl TypedValue {
    /// As a whole number, if it is one that fits.
    #[inline]
    pub fn integer(self) -> Option<i64> {
        match self {
            Self::Boolean(value) => Some(i64::from(value)),
            Self::Integer(value) => Some(value),
            Self::Unsigned(value) => i64::try_from(value).ok(),
            Self::Number(value) => {
                let whole = value as i64;
                (whole as f64 == value && value.abs() < 9e18).then_some(whole)
            }
            Self::Decimal(value) => value.integer(),
            Self::Day(_) | Self::Time(_) | Self::Timestamp(_) | Self::Uuid(_) => None,
        }
    }

    #[inline]
    pub fn number(self) -> Option<f64> {
        match self {
            Self::Boolean(value) => Some(f64::from(u8::from(value))),
            Self::Integer(value) => Some(value as f64),
            Self::Unsigned(value) => Some(value as f64),
            Self::Number(value) => value.is_finite().then_some(value),
            Self::Decimal(value) => Some(value.number()),
            Self::Day(_) | Self::Time(_) | Self::Timestamp(_) | Self::Uuid(_) => None,
        }
    }

    /// As yes or no, which 1 and 0 are too.
    #[inline]
    pub fn boolean(self) -> Option<bool> {
        match self {
            Self::Boolean(value) => Some(value),
            other => match other.integer() {
                Some(0) => Some(false),
                Some(1) => Some(true),
                _ => None,
            },
        }
    }

    /// As a day counted from 1 January 1970.
    #[inline]
    pub fn day(self) -> Option<i64> {
        match self {
            Self::Day(day) => Some(day),
            Self::Timestamp(time) => Some(time.day()),
            _ => None,
        }
    }

    /// As a text: ISO dates and times, decimals with all their places, the shortest digits that
    /// name a float. None for a day outside the years -9999 to 9999 and a time outside the day.
    #[inline]
    pub fn text(self) -> Option<String> {
        Some(match self {
            Self::Boolean(value) => value.to_string(),
            Self::Integer(value) => value.to_string(),
            Self::Unsigned(value) => value.to_string(),
            Self::Number(value) if value.is_nan() => String::new(),
            Self::Number(value) => value.to_string(),
            Self::Decimal(value) => value.text(),
            Self::Day(day) => day_text(day)?,
            Self::Time(time) => {
                let since_midnight = SignedDuration::from_nanos(time);
                let time = Time::midnight().checked_add(since_midnight).ok()?;
                time.to_string()
            }
            Self::Timestamp(time) => time.text()?,
            Self::Uuid(bytes) => uuid_text(bytes),
        })
    }

    #[inline]
    pub fn is_undefined(self) -> bool {
        matches!(self, Self::Number(value) if value.is_nan())
    }
}

impl Decimal {
    /// 10 to a higher power does not fit into an `i128`.
    pub const SCALE_UP_TO: u32 = 38;

    #[inline]
    pub(super) fn integer(self) -> Option<i64> {
        let unit = 10_i128.checked_pow(self.scale)?;
        let is_whole = self.unscaled % unit == 0;
        i64::try_from(self.unscaled / unit)
            .ok()
            .filter(|_| is_whole)
    }

    /// The nearest `f64`.
    #[inline]
    pub(super) fn number(self) -> f64 {
        // Where both are exact, the quotient is rounded once.
        if self.unscaled.unsigned_abs() < 1 << 53 && self.scale <= 15 {
            return self.unscaled as f64 / 10_u64.pow(self.scale) as f64;
        }
        self.text().parse().unwrap_or(f64::NAN)
    }

    /// With all decimals of its scale: `12.30`.
    #[inline]
    pub fn text(self) -> String {
        let digits = self.unscaled.unsigned_abs().to_string();
        let sign = if self.unscaled < 0 { "-" } else { "" };
        let places = self.scale as usize;
        if places == 0 {
            return format!("{sign}{digits}");
        }
        let digits = format!("{digits:0>width$}", width = places + 1);
        let (whole, fraction) = digits.split_at(digits.len() - places);
        format!("{sign}{whole}.{fraction}")
    }
}

impl Timestamp {
    #[inline]
    fn day(self) -> i64 {
        self.seconds.div_euclid(86_400)
    }

    #[inline]
    fn text(self) -> Option<String> {
        let nanoseconds = SignedDuration::from_nanos(i64::from(self.nanoseconds));
        let since = SignedDuration::from_secs(self.seconds).checked_add(nanoseconds)?;
        let time = DateTime::constant(1970, 1, 1, 0, 0, 0, 0).checked_add(since);
        let zone = if self.is_utc { "Z" } else { "" };
        Some(format!("{}{zone}", time.ok()?))
    }
}

/// None outside the calendar.
#[inline]
fn day_text(day: i64) -> Option<String> {
    let date = date_of(day);
    (day_number(date) == day).then(|| date.to_string())
}

#[inline]
fn uuid_text(bytes: [u8; 16]) -> String {
    let hex = format!("{:032x}", u128::from_be_bytes(bytes));
    let parts = [0..8, 8..12, 12..16, 16..20, 20..32];
    parts.map(|part| hex[part].to_owned()).join("-")
}
