//! Values that have a type already, as in Parquet.

use crate::condition::value::date_of;

/// A value that has a type already, as each type of attribute understands it: none where it does
/// not.
pub(super) trait Value: Copy {
    /// As a whole number.
    fn integer(self) -> Option<i64>;
    /// As a number; what is undefined is none.
    fn number(self) -> Option<f64>;
    /// As yes or no.
    fn boolean(self) -> Option<bool>;
    /// As a day counted from 1 January 1970.
    fn day(self) -> Option<i64>;
    /// As a text.
    fn text(self) -> String;
    /// Whether it is no value at all.
    fn is_undefined(self) -> bool {
        false
    }
}

/// The value as an attribute understands it; none where it does not.
#[inline(always)]
pub(super) fn typed<V: Value, T>(
    value: Option<V>,
    read: impl Fn(V) -> Option<T>,
) -> Option<Option<T>> {
    match value {
        None => Some(None),
        Some(value) if value.is_undefined() => Some(None),
        Some(value) => read(value).map(Some),
    }
}

/// A day counted from 1 January 1970.
#[derive(Debug, Clone, Copy)]
pub(super) struct Day(pub(super) i64);

impl Value for i64 {
    fn integer(self) -> Option<i64> {
        Some(self)
    }

    fn number(self) -> Option<f64> {
        Some(self as f64)
    }

    fn boolean(self) -> Option<bool> {
        matches!(self, 0 | 1).then_some(self == 1)
    }

    fn day(self) -> Option<i64> {
        None
    }

    fn text(self) -> String {
        self.to_string()
    }
}

impl Value for f64 {
    fn integer(self) -> Option<i64> {
        (self.fract() == 0.0 && self.abs() < 9e18).then_some(self as i64)
    }

    fn number(self) -> Option<f64> {
        self.is_finite().then_some(self)
    }

    fn boolean(self) -> Option<bool> {
        (self == 0.0 || self == 1.0).then_some(self == 1.0)
    }

    fn day(self) -> Option<i64> {
        None
    }

    fn text(self) -> String {
        if self.is_nan() {
            String::new()
        } else {
            self.to_string()
        }
    }

    fn is_undefined(self) -> bool {
        self.is_nan()
    }
}

impl Value for bool {
    fn integer(self) -> Option<i64> {
        Some(i64::from(self))
    }

    fn number(self) -> Option<f64> {
        Some(f64::from(u8::from(self)))
    }

    fn boolean(self) -> Option<bool> {
        Some(self)
    }

    fn day(self) -> Option<i64> {
        None
    }

    fn text(self) -> String {
        self.to_string()
    }
}

impl Value for Day {
    fn integer(self) -> Option<i64> {
        None
    }

    fn number(self) -> Option<f64> {
        None
    }

    fn boolean(self) -> Option<bool> {
        None
    }

    fn day(self) -> Option<i64> {
        Some(self.0)
    }

    fn text(self) -> String {
        date_of(self.0).to_string()
    }
}
