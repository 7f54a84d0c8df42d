//! Single values as people write them, and what to say where they meant something else.

use jiff::civil::Date;

use crate::plan::model::Estimate;
use crate::plan::node::Style;
use crate::text::{nearest, words};

/// A number, or how to write it.
pub(super) fn number(text: &str, style: Style) -> Result<f64, String> {
    let bare = text.trim();
    match parse(bare) {
        Some(value) if style == Style::Plain => Ok(value),
        Some(_) => Err(format!("in quotes it is text; write {bare}")),
        None => Err(number_meant(bare)),
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

fn number_meant(text: &str) -> String {
    let pointed = text.replace(',', ".");
    if parse(&pointed).is_some() {
        return format!("decimals take a point: {pointed}");
    }
    let without_commas = text.replace([',', '_', ' ', '\''], "");
    if parse(&without_commas).is_some() {
        return format!("write it without separators: {without_commas}");
    }
    if let Some(share) = text
        .strip_suffix('%')
        .and_then(|number| parse(number.trim()))
    {
        return format!(
            "write the share as a decimal: {}",
            words::number(share / 100.0, 6)
        );
    }
    let digits: String = text
        .chars()
        .skip_while(|sign| !sign.is_ascii_digit())
        .take_while(|sign| sign.is_ascii_digit() || *sign == '.')
        .collect();
    match parse(digits.trim_end_matches('.')) {
        Some(value) => format!("write the bare number: {}", words::number(value, 6)),
        None => "write a number, as 7 or 7.5".to_owned(),
    }
}

/// A score in one line: `7` or `7..8`. The error says how to write it.
pub(super) fn estimate(text: &str, style: Style) -> Result<Estimate, String> {
    if let Some((low, high)) = text.split_once("..") {
        let (low, high) = (low.trim(), high.trim());
        return match (parse(low), parse(high)) {
            (Some(low), Some(high)) => Ok(Estimate::Range { low, high }),
            _ => Err("write a range as 7..8, lowest first".to_owned()),
        };
    }
    number(text, style).map(Estimate::Point).map_err(|help| {
        ends_of_range(text).map_or(help, |(low, high)| {
            format!("write the range as {low}..{high}")
        })
    })
}

/// The two ends of a range written another way: `3-5`, `3 to 5`.
fn ends_of_range(text: &str) -> Option<(&str, &str)> {
    ["–", "—", "-", " to ", "~", ":"].iter().find_map(|sign| {
        let (low, high) = text.split_once(sign)?;
        let (low, high) = (low.trim(), high.trim());
        (parse(low).is_some() && parse(high).is_some()).then_some((low, high))
    })
}

/// A day, or how to write it.
pub(super) fn date(text: &str) -> Result<Date, String> {
    let bare = text.trim();
    if is_iso_shape(bare) {
        return bare
            .parse()
            .map_err(|_| "there is no such day; a date is year-month-day: 2027-01-31".to_owned());
    }
    for format in ["%d.%m.%Y", "%Y/%m/%d", "%d %B %Y", "%B %d, %Y", "%Y-%m-%d"] {
        if let Ok(date) = Date::strptime(format, bare) {
            return Err(format!("write {date}"));
        }
    }
    Err("write year-month-day: 2027-01-31".to_owned())
}

fn is_iso_shape(text: &str) -> bool {
    text.len() == 10
        && text.bytes().enumerate().all(|(place, sign)| match place {
            4 | 7 => sign == b'-',
            _ => sign.is_ascii_digit(),
        })
}

/// Whether a text is a stable name; the error says what to write.
pub(super) fn name(text: &str) -> Result<(), String> {
    let good = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '_';
    let starts = text.starts_with(|sign: char| sign.is_ascii_lowercase());
    if starts && text.chars().all(good) {
        return Ok(());
    }
    let snake = snake_case(text);
    if snake.is_empty() {
        return Err("write small letters, digits and underscores, a letter first; put what people call it under `label`".to_owned());
    }
    Err(format!("write `name: {snake}` and `label: {text}`"))
}

fn snake_case(text: &str) -> String {
    let signs = text.trim().chars().map(|sign| match sign {
        sign if sign.is_ascii_alphanumeric() => sign.to_ascii_lowercase(),
        _ => '_',
    });
    let joined: String = signs.collect();
    let parts: Vec<&str> = joined.split('_').filter(|part| !part.is_empty()).collect();
    parts
        .join("_")
        .trim_start_matches(|sign: char| !sign.is_ascii_lowercase())
        .to_owned()
}

/// The word out of a list that was meant.
pub(super) fn word_meant<'a>(text: &str, list: &[&'a str]) -> Option<&'a str> {
    let synonym = match text.to_lowercase().as_str() {
        "true" | "y" | "ok" | "met" => "yes",
        "false" | "n" | "none" => "no",
        "partial" | "partially" | "half" | "somewhat" => "partly",
        "?" | "tbd" | "maybe" | "unsure" => "unknown",
        "average" | "avg" | "sum" | "arithmetic" => "mean",
        "multiply" | "ice" => "product",
        "string" | "str" => "text",
        "int" | "whole" => "integer",
        "float" | "decimal" | "double" => "number",
        "bool" => "boolean",
        "datetime" | "timestamp" => "date",
        "behavioural" => "behavioral",
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
        assert_eq!(help("7,5"), "decimals take a point: 7.5");
        assert_eq!(help("15 %"), "write the share as a decimal: 0.15");
        assert_eq!(help("8 points"), "write the bare number: 8");
        assert_eq!(help("1_500"), "write it without separators: 1500");
        assert_eq!(help("inf"), "write a number, as 7 or 7.5");
        assert_eq!(
            number("8", Style::Double).unwrap_err(),
            "in quotes it is text; write 8"
        );
    }

    #[test]
    fn a_range_written_another_way_is_answered_with_the_right_one() {
        for text in ["3-5", "3 to 5", "3–5", "3 - 5"] {
            assert_eq!(
                estimate(text, Style::Plain).unwrap_err(),
                "write the range as 3..5"
            );
        }
        assert_eq!(
            estimate("8/10", Style::Plain).unwrap_err(),
            "write the bare number: 8"
        );
        assert_eq!(
            estimate("7..8", Style::Plain),
            Ok(Estimate::Range {
                low: 7.0,
                high: 8.0
            })
        );
    }

    #[test]
    fn dates_are_iso_and_others_are_turned_into_it() {
        assert_eq!(date("31.01.2027").unwrap_err(), "write 2027-01-31");
        assert!(
            date("2027-02-30")
                .unwrap_err()
                .starts_with("there is no such day")
        );
        assert_eq!(date("2027-01-31"), Ok(Date::constant(2027, 1, 31)));
    }

    #[test]
    fn a_name_in_words_is_answered_with_name_and_label() {
        assert_eq!(
            name("Plant managers (EU)").unwrap_err(),
            "write `name: plant_managers_eu` and `label: Plant managers (EU)`"
        );
    }
}
