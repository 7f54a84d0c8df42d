//! What is said where a type does not fit: one row a mismatch, and the phrases that fill it.

use crate::condition::literal::{iso_date, meant_date, quoted, write_literal, write_name};
use crate::condition::mistake::{Mistake, rows};
use crate::condition::syntax::Subject;
use crate::condition::{AttributeType, Comparison, Literal};

rows! {
    VALUE: "{0} {1}, {2…} is {3}" => "{4}";
    PATTERN: "`{0}` asks about text, and {1} {2}" => "{3}";
    BARE: "{0} {1}, so it needs a comparison" => "{2}";
    DAYS_SINCE: "`days_since` counts from a date, but `{0}` is {1}"
        => "give it an attribute of type date";
    ORDER_OF_BOOLEANS: "true and false have no order" => "write `{0}` or `not {0}`";
    MIXED_LIST: "the values of a list must be of one type: {0} is {1}, {2} is {3}"
        => "write them all as texts in single quotes, or all as numbers";
    EMPTY_BETWEEN: "nothing lies between {0} and {1}: {0} is higher"
        => "write the lower value first: `between {1} and {0}`";
    THOUSANDS: "`{0}` means {1}: a point separates decimals"
        => "leave out the thousands separator: write {2}, or {1} if that is meant";
    NEVER_WHOLE: "{0} is a whole number and {1} {2}"
        => "write a whole number, or compare with `<` or `>`";
}

/// The subject as messages name it.
pub(super) fn shown(subject: &Subject) -> String {
    if subject.days_since {
        format!("`days_since({})`", write_name(&subject.name))
    } else {
        format!("`{}`", subject.name)
    }
}

/// `is a whole number`, of what the values are compared with.
pub(super) fn is(subject: &Subject, kind: AttributeType) -> String {
    match subject.days_since {
        true => "is a number of days".to_owned(),
        false => format!("is {}", kind.in_words()),
    }
}

pub(super) fn a_value(literal: &Literal) -> &'static str {
    match literal {
        Literal::Text(_) => "text",
        Literal::Integer(_) | Literal::Number(_) => "a number",
        Literal::Boolean(_) => "a boolean value",
        Literal::Date(_) => "a date",
    }
}

/// A question that fits an attribute of this type.
pub(super) fn comparison_help(subject: &Subject, kind: AttributeType) -> String {
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

/// What to write in place of a value of another type than the attribute's.
pub(super) fn value_help(
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
