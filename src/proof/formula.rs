//! Conditions as formulas over sets of classes, in which each answer is only yes or no.

use super::classes::ClassSet;
use crate::condition::{Condition, Test};

/// A formula with two answers.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Formula {
    /// All of them; true if there are none.
    All(Vec<Self>),
    /// Any of them; false if there are none.
    Any(Vec<Self>),
    /// The value of a variable is in one of these classes.
    In(usize, ClassSet),
}

impl Formula {
    /// "The condition's answer is `wanted`", or its opposite, "it is another or null"; `atom` makes
    /// this of one test.
    ///
    /// An `and` is true if all parts are, and not true if one is not; the reverse for false.
    pub(super) fn of(
        condition: &Condition,
        wanted: bool,
        holds: bool,
        atom: &impl Fn(&Test, bool, bool) -> Self,
    ) -> Self {
        match condition {
            Condition::And(parts) | Condition::Or(parts) => {
                let is_and = matches!(condition, Condition::And(_));
                let parts = parts.iter().map(|part| Self::of(part, wanted, holds, atom));
                Self::joined(parts, (is_and == wanted) == holds)
            }
            Condition::Not(inner) => Self::of(inner, !wanted, holds, atom),
            Condition::Test(test) => atom(test, wanted, holds),
        }
    }

    /// All of some formulas, or any of them; those of one variable become one.
    fn joined(parts: impl Iterator<Item = Self>, all: bool) -> Self {
        let mut joined: Vec<Self> = Vec::new();
        let mut take = |part: Self| {
            if let Self::In(variable, set) = &part {
                for other in &mut joined {
                    if let Self::In(own, classes) = other
                        && own == variable
                    {
                        if all {
                            classes.keep(set);
                        } else {
                            classes.join(set);
                        }
                        return;
                    }
                }
            }
            joined.push(part);
        };
        for part in parts {
            match part {
                Self::All(inner) if all => inner.into_iter().for_each(&mut take),
                Self::Any(inner) if !all => inner.into_iter().for_each(&mut take),
                part => take(part),
            }
        }
        match (joined.len(), all) {
            (1, _) => joined.remove(0),
            (_, true) => Self::All(joined),
            (_, false) => Self::Any(joined),
        }
    }
}
