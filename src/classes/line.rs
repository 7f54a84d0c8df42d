//! Values that have an order: numbers, dates.

use std::ops::RangeInclusive;

use super::breakpoints::{Breakpoints, Ordered};
use super::classification::{Classification, Misfit};
use super::field::Field;
use super::stats::{ColumnStats, Only};
use crate::condition::{Comparison, Literal, Predicate, Test};
use crate::masks::month::month_of_day;

/// What a cell holds: a value, nothing, or what is no value of the attribute's type.
pub(super) type Read<T> = Result<Option<T>, Misfit>;

/// Values in their order, what among them means null, and the lowest and highest value seen.
#[derive(Debug)]
pub(super) struct Line<T> {
    pub(super) breakpoints: Breakpoints<T>,
    missing: Vec<T>,
    seen: Option<(T, T)>,
}

impl<T: Ordered> Line<T> {
    /// For a field whose words for null `read` reads.
    pub(super) fn new(field: &Field, as_of: i64, read: impl Fn(&str) -> Option<T>) -> Self {
        let words = field.missing.iter();
        // Where values are out of bounds, the class is another, too.
        let signs = [Comparison::GreaterOrEqual, Comparison::LessOrEqual];
        let bounds = field.bounds.iter().zip(signs);
        let bounds = bounds.filter_map(|(bound, sign)| {
            let predicate = Predicate::Compare(sign, Literal::Number((*bound)?));
            Some(Test::of(field.attribute, predicate))
        });
        let tests: Vec<Test> = field.tests.iter().cloned().chain(bounds).collect();
        Self {
            breakpoints: Breakpoints::new(&tests, as_of),
            missing: words.filter_map(|word| read(word)).collect(),
            seen: None,
        }
    }

    /// The classes of values within some bounds; `None` if there are no bounds.
    pub(super) fn within(&self, bounds: [Option<f64>; 2]) -> Option<RangeInclusive<u32>> {
        let [low, high] = bounds.map(|bound| bound.map(Literal::Number));
        let low = low.and_then(|low| T::not_below(&low));
        let high = high.and_then(|high| T::above(&high)).map(T::before);
        let class = |value| self.breakpoints.class(value);
        (low.is_some() || high.is_some())
            .then(|| low.map_or(1, class)..=high.map_or(u32::MAX, class))
    }

    #[inline(always)]
    pub(super) fn class(&mut self, value: Read<T>) -> u32 {
        let value = match value {
            Ok(Some(value)) => value,
            Ok(None) => return 0,
            Err(Misfit) => return Classification::WRONG,
        };
        if !self.missing.is_empty() && self.missing.contains(&value) {
            return 0;
        }
        self.seen = match self.seen {
            Some((low, high)) => Some((
                if value < low { value } else { low },
                if value > high { value } else { high },
            )),
            None => Some((value, value)),
        };
        self.breakpoints.class(value)
    }

    /// Whether two values were seen that differ.
    pub(super) fn has_several(&self) -> bool {
        self.seen.is_some_and(|(low, high)| low != high)
    }

    pub(super) fn only(&self, print: impl Fn(T) -> String) -> ColumnStats {
        ColumnStats::only(match self.seen {
            None => Only::Nothing,
            Some((low, high)) if low == high => Only::One(print(low)),
            Some(_) => Only::Several,
        })
    }
}

impl Line<i64> {
    /// The breakpoints, where a few decide alone which class a value has: they are compared with
    /// whole numbers from 0 to 99,999,999, so those beyond what 32 bits hold are as good at their end.
    pub(super) fn few_and_short(&self) -> Option<Vec<i32>> {
        let few = self.breakpoints.few().filter(|_| self.missing.is_empty())?;
        let short = |at: &i64| (*at).clamp(i32::MIN.into(), i32::MAX.into()) as i32;
        Some(few.iter().map(short).collect())
    }

    /// Takes note of the lowest and the highest of some values.
    pub(super) fn see(&mut self, (low, high): (i64, i64)) {
        let (lowest, highest) = self.seen.unwrap_or((low, high));
        self.seen = Some((low.min(lowest), high.max(highest)));
    }

    /// The class of a day, and its month.
    #[inline(always)]
    pub(super) fn day(&mut self, day: Read<i64>) -> (u32, u16) {
        match (self.class(day), day) {
            (0, _) | (_, Ok(None)) => (0, 0),
            (class, Ok(Some(day))) => (class, month_of_day(day)),
            (class, Err(Misfit)) => (class, 0),
        }
    }
}
