//! Numbers, and what people write for them.

use super::token::Kind;
use crate::condition::literal::{iso_date, meant_date, shortened};

/// The number that a run of signs is, or what is wrong with it and what would be right.
pub(super) fn number(blob: &str) -> Result<Kind, (String, String)> {
    let digits = blob.strip_prefix('-').unwrap_or(blob);
    let (whole, fraction) = digits
        .split_once('.')
        .map_or((digits, None), |(whole, fraction)| (whole, Some(fraction)));
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let plain =
        all_digits(whole) && fraction.is_none_or(|part| !part.is_empty() && all_digits(part));
    if !plain {
        return Err(not_a_number(blob));
    }
    let too_large = || {
        let help = "the largest whole number is 9223372036854775807; write a larger one with a decimal point";
        (
            format!("`{}` is too large", shortened(blob)),
            help.to_owned(),
        )
    };
    match fraction {
        None => blob.parse().map(Kind::Integer).map_err(|_| too_large()),
        Some(_) => match blob.parse::<f64>() {
            Ok(value) if value.is_finite() => Ok(Kind::Decimal(value + 0.0)),
            _ => Err((
                format!("`{}` is too large", shortened(blob)),
                "write a smaller number".to_owned(),
            )),
        },
    }
}

fn not_a_number(blob: &str) -> (String, String) {
    let date = iso_date(blob).or_else(|| meant_date(blob));
    if let Some(date) = date {
        return (
            "a day is written with `date` and in single quotes".to_owned(),
            format!("write `date '{date}'`"),
        );
    }
    let help = if let Some((low, high)) = blob.split_once("..") {
        format!("a range is asked for with `between {low} and {high}`")
    } else if let Some(share) = blob.strip_suffix('%') {
        format!(
            "leave out the sign: `{share}`, or the share as a fraction, as the lead table has it"
        )
    } else if blob.starts_with(|sign: char| sign.is_ascii_digit())
        && blob.contains(char::is_alphabetic)
    {
        format!("write digits only; if it is an attribute's name, in double quotes: `\"{blob}\"`")
    } else {
        "write digits with at most one point, as in 1500 or 3.5".to_owned()
    };
    (format!("`{}` is not a number", shortened(blob)), help)
}
