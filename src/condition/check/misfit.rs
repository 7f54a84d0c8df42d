//! What is said where a type does not fit.

use super::infer::Use;
use super::{Elsewhere, TypeError};
use crate::condition::literal::{
    iso_date, meant_date, quoted, shortened, write_literal, write_name,
};
use crate::condition::syntax::Subject;
use crate::condition::{AttributeType, Comparison, ConditionError, Literal};
use crate::text::Span;

/// Something that does not fit, with what its message needs.
pub(super) enum Misfit<'a> {
    /// A value of another type than the attribute.
    Value {
        subject: &'a Subject,
        kind: AttributeType,
        literal: &'a Literal,
        /// The value as written.
        source: &'a str,
        sign: Option<Comparison>,
    },
    /// `like` and its kin on something other than text.
    Pattern {
        subject: &'a Subject,
        kind: AttributeType,
        word: &'static str,
    },
    /// A bare attribute that is not a boolean.
    Bare {
        subject: &'a Subject,
        kind: AttributeType,
    },
    /// The age of something other than a date.
    DaysSince {
        subject: &'a Subject,
        kind: AttributeType,
    },
    /// `<` on a boolean.
    OrderOfBooleans { name: &'a str },
    /// A list of values of several types.
    MixedList {
        one: &'a Literal,
        other: &'a Literal,
    },
    /// A `between` that nothing can be in.
    EmptyBetween { low: &'a Literal, high: &'a Literal },
    /// `1.500` for a whole number.
    Thousands { number: f64, source: &'a str },
    /// A fraction that a whole number is to equal.
    NeverWhole {
        subject: &'a Subject,
        literal: &'a Literal,
        sign: Comparison,
    },
}

impl Misfit<'_> {
    pub(super) fn into_error(
        self,
        condition: usize,
        span: Span,
        first_use: Option<Use>,
    ) -> TypeError {
        let of_type = self.attribute();
        let also = of_type
            .zip(first_use)
            .map(|((name, kind), first)| Elsewhere {
                condition: first.condition,
                span: first.span,
                text: format!("here `{name}` is used as {}", a(kind)),
            });
        let (message, help) = self.words();
        let help = match &also {
            Some(_) => format!("{help}; or say under `attributes` what it is"),
            None => help,
        };
        TypeError {
            condition,
            error: ConditionError::new(span, message, help),
            also,
        }
    }

    /// The attribute whose type is in question, where it is one.
    fn attribute(&self) -> Option<(&str, AttributeType)> {
        match self {
            Self::Value { subject, kind, .. } if !subject.days_since => {
                Some((&subject.name, *kind))
            }
            Self::Pattern { subject, kind, .. } if !subject.days_since => {
                Some((&subject.name, *kind))
            }
            Self::Bare { subject, kind } | Self::DaysSince { subject, kind } => {
                Some((&subject.name, *kind))
            }
            _ => None,
        }
    }

    fn words(&self) -> (String, String) {
        match self {
            Self::Value {
                subject,
                kind,
                literal,
                source,
                sign,
            } => (
                format!(
                    "{} {}, {} is {}",
                    shown(subject),
                    is(subject, *kind),
                    shortened(source),
                    a_value(literal)
                ),
                value_help(subject, *kind, literal, *sign),
            ),
            Self::Pattern {
                subject,
                kind,
                word,
            } => (
                format!(
                    "`{word}` asks about text, and {} {}",
                    shown(subject),
                    is(subject, *kind)
                ),
                comparison_help(subject, *kind),
            ),
            Self::Bare { subject, kind } => (
                format!(
                    "{} {}, so it needs a question",
                    shown(subject),
                    is(subject, *kind)
                ),
                comparison_help(subject, *kind),
            ),
            Self::DaysSince { subject, kind } => (
                format!(
                    "`days_since` counts from a date, and `{}` is {}",
                    subject.name,
                    a(*kind)
                ),
                "give it an attribute of type date".to_owned(),
            ),
            Self::OrderOfBooleans { name } => (
                "true and false have no order".to_owned(),
                format!("write `{0}` or `not {0}`", write_name(name)),
            ),
            Self::MixedList { one, other } => (
                format!(
                    "the values of a list are of one type: {} is {}, {} is {}",
                    write_literal(one),
                    a_value(one),
                    write_literal(other),
                    a_value(other)
                ),
                "write them all as texts in single quotes, or all as numbers".to_owned(),
            ),
            Self::EmptyBetween { low, high } => {
                let (low, high) = (write_literal(low), write_literal(high));
                (
                    format!("nothing is between {low} and {high}: {low} is the higher one"),
                    format!("write the lower value first: `between {high} and {low}`"),
                )
            }
            Self::Thousands { number, source } => {
                let read = write_literal(&Literal::Number(*number));
                (
                    format!("`{source}` reads as {read}: decimals follow a point"),
                    format!(
                        "nothing stands between thousands: write {}, or {read} if that is meant",
                        source.replace('.', "")
                    ),
                )
            }
            Self::NeverWhole {
                subject,
                literal,
                sign,
            } => {
                let value = write_literal(literal);
                let always = match sign {
                    Comparison::NotEqual => "always differs from",
                    _ => "never equals",
                };
                (
                    format!("{} is a whole number and {always} {value}", shown(subject)),
                    "write a whole number, or compare with `<` or `>`".to_owned(),
                )
            }
        }
    }
}

fn shown(subject: &Subject) -> String {
    if subject.days_since {
        format!("`days_since({})`", write_name(&subject.name))
    } else {
        format!("`{}`", subject.name)
    }
}

fn is(subject: &Subject, kind: AttributeType) -> String {
    match subject.days_since {
        true => "is a number of days".to_owned(),
        false => format!("is {}", a(kind)),
    }
}

fn a(kind: AttributeType) -> &'static str {
    match kind {
        AttributeType::Text => "text",
        AttributeType::Integer => "a whole number",
        AttributeType::Number => "a number",
        AttributeType::Boolean => "true or false",
        AttributeType::Date => "a date",
    }
}

fn a_value(literal: &Literal) -> &'static str {
    match literal {
        Literal::Text(_) => "text",
        Literal::Integer(_) | Literal::Number(_) => "a number",
        Literal::Boolean(_) => "a boolean value",
        Literal::Date(_) => "a date",
    }
}

/// A question that fits an attribute of this type.
fn comparison_help(subject: &Subject, kind: AttributeType) -> String {
    let name = write_name(&subject.name);
    match kind {
        _ if subject.days_since => format!("compare the days, as in `days_since({name}) < 30`"),
        AttributeType::Text => {
            format!("compare it, as in `{name} = 'Manufacturing'`, or write `{name} is not null`")
        }
        AttributeType::Integer | AttributeType::Number => {
            format!("compare it, as in `{name} >= 1`, or write `{name} is not null`")
        }
        AttributeType::Boolean => format!("write `{name}` or `not {name}`"),
        AttributeType::Date => format!(
            "compare it, as in `{name} >= date '2027-01-04'` or `days_since({name}) < 30`, or write `{name} is not null`"
        ),
    }
}

fn value_help(
    subject: &Subject,
    kind: AttributeType,
    literal: &Literal,
    sign: Option<Comparison>,
) -> String {
    let name = write_name(&subject.name);
    match (kind, literal) {
        (AttributeType::Boolean, literal) => boolean_help(&name, literal, sign),
        (AttributeType::Date, Literal::Text(text)) => {
            match iso_date(text).or_else(|| meant_date(text)) {
                Some(date) => format!("write `date '{date}'`"),
                None => "write a date as date '2027-01-04'".to_owned(),
            }
        }
        (AttributeType::Date, Literal::Integer(_) | Literal::Number(_)) => format!(
            "to count days, write `days_since({name}) {} {}`",
            sign.map_or("<", Comparison::sign),
            write_literal(literal)
        ),
        (AttributeType::Integer | AttributeType::Number, Literal::Text(text)) => {
            match text.trim().parse::<f64>() {
                Ok(number) if number.is_finite() => {
                    format!("write the number without quotes: {}", text.trim())
                }
                _ => "write a number without quotes, as in 1500".to_owned(),
            }
        }
        (AttributeType::Text, Literal::Integer(_) | Literal::Number(_) | Literal::Boolean(_)) => {
            format!(
                "write a text in single quotes: {}",
                quoted(&write_literal(literal))
            )
        }
        (AttributeType::Text, Literal::Date(date)) => {
            format!("write a text in single quotes: '{date}'")
        }
        _ => comparison_help(subject, kind),
    }
}

/// `converted = 1` where `converted` is a boolean.
fn boolean_help(name: &str, literal: &Literal, sign: Option<Comparison>) -> String {
    let yes = match literal {
        Literal::Integer(1) => Some(true),
        Literal::Integer(0) => Some(false),
        Literal::Text(text) => match text.to_lowercase().as_str() {
            "yes" | "y" | "true" | "1" => Some(true),
            "no" | "n" | "false" | "0" => Some(false),
            _ => None,
        },
        _ => None,
    };
    match (yes, sign) {
        (Some(yes), Some(sign @ (Comparison::Equal | Comparison::NotEqual))) => {
            let plain = yes == (sign == Comparison::Equal);
            let not = if plain { "" } else { "not " };
            format!("write `{not}{name}`")
        }
        _ => format!("write `{name}` or `not {name}`"),
    }
}
