//! What an engine's SQL has of its own.

use std::ops::RangeInclusive;

use jiff::civil::Date;

use super::layout::Sql;
use super::reserved::is_bare;

/// The types that values are cast to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Type {
    Text,
    /// Whole numbers of 64 bits.
    Integer,
    /// Numbers in double precision.
    Number,
    Boolean,
    Date,
}

/// A part of what a text is rewritten to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    Text(String),
    /// What a group of the pattern matched, from 1.
    Group(usize),
}

/// What an engine calls things, and what it has.
#[derive(Debug)]
pub(super) struct Features {
    /// What people call the engine.
    pub(super) title: &'static str,
    /// What it calls text, integer, number, boolean and date.
    pub(super) types: [&'static str; 5],
    /// Whether `Name` and `name` are one name.
    pub(super) ignores_case_of_names: bool,
    /// Whether tables can be made, dropped and renamed in a transaction.
    pub(super) has_transactions: bool,
    /// Formats of tables that keep versions, of which the next one is there whole or not at all.
    pub(super) versioned_formats: &'static [&'static str],
    /// What stands behind the name of the table, so that its columns can be told from those of parts.
    pub(super) relation_alias: &'static str,
    /// The most columns that a part of a query has.
    pub(super) most_columns: usize,
    /// The most bytes of a query.
    pub(super) longest_query: usize,
    /// The function that tells whether a text starts with another one.
    pub(super) starts_with: &'static str,
    /// The function that takes a part of a text.
    pub(super) substring: &'static str,
    /// The white space of Unicode, as a class of its regular expressions.
    pub(super) space: &'static str,
    /// The sign that ends the parts of what is hashed: ASCII's unit separator.
    pub(super) separator: &'static str,
    /// What stands around texts to join those that are not null, with `;` between them.
    pub(super) joined: [&'static str; 2],
    /// What stands behind a query with `GROUPING SETS`, whose totals have null for each column.
    pub(super) settings: Option<&'static str>,
}

impl Features {
    /// What most engines have in common.
    pub(super) const USUAL: Self = Self {
        title: "",
        types: ["VARCHAR", "BIGINT", "DOUBLE", "BOOLEAN", "DATE"],
        ignores_case_of_names: true,
        has_transactions: false,
        versioned_formats: &[],
        relation_alias: "",
        most_columns: usize::MAX,
        longest_query: usize::MAX,
        starts_with: "starts_with",
        substring: "substr",
        space: "[\\s\\x0b\\x85\\pZ]+",
        separator: "chr(31)",
        joined: ["concat_ws(';', ", ")"],
        settings: None,
    };
}

/// How an engine writes what the queries need. The defaults are what most of them have in common.
///
/// Patterns are regular expressions in what all engines share: groups, classes of ASCII, `{2}`, `?`,
/// `*`, `+`, `|`, `^` and `$`; [`Dialect::code_point`] writes other signs.
pub(super) trait Dialect {
    fn features(&self) -> &'static Features;

    // Names

    /// A name, in quotes where it needs them.
    fn name(&self, name: &str) -> String {
        match is_bare(name) {
            true => name.to_owned(),
            false => self.quoted_name(name),
        }
    }

    fn quoted_name(&self, name: &str) -> String {
        format!("\"{}\"", name.replace('"', "\"\""))
    }

    /// Why a table cannot have a column of this name, with what to do.
    fn refuse_name(&self, _name: &str) -> Option<(String, String)> {
        None
    }

    /// The column of a part of the query; the table is the part `leads_table`.
    fn column(&self, _part: &str, name: &str) -> String {
        name.to_owned()
    }

    // Values

    /// A text as a literal.
    fn text(&self, text: &str) -> String {
        quoted(text)
    }

    /// A pattern as a literal; it holds printable ASCII without quotes.
    fn pattern(&self, pattern: &str) -> String {
        self.text(pattern)
    }

    /// A finite number as a literal in double precision.
    fn number(&self, value: f64) -> String {
        match is_exact_whole(value) {
            true => value.to_string(),
            false => self.cast(&format!("'{value:?}'"), Type::Number),
        }
    }

    /// A day within [`Dialect::dates`] as a literal.
    fn date(&self, date: Date) -> String {
        format!("DATE '{date}'")
    }

    /// The days that the engine has.
    fn dates(&self) -> RangeInclusive<Date> {
        Date::constant(1, 1, 1)..=Date::constant(9999, 12, 31)
    }

    fn cast(&self, value: &str, to: Type) -> String {
        format!("CAST({value} AS {})", self.features().types[to as usize])
    }

    fn null(&self, of: Type) -> String {
        self.cast("NULL", of)
    }

    // Columns of a table

    /// A column as a text that compares letter by letter.
    fn as_text(&self, column: &str) -> String {
        self.cast(column, Type::Text)
    }

    /// A column as a number in double precision, undefined ones null.
    fn as_number(&self, column: &str) -> String {
        let undefined = self.cast("'NaN'", Type::Number);
        format!("NULLIF({}, {undefined})", self.cast(column, Type::Number))
    }

    /// A column as a day.
    fn as_date(&self, column: &str) -> String {
        self.cast(column, Type::Date)
    }

    // Texts

    fn starts_with(&self, text: &str, start: &str) -> String {
        format!(
            "{}({text}, {})",
            self.features().starts_with,
            self.text(start)
        )
    }

    fn contains(&self, text: &str, part: &str) -> String {
        self.holds(text, &self.text(part))
    }

    /// Whether a text holds another one, both of them expressions.
    fn holds(&self, text: &str, part: &str) -> String {
        format!("strpos({text}, {part}) > 0")
    }

    /// A comparison as true or false.
    fn truth(&self, comparison: &str) -> String {
        comparison.to_owned()
    }

    /// What stands behind the text in a test by a pattern of `%` and `_`, without an escape sign:
    /// `LIKE '…'`.
    ///
    /// # Errors
    /// Why the engine has no such test, with what to do.
    fn like(&self, pattern: &str) -> Result<String, (String, String)> {
        Ok(format!("LIKE {}", self.text(pattern)))
    }

    /// Texts one behind the other.
    fn concat(&self, parts: &[String]) -> String {
        parts.join(" || ")
    }

    /// From a place of a text on, counted from 1.
    fn rest_from(&self, text: &str, place: &str) -> String {
        format!("{}({text}, {place})", self.features().substring)
    }

    /// The first letters of a text.
    fn first(&self, text: &str, letters: usize) -> String {
        format!("{}({text}, 1, {letters})", self.features().substring)
    }

    fn lower(&self, text: &str) -> String {
        format!("lower({text})")
    }

    /// A sign outside of ASCII, or one with a meaning of its own, in a pattern.
    fn code_point(&self, sign: char) -> String {
        format!("\\x{{{:x}}}", u32::from(sign))
    }

    /// Without the white space of Unicode around it.
    fn trimmed(&self, text: &str) -> String {
        let space = self.features().space;
        self.without(text, &format!("^{space}|{space}$"))
    }

    /// Whether a pattern is found in a text.
    fn matches(&self, text: &str, pattern: &str) -> String;

    /// A text in which every piece that a pattern matches is left out.
    fn without(&self, text: &str, pattern: &str) -> String {
        format!("regexp_replace({text}, {}, '', 'g')", self.pattern(pattern))
    }

    /// What a text becomes that matches a pattern from end to end.
    fn rewritten(&self, text: &str, pattern: &str, to: &[Piece]) -> String {
        let to = template(to, '\\');
        format!("regexp_replace({text}, {}, '{to}')", self.pattern(pattern))
    }

    /// What stands before the first of a sign, all of it if there is none.
    fn before(&self, text: &str, sign: char) -> String {
        format!("split_part({text}, '{sign}', 1)")
    }

    /// What a day in ISO's notation becomes.
    fn day_of(&self, iso: &str) -> String {
        self.cast(iso, Type::Date)
    }

    /// Whether a value is what a text says, where the engine converts it without a word to something
    /// else, such as 30 February to 2 March.
    fn is_right(&self, _value: &str, _text: &str, _of: Type) -> Option<String> {
        None
    }

    /// Stops the query with a message and a text, which is neither null nor fulfills one of the
    /// conditions; of a type.
    fn stop(&self, message: &str, text: &str, _unless: &[String], of: Type) -> String {
        let told = self.concat(&[self.text(&format!("{message}: ")), text.to_owned()]);
        self.cast(&told, of)
    }

    /// SHA-256 of a text in UTF-8, in hexadecimal digits.
    fn sha256(&self, text: &str) -> String;

    // Counting

    /// The first day of the month of a day.
    fn month(&self, day: &str) -> String {
        self.cast(&format!("date_trunc('month', {day})"), Type::Date)
    }

    /// A number in millionths, the nearest whole number of them, halves away from zero.
    fn millionths(&self, number: &str) -> Sql {
        let number = format!("round({number} * 1000000)");
        Sql::line(self.cast(&number, Type::Integer))
    }

    /// The sum of whole numbers, without overflow.
    fn sum(&self, numbers: &str) -> String {
        format!("sum({numbers})")
    }

    /// The text of a sum of millionths, in ones.
    fn millionths_text(&self, sum: &str) -> String {
        self.cast(&format!("{sum} * 0.000001"), Type::Text)
    }
}

/// A text in single quotes, those inside it doubled.
pub(super) fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// A text in single quotes, in which a backslash begins an escape.
pub(super) fn escaped(text: &str, quote: &str) -> String {
    let mut out = String::from("'");
    for sign in text.chars() {
        match sign {
            '\'' => out.push_str(quote),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            sign => out.push(sign),
        }
    }
    out.push('\'');
    out
}

/// Whether a number is whole and no rounding can reach it.
pub(super) fn is_exact_whole(value: f64) -> bool {
    value.fract() == 0.0 && value.abs() < 1e15
}

/// Millionths where `round` takes halves to the even neighbor.
pub(super) fn millionths_by_hand(dialect: &dyn Dialect, number: &str, trunc: &str) -> Sql {
    let scaled = format!("{number} * 1000000");
    let whole = format!("{trunc}({scaled})");
    let cast = |value: &str| dialect.cast(value, Type::Integer);
    Sql::Case {
        branches: vec![(
            Sql::line(format!("abs({scaled} - {whole}) >= 0.5")),
            cast(&format!("{whole} + sign({number})")),
        )],
        otherwise: Some(cast(&whole)),
    }
}

/// What a text is rewritten to, where a sign stands before the number of a group.
pub(super) fn template(to: &[Piece], sign: char) -> String {
    let piece = |piece: &Piece| match piece {
        Piece::Text(text) => text.clone(),
        Piece::Group(number) => format!("{sign}{number}"),
    };
    to.iter().map(piece).collect()
}
