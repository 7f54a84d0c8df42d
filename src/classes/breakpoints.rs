//! Numbers and days, divided where answers change.

use std::cmp::Ordering;

use crate::condition::{Comparison, Literal, Operand, Predicate, Test};

use crate::condition::value::day_number;
use crate::lists;

/// From so many breakpoints on a value's class is searched.
const SEARCHED_FROM: usize = 24;

/// A number or a day.
pub(super) trait Ordered: Copy + PartialOrd + Default {
    /// The lowest value that is not below the literal.
    fn not_below(literal: &Literal) -> Option<Self>;
    /// The lowest value above the literal.
    fn above(literal: &Literal) -> Option<Self>;
    /// The value before.
    fn before(self) -> Self;
    /// For an age in days, the first day that is younger.
    fn first_younger(self, as_of: i64) -> Self;
}

impl Ordered for i64 {
    fn not_below(literal: &Literal) -> Option<Self> {
        whole(literal, f64::ceil)
    }

    fn above(literal: &Literal) -> Option<Self> {
        whole(literal, f64::floor).and_then(|last| last.checked_add(1))
    }

    fn before(self) -> Self {
        self.saturating_sub(1)
    }

    fn first_younger(self, as_of: i64) -> Self {
        as_of.saturating_sub(self).saturating_add(1)
    }
}

fn whole(literal: &Literal, round: impl Fn(f64) -> f64) -> Option<i64> {
    match literal {
        Literal::Integer(value) => Some(*value),
        // Beyond the range of whole numbers the nearest one will do.
        Literal::Number(value) => Some(round(*value) as i64),
        Literal::Date(date) => Some(day_number(*date)),
        Literal::Text(_) | Literal::Boolean(_) => None,
    }
}

impl Ordered for f64 {
    fn not_below(literal: &Literal) -> Option<Self> {
        match literal {
            Literal::Integer(value) => Some(*value as f64),
            Literal::Number(value) => Some(*value),
            Literal::Text(_) | Literal::Boolean(_) | Literal::Date(_) => None,
        }
    }

    fn above(literal: &Literal) -> Option<Self> {
        Self::not_below(literal).map(f64::next_up)
    }

    fn before(self) -> Self {
        self.next_down()
    }

    fn first_younger(self, _: i64) -> Self {
        self
    }
}

/// The values from which on answers may be others: numbers or days between two of them answer every
/// test alike, and are one class. Class 0 is left to what is missing; the lowest values have class 1.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Breakpoints<T> {
    at: Vec<T>,
}

impl<T: Ordered> Breakpoints<T> {
    /// For these tests; ages are counted to the day `as_of`.
    pub(super) fn new(tests: &[Test], as_of: i64) -> Self {
        let mut at: Vec<T> = tests
            .iter()
            .flat_map(|test| {
                let places = changes(&test.predicate).into_iter();
                places.map(|place: T| match test.operand {
                    Operand::DaysSince(_) => place.first_younger(as_of),
                    Operand::Attribute(_) => place,
                })
            })
            .collect();
        lists::sort_by(&mut at, |one, other| {
            one.partial_cmp(other).unwrap_or(Ordering::Equal)
        });
        at.dedup();
        Self { at }
    }

    /// The breakpoints, where they are so few that a class is counted and not searched.
    pub(super) fn few(&self) -> Option<&[T]> {
        (self.at.len() <= SEARCHED_FROM).then_some(&*self.at)
    }

    /// How many classes there are, the missing one among them.
    pub(super) fn classes(&self) -> u32 {
        self.at.len() as u32 + 2
    }

    /// The class of a value.
    #[inline(always)]
    pub(super) fn class(&self, value: T) -> u32 {
        // A few are counted sooner than they are searched.
        if self.at.len() > SEARCHED_FROM {
            return 1 + self.at.partition_point(|breakpoint| value >= *breakpoint) as u32;
        }
        let mut class = 1;
        for breakpoint in &self.at {
            class += u32::from(value >= *breakpoint);
        }
        class
    }

    /// A member of a class other than 0.
    pub(super) fn member(&self, class: u32) -> T {
        let member = match class {
            0 | 1 => self.at.first().map(|first| first.before()),
            _ => self.at.get(class as usize - 2).copied(),
        };
        // Without breakpoints any value will do.
        member.unwrap_or_default()
    }
}

/// The values from which on the answer may be another.
fn changes<T: Ordered>(predicate: &Predicate) -> Vec<T> {
    let both = |literal: &Literal| [T::not_below(literal), T::above(literal)];
    let places = match predicate {
        Predicate::Compare(Comparison::Less | Comparison::GreaterOrEqual, literal) => {
            vec![T::not_below(literal)]
        }
        Predicate::Compare(Comparison::LessOrEqual | Comparison::Greater, literal) => {
            vec![T::above(literal)]
        }
        Predicate::Compare(Comparison::Equal | Comparison::NotEqual, literal) => {
            both(literal).into()
        }
        Predicate::In(literals) => literals.iter().flat_map(both).collect(),
        Predicate::Between(low, high) => vec![T::not_below(low), T::above(high)],
        Predicate::Like(_)
        | Predicate::StartsWith(_)
        | Predicate::Contains(_)
        | Predicate::IsTrue
        | Predicate::IsNull => Vec::new(),
    };
    places.into_iter().flatten().collect()
}
