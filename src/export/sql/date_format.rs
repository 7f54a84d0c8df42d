//! Dates in formats of strftime's signs, as patterns.

use super::dialect::Piece;

/// Whether a format is ISO's.
pub(super) fn is_iso(format: &str) -> bool {
    matches!(format, "%Y-%m-%d" | "%F")
}

/// A part of a format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// A sign that stands for itself.
    Sign(char),
    /// White space or none.
    Space,
    Year,
    /// The last two digits of the year.
    ShortYear,
    Month,
    /// The name of a month in English, whole or its first three letters.
    MonthName {
        whole: bool,
    },
    Day,
    /// Digits of a time of day, as a pattern.
    Time(&'static str),
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]; // fmt: skip

/// Texts in a format: the pattern of each form that one has, and the day in it in ISO's notation.
///
/// # Errors
/// The sign of the format that has no pattern.
pub(super) fn iso_branches(format: &str) -> Result<Vec<(String, Vec<Piece>)>, String> {
    let parts = parts(format)?;
    let months: Vec<Option<usize>> = match parts
        .iter()
        .any(|part| matches!(part, Part::MonthName { .. }))
    {
        true => (0..12).map(Some).collect(),
        false => vec![None],
    };
    // By the form of a short year: its pattern, and what stands before it.
    let years: &[(&str, &str)] = match parts.contains(&Part::ShortYear) {
        true => &[
            ("([0-5][0-9]|6[0-8])", "20"),
            ("(69|[7-9][0-9])", "19"),
            ("([0-9])", "200"),
        ],
        false => &[("", "")],
    };
    let mut branches = Vec::new();
    for month in months {
        for year in years {
            branches.push(branch(&parts, month, *year));
        }
    }
    Ok(branches)
}

/// The pattern of texts of one form, and the day in ISO's notation.
fn branch(
    parts: &[Part],
    month: Option<usize>,
    (short_year, century): (&str, &str),
) -> (String, Vec<Piece>) {
    let (mut pattern, mut groups) = (String::from("^"), 0);
    let mut iso: [Vec<Piece>; 3] = Default::default();
    if let Some(month) = month {
        iso[1] = vec![Piece::Text(format!("{:02}", month + 1))];
    }
    for (place, part) in parts.iter().enumerate() {
        // Digits that follow digits are as many as the format says.
        let is_alone = |other: Option<&Part>| other.is_none_or(|other| !other.is_digits());
        let before = place.checked_sub(1).and_then(|place| parts.get(place));
        let is_alone = is_alone(before) && is_alone(parts.get(place + 1));
        let two = if is_alone { "{1,2}" } else { "{2}" };
        let mut capture = |pattern: &mut String, what: &str, into: &mut Vec<Piece>| {
            pattern.push_str(what);
            groups += 1;
            into.push(Piece::Group(groups));
        };
        match part {
            Part::Sign(sign) if sign.is_ascii_alphanumeric() || !sign.is_ascii() => {
                pattern.push(*sign);
            }
            Part::Sign(sign) => {
                pattern.push('[');
                pattern.push(*sign);
                pattern.push(']');
            }
            Part::Space => pattern.push_str("[ \\t\\n\\f\\r]*"),
            Part::Year => {
                pattern.push_str("[+]?");
                capture(&mut pattern, "([0-9]{4})", &mut iso[0]);
            }
            Part::ShortYear => {
                iso[0].push(Piece::Text(century.to_owned()));
                capture(&mut pattern, short_year, &mut iso[0]);
            }
            Part::Month => capture(&mut pattern, &format!("([0-9]{two})"), &mut iso[1]),
            Part::Day => capture(&mut pattern, &format!("([0-9]{two})"), &mut iso[2]),
            Part::MonthName { whole } => {
                let name = month.and_then(|month| MONTHS.get(month)).unwrap_or(&"");
                let letters = if *whole { name.len() } else { 3 };
                for letter in name.chars().take(letters) {
                    let large = letter.to_ascii_uppercase();
                    pattern.extend(['[', large, letter, ']']);
                }
            }
            // Groups of these are of no interest, but count.
            Part::Time(digits) => {
                pattern.push_str(digits);
                groups += digits.matches('(').count();
            }
        }
    }
    pattern.push('$');
    let [year, month, day] = iso;
    let dash = || vec![Piece::Text("-".to_owned())];
    (pattern, [year, dash(), month, dash(), day].concat())
}

impl Part {
    fn is_digits(self) -> bool {
        match self {
            Self::Year | Self::ShortYear | Self::Month | Self::Day | Self::Time(_) => true,
            Self::Sign(sign) => sign.is_ascii_digit(),
            Self::Space | Self::MonthName { .. } => false,
        }
    }
}

fn parts(format: &str) -> Result<Vec<Part>, String> {
    let mut parts = Vec::new();
    let mut signs = format.chars();
    while let Some(sign) = signs.next() {
        if sign != '%' {
            parts.push(literal(sign)?);
            continue;
        }
        let sign = signs.next().unwrap_or('%');
        match sign {
            'Y' => parts.push(Part::Year),
            'y' => parts.push(Part::ShortYear),
            'm' => parts.push(Part::Month),
            'd' => parts.push(Part::Day),
            'b' | 'h' => parts.push(Part::MonthName { whole: false }),
            'B' => parts.push(Part::MonthName { whole: true }),
            'H' => parts.push(HOUR),
            'M' => parts.push(MINUTE),
            'S' => parts.push(SECOND),
            'R' => parts.extend([HOUR, COLON, MINUTE]),
            'T' => parts.extend([HOUR, COLON, MINUTE, COLON, SECOND]),
            'F' => parts.extend([Part::Year, DASH, Part::Month, DASH, Part::Day]),
            'D' => parts.extend([Part::Month, SLASH, Part::Day, SLASH, Part::ShortYear]),
            other => return Err(format!("%{other}")),
        }
    }
    // Each of year, month and day once, and no digits of a time beside other digits.
    let times = parts.windows(2).any(|two| {
        two.iter().all(|part| part.is_digits())
            && two.iter().any(|part| matches!(part, Part::Time(_)))
    });
    let once = |is: &dyn Fn(&Part) -> bool| parts.iter().filter(|part| is(part)).count() == 1;
    let is_date = once(&|part| matches!(part, Part::Year | Part::ShortYear))
        && once(&|part| matches!(part, Part::Month | Part::MonthName { .. }))
        && once(&|part| *part == Part::Day);
    match is_date && !times {
        true => Ok(parts),
        false => Err(format.to_owned()),
    }
}

const HOUR: Part = Part::Time("([01]?[0-9]|2[0-3])");
const MINUTE: Part = Part::Time("[0-5]?[0-9]");
const SECOND: Part = Part::Time("([0-5]?[0-9]|60)");
const COLON: Part = Part::Sign(':');
const DASH: Part = Part::Sign('-');
const SLASH: Part = Part::Sign('/');

/// A sign of the format that is none of strftime's.
fn literal(sign: char) -> Result<Part, String> {
    match sign {
        sign if sign.is_ascii_whitespace() => Ok(Part::Space),
        // Which stand for something in a class of a pattern, or end a literal.
        '\'' | '\\' | '^' | '[' | ']' | '"' | '`' => Err(sign.to_string()),
        sign if sign.is_ascii_graphic() => Ok(Part::Sign(sign)),
        sign => Err(sign.to_string()),
    }
}
