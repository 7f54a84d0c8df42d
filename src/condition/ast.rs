//! A condition after parsing and type checking.

use std::cmp::Ordering;

use jiff::civil::Date;

use crate::text::{Span, named};

/// A condition with its wording, and where in that wording each attribute is named.
#[derive(Debug, Clone, PartialEq)]
pub struct Expression {
    /// As written in the plan.
    pub text: String,
    /// The checked condition.
    pub condition: Condition,
    /// Each mention of an attribute, in the order of the text.
    pub mentions: Vec<Mention>,
    /// Each text that an attribute is compared with whole (`=`, `!=`, `in`), in the order of the text.
    pub texts: Vec<TextValue>,
    /// Where each test stands, in bytes of [`Expression::text`], in the order of [`Condition::tests`].
    pub tests: Vec<Span>,
}

/// A text that an attribute is compared with whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextValue {
    /// The attribute.
    pub attribute: AttributeId,
    /// The text, without its quotes.
    pub value: String,
    /// Where in [`Expression::text`], in bytes, the quotes included.
    pub at: Span,
}

/// An attribute named in a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mention {
    /// The attribute.
    pub attribute: AttributeId,
    /// Where in [`Expression::text`], in bytes.
    pub at: Span,
}

/// Which attribute of the plan's data dictionary: its place in `Plan::attributes`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AttributeId(pub usize);

named! {
    /// What an attribute's values are.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
    pub enum AttributeType {
        /// Any text; compares exactly.
        #[default]
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
    /// What a value of it is, inside a sentence: `a whole number`.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Integer => "a whole number",
            Self::Number => "a number",
            Self::Boolean => "true or false",
            Self::Date => "a date",
        }
    }

    /// Whether its values compare as numbers.
    pub fn is_numeric(self) -> bool {
        matches!(self, Self::Integer | Self::Number)
    }
}

/// A condition on a lead, with SQL's three answers: true, false, and null where an attribute it
/// needs is missing. Only *true* is a match.
///
/// The tests are [`Test`]s, or [`Ask`](super::syntax::Ask)s before types are checked.
#[derive(Debug, Clone, PartialEq)]
pub enum Condition<T = Test> {
    /// All of them; at least two, none of them an `And` itself.
    And(Vec<Self>),
    /// Any of them; at least two, none of them an `Or` itself.
    Or(Vec<Self>),
    /// The opposite; null stays null.
    Not(Box<Self>),
    /// One question about one attribute.
    Test(T),
}

impl<T> Condition<T> {
    /// All tests, in the order of the text.
    pub fn tests(&self) -> Vec<&T> {
        match self {
            Self::And(parts) | Self::Or(parts) => parts.iter().flat_map(Self::tests).collect(),
            Self::Not(inner) => inner.tests(),
            Self::Test(test) => vec![test],
        }
    }
}

/// One question about one attribute. Types fit by construction: an ordering never meets a
/// boolean, a pattern only text, a number only a number.
#[derive(Debug, Clone, PartialEq)]
pub struct Test {
    /// The value that is tested.
    pub operand: Operand,
    /// What is asked of the value.
    pub predicate: Predicate,
}

impl Test {
    /// A question about an attribute itself.
    pub fn of(attribute: AttributeId, predicate: Predicate) -> Self {
        Self {
            operand: Operand::Attribute(attribute),
            predicate,
        }
    }
}

/// The value that a test looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Operand {
    /// The attribute itself.
    Attribute(AttributeId),
    /// Whole days from a date attribute to the plan's `as_of`; negative for days to come.
    DaysSince(AttributeId),
}

impl Operand {
    /// The attribute that is read.
    pub fn attribute(self) -> AttributeId {
        match self {
            Self::Attribute(id) | Self::DaysSince(id) => id,
        }
    }
}

/// A question about a value; `L` are the values that it is compared with.
#[derive(Debug, Clone, PartialEq)]
pub enum Predicate<L = Literal> {
    /// `= != < <= > >=`
    Compare(Comparison, L),
    /// `in (…)`; at least one value. `not in` is [`Condition::Not`] of it.
    In(Vec<L>),
    /// `between low and high`, both ends included.
    Between(L, L),
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

/// A comparison sign.
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

impl Comparison {
    /// How it is written.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
        }
    }

    /// The one that is true where this one is false: `<` for `>=`.
    #[must_use]
    pub fn negated(self) -> Self {
        match self {
            Self::Equal => Self::NotEqual,
            Self::NotEqual => Self::Equal,
            Self::Less => Self::GreaterOrEqual,
            Self::LessOrEqual => Self::Greater,
            Self::Greater => Self::LessOrEqual,
            Self::GreaterOrEqual => Self::Less,
        }
    }

    /// This one, or [`Self::negated`].
    #[must_use]
    pub fn negated_if(self, negated: bool) -> Self {
        match negated {
            true => self.negated(),
            false => self,
        }
    }

    /// The one that says the same with its sides exchanged: `>` for `<`.
    #[must_use]
    pub fn turned(self) -> Self {
        match self {
            Self::Equal => Self::Equal,
            Self::NotEqual => Self::NotEqual,
            Self::Less => Self::Greater,
            Self::LessOrEqual => Self::GreaterOrEqual,
            Self::Greater => Self::Less,
            Self::GreaterOrEqual => Self::LessOrEqual,
        }
    }

    /// Whether it asks for an order (`<`, `<=`, `>`, `>=`).
    pub fn is_ordering(self) -> bool {
        !matches!(self, Self::Equal | Self::NotEqual)
    }

    /// Its answer for two values that stand in this order.
    pub fn holds(self, order: Ordering) -> bool {
        match self {
            Self::Equal => order.is_eq(),
            Self::NotEqual => order.is_ne(),
            Self::Less => order.is_lt(),
            Self::LessOrEqual => order.is_le(),
            Self::Greater => order.is_gt(),
            Self::GreaterOrEqual => order.is_ge(),
        }
    }
}

/// A value written in a condition. Against a number attribute every number is a `Number`; against
/// an integer attribute or a count of days a whole number is an `Integer`, and a `Number` is never
/// whole unless it is past the range of `i64`.
#[derive(Debug, Clone, PartialEq)]
pub enum Literal {
    /// `'text'`
    Text(String),
    /// `12`
    Integer(i64),
    /// `3.5`; finite, never minus zero
    Number(f64),
    /// `true`, `false`
    Boolean(bool),
    /// `date '2027-01-04'`
    Date(Date),
}
