//! What a stored value means: the same whichever way its column is stored and packed.

use std::borrow::Cow;

use half::f16;
use parquet::data_type::{ByteArray, Int96};

use super::kind::Kind;
use super::stored::Stored;
use crate::condition::value::{Decimal, Timestamp, TypedValue};

/// Why no text can hold a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::table) enum NoText {
    NotUtf8,
    OutsideCalendar,
    TooManyDigits,
}

/// What the value at a place means; none for texts, which [`bytes`] gives, and for what cannot
/// be read.
pub(super) fn typed(kind: Kind, stored: &Stored, place: usize) -> Option<TypedValue> {
    Some(match (kind, stored) {
        (Kind::Boolean, Stored::Boolean(values)) => TypedValue::Boolean(values[place]),
        (Kind::Signed, _) => TypedValue::Integer(integer(stored, place)?),
        (Kind::Unsigned, Stored::Int32(values)) => {
            TypedValue::Integer(i64::from(values[place].cast_unsigned()))
        }
        (Kind::Unsigned, Stored::Int64(values)) => {
            TypedValue::Unsigned(values[place].cast_unsigned())
        }
        (Kind::Half, Stored::Fixed(values)) => {
            let bytes = values[place].data().try_into().ok()?;
            TypedValue::Number(shortest_half(f16::from_le_bytes(bytes)))
        }
        (Kind::Float, Stored::Float(values)) => TypedValue::Number(shortest(values[place])),
        (Kind::Double, Stored::Double(values)) => TypedValue::Number(values[place]),
        (Kind::Decimal(scale), _) => TypedValue::Decimal(Decimal {
            unscaled: unscaled(stored, place)?,
            scale,
        }),
        (Kind::Date, _) => TypedValue::Day(integer(stored, place)?),
        (Kind::Time(in_a_second), _) => {
            let unit = NANOSECONDS / in_a_second;
            TypedValue::Time(integer(stored, place)?.checked_mul(unit)?)
        }
        (
            Kind::Timestamp {
                in_a_second,
                is_utc,
            },
            _,
        ) => TypedValue::Timestamp(timestamp(integer(stored, place)?, in_a_second, is_utc)),
        (Kind::Int96, Stored::Int96(values)) => TypedValue::Timestamp(of_int96(values[place])),
        (Kind::Uuid, Stored::Fixed(values)) => {
            TypedValue::Uuid(values[place].data().try_into().ok()?)
        }
        _ => return None,
    })
}

/// The bytes of a value; none where it is missing or no text.
pub(super) fn bytes(stored: &Stored, place: usize) -> Option<&[u8]> {
    match stored {
        Stored::Bytes(values) => values.get(place).map(ByteArray::data),
        Stored::Fixed(values) => values.get(place).map(|value| value.data()),
        Stored::ByteArrays(values) => values.get(place),
        _ => None,
    }
}

/// The value at a place as text.
pub(super) fn text(kind: Kind, stored: &Stored, place: usize) -> Result<Cow<'_, str>, NoText> {
    if kind == Kind::Text {
        let text = bytes(stored, place).and_then(|bytes| std::str::from_utf8(bytes).ok());
        return text.map(Cow::Borrowed).ok_or(NoText::NotUtf8);
    }
    let value = typed(kind, stored, place).and_then(TypedValue::text);
    value.map(Cow::Owned).ok_or(match kind {
        Kind::Decimal(_) => NoText::TooManyDigits,
        _ => NoText::OutsideCalendar,
    })
}

const NANOSECONDS: i64 = 1_000_000_000;

fn integer(stored: &Stored, place: usize) -> Option<i64> {
    match stored {
        Stored::Int32(values) => Some(i64::from(values[place])),
        Stored::Int64(values) => Some(values[place]),
        _ => None,
    }
}

/// A decimal's digits; none where they are more than fit.
fn unscaled(stored: &Stored, place: usize) -> Option<i128> {
    match stored {
        Stored::Int32(_) | Stored::Int64(_) => integer(stored, place).map(i128::from),
        _ => of_big_endian(bytes(stored, place)?),
    }
}

/// A number in two's complement, the highest byte first.
fn of_big_endian(bytes: &[u8]) -> Option<i128> {
    let sign = match bytes.first() {
        Some(128..) => u8::MAX,
        _ => 0,
    };
    let (above, bytes) = bytes.split_at(bytes.len().saturating_sub(16));
    let mut sixteen = [sign; 16];
    sixteen[16 - bytes.len()..].copy_from_slice(bytes);
    let value = i128::from_be_bytes(sixteen);
    let fits = above.iter().all(|byte| *byte == sign) && (value < 0) == (sign != 0);
    fits.then_some(value)
}

/// The number that the shortest decimal for a float names: 0.1 for the float that `0.1` gives,
/// and not 0.10000000149011612.
fn shortest(value: f32) -> f64 {
    let exact = f64::from(value);
    if value.fract() == 0.0 && value.abs() < 16_777_216.0 || !value.is_finite() {
        return exact;
    }
    value.to_string().parse().unwrap_or(exact)
}

/// The same for a float of 16 bits, which five digits name.
fn shortest_half(value: f16) -> f64 {
    let exact = f64::from(value);
    if exact.fract() == 0.0 || !exact.is_finite() {
        return exact;
    }
    let with = |digits: usize| format!("{exact:.digits$e}").parse().ok();
    let mut shorter = (0..5).filter_map(with);
    shorter
        .find(|short| f16::from_f64(*short) == value)
        .unwrap_or(exact)
}

fn timestamp(time: i64, in_a_second: i64, is_utc: bool) -> Timestamp {
    let fraction = time.rem_euclid(in_a_second) * (NANOSECONDS / in_a_second);
    Timestamp {
        seconds: time.div_euclid(in_a_second),
        nanoseconds: fraction as u32,
        is_utc,
    }
}

/// Nanoseconds of a day, the low half first, and the day, counted as astronomers do.
fn of_int96(value: Int96) -> Timestamp {
    let [low, high, day] = value.data() else {
        return timestamp(0, 1, false);
    };
    let day = i64::from(day.cast_signed()) - 2_440_588;
    let of_day = (u64::from(*high) << 32 | u64::from(*low)).cast_signed();
    let time = timestamp(of_day, NANOSECONDS, false);
    Timestamp {
        seconds: time.seconds + day * 86_400,
        ..time
    }
}
