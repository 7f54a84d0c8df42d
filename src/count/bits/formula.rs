//! Conditions over columns of bits.

use crate::condition::{Condition, Test};

/// Words of 64 rows that are decided together, so that wide registers can be used.
pub(super) const LANES: usize = 8;

/// One bit for each of 64 × [`LANES`] rows.
pub(super) type Plane = [u64; LANES];

/// No bit set.
pub(super) const NONE: Plane = [0; LANES];

/// The answers of a condition for each row: yes, no, or neither where it is null.
#[derive(Debug, Clone, Copy)]
pub(super) struct Answers {
    pub(super) yes: Plane,
    pub(super) no: Plane,
}

impl Answers {
    /// Null for every row.
    pub(super) const NULL: Self = Self {
        yes: NONE,
        no: NONE,
    };

    /// The rows without an answer.
    pub(super) fn null(&self) -> Plane {
        each(&self.yes, &self.no, |yes, no| !(yes | no))
    }
}

/// Two planes, word by word.
#[inline(always)]
pub(super) fn each(one: &Plane, other: &Plane, of: impl Fn(u64, u64) -> u64) -> Plane {
    let mut both = NONE;
    for lane in 0..LANES {
        both[lane] = of(one[lane], other[lane]);
    }
    both
}

/// A condition whose tests are planes, by their numbers.
#[derive(Debug)]
pub(super) enum Formula {
    Test {
        /// The rows for which the test is true.
        yes: usize,
        /// The rows for which it is null: those without a value. None if it never is.
        missing: Option<usize>,
    },
    Not(Box<Formula>),
    All(Vec<Formula>),
    Any(Vec<Formula>),
}

impl Formula {
    /// A condition, whose tests `test` turns into planes.
    pub(super) fn new(condition: &Condition, test: &impl Fn(&Test) -> Self) -> Self {
        let all = |parts: &[Condition]| parts.iter().map(|part| Self::new(part, test)).collect();
        match condition {
            Condition::And(parts) => Self::All(all(parts)),
            Condition::Or(parts) => Self::Any(all(parts)),
            Condition::Not(inner) => Self::Not(Box::new(Self::new(inner, test))),
            Condition::Test(one) => test(one),
        }
    }

    /// The answers for the rows at hand: Kleene's three-valued logic, as SQL has it.
    pub(super) fn answers(&self, planes: &[Plane]) -> Answers {
        match self {
            Self::Test { yes, missing } => {
                let yes = planes[*yes];
                let missing = missing.map_or(&NONE, |missing| &planes[missing]);
                let no = each(&yes, missing, |yes, missing| !(yes | missing));
                Answers { yes, no }
            }
            Self::Not(inner) => {
                let Answers { yes, no } = inner.answers(planes);
                Answers { yes: no, no: yes }
            }
            Self::All(parts) => joined(parts, planes, |all, part| {
                all.yes = each(&all.yes, &part.yes, |all, part| all & part);
                all.no = each(&all.no, &part.no, |any, part| any | part);
            }),
            Self::Any(parts) => joined(parts, planes, |any, part| {
                any.yes = each(&any.yes, &part.yes, |any, part| any | part);
                any.no = each(&any.no, &part.no, |all, part| all & part);
            }),
        }
    }
}

#[inline(always)]
fn joined(parts: &[Formula], planes: &[Plane], join: impl Fn(&mut Answers, &Answers)) -> Answers {
    let mut answers = parts.iter().map(|part| part.answers(planes));
    let Some(mut all) = answers.next() else {
        return Answers::NULL;
    };
    for part in answers {
        join(&mut all, &part);
    }
    all
}
