//! A condition that has been read and type-checked: who fits.

use jiff::civil::Date;

use crate::text::{Span, named};

/// A condition with its wording, and where in that wording each attribute is named.
#[derive(Debug, Clone, PartialEq)]
pub struct Expression {
    /// As written in the plan.
    pub text: String,
    /// What it means.
    pub condition: Condition,
    /// Each mention of an attribute, in the order of the text.
    pub mentions: Vec<Mention>,
}

/// An attribute named in a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mention {
    /// Which.
    pub attribute: AttributeId,
    /// Where in [`Expression::text`], in bytes.
    pub at: Span,
}

/// Which attribute of the plan's data dictionary: its place in `Plan::attributes`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AttributeId(pub usize);

named! {
    /// What an attribute's values are.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    pub enum AttributeType {
        /// Any text; compares exactly.
        Text = "text",
        /// A whole number.
        Integer = "integer",
        /// A number.
        Number = "number",
        /// True or false.
        Boolean = "boolean",
        /// A day.
        Date = "date",
    }
}

impl AttributeType {
    /// Whether its values compare as numbers.
    #[must_use]
    pub fn is_numeric(self) -> bool {
        matches!(self, Self::Integer | Self::Number)
    }
}

/// A condition on a lead, with SQL's three answers: true, false, and null where an attribute it
/// needs is missing. Only *true* is a match.
#[derive(Debug, Clone, PartialEq)]
pub enum Condition {
    /// All of them; at least two.
    And(Vec<Condition>),
    /// Any of them; at least two.
    Or(Vec<Condition>),
    /// The opposite; null stays null.
    Not(Box<Condition>),
    /// One question about one attribute.
    Test(Test),
}

/// One question about one attribute. Types fit by construction: an ordering never meets a
/// boolean, a pattern only text, a number only a number.
#[derive(Debug, Clone, PartialEq)]
pub struct Test {
    /// What is asked about.
    pub operand: Operand,
    /// The question.
    pub predicate: Predicate,
}

/// What a test asks about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Operand {
    /// The attribute itself.
    Attribute(AttributeId),
    /// Whole days from a date attribute to the plan's `as_of`; negative for days to come.
    DaysSince(AttributeId),
}

impl Operand {
    /// The attribute that is read.
    #[must_use]
    pub fn attribute(self) -> AttributeId {
        match self {
            Self::Attribute(id) | Self::DaysSince(id) => id,
        }
    }
}

/// A question about a value.
#[derive(Debug, Clone, PartialEq)]
pub enum Predicate {
    /// `= != < <= > >=`
    Compare(Comparison, Literal),
    /// `in (…)`; at least one value. `not in` is [`Condition::Not`] of it.
    In(Vec<Literal>),
    /// `between low and high`, both ends included.
    Between(Literal, Literal),
    /// `like`, SQL's pattern: `%` any letters, `_` one letter, no escape sign.
    Like(String),
    /// `starts with`
    StartsWith(String),
    /// `contains`
    Contains(String),
    /// A bare boolean attribute.
    IsTrue,
    /// `is null`; never null itself. `is not null` is [`Condition::Not`] of it.
    IsNull,
}

/// How two values are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// `=`
    Equal,
    /// `!=`, also written `<>`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

/// A value written in a condition.
#[derive(Debug, Clone, PartialEq)]
pub enum Literal {
    /// `'text'`
    Text(String),
    /// `12`
    Integer(i64),
    /// `3.5`; finite
    Number(f64),
    /// `true`, `false`
    Boolean(bool),
    /// `date '2027-01-04'`
    Date(Date),
}
