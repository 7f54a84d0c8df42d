//! Counts, lists, names and numbers as people write them.

use std::io;

/// `1 segment`, `2 segments`: the count with its noun, which takes an s where it is not one.
pub fn count(number: usize, noun: &str) -> String {
    if number == 1 {
        format!("1 {noun}")
    } else {
        format!("{} {noun}s", thousands(number as u64))
    }
}

/// A whole number with a comma between each three digits: `45,211`.
pub fn thousands(number: u64) -> String {
    in_threes(&number.to_string(), ",")
}

/// Digits with a mark between each three, counted from the end.
pub fn in_threes(digits: &str, mark: &str) -> String {
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push_str(mark);
        }
        out.push(digit);
    }
    out
}

/// `1 lead`, `2 leads`
pub fn leads(leads: u64) -> String {
    let noun = if leads == 1 { "lead" } else { "leads" };
    format!("{} {noun}", thousands(leads))
}

/// `1 lead changes`, `2 leads change`: leads with the verb that agrees with them.
pub fn leads_verb(number: u64, one: &str, several: &str) -> String {
    let verb = if number == 1 { one } else { several };
    format!("{} {verb}", leads(number))
}

/// A number with at most `places` decimals and a comma between each three digits before them.
pub fn grouped(value: f64, places: usize) -> String {
    separated(&number(value, places))
}

/// The digits of a number with a comma between each three before the decimals.
pub(crate) fn separated(text: &str) -> String {
    let (sign, digits) = text
        .strip_prefix('-')
        .map_or(("", text), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let whole = whole.parse().map_or_else(|_| whole.to_owned(), thousands);
    match fraction {
        "" => format!("{sign}{whole}"),
        fraction => format!("{sign}{whole}.{fraction}"),
    }
}

/// A number without needless digits: whole ones bare, others to at most `places` decimals.
pub fn number(value: f64, places: usize) -> String {
    let text = format!("{value:.places$}");
    let text = match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => text,
    };
    if text == "-0" { "0".to_owned() } else { text }
}

/// An amount in three digits or so: `950`, `53.3 k`, `604 k`, `21.7 M`, `4 B`.
pub fn compact(amount: f64) -> String {
    let steps = [(1e9, " B"), (1e6, " M"), (1e3, " k"), (1.0, "")];
    // What rounds to 1,000 of a step is 1 of the next.
    let of_step = |(one, _): &&(f64, &str)| amount.abs() >= one * 0.9995;
    let (one, unit) = steps.iter().find(of_step).copied().unwrap_or((1.0, ""));
    let in_steps = amount / one;
    let places = usize::from(one > 1.0 && in_steps.abs() < 99.95);
    format!("{}{unit}", grouped(in_steps, places))
}

/// A share (0 to 1) as a percentage without decimals: `93 %`. A share that is neither none nor
/// all never reads `0 %` or `100 %`.
pub fn percent(share: f64) -> String {
    if share > 0.0 && share < 0.005 {
        "under 1 %".to_owned()
    } else if (0.995..1.0).contains(&share) {
        "over 99 %".to_owned()
    } else {
        format!("{} %", grouped(share * 100.0, 0))
    }
}

/// A relative lift with its sign: `+12 %`, `−8 %`.
pub fn signed_percent(lift: f64) -> String {
    match lift < 0.0 {
        true => format!("−{}", percent(-lift)),
        false => format!("+{}", percent(lift)),
    }
}

/// A rate or a relative lift (0.037) as a percentage with at most one decimal: `3.7 %`.
pub fn rate(share: f64) -> String {
    format!("{} %", grouped(share * 100.0, 1))
}

/// `a`, `a and b`, `a, b and c`.
pub fn list(items: impl IntoIterator<Item: AsRef<str>>) -> String {
    joined(items, "and")
}

/// `a`, `a or b`, `a, b or c`.
pub fn choice(items: impl IntoIterator<Item: AsRef<str>>) -> String {
    joined(items, "or")
}

/// Items with commas between them, and a word before the last: `a, b and c`.
pub(crate) fn joined(items: impl IntoIterator<Item: AsRef<str>>, last: &str) -> String {
    let mut items: Vec<_> = items.into_iter().collect();
    let Some(end) = items.pop() else {
        return String::new();
    };
    let first: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
    match first.is_empty() {
        true => end.as_ref().to_owned(),
        false => format!("{} {last} {}", first.join(", "), end.as_ref()),
    }
}

/// `1st`, `2nd`, `3rd`, `4th`, `11th`, `21st`
pub fn ordinal(number: usize) -> String {
    let end = match (number % 10, number % 100) {
        (1, last) if last != 11 => "st",
        (2, last) if last != 12 => "nd",
        (3, last) if last != 13 => "rd",
        _ => "th",
    };
    format!("{}{end}", thousands(number as u64))
}

/// Items in a line of so many letters: `a, b and c`, or as many as there is room for, at least one,
/// and how many others there are.
pub fn list_within<S: AsRef<str>>(items: &[S], room: usize) -> String {
    let shortened = (1..items.len()).rev().map(|number| {
        let shown: Vec<&str> = items[..number].iter().map(AsRef::as_ref).collect();
        let others = count(items.len() - number, "other");
        format!("{} and {others}", shown.join(", "))
    });
    let mut lines = std::iter::once(list(items)).chain(shortened);
    let mut line = lines.next().unwrap_or_default();
    while line.chars().count() > room {
        let Some(shorter) = lines.next() else { break };
        line = shorter;
    }
    line
}

/// A name in words: `plant_managers` becomes `Plant managers`, `not-stable` becomes `Not stable`.
pub fn name_in_words(name: &str) -> String {
    capitalized(&name.replace(['_', '-'], " "))
}

/// A text with its first letter in upper case.
pub fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// A text that begins with a capital and ends with a stop.
pub fn sentence(text: &str) -> String {
    let mut text = capitalized(text.trim());
    if !text.is_empty() && !text.ends_with(['.', '!', '?', '…']) {
        text.push('.');
    }
    text
}

/// A part of a whole, 0 to 1; `None` if the whole is 0.
pub fn share(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// The first 40 characters of a text that is longer, with an ellipsis.
pub fn shortened(text: &str) -> String {
    const SHOWN: usize = 40;
    if text.chars().count() <= SHOWN {
        return text.to_owned();
    }
    let first: String = text.chars().take(SHOWN).collect();
    format!("{first}…")
}

/// Bytes as two hexadecimal digits each: `00ff`.
pub fn hexadecimal(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from_digit(value.into(), 16);
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.filter_map(digit).collect()
}

/// Why a file could not be read or written, without the error number of the operating system.
pub fn reason(error: &io::Error) -> String {
    let said = error.to_string();
    let Some((said, _)) = said.split_once(" (os error ") else {
        return said;
    };
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        _ => said.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_and_numbers_read_well() {
        assert_eq!(count(1, "lead"), "1 lead");
        assert_eq!(count(45211, "lead"), "45,211 leads");
        assert_eq!(number(336.0, 1), "336");
        assert_eq!(number(6.25, 1), "6.2");
        assert_eq!(number(-0.01, 1), "0");
        assert_eq!(hexadecimal(&[0x00, 0x0f, 0xa9]), "000fa9");
    }

    #[test]
    fn a_share_never_claims_more_than_it_is() {
        assert_eq!(percent(0.999), "over 99 %");
        assert_eq!(percent(1.0), "100 %");
        assert_eq!(percent(0.001), "under 1 %");
        assert_eq!(percent(14.49), "1,449 %");
    }

    #[test]
    fn amounts_are_short() {
        let amounts = [
            0.4,
            950.4,
            1e3,
            53_277.0,
            99_960.0,
            999_600.0,
            -21_737_016.0,
            4e12,
        ];
        let said = amounts.map(compact);
        let expected = [
            "0", "950", "1 k", "53.3 k", "100 k", "1 M", "-21.7 M", "4,000 B",
        ];
        assert_eq!(said, expected);
    }

    #[test]
    #[cfg(unix)]
    fn reasons_need_no_numbers() {
        let reason = |number| reason(&io::Error::from_raw_os_error(number));
        assert_eq!(reason(2), "there is no such file");
        assert_eq!(reason(21), "Is a directory");
        assert_eq!(super::reason(&io::Error::other("torn")), "torn");
    }

    #[test]
    fn lists_end_in_a_word() {
        assert_eq!(list(&["a", "b", "c"]), "a, b and c");
        assert_eq!(choice(&["a", "b"]), "a or b");
        assert_eq!(list([""; 0]), "");
        let letters = ["a", "b", "c", "d"];
        assert_eq!(list_within(&letters, 20), "a, b, c and d");
        assert_eq!(list_within(&letters, 12), "a and 3 others");
        assert_eq!(list_within(&letters, 2), "a and 3 others");
        assert_eq!(
            list_within(&["abcdefgh", "b", "c"], 15),
            "abcdefgh and 2 others"
        );
    }

    #[test]
    fn ranks_end_as_they_are_spoken() {
        let all = [1, 2, 3, 4, 11, 12, 13, 21, 102, 111].map(ordinal);
        let spoken = "1st 2nd 3rd 4th 11th 12th 13th 21st 102nd 111th";
        assert_eq!(all.join(" "), spoken);
    }
}
