//! What a single cell can be read as.

use std::sync::LazyLock;

use crate::condition::value::{BooleanWords, DateFormat, DecimalSign, NumberFormat, plain_word};
use crate::text::placeholder::is_placeholder;

/// Ways to read a cell, as bits of a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Says that there is no value.
    Placeholder,
    /// A whole number.
    Integer,
    /// A number with a point or none.
    Number,
    /// A number with a point before its decimals, and marks between thousands or none.
    DecimalPoint,
    /// The same with a comma.
    DecimalComma,
    /// Digits behind a needless zero, as postcodes and part numbers have it.
    LeadingZero,
    /// A word for yes or no that every table may use.
    Boolean,
    /// A word for yes or no in another language.
    ForeignBoolean,
    Email,
    Phone,
    Url,
    /// A date in the first of [`FORMATS`]; the others follow.
    Date,
}

/// How tables write dates, in the order in which a column's is looked for; None is ISO.
pub(super) const FORMATS: [Option<&str>; 24] = [
    None,
    Some("%d.%m.%Y"),
    Some("%d/%m/%Y"),
    Some("%m/%d/%Y"),
    Some("%d-%m-%Y"),
    Some("%m-%d-%Y"),
    Some("%Y/%m/%d"),
    Some("%Y.%m.%d"),
    Some("%Y%m%d"),
    Some("%d.%m.%y"),
    Some("%d/%m/%y"),
    Some("%m/%d/%y"),
    Some("%d %b %Y"),
    Some("%d-%b-%Y"),
    Some("%b %d, %Y"),
    Some("%d %B %Y"),
    Some("%B %d, %Y"),
    Some("%d.%m.%Y %H:%M"),
    Some("%d.%m.%Y %H:%M:%S"),
    Some("%d/%m/%Y %H:%M"),
    Some("%d/%m/%Y %H:%M:%S"),
    Some("%m/%d/%Y %H:%M"),
    Some("%m/%d/%Y %H:%M:%S"),
    Some("%d-%m-%Y %H:%M"),
];

/// How tables write numbers, in the order in which a column's is looked for.
pub(super) const NUMBER_FORMATS: [(Shape, NumberFormat); 3] = [
    (Shape::Number, NumberFormat(None)),
    (Shape::DecimalPoint, NumberFormat(Some(DecimalSign::Point))),
    (Shape::DecimalComma, NumberFormat(Some(DecimalSign::Comma))),
];

/// How many shapes there are.
pub(super) const SHAPES: usize = Shape::Date as usize + FORMATS.len();

/// Words for yes and for no in other languages, in lower case.
pub(super) const YES: [&str; 9] = ["ja", "j", "oui", "o", "sí", "si", "sim", "s", "tak"];
pub(super) const NO: [&str; 5] = ["nein", "non", "não", "nao", "nie"];

/// What a cell can be read as.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Shapes {
    bits: u64,
    /// The number, by [`NUMBER_FORMATS`].
    pub(super) numbers: [Option<f64>; 3],
}

impl Shapes {
    fn insert(&mut self, shape: Shape, holds: bool) {
        self.bits |= u64::from(holds) << shape as u32;
    }

    pub(super) fn has(self, shape: Shape) -> bool {
        self.bits >> shape as u32 & 1 == 1
    }

    /// The numbers of the shapes that hold.
    pub(super) fn iter(self) -> impl Iterator<Item = usize> {
        (0..SHAPES).filter(move |place| self.bits >> place & 1 == 1)
    }

    /// What a cell that is not empty can be read as; `day` gets the number of each date format that
    /// fits with the day that it stands for.
    pub(super) fn of(cell: &str, mut day: impl FnMut(usize, i64)) -> Self {
        let mut shapes = Self::default();
        let text = cell.trim();
        if is_placeholder(text) {
            shapes.insert(Shape::Placeholder, true);
            return shapes;
        }
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        if digits > 0 {
            shapes.add_numbers(text, digits);
            for (place, on) in days(text, digits) {
                shapes.bits |= 1 << (Shape::Date as usize + place);
                day(place, on);
            }
        }
        let word = plain_word(text);
        let is_word = text.len() <= 5;
        shapes.insert(
            Shape::Boolean,
            is_word && BooleanWords::default().boolean(text).is_some(),
        );
        shapes.insert(
            Shape::ForeignBoolean,
            is_word && YES.iter().chain(&NO).any(|one| *one == word),
        );
        shapes.insert(Shape::Email, is_email(text));
        shapes.insert(Shape::Phone, (7..=15).contains(&digits) && is_phone(text));
        shapes.insert(
            Shape::Url,
            ["http://", "https://", "www."]
                .iter()
                .any(|start| text.starts_with(start)),
        );
        shapes
    }

    fn add_numbers(&mut self, text: &str, digits: usize) {
        let bare = text.trim_start_matches('-');
        let leading =
            digits > 1 && bare.starts_with('0') && bare.bytes().all(|sign| sign.is_ascii_digit());
        self.insert(Shape::LeadingZero, leading);
        // More digits than a number keeps apart are a name.
        let is_exact = digits <= 17 || text.contains(['.', ',']);
        self.numbers = NUMBER_FORMATS.map(|(_, format)| format.number(text).filter(|_| is_exact));
        for ((shape, _), number) in NUMBER_FORMATS.into_iter().zip(self.numbers) {
            self.insert(shape, number.is_some());
        }
        let is_whole = NumberFormat(None).integer(text).is_some();
        self.insert(Shape::Integer, is_exact && is_whole);
    }
}

/// The formats that a text fits, by their places, each with its day.
fn days(text: &str, digits: usize) -> impl Iterator<Item = (usize, i64)> {
    static READERS: LazyLock<Vec<DateFormat>> =
        LazyLock::new(|| FORMATS.map(DateFormat::new).into());
    let is_bare = digits == text.len();
    let signs = text.bytes().filter(|sign| b" ./-".contains(sign)).count();
    let is_short = (4..=25).contains(&digits) && (6..=35).contains(&text.len());
    let leading = text.bytes().take_while(u8::is_ascii_digit).count();
    let has_time = text.contains(':');
    // Most cells are no dates, or in few formats, and are told so without reading them two dozen times.
    let may_be = move |format: Option<&str>| match format {
        _ if !is_short => false,
        Some("%Y%m%d") => is_bare && digits == 8,
        Some(format) if format.starts_with("%b") || format.starts_with("%B") => {
            begins_with_month(text)
        }
        _ if signs < 2 => false,
        None => leading > 0,
        Some(format) => {
            // A space stands for any number of them.
            let sign = format.as_bytes().get(2);
            let goes_on = sign == Some(&b' ') || sign == text.as_bytes().get(leading);
            let is_number = match format.starts_with("%Y") {
                true => leading == 4,
                false => (1..=2).contains(&leading),
            };
            is_number && goes_on && format.contains("%H") == has_time
        }
    };
    let readers = READERS.iter().enumerate();
    let readers = readers.filter(move |(place, _)| may_be(FORMATS[*place]));
    readers.filter_map(|(place, reader)| {
        let day = reader.day(text)?;
        // Eight digits are rather a number than a day of another century.
        let plausible = FORMATS[place] != Some("%Y%m%d") || (-25_567..=47_482).contains(&day);
        plausible.then_some((place, day))
    })
}

fn begins_with_month(text: &str) -> bool {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let first = text.get(..3);
    first.is_some_and(|first| MONTHS.iter().any(|month| first.eq_ignore_ascii_case(month)))
}

/// Whether a text is an e-mail address, as forms check it.
fn is_email(text: &str) -> bool {
    let Some((name, domain)) = text.split_once('@') else {
        return false;
    };
    let bare = |part: &str| {
        !part.is_empty()
            && !part.contains(|sign: char| sign.is_whitespace() || "@,;<>".contains(sign))
    };
    bare(name)
        && bare(domain)
        && domain
            .rsplit_once('.')
            .is_some_and(|(host, end)| !host.is_empty() && end.len() >= 2)
}

/// Whether a text of digits is written as a telephone number: with `+` or `0` in front, or with signs
/// between its groups.
fn is_phone(text: &str) -> bool {
    let inner = text.strip_prefix('+').unwrap_or(text);
    let signs = |sign: char| sign.is_ascii_digit() || " -()/.".contains(sign);
    let written = text.starts_with(['+', '0', '(']) || inner.contains([' ', '-', '/']);
    let is_date = text.len() <= 10 && text.split(['-', '/', '.']).count() == 3;
    let is_number = NumberFormat(None).number(text).is_some() && !text.starts_with(['+', '0'])
        || text.starts_with('0') && text.contains('.') && !text.contains(' ');
    inner.chars().all(signs) && written && !is_date && !is_number
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn no_date_is_passed_over(
            text in "[0-9]{1,4}[-./ ]?[0-9]{0,2}(Mar|march)?[-./ ]?[0-9]{0,4}( [0-9]{1,2}:[0-9]{1,2}(:[0-9]{2})?)?",
        ) {
            let digits = text.bytes().filter(u8::is_ascii_digit).count();
            let signs = text.bytes().filter(|sign| b" ./-".contains(sign)).count();
            let is_looked_at = (4..=25).contains(&digits) && (6..=35).contains(&text.len()) && signs >= 2;
            let found: Vec<_> = days(&text, digits).map(|(place, _)| FORMATS[place]).collect();
            for format in FORMATS.into_iter().filter(|format| *format != Some("%Y%m%d")) {
                let is_date = is_looked_at && DateFormat::new(format).day(&text).is_some();
                proptest::prop_assert_eq!(found.contains(&format), is_date, "{:?}", format);
            }
        }
    }

    fn shapes(cell: &str) -> (Vec<usize>, Vec<&'static str>) {
        let mut formats = Vec::new();
        let shapes = Shapes::of(cell, |place, _| {
            formats.push(FORMATS[place].unwrap_or("ISO"));
        });
        let others = shapes.iter().filter(|shape| *shape < Shape::Date as usize);
        (others.collect(), formats)
    }

    #[test]
    fn a_cell_is_all_that_it_can_be_read_as() {
        use Shape::*;
        let cases: &[(&str, &[Shape], &[&str])] = &[
            ("12", &[Integer, Number, DecimalPoint, DecimalComma], &[]),
            ("1.5", &[Number, DecimalPoint], &[]),
            ("1.500", &[Number, DecimalPoint, DecimalComma], &[]),
            ("1,500", &[DecimalPoint, DecimalComma], &[]),
            ("1.234,50", &[DecimalComma], &[]),
            (
                "01234",
                &[Integer, Number, DecimalPoint, DecimalComma, LeadingZero],
                &[],
            ),
            (
                "0",
                &[Integer, Number, DecimalPoint, DecimalComma, Boolean],
                &[],
            ),
            ("Yes", &[Boolean], &[]),
            ("Ja", &[ForeignBoolean], &[]),
            ("ana@example.org", &[Email], &[]),
            ("+49 30 123456", &[Phone], &[]),
            ("030-1234567", &[Phone], &[]),
            ("-123456.75", &[Number, DecimalPoint], &[]),
            ("https://example.org", &[Url], &[]),
            ("Select", &[Placeholder], &[]),
            ("2027-01-04", &[], &["ISO"]),
            ("04.01.2027", &[], &["%d.%m.%Y"]),
            ("04/01/2027", &[], &["%d/%m/%Y", "%m/%d/%Y"]),
            ("Jan 4, 2027", &[], &["%b %d, %Y"]),
            ("31.12.26", &[], &["%d.%m.%y"]),
            ("31.12.2026 17:05", &[], &["%d.%m.%Y %H:%M"]),
            ("L-0000001", &[], &[]),
        ];
        for (cell, expected, formats) in cases {
            let expected: Vec<usize> = expected.iter().map(|shape| *shape as usize).collect();
            assert_eq!(shapes(cell), (expected, formats.to_vec()), "{cell}");
        }
    }
}
