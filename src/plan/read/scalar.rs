//! Single values as people write them, and what to write where they are written another way.

use crate::plan::model::Estimate;
use crate::text::{nearest, words};
use crate::yaml::{Node, Style, Value};

/// A number, or how to write it.
pub(super) fn number(text: &str, style: Style) -> Result<f64, String> {
    let bare = text.trim();
    match parse(bare) {
        Some(value) if style == Style::Plain => Ok(value),
        Some(_) => Err(format!("quotes make it text; write {bare}")),
        None => {
            Err(number_meant(bare).unwrap_or_else(|| "write a number like 7 or 7.5".to_owned()))
        }
    }
}

/// Digits with an optional sign, fraction and exponent; nothing else that a computer might take.
fn parse(text: &str) -> Option<f64> {
    let plain = text
        .chars()
        .all(|sign| sign.is_ascii_digit() || "+-.eE".contains(sign));
    let has_digit = text.chars().any(|sign| sign.is_ascii_digit());
    let value: f64 = (plain && has_digit).then(|| text.parse().ok())??;
    value.is_finite().then_some(value)
}

fn number_meant(text: &str) -> Option<String> {
    let text = &ascii_digits(text);
    if let Some(number) = with_fraction(text) {
        return Some(format!(
            "decimals take a point: {}",
            words::number(number, 6)
        ));
    }
    if text.chars().filter(char::is_ascii_digit).count() == 0 {
        return None;
    }
    if let Some(share) = text
        .strip_suffix('%')
        .and_then(|number| parse(&plain_number(number.trim())?))
    {
        let share = words::number(share / 100.0, 6);
        return Some(format!("write the share as a decimal: {share}"));
    }
    if let Some(days) = days_meant(text) {
        return Some(format!("count it in days: {}", words::number(days, 1)));
    }
    let bare = text.trim_matches(|sign: char| !sign.is_ascii_digit() && !"+-.".contains(sign));
    if let Some(plain) = plain_number(bare) {
        return Some(match plain.contains('.') && !bare.contains('.') {
            true => format!("decimals take a point: {plain}"),
            false => format!("write only the number: {plain}"),
        });
    }
    let first = text.split([' ', '/']).map(str::trim).find_map(plain_number);
    first.map(|number| format!("write only the number: {number}"))
}

/// A number as other countries write it, without marks between thousands and with a point.
fn plain_number(text: &str) -> Option<String> {
    let text = text.trim_end_matches(['+', '.']);
    if parse(text).is_some() && !text.contains(['e', 'E']) {
        let zero = if text.starts_with('.') { "0" } else { "" };
        return Some(format!("{zero}{text}"));
    }
    let (whole, fraction) = match (text.rfind(','), text.rfind('.')) {
        (Some(comma), Some(point)) => text.split_at(comma.max(point)),
        (Some(comma), None) if !in_thousands(text) => text.split_at(comma),
        _ => (text, ""),
    };
    if whole.contains(MARKS) && !in_thousands(whole) {
        return None;
    }
    let number = format!("{}{}", whole.replace(MARKS, ""), fraction.replace(',', "."));
    parse(&number)?;
    number
        .chars()
        .all(|sign| !sign.is_alphabetic())
        .then_some(number)
}

/// What may stand between thousands.
const MARKS: [char; 7] = [',', '.', '_', ' ', '\'', '\u{a0}', '\u{202f}'];

/// Whether a text is digits with a mark between each three.
fn in_thousands(text: &str) -> bool {
    let mut groups = text.trim_start_matches(['+', '-']).split(MARKS);
    let digits = |group: &str| group.chars().all(|sign| sign.is_ascii_digit());
    let first = groups
        .next()
        .is_some_and(|first| (1..=3).contains(&first.len()) && digits(first));
    first && groups.clone().count() > 0 && groups.all(|group| group.len() == 3 && digits(group))
}

/// The whole number that was meant by one with separators between thousands, as in `1.200`.
pub(super) fn thousands_meant(node: &Node) -> Option<String> {
    let Value::Scalar(text, _) = &node.value else {
        return None;
    };
    let text = text.trim();
    let meant = in_thousands(text) && !text.trim_start_matches('+').starts_with('0');
    meant.then(|| text.replace(MARKS, ""))
}

/// A text without the quotation marks of word processors that enclose all of it.
pub(super) fn in_curly_quotes(text: &str) -> Option<&str> {
    const PAIRS: [(char, &[char]); 7] = [
        ('“', &['”']),
        ('„', &['“', '”']),
        ('”', &['”']),
        ('‘', &['’']),
        ('‚', &['‘', '’']),
        ('«', &['»']),
        ('»', &['«']),
    ];
    PAIRS.iter().find_map(|(open, closes)| {
        let bare = text.strip_prefix(*open)?.strip_suffix(*closes)?;
        let whole = !bare.contains(*open) && !bare.contains(*closes);
        (whole && !bare.is_empty()).then_some(bare)
    })
}

/// `6 weeks` in days.
fn days_meant(text: &str) -> Option<f64> {
    let (number, unit) = text.split_at(text.find(|sign: char| sign.is_alphabetic())?);
    let days = match unit.trim_end_matches('s') {
        "day" | "d" => 1.0,
        "week" | "w" | "wk" => 7.0,
        "month" | "mo" => 30.0,
        "year" | "y" | "yr" => 365.0,
        _ => return None,
    };
    parse(number.trim()).map(|number| number * days)
}

/// A text with the digits of other scripts replaced by ASCII ones.
fn ascii_digits(text: &str) -> String {
    const ZEROS: [char; 4] = ['\u{ff10}', '\u{660}', '\u{6f0}', '\u{966}'];
    let digit = |sign: char| {
        let zero = ZEROS
            .iter()
            .find(|zero| (0..10).contains(&(sign as i64 - **zero as i64)))?;
        char::from_digit(sign as u32 - *zero as u32, 10)
    };
    text.chars()
        .map(|sign| digit(sign).unwrap_or(sign))
        .collect()
}

/// `6½` as 6.5.
fn with_fraction(text: &str) -> Option<f64> {
    const SIGNS: [(char, f64); 7] = [
        ('½', 0.5),
        ('¼', 0.25),
        ('¾', 0.75),
        ('⅓', 1.0 / 3.0),
        ('⅔', 2.0 / 3.0),
        ('⅛', 0.125),
        ('⅕', 0.2),
    ];
    let (whole, part) = SIGNS.iter().find_map(|(sign, part)| {
        text.strip_suffix(*sign)
            .map(|whole| (whole.trim_end(), part))
    })?;
    let whole = match whole {
        "" => 0.0,
        digits => parse(digits)?,
    };
    Some(whole + part)
}

/// The two numbers of `8/9` or `8-9` that a spreadsheet has turned into a day: `08. Sep`, `9-Aug`.
fn eaten_by_a_spreadsheet(text: &str) -> Option<(u32, u32)> {
    const MONTHS: [&[&str]; 12] = [
        &["jan"],
        &["feb"],
        &["mar", "mär", "mrz"],
        &["apr"],
        &["may", "mai"],
        &["jun"],
        &["jul"],
        &["aug"],
        &["sep"],
        &["oct", "okt"],
        &["nov"],
        &["dec", "dez"],
    ];
    let text = text.to_lowercase();
    let parts = text.split([' ', '-', '.', '/', ',']);
    let (mut numbers, mut is_day) = (Vec::new(), false);
    for part in parts.filter(|part| !part.is_empty()) {
        let named = |names: &[&str]| names.iter().any(|name| part.starts_with(name));
        match part.parse::<u32>() {
            Ok(number) if number <= 31 => numbers.push(number),
            Ok(year) => is_day |= year > 1900,
            Err(_) => {
                let month = MONTHS.iter().position(|names| named(names))?;
                numbers.push(month as u32 + 1);
                is_day = true;
            }
        }
    }
    match numbers[..] {
        [one, two] if is_day => Some((one.min(two), one.max(two))),
        _ => None,
    }
}

/// A score in one line: `7` or `7..8`. The error says how to write it, where that can be told.
pub(super) fn estimate(text: &str, style: Style) -> Result<Estimate, Option<String>> {
    if let Some((low, high)) = range(text) {
        return Ok(Estimate::Range { low, high });
    }
    let bare = text.trim();
    if let Some(value) = parse(bare) {
        return match style {
            Style::Plain => Ok(Estimate::Point(value)),
            _ => Err(Some(format!("quotes make it text; write {bare}"))),
        };
    }
    if let Some((low, high)) = eaten_by_a_spreadsheet(bare) {
        return Err(Some(format!(
            "spreadsheets turn {low}/{high} and {low}-{high} into dates; write the range as {low}..{high}, or one number"
        )));
    }
    if is_blank_word(bare) {
        return Err(Some("leave it empty until there is a score".to_owned()));
    }
    if let Some((low, high)) = ends_of_range(bare) {
        return Err(Some(format!("write the range as {low}..{high}")));
    }
    let number = !bare.contains("..") && !bare.contains('%');
    Err(number_meant(bare).filter(|_| number))
}

/// Whether a text stands where there is no score: `?`, `n/a`.
pub(super) fn is_blank_word(text: &str) -> bool {
    let unknown = [
        "?", "n/a", "na", "tbd", "unknown", "none", "-", "x", "todo", "open",
    ];
    unknown.contains(&text.trim().to_lowercase().as_str())
}

/// The two ends of `7..8`: digits, where it has to be with a point and digits, after a sign.
pub(super) fn range(text: &str) -> Option<(f64, f64)> {
    let (low, high) = text.split_once("..")?;
    let end = |text: &str| {
        let text = text.trim();
        let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
        let ends = digits.starts_with(|sign: char| sign.is_ascii_digit())
            && digits.ends_with(|sign: char| sign.is_ascii_digit());
        let plain = digits
            .chars()
            .all(|sign| sign.is_ascii_digit() || sign == '.');
        (ends && plain).then(|| parse(text))?
    };
    Some((end(low)?, end(high)?))
}

/// The two ends of a range written another way: `3-5`, `3 to 5`.
fn ends_of_range(text: &str) -> Option<(String, String)> {
    let signs = [
        "...", "…", "..", "–", "—", "-", " to ", " bis ", "~", ":", " and ",
    ];
    signs.iter().find_map(|sign| {
        let (low, high) = text.split_once(sign)?;
        Some((plain_number(low.trim())?, plain_number(high.trim())?))
    })
}

/// The word of a list that `text` is a synonym or a misspelling of.
pub(super) fn word_meant<'a>(text: &str, list: &[&'a str]) -> Option<&'a str> {
    let synonym = match text.to_lowercase().as_str() {
        "true" | "y" | "ok" | "met" => "yes",
        "false" | "n" | "none" => "no",
        "partial" | "partially" | "half" | "somewhat" => "partly",
        "?" | "tbd" | "maybe" | "unsure" => "unknown",
        "average" | "avg" | "sum" | "arithmetic" => "mean",
        "multiply" | "ice" => "product",
        "effort" => "ease",
        "string" | "str" => "text",
        "int" | "whole" => "integer",
        "float" | "decimal" | "double" => "number",
        "bool" => "boolean",
        "datetime" | "timestamp" => "date",
        "behavioural" => "behavioral",
        "a/b test" | "ab test" | "experiment" => "test",
        other => return nearest(other, list.iter().copied()),
    };
    list.iter()
        .copied()
        .find(|word| *word == synonym)
        .or_else(|| nearest(text, list.iter().copied()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_written_another_way_is_answered_with_the_right_one() {
        let help = |text| number(text, Style::Plain).unwrap_err();
        for (text, answer) in [
            ("7,5", "decimals take a point: 7.5"),
            ("15 %", "write the share as a decimal: 0.15"),
            ("3,3 %", "write the share as a decimal: 0.033"),
            ("8 points", "write only the number: 8"),
            ("8/10", "write only the number: 8"),
            ("7+", "write only the number: 7"),
            ("“8”", "write only the number: 8"),
            ("€ 400", "write only the number: 400"),
            ("about 1,500", "write only the number: 1500"),
            ("1,500", "write only the number: 1500"),
            ("1_500", "write only the number: 1500"),
            ("1.500,25", "write only the number: 1500.25"),
            ("1,500.25", "write only the number: 1500.25"),
            ("６ weeks", "count it in days: 42"),
            ("八", "write a number like 7 or 7.5"),
            ("８", "write only the number: 8"),
            ("inf", "write a number like 7 or 7.5"),
            ("0x9", "write a number like 7 or 7.5"),
            ("1e400", "write a number like 7 or 7.5"),
        ] {
            assert_eq!(help(text), answer, "{text}");
        }
        assert_eq!(
            number("8", Style::Double).unwrap_err(),
            "quotes make it text; write 8"
        );
    }

    #[test]
    fn a_range_written_another_way_is_answered_with_the_right_one() {
        for text in [
            "3-5", "3 to 5", "3–5", "3 - 5", "3...5", "3…5", "3,0-5", "3.0...5",
        ] {
            let help = estimate(text, Style::Plain).unwrap_err().unwrap();
            assert!(help.starts_with("write the range as 3"), "{text}: {help}");
        }
        for text in ["7..8", " 7 .. 8 ", "+7..8"] {
            let range = Estimate::Range {
                low: 7.0,
                high: 8.0,
            };
            assert_eq!(estimate(text, Style::Single), Ok(range), "{text}");
        }
        for text in ["7..", "..8", "7..8..9", "high", "80 %"] {
            assert_eq!(estimate(text, Style::Plain), Err(None), "{text}");
        }
    }
}
