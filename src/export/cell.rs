//! Values as lead tables write them.

use jiff::fmt::strtime;

use crate::condition::{DecimalSign, Literal};
use crate::plan::Attribute;

/// A value as the table of the plan has it; empty if it is missing.
pub(crate) fn written(attribute: &Attribute, value: Option<Literal>) -> String {
    match (value, &attribute.format) {
        (None, _) => String::new(),
        (Some(Literal::Text(text)), _) => text,
        (Some(Literal::Integer(number)), _) => number.to_string(),
        (Some(Literal::Boolean(answer)), _) => answer.to_string(),
        (Some(Literal::Number(number)), _) => match attribute.decimal {
            Some(DecimalSign::Comma) => number.to_string().replace('.', ","),
            _ => number.to_string(),
        },
        (Some(Literal::Date(day)), Some(format)) => {
            let written = strtime::format(format, day.at(0, 0, 0, 0));
            written.unwrap_or_else(|_| day.to_string())
        }
        (Some(Literal::Date(day)), None) => day.to_string(),
    }
}
