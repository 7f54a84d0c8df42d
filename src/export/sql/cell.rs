//! How a column of the table becomes a value of its attribute's type: what `condition::value` says of
//! cells, in SQL.

use super::date_format::{self, iso_branches};
use super::dialect::{Dialect, Type};
use super::layout::Sql;
use crate::condition::{AttributeType, DecimalSign, Literal};
use crate::count::value_of_word;
use crate::plan::Attribute;
use crate::text::visible::visible;

/// How a column stores the values of an attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stored {
    /// As its type.
    Typed,
    /// As texts.
    Text,
}

impl Stored {
    /// A plan that says how values are written, or that words stand for missing ones which are no value
    /// of the type, speaks of texts.
    pub(super) fn of(attribute: &Attribute, all_texts: bool) -> Self {
        let is_word = |word: &String| {
            attribute.kind == AttributeType::Boolean || value_of_word(attribute, word).is_none()
        };
        let is_text = attribute.kind != AttributeType::Text
            && (all_texts
                || attribute.decimal.is_some()
                || attribute.format.is_some()
                || !attribute.yes.is_empty()
                || !attribute.no.is_empty()
                || attribute.missing.iter().any(is_word));
        match is_text {
            true => Self::Text,
            false => Self::Typed,
        }
    }
}

/// The text of a column that stores texts, without the white space around it; null where it is empty
/// or a word for missing.
pub(super) fn trimmed(attribute: &Attribute, column: &str, dialect: &dyn Dialect) -> Sql {
    let text = match attribute.decimal {
        // A column of numbers has to be told from texts, since `1.234` would be a thousand.
        Some(DecimalSign::Comma) => column.to_owned(),
        _ => dialect.as_text(column),
    };
    let trimmed = format!("NULLIF({}, '')", dialect.trimmed(&text));
    match attribute.missing.as_slice() {
        [] => Sql::line(trimmed),
        words => {
            let words = words.iter().map(|word| dialect.text(word));
            let told = Sql::list(format!("{text} NOT IN ("), words, ")");
            Sql::cases(vec![(told, trimmed)])
        }
    }
}

/// The value of a column that stores it as its type.
pub(super) fn typed(attribute: &Attribute, column: &str, dialect: &dyn Dialect) -> Sql {
    let value = match attribute.kind {
        AttributeType::Text => {
            let mut words = vec![dialect.text("")];
            words.extend(attribute.missing.iter().map(|word| dialect.text(word)));
            return null_where(Sql::line(dialect.as_text(column)), &words);
        }
        AttributeType::Integer | AttributeType::Boolean => column.to_owned(),
        AttributeType::Number => dialect.as_number(column),
        AttributeType::Date => dialect.as_date(column),
    };
    null_where(Sql::line(value), &missing_values(attribute, dialect))
}

/// The value of a text that [`trimmed`] made; what is none of its type stops the query.
pub(super) fn read(attribute: &Attribute, text: &str, dialect: &dyn Dialect) -> Sql {
    let (mut branches, of) = match attribute.kind {
        AttributeType::Text => return Sql::line(text),
        AttributeType::Integer => (
            vec![integer(attribute.decimal, text, dialect)],
            Type::Integer,
        ),
        AttributeType::Number => (vec![number(attribute.decimal, text, dialect)], Type::Number),
        AttributeType::Boolean => (booleans(attribute, text, dialect), Type::Boolean),
        AttributeType::Date => (days(attribute.format.as_deref(), text, dialect), Type::Date),
    };
    let message = format!(
        "{} should hold {}",
        attribute.name,
        attribute.kind.in_words()
    );
    let readable: Vec<String> = branches.iter().map(|(when, _)| when.flat()).collect();
    branches.push((
        Sql::line(format!("{text} IS NOT NULL")),
        dialect.stop(&visible(&message), text, &readable, of),
    ));
    null_where(Sql::cases(branches), &missing_values(attribute, dialect))
}

/// Null where a value is one of some literals.
fn null_where(value: Sql, literals: &[String]) -> Sql {
    match literals {
        [] => value,
        [first, rest @ ..] if rest.len() < 2 => {
            let one = Sql::around("NULLIF(", value, format!(", {first})"));
            null_where(one, rest)
        }
        several => {
            let text = value.flat();
            let other = Sql::list(format!("{text} NOT IN ("), several.to_vec(), ")");
            Sql::cases(vec![(other, text)])
        }
    }
}

/// The values that `missing` words stand for, of numbers and dates.
pub(super) fn missing_values(attribute: &Attribute, dialect: &dyn Dialect) -> Vec<String> {
    if attribute.kind == AttributeType::Boolean {
        return Vec::new();
    }
    let words = attribute.missing.iter();
    let values = words.filter_map(|word| value_of_word(attribute, word));
    let literals = values.filter_map(|value| match value {
        Literal::Integer(value) => Some(value.to_string()),
        Literal::Number(value) => Some(dialect.number(value)),
        Literal::Date(date) if dialect.dates().contains(&date) => Some(dialect.date(date)),
        Literal::Date(_) | Literal::Text(_) | Literal::Boolean(_) => None,
    });
    let mut literals: Vec<String> = literals.collect();
    literals.dedup();
    literals
}

type Branch = (Sql, String);

fn integer(decimal: Option<DecimalSign>, text: &str, dialect: &dyn Dialect) -> Branch {
    let (whole, sign) = whole_digits(decimal, dialect);
    let pattern = format!("^[+-]?{whole}([{sign}]0*)?$");
    let digits = dialect.before(&without_marks(decimal, text, dialect), sign);
    let value = dialect.cast(&digits, Type::Integer);
    (
        is_read(text, &pattern, (&value, &digits, Type::Integer), dialect),
        value,
    )
}

fn number(decimal: Option<DecimalSign>, text: &str, dialect: &dyn Dialect) -> Branch {
    let (whole, sign) = whole_digits(decimal, dialect);
    let pattern = format!("^[+-]?({whole}([{sign}][0-9]*)?|[{sign}][0-9]+)([eE][+-]?[0-9]+)?$");
    let mut digits = without_marks(decimal, text, dialect);
    if sign == ',' {
        digits = format!("replace({digits}, ',', '.')");
    }
    let value = dialect.cast(&digits, Type::Number);
    (
        is_read(text, &pattern, (&value, &digits, Type::Number), dialect),
        value,
    )
}

/// The pattern of the digits before decimals, and the sign behind them.
fn whole_digits(decimal: Option<DecimalSign>, dialect: &dyn Dialect) -> (String, char) {
    let (sign, other) = match decimal {
        None => return ("[0-9]+".to_owned(), '.'),
        Some(DecimalSign::Point) => ('.', ','),
        Some(DecimalSign::Comma) => (',', '.'),
    };
    let marks =
        ['\u{a0}', '\u{202f}', '\u{2009}', '\'', '\u{2019}'].map(|mark| dialect.code_point(mark));
    let marks = [format!("[{other}]"), " ".to_owned()]
        .into_iter()
        .chain(marks);
    let groups: Vec<String> = marks.map(|mark| format!("({mark}[0-9]{{3}})+")).collect();
    (
        format!("([0-9]+|[1-9][0-9]{{0,2}}({}))", groups.join("|")),
        sign,
    )
}

fn without_marks(decimal: Option<DecimalSign>, text: &str, dialect: &dyn Dialect) -> String {
    match decimal {
        None => text.to_owned(),
        Some(DecimalSign::Point) => dialect.without(text, "[^0-9eE.+-]"),
        Some(DecimalSign::Comma) => dialect.without(text, "[^0-9eE,+-]"),
    }
}

fn booleans(attribute: &Attribute, text: &str, dialect: &dyn Dialect) -> Vec<Branch> {
    let usual = [
        (["true", "yes", "y", "t", "1"], &attribute.yes, "TRUE"),
        (["false", "no", "n", "f", "0"], &attribute.no, "FALSE"),
    ];
    let branch = |(usual, own, value): ([&str; 5], &Vec<String>, &str)| {
        let own = own
            .iter()
            .flat_map(|word| spellings(word).unwrap_or_default());
        let mut words: Vec<String> = usual.map(str::to_owned).into_iter().collect();
        for word in own {
            if !words.contains(&word) {
                words.push(word);
            }
        }
        let words = words.iter().map(|word| dialect.text(word));
        let list = Sql::list(format!("{} IN (", dialect.lower(text)), words, ")");
        (list, value.to_owned())
    };
    usual.map(branch).into_iter().collect()
}

/// A word in small letters, and in either case of the letters outside of ASCII, for which engines have
/// different ideas of small ones; None if that makes too many.
pub(super) fn spellings(word: &str) -> Option<Vec<String>> {
    const MOST: usize = 64;
    let mut words = vec![String::new()];
    for letter in word.trim().to_lowercase().chars() {
        let mut ways = vec![letter];
        let mut large = letter.to_uppercase();
        if let (Some(one), None) = (large.next(), large.next())
            && !letter.is_ascii()
            && one != letter
        {
            ways.push(one);
        }
        words = words
            .iter()
            .flat_map(|begun| ways.iter().map(move |way| format!("{begun}{way}")))
            .collect();
        if words.len() > MOST {
            return None;
        }
    }
    Some(words)
}

/// A day in ISO's notation, also with a time of day behind it.
const ISO_DAY: &str = "^[0-9]{4}-[0-9]{2}-[0-9]{2}\
    ($|[T ][ \\t\\n\\f\\r]*($|([01]?[0-9]|2[0-3])(:[0-5]?[0-9](:([0-5]?[0-9]|60))?)?($|[Zz+ .,\\[-])))";

fn days(format: Option<&str>, text: &str, dialect: &dyn Dialect) -> Vec<Branch> {
    let format = format.filter(|format| !date_format::is_iso(format));
    let Some(format) = format else {
        return vec![day(text, ISO_DAY, &dialect.first(text, 10), dialect)];
    };
    let branches = iso_branches(format).unwrap_or_default().into_iter();
    branches
        .map(|(pattern, iso)| {
            let iso = dialect.rewritten(text, &pattern, &iso);
            day(text, &pattern, &iso, dialect)
        })
        .collect()
}

fn day(text: &str, pattern: &str, iso: &str, dialect: &dyn Dialect) -> Branch {
    let value = dialect.day_of(iso);
    (
        is_read(text, pattern, (&value, iso, Type::Date), dialect),
        value,
    )
}

/// Whether a text matches a pattern, and the value is what it says.
fn is_read(
    text: &str,
    pattern: &str,
    (value, from, of): (&str, &str, Type),
    dialect: &dyn Dialect,
) -> Sql {
    let matches = Sql::line(dialect.matches(text, pattern));
    let right = dialect.is_right(value, from, of).map(Sql::line);
    Sql::joined(true, std::iter::once(matches).chain(right).collect())
}
