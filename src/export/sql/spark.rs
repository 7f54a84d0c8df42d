//! Apache Spark.

use super::dialect::{Dialect, Features, Piece, Type, is_exact_whole, template};

pub(super) struct Spark;

impl Dialect for Spark {
    fn features(&self) -> &'static Features {
        &Features {
            title: "Spark",
            types: ["STRING", "BIGINT", "DOUBLE", "BOOLEAN", "DATE"],
            versioned_formats: &["delta", "iceberg"],
            starts_with: "startswith",
            space: "[\\s\\x{85}\\p{Z}]+",
            ..Features::USUAL
        }
    }

    fn quoted_name(&self, name: &str) -> String {
        format!("`{}`", name.replace('`', "``"))
    }

    fn refuse_name(&self, name: &str) -> Option<(String, String)> {
        name.contains("${").then(|| {
            (
                format!("Spark looks for a variable at the ${{ in the name `{name}`"),
                "rename the column in the table, and name it in the plan by `column:`".to_owned(),
            )
        })
    }

    /// Spark reads escapes after a backslash, depending on a setting, and puts variables where `${…}`
    /// stands; neither of them, nor a quote, is in what this writes.
    fn text(&self, text: &str) -> String {
        let mut parts: Vec<String> = Vec::new();
        let mut plain = String::new();
        let mut signs = text.chars().peekable();
        while let Some(sign) = signs.next() {
            let is_variable = sign == '$' && signs.peek() == Some(&'{');
            if matches!(sign, '\'' | '\\' | '\n' | '\r') || is_variable {
                if !plain.is_empty() {
                    parts.push(format!("'{}'", std::mem::take(&mut plain)));
                }
                parts.push(format!("chr({})", u32::from(sign)));
            } else {
                plain.push(sign);
            }
        }
        if !plain.is_empty() {
            parts.push(format!("'{plain}'"));
        }
        match parts.as_slice() {
            [] => "''".to_owned(),
            [one] => one.clone(),
            several => format!("concat({})", several.join(", ")),
        }
    }

    /// A raw literal, in which a backslash means itself.
    fn pattern(&self, pattern: &str) -> String {
        match pattern.contains('\\') {
            true => format!("r'{pattern}'"),
            false => format!("'{pattern}'"),
        }
    }

    fn number(&self, value: f64) -> String {
        let text = format!("{value:?}");
        match (is_exact_whole(value), text.contains(['e', 'E'])) {
            (true, _) => value.to_string(),
            (false, true) => self.cast(&format!("'{text}'"), Type::Number),
            (false, false) => format!("{text}D"),
        }
    }

    fn holds(&self, text: &str, part: &str) -> String {
        format!("contains({text}, {part})")
    }

    fn like(&self, pattern: &str) -> Result<String, (String, String)> {
        let like = format!("LIKE {}", self.text(pattern));
        if !pattern.contains('\\') {
            return Ok(like);
        }
        // A backslash is a sign like any other where another one is named for escapes.
        let signs = ["!", "#", "~", "|", "^", "@", "&", ";", "\u{1}"];
        let free = signs.into_iter().find(|sign| !pattern.contains(*sign));
        let free = free.ok_or_else(|| {
            (
                "Spark needs a sign for escapes that is not in the pattern, and all are".to_owned(),
                "use `contains` or `starts with`".to_owned(),
            )
        })?;
        Ok(format!("{like} ESCAPE '{free}'"))
    }

    fn matches(&self, text: &str, pattern: &str) -> String {
        format!("{text} RLIKE {}", self.pattern(pattern))
    }

    fn without(&self, text: &str, pattern: &str) -> String {
        format!("regexp_replace({text}, {}, '')", self.pattern(pattern))
    }

    fn rewritten(&self, text: &str, pattern: &str, to: &[Piece]) -> String {
        let to = template(to, '$');
        format!("regexp_replace({text}, {}, '{to}')", self.pattern(pattern))
    }

    fn before(&self, text: &str, sign: char) -> String {
        format!("substring_index({text}, '{sign}', 1)")
    }

    /// A cast that fails is null, depending on a setting, and numbers beyond the largest are infinite.
    fn is_right(&self, value: &str, _: &str, of: Type) -> Option<String> {
        match of {
            Type::Integer | Type::Date => Some(format!("{value} IS NOT NULL")),
            Type::Number => Some(format!("abs({value}) < CAST('Infinity' AS DOUBLE)")),
            Type::Text | Type::Boolean => None,
        }
    }

    fn stop(&self, message: &str, text: &str, _: &[String], of: Type) -> String {
        let told = self.concat(&[self.text(&format!("{message}: ")), text.to_owned()]);
        self.cast(&format!("raise_error({told})"), of)
    }

    fn sha256(&self, text: &str) -> String {
        format!("sha2({text}, 256)")
    }

    fn sum(&self, numbers: &str) -> String {
        format!("sum(CAST({numbers} AS DECIMAL(28, 0)))")
    }

    fn millionths_text(&self, sum: &str) -> String {
        let whole = format!("CAST({sum} AS DECIMAL(31, 0))");
        self.cast(
            &format!("CAST({whole} * 0.000001BD AS DECIMAL(38, 6))"),
            Type::Text,
        )
    }
}
