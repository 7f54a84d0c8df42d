//! Numbers and words of scores as people write them.

use indexmap::IndexMap;

use super::vocabulary::folded;
use crate::sheet::{Cell, CellValue};

/// How a text's numbers are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DecimalSign {
    Point,
    Comma,
}

/// A score as a cell states it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Given {
    /// The number, or the middle of a range; a percentage is 90 for 90 %.
    pub(crate) value: f64,
    /// The ends of a range.
    pub(crate) range: Option<(f64, f64)>,
    pub(crate) kind: Kind,
    /// How far the number itself may be from what was rounded to it.
    pub(crate) rounding: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Number,
    Percent,
    /// A word, which stands for a number from 1 to 10.
    Word,
    /// A number with a unit of its own: `12 wks`.
    Unit,
}

/// What words stand for, from 1 to 10.
#[derive(Debug, Clone, PartialEq)]
pub struct WordMap {
    numbers: IndexMap<String, f64>,
    /// Whether the map was given, rather than being the usual one.
    given: bool,
}

/// The usual numbers: thirds of the scale at their middles, the ends for `very`. Words of size and
/// difficulty count up with the effort.
const USUAL: &[(f64, &str)] = &[
    (
        1.0,
        "very_low xs very_easy trivial none sehr_niedrig muito_baixo muito_baixa muy_bajo muy_baja tres_faible",
    ),
    (
        2.0,
        "low l_ow s small easy niedrig gering klein leicht einfach baixo baixa facil bajo baja faible petit \
         basso bassa facile laag klein_e makkelijk pequeno",
    ),
    (
        5.0,
        "medium med m mid middle moderate average mittel mittelgross medio media moyen moyenne gemiddeld middel",
    ),
    (
        8.0,
        "high h large l hard difficult hoch gross schwer schwierig alto alta grande dificil eleve fort \
         difficile hoog groot moeilijk",
    ),
    (
        10.0,
        "very_high xl xxl very_hard huge sehr_hoch muito_alto muito_alta muy_alto muy_alta tres_eleve zeer_hoog",
    ),
];

/// Words that say how hard something is: on a column of Ease they count the other way.
const HARDNESS: &str = "very_easy trivial easy hard difficult very_hard leicht einfach schwer schwierig \
                        facil dificil facile difficile makkelijk moeilijk";
/// Sizes of garments, which say how much work something is.
const SIZES: &str = "xs s m l xl xxl small large klein gross groot petit grande pequeno";

impl Default for WordMap {
    fn default() -> Self {
        let words = |(number, words): &(f64, &str)| {
            let number = *number;
            let words: Vec<String> = words
                .split_whitespace()
                .map(|word| word.replace('_', " "))
                .collect();
            words.into_iter().map(move |word| (word, number))
        };
        Self {
            numbers: USUAL.iter().flat_map(words).collect(),
            given: false,
        }
    }
}

impl WordMap {
    /// A map as the command line has it: `High=9,Medium=5,Low=2`. The usual one counts for words
    /// that it leaves out.
    ///
    /// # Errors
    /// What to write.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut map = Self {
            given: true,
            ..Self::default()
        };
        for pair in text.split(',').filter(|pair| !pair.trim().is_empty()) {
            let parts = pair.split_once('=');
            let read = parts.and_then(|(word, number)| {
                let number: f64 = number.trim().parse().ok()?;
                let on_scale = (1.0..=10.0).contains(&number);
                (on_scale && !folded(word).is_empty()).then(|| (folded(word), number))
            });
            let Some((word, number)) = read else {
                return Err(
                    "write each word with its number from 1 to 10: High=8,Medium=5,Low=2"
                        .to_owned(),
                );
            };
            map.numbers.insert(word, number);
        }
        Ok(map)
    }

    /// What a word stands for.
    pub(super) fn number(&self, word: &str) -> Option<f64> {
        self.numbers.get(&folded(word)).copied()
    }

    /// Whether the numbers were given on the command line.
    pub(super) fn is_given(&self) -> bool {
        self.given
    }
}

/// Whether a word says how hard something is.
pub(super) fn is_hardness(word: &str) -> bool {
    is_one_of(word, HARDNESS)
}

/// Whether a word is a size, which says how much work something is.
pub(super) fn is_size(word: &str) -> bool {
    is_one_of(word, SIZES)
}

fn is_one_of(word: &str, words: &str) -> bool {
    let word = folded(word);
    words
        .split_whitespace()
        .any(|one| one.replace('_', " ") == word)
}

/// The decimal sign of a sheet's texts: a comma where some number can only be read so, else a point.
pub(crate) fn decimal_sign<'a>(texts: impl Iterator<Item = &'a str>) -> DecimalSign {
    let (mut commas, mut points) = (0_usize, 0_usize);
    for text in texts {
        let text = text.trim().trim_end_matches(['%', ' ']);
        let decimals = |sign: char| {
            let (whole, decimals) = text.split_once(sign)?;
            let digits =
                |text: &str| !text.is_empty() && text.chars().all(|sign| sign.is_ascii_digit());
            (digits(whole) && digits(decimals)).then_some(decimals.len())
        };
        commas += usize::from(decimals(',').is_some_and(|length| length != 3));
        points += usize::from(decimals('.').is_some_and(|length| length != 3));
    }
    match commas > points {
        true => DecimalSign::Comma,
        false => DecimalSign::Point,
    }
}

/// What a cell states as a score; `None` if it states none that can be read.
pub(crate) fn given(cell: &Cell, sign: DecimalSign, words: &WordMap) -> Option<Given> {
    let exact = |value: f64, kind| Given {
        value,
        range: None,
        kind,
        rounding: 0.0,
    };
    match cell.value {
        CellValue::Number(value) => return value.is_finite().then(|| exact(value, Kind::Number)),
        CellValue::Percent(share) => {
            let percent = (share * 100.0 * 1e9).round() / 1e9;
            return percent.is_finite().then(|| exact(percent, Kind::Percent));
        }
        CellValue::Date | CellValue::Error => return None,
        CellValue::Text => {}
    }
    if let Some(number) = words.number(&cell.text) {
        return Some(exact(number, Kind::Word));
    }
    written(&cell.text, sign)
}

/// A number as text: `7,5`, `90 %`, `8/10`, `7-8`, `12 wks`, `12,000`.
fn written(text: &str, sign: DecimalSign) -> Option<Given> {
    let text = text.trim().trim_start_matches('~').trim();
    let (text, kind) = match text.strip_suffix('%') {
        Some(text) => (text.trim_end(), Kind::Percent),
        None => (text, Kind::Number),
    };
    if let Some(range) = range(text, sign) {
        return Some(Given {
            value: f64::midpoint(range.0, range.1),
            range: Some(range),
            kind,
            rounding: 0.0,
        });
    }
    let (digits, rest) = leading_number(text);
    let (value, rounding) = number(digits, sign)?;
    let rest = rest.trim();
    let kind = if rest.is_empty() {
        kind
    } else if let Some(of) = rest.strip_prefix('/') {
        // `8/10`, with the ten in every cell.
        of.trim()
            .parse::<f64>()
            .ok()
            .filter(|of| [5.0, 10.0, 100.0].contains(of))?;
        kind
    } else if kind == Kind::Number
        && rest
            .chars()
            .all(|sign| sign.is_alphabetic() || " .-".contains(sign))
    {
        Kind::Unit
    } else {
        return None;
    };
    Some(Given {
        value,
        range: None,
        kind,
        rounding,
    })
}

/// `7-8`, `7–8`, `7..8`, `7 to 8`.
fn range(text: &str, sign: DecimalSign) -> Option<(f64, f64)> {
    let parts = ["..", "–", "—", " to ", " bis ", "-"]
        .iter()
        .find_map(|mark| text.split_once(mark));
    let (low, high) = parts?;
    let end = |part: &str| number(part.trim(), sign).map(|(value, _)| value);
    let (low, high) = (end(low)?, end(high)?);
    (low <= high).then_some((low, high))
}

/// The digits and signs at the start of a text, and what follows them.
fn leading_number(text: &str) -> (&str, &str) {
    let is_part = |sign: char| sign.is_ascii_digit() || ".,'’-+ \u{a0}\u{202f}".contains(sign);
    let end = text.find(|sign| !is_part(sign)).unwrap_or(text.len());
    let digits = text[..end].trim_end();
    (digits, &text[digits.len()..])
}

/// A number and by how much its last digit may be off where it has decimals. A mark that is not the
/// decimal sign parts thousands, each three digits.
pub(super) fn number(text: &str, sign: DecimalSign) -> Option<(f64, f64)> {
    let other = match sign {
        DecimalSign::Point => DecimalSign::Comma,
        DecimalSign::Comma => DecimalSign::Point,
    };
    // `9,5` can only be one thing, whatever the other cells have.
    number_with(text, sign).or_else(|| number_with(text, other))
}

fn number_with(text: &str, sign: DecimalSign) -> Option<(f64, f64)> {
    let (decimal, thousands) = match sign {
        DecimalSign::Point => ('.', ','),
        DecimalSign::Comma => (',', '.'),
    };
    let (minus, digits) = match text.strip_prefix(['-', '−']) {
        Some(digits) => (true, digits),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, decimals) = match digits.split_once(decimal) {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (digits, None),
    };
    let marks = [thousands, '\'', '’', ' ', '\u{a0}', '\u{202f}'];
    let groups: Vec<&str> = whole.split(marks).collect();
    let all_digits = |text: &str| text.chars().all(|sign| sign.is_ascii_digit());
    let threes = groups.iter().skip(1).all(|group| group.len() == 3);
    let first = groups
        .first()
        .is_some_and(|group| groups.len() == 1 || (1..=3).contains(&group.len()));
    let known = threes && first && groups.iter().all(|group| all_digits(group));
    let digits = groups.concat();
    let decimals_known =
        decimals.is_none_or(|decimals| all_digits(decimals) && !decimals.is_empty());
    if !known || !decimals_known || (digits.is_empty() && decimals.is_none()) || digits.len() > 15 {
        return None;
    }
    let decimals = decimals.unwrap_or_default();
    let value: f64 = format!("{digits}.{decimals}0").parse().ok()?;
    let rounding = match decimals.len() {
        0 => 0.0,
        places => 0.5 * 10_f64.powf(-(places as f64)),
    };
    Some((if minus { -value } else { value }, rounding))
}
