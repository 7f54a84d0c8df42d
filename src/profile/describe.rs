//! What the cells of a column say about it: its type, what it looks like, its most common values.

use super::column::ColumnStats;
use super::most_common::MostCommon;
use super::personal::{Personal, personal};
use super::shape::{FORMATS, NO, NUMBER_FORMATS, Shape, Shapes, YES};
use crate::condition::{AttributeType, DecimalSign};
use crate::text::named;
use crate::text::placeholder::is_placeholder;

/// What a table holds in one column.
#[derive(Debug, Clone, PartialEq)]
pub struct ColumnProfile {
    /// Its name in the table.
    pub name: String,
    /// What to call it in conditions; `None` if other columns have its name, or if it has none.
    pub attribute: Option<String>,
    /// The type that all its values have.
    pub kind: AttributeType,
    /// How its dates are written, in strftime's signs; `None` for ISO.
    pub format: Option<&'static str>,
    /// What stands before the decimals of its numbers, where that has to be said.
    pub decimal: Option<DecimalSign>,
    /// Another format that its dates fit as well.
    pub or_format: Option<&'static str>,
    /// Its words for yes and for no in another language.
    pub yes: Vec<String>,
    pub no: Vec<String>,
    /// Leads with a value; a placeholder is none.
    pub filled: u64,
    /// Words that stand where there is no value, the most common first.
    pub placeholders: Vec<(String, u64)>,
    /// Different values; an estimate unless `is_exact`.
    pub distinct: u64,
    /// The values with their leads, the most common first: all of them if `is_exact`, else those that
    /// surely are the most common, with counts that may be a little too low. People are shown none of
    /// personal data.
    pub values: Vec<(String, u64)>,
    pub is_exact: bool,
    pub range: Option<ValueRange>,
    pub looks_like: Vec<LooksLike>,
    pub personal: Option<Personal>,
    /// Values that are no numbers or dates though nearly all are, the most common first.
    pub strays: Vec<(String, u64)>,
}

/// The lowest and the highest value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ValueRange {
    Numbers(f64, f64),
    /// Days since 1 January 1970.
    Days(i64, i64),
}

named! {
    /// What a column's values look like, beside their type.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum LooksLike {
        /// Nothing at all.
        Empty = "empty",
        /// One value for all leads.
        Constant = "constant",
        /// A value of its own for every lead.
        Id = "id",
        Email = "email",
        Phone = "phone",
        Url = "url",
        Date = "date",
        /// Words for yes and no.
        Boolean = "boolean",
        /// Numbers with a comma before their decimals.
        DecimalComma = "decimal comma",
        /// Numbers with marks between their thousands, and a point before decimals.
        Thousands = "thousands separators",
        /// Digits with zeros before them, which are no numbers.
        LeadingZeros = "leading zeros",
    }
}

/// Nearly all values: this share of them, so that a few others are strays.
const NEARLY_ALL: f64 = 0.9;

impl ColumnProfile {
    /// The column of a table with so many rows.
    pub(super) fn new(name: &str, rows: u64, stats: &ColumnStats, values: MostCommon) -> Self {
        let is_exact = values.is_exact();
        let (placeholders, values): (Vec<_>, Vec<_>) = values
            .sorted()
            .into_iter()
            .partition(|(value, _)| is_placeholder(value));
        let reading = Reading::of(stats);
        let mut column = Self {
            name: name.to_owned(),
            attribute: None,
            kind: reading.kind,
            format: reading.formats.first().and_then(|place| FORMATS[*place]),
            decimal: reading.number.and_then(|place| NUMBER_FORMATS[place].1.0),
            or_format: reading.formats.get(1).and_then(|place| FORMATS[*place]),
            yes: Vec::new(),
            no: Vec::new(),
            filled: stats.known(),
            placeholders,
            distinct: match is_exact {
                true => values.len() as u64,
                false => stats.distinct().min(stats.known()),
            },
            values,
            is_exact,
            range: reading.range(stats),
            looks_like: Vec::new(),
            personal: personal(name, stats),
            strays: Vec::new(),
        };
        if reading.kind == AttributeType::Boolean {
            (column.yes, column.no) = (column.listed(&YES), column.listed(&NO));
        }
        column.looks_like = column.looks(rows, stats);
        column.strays = column.strays(stats);
        column
    }

    /// Its values that are among these words.
    fn listed(&self, words: &[&str]) -> Vec<String> {
        let values = self.values.iter().map(|(value, _)| value);
        values
            .filter(|value| words.contains(&value.trim().to_lowercase().as_str()))
            .cloned()
            .collect()
    }

    fn looks(&self, rows: u64, stats: &ColumnStats) -> Vec<LooksLike> {
        let known = stats.known();
        let nearly =
            |shape: Shape| known > 0 && stats.cells(shape) as f64 >= NEARLY_ALL * known as f64;
        // An estimate is about a percent off.
        let all_differ = match self.is_exact {
            true => self.distinct == rows,
            false => self.distinct as f64 >= 0.97 * rows as f64,
        };
        let is_word = matches!(self.kind, AttributeType::Text | AttributeType::Integer);
        let looks = [
            (LooksLike::Empty, known == 0),
            (
                LooksLike::Constant,
                self.is_exact && self.distinct == 1 && rows > 1,
            ),
            (
                LooksLike::Id,
                known == rows && rows > 1 && all_differ && is_word && self.personal.is_none(),
            ),
            (LooksLike::Email, nearly(Shape::Email)),
            (LooksLike::Phone, nearly(Shape::Phone)),
            (LooksLike::Url, nearly(Shape::Url)),
            (LooksLike::Date, self.kind == AttributeType::Date),
            (LooksLike::Boolean, self.kind == AttributeType::Boolean),
            (
                LooksLike::DecimalComma,
                self.decimal == Some(DecimalSign::Comma),
            ),
            (
                LooksLike::Thousands,
                self.decimal == Some(DecimalSign::Point),
            ),
            (
                LooksLike::LeadingZeros,
                self.kind == AttributeType::Text
                    && stats.cells(Shape::LeadingZero) > 0
                    && nearly(Shape::Integer),
            ),
        ];
        let fitting = looks.into_iter().filter(|(_, fits)| *fits);
        fitting.map(|(look, _)| look).collect()
    }

    /// The values of a text column that keep it from being one of numbers.
    fn strays(&self, stats: &ColumnStats) -> Vec<(String, u64)> {
        let known = stats.known() as f64;
        let nearly = |shape: Shape| stats.cells(shape) as f64 >= NEARLY_ALL * known;
        let numbers = NUMBER_FORMATS
            .iter()
            .map(|(shape, _)| *shape)
            .find(|shape| nearly(*shape) && known > 0.0);
        let shape = match numbers {
            Some(shape)
                if self.kind == AttributeType::Text
                    && self.personal.is_none()
                    && stats.cells(Shape::LeadingZero) == 0 =>
            {
                shape
            }
            _ => return Vec::new(),
        };
        let values = self.values.iter();
        let others = values.filter(|(value, _)| !Shapes::of(value, |_, _| ()).has(shape));
        others.cloned().collect()
    }
}

/// How all values of a column can be read.
struct Reading {
    kind: AttributeType,
    /// Date formats that fit, by their places in [`FORMATS`].
    formats: Vec<usize>,
    /// The format of its numbers, by its place in [`NUMBER_FORMATS`].
    number: Option<usize>,
}

impl Reading {
    fn of(stats: &ColumnStats) -> Self {
        let known = stats.known();
        let all = |shape: Shape| known > 0 && stats.cells(shape) == known;
        let plain = stats.cells(Shape::LeadingZero) == 0;
        let words = stats.cells(Shape::Boolean) + stats.cells(Shape::ForeignBoolean);
        let formats = if known > 0 {
            stats.date_formats()
        } else {
            Vec::new()
        };
        let number = NUMBER_FORMATS
            .iter()
            .position(|(shape, _)| all(*shape) && plain);
        let kind = match () {
            () if !formats.is_empty() => AttributeType::Date,
            () if all(Shape::Integer) && plain => AttributeType::Integer,
            () if number.is_some() => AttributeType::Number,
            () if words == known && known > 0 => AttributeType::Boolean,
            () => AttributeType::Text,
        };
        Self {
            kind,
            formats,
            number,
        }
    }

    fn range(&self, stats: &ColumnStats) -> Option<ValueRange> {
        let numbers = |(low, high)| ValueRange::Numbers(low, high);
        match self.kind {
            AttributeType::Date => {
                let days = self.formats.first().and_then(|format| stats.days(*format));
                days.map(|(first, last)| ValueRange::Days(first, last))
            }
            AttributeType::Integer | AttributeType::Number => self
                .number
                .and_then(|format| stats.numbers(format))
                .map(numbers),
            AttributeType::Text | AttributeType::Boolean => None,
        }
    }
}
