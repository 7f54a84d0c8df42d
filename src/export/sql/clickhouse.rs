//! `ClickHouse`.

use std::ops::RangeInclusive;

use jiff::civil::Date;

use super::dialect::{
    Dialect, Features, Piece, Type, escaped, is_exact_whole, millionths_by_hand, template,
};
use super::layout::Sql;

pub(super) struct ClickHouse;

impl Dialect for ClickHouse {
    fn features(&self) -> &'static Features {
        &Features {
            title: "ClickHouse",
            types: [
                "Nullable(String)",
                "Nullable(Int64)",
                "Nullable(Float64)",
                "Nullable(Bool)",
                "Nullable(Date32)",
            ],
            ignores_case_of_names: false,
            relation_alias: " AS leads_table",
            starts_with: "startsWith",
            substring: "substring",
            separator: "char(31)",
            joined: [
                "arrayStringConcat(arrayFilter(name -> name IS NOT NULL, [",
                "]), ';')",
            ],
            // Columns that a set leaves out are null, as everywhere else, and not empty.
            settings: Some("SETTINGS group_by_use_nulls = 1"),
            ..Features::USUAL
        }
    }

    fn quoted_name(&self, name: &str) -> String {
        format!("`{}`", name.replace('\\', "\\\\").replace('`', "\\`"))
    }

    /// A name of the select list goes before a column of the same name, unless the column says where
    /// it is from.
    fn column(&self, part: &str, name: &str) -> String {
        format!("{part}.{name}")
    }

    fn text(&self, text: &str) -> String {
        escaped(text, "\\'")
    }

    fn number(&self, value: f64) -> String {
        match is_exact_whole(value) {
            true => value.to_string(),
            false => format!("toFloat64('{value:?}')"),
        }
    }

    fn date(&self, date: Date) -> String {
        format!("toDate32('{date}')")
    }

    fn dates(&self) -> RangeInclusive<Date> {
        Date::constant(1900, 1, 1)..=Date::constant(2299, 12, 31)
    }

    /// Without minus zero, which `IN` would tell from zero.
    fn as_number(&self, column: &str) -> String {
        let number = self.cast(column, Type::Number);
        format!("if(isNaN({number}), NULL, {number} + 0.0)")
    }

    fn holds(&self, text: &str, part: &str) -> String {
        format!("position({text}, {part}) > 0")
    }

    /// Comparisons are numbers there.
    fn truth(&self, comparison: &str) -> String {
        format!("CAST({comparison} AS Bool)")
    }

    fn like(&self, pattern: &str) -> Result<String, (String, String)> {
        Ok(format!(
            "LIKE {}",
            self.text(&pattern.replace('\\', "\\\\"))
        ))
    }

    fn matches(&self, text: &str, pattern: &str) -> String {
        format!("match({text}, {})", self.pattern(pattern))
    }

    fn without(&self, text: &str, pattern: &str) -> String {
        format!("replaceRegexpAll({text}, {}, '')", self.pattern(pattern))
    }

    fn rewritten(&self, text: &str, pattern: &str, to: &[Piece]) -> String {
        let to = self.text(&template(to, '\\'));
        format!("replaceRegexpOne({text}, {}, {to})", self.pattern(pattern))
    }

    fn before(&self, text: &str, sign: char) -> String {
        format!("substringIndex({text}, '{sign}', 1)")
    }

    /// A cast that fails is null, a day after the end of a month is one of the next.
    fn is_right(&self, value: &str, text: &str, of: Type) -> Option<String> {
        match of {
            Type::Integer => Some(format!("{value} IS NOT NULL")),
            Type::Number => Some(format!("isFinite({value})")),
            Type::Date => {
                let parts = format!("splitByChar('-', ifNull({text}, ''))");
                let parts = format!("arrayMap(part -> toInt32OrZero(part), {parts})");
                let day = format!("ifNull({value}, toDate32('1970-01-01'))");
                let own = format!("[toYear({day}), toMonth({day}), toDayOfMonth({day})]");
                Some(format!("{parts} = {own}"))
            }
            Type::Text | Type::Boolean => None,
        }
    }

    /// Of rows that other branches answer, too, whether they are evaluated or not.
    fn stop(&self, message: &str, text: &str, unless: &[String], of: Type) -> String {
        let wrong = format!("{text} IS NOT NULL AND NOT ({})", unless.join(" OR "));
        let message = self.text(message);
        self.cast(
            &format!("nullIf(throwIf(ifNull({wrong}, FALSE), {message}), 0)"),
            of,
        )
    }

    fn sha256(&self, text: &str) -> String {
        format!("lower(hex(SHA256({text})))")
    }

    /// `toStartOfMonth` gives a date of 1970 to 2149.
    fn month(&self, day: &str) -> String {
        format!("addDays({day}, 1 - toDayOfMonth({day}))")
    }

    /// `round` takes halves to the even neighbor. What is null has an undefined number beneath, which
    /// stops a cast.
    fn millionths(&self, number: &str) -> Sql {
        let null = Sql::line(format!("{number} IS NULL"));
        match millionths_by_hand(self, &format!("ifNull({number}, 0)"), "trunc") {
            Sql::Case {
                mut branches,
                otherwise,
            } => {
                branches.insert(0, (null, "NULL".to_owned()));
                Sql::Case {
                    branches,
                    otherwise,
                }
            }
            other => other,
        }
    }

    fn sum(&self, numbers: &str) -> String {
        format!("sum(toDecimal128({numbers}, 0))")
    }

    fn millionths_text(&self, sum: &str) -> String {
        format!("toString(CAST({sum} AS Nullable(Decimal(38, 6))) / 1000000)")
    }
}
