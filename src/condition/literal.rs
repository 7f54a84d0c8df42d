//! How literals and names are written.

use jiff::civil::Date;

use super::Literal;

pub(super) fn write_literal(literal: &Literal) -> String {
    match literal {
        Literal::Text(text) => quoted(text),
        Literal::Integer(value) => value.to_string(),
        Literal::Number(value) => decimal(*value),
        Literal::Boolean(value) => value.to_string(),
        Literal::Date(date) => format!("date '{date}'"),
    }
}

/// Whether the point of a number could be meant to separate thousands: `1.500`.
pub(super) fn has_thousands(source: &str) -> bool {
    let digits = source.strip_prefix('-').unwrap_or(source);
    let parts = digits.split_once('.');
    parts.is_some_and(|(whole, rest)| {
        (1..=3).contains(&whole.len()) && !whole.starts_with('0') && rest.len() == 3
    })
}

/// A text in single quotes, those inside it doubled.
pub(super) fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// An attribute's name: bare, or in double quotes where a bare one would be read otherwise.
pub fn write_name(name: &str) -> String {
    if is_bare(name) {
        name.to_owned()
    } else {
        format!("\"{}\"", name.replace('"', "\"\""))
    }
}

/// Whether conditions take a name without quotes.
pub fn is_bare(name: &str) -> bool {
    let mut letters = name.chars();
    letters.next().is_some_and(begins_word)
        && letters.all(continues_word)
        && keyword(name).is_none()
}

/// A number in full, without an exponent; past the whole numbers with a decimal point.
fn decimal(value: f64) -> String {
    let text = value.to_string();
    if text.parse::<i64>().is_err() && !text.contains('.') {
        format!("{text}.0")
    } else {
        text
    }
}

/// A date written year-month-day (`2027-01-04`), if there is such a day.
pub(super) fn iso_date(text: &str) -> Option<Date> {
    let [year, month, day] = parts(text, '-')?;
    let in_form = year.len() == 4 && month.len() == 2 && day.len() == 2;
    in_form.then(|| day_of(year, month, day)).flatten()
}

/// The date meant by another order of parts or another separator, if only one is possible.
pub(super) fn meant_date(text: &str) -> Option<Date> {
    let parts = ['.', '/', '-'].iter().find_map(|sign| {
        let found = parts(text, *sign)?;
        Some((*sign, found))
    });
    let (sign, [first, second, third]) = parts?;
    if first.len() == 4 {
        return day_of(first, second, third);
    }
    if third.len() != 4 {
        return None;
    }
    let day_first = day_of(third, second, first);
    let month_first = day_of(third, first, second);
    match (sign, day_first, month_first) {
        ('.', found, _) | (_, found, None) | (_, None, found) => found,
        (_, one, other) => one.filter(|_| one == other),
    }
}

fn parts(text: &str, sign: char) -> Option<[&str; 3]> {
    let parts: Vec<&str> = text.trim().split(sign).collect();
    let digits = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let three: [&str; 3] = parts.try_into().ok()?;
    three.iter().all(digits).then_some(three)
}

fn day_of(year: &str, month: &str, day: &str) -> Option<Date> {
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// An attribute with one of these names stands in double quotes.
const KEYWORDS: [&str; 15] = [
    "and",
    "or",
    "not",
    "in",
    "between",
    "like",
    "starts",
    "with",
    "contains",
    "is",
    "null",
    "true",
    "false",
    "date",
    "days_since",
];

pub(super) fn begins_word(sign: char) -> bool {
    sign.is_alphabetic() || sign == '_'
}

pub(super) fn continues_word(sign: char) -> bool {
    sign.is_alphanumeric() || sign == '_'
}

/// The keyword that a word is, in any case.
pub(super) fn keyword(word: &str) -> Option<&'static str> {
    KEYWORDS
        .into_iter()
        .find(|keyword| keyword.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_quoted_only_where_needed() {
        assert_eq!(write_name("größe_2"), "größe_2");
        assert_eq!(write_name("No. of employees"), "\"No. of employees\"");
        assert_eq!(write_name("Between"), "\"Between\"");
        assert_eq!(write_name("a \"b\""), "\"a \"\"b\"\"\"");
    }

    #[test]
    fn the_date_that_was_meant_is_found_where_only_one_can_be() {
        let meant = |text| meant_date(text).map(|date| date.to_string());
        assert_eq!(meant("04.01.2027").as_deref(), Some("2027-01-04"));
        assert_eq!(meant("12/31/2027").as_deref(), Some("2027-12-31"));
        assert_eq!(meant("2027/1/4").as_deref(), Some("2027-01-04"));
        assert_eq!(meant("04/01/2027"), None);
        assert_eq!(meant("soon"), None);
    }
}
