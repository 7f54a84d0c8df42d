//! Reads single values of a tree, or says what is wrong with each and what to write.

use jiff::civil::Date;

use super::{day, naming, scalar};
use crate::diagnostic::Diagnostic;
use crate::plan::format::Shape;
use crate::plan::model::Verdict;
use crate::text::{Span, words};
use crate::yaml::{Node, Source, Style, Value, quoted};

/// The largest whole number that a double holds exactly.
const MOST: f64 = 9_007_199_254_740_992.0;

/// What should be a single value, the key that messages call it by, and what that key holds.
#[derive(Debug, Clone, Copy)]
pub(super) struct Single<'a> {
    pub(super) source: &'a Source,
    pub(super) name: &'a str,
    pub(super) shape: Shape,
    pub(super) node: &'a Node,
}

/// What is wrong with a value, and what to write.
pub(super) type Wrong = Box<Diagnostic>;

impl<'a> Single<'a> {
    pub(super) fn wrong(
        self,
        code: &str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Wrong {
        Box::new(Diagnostic::error(code, self.node.span, message, help))
    }

    /// This value should be something else.
    pub(super) fn should_be(self, code: &str, wanted: &str, help: impl Into<String>) -> Wrong {
        let found = match &self.node.value {
            Value::Scalar(text, _) => format!("`{}`", words::shortened(text)),
            Value::List(_) | Value::Map(_) => self.node.kind().to_owned(),
        };
        let message = format!("`{}` should be {wanted}, but here is {found}", self.name);
        self.wrong(code, message, help)
    }

    /// This number is out of its bounds.
    fn cannot_be(self, help: String) -> Wrong {
        let written = words::shortened(self.source.slice(self.node.span));
        let message = format!("`{}` cannot be {written}", self.name);
        self.wrong("out-of-range", message, help)
    }

    /// The value as it was written, without quotes.
    fn scalar(self) -> Result<(&'a str, Style), Wrong> {
        if let Value::Scalar(text, style) = &self.node.value {
            return Ok((text, *style));
        }
        if let Shape::Condition = self.shape {
            let help = "write it in one text, as in industry = 'Retail' and employees > 300";
            return Err(self.should_be("wrong-type", "a condition", help));
        }
        let help = match (self.shape, self.source.slice(self.node.span).chars().next()) {
            (Shape::Text, Some(sign @ ('{' | '['))) => {
                format!("put a text that begins with {sign} in quotes")
            }
            (_, Some('[')) => "write one value, without brackets".to_owned(),
            _ => "write one value after the colon".to_owned(),
        };
        Err(self.should_be("wrong-type", "a single value", help))
    }

    /// A text or a condition; neither in typographic quotes nor cut short by a `#`.
    pub(super) fn text(self) -> Result<&'a str, Wrong> {
        let (text, style) = self.scalar()?;
        if style != Style::Plain {
            return Ok(text);
        }
        let curly = scalar::in_curly_quotes(text);
        if let Some(bare) = curly.filter(|_| !matches!(self.shape, Shape::Condition)) {
            let message =
                "YAML doesn't treat curly quotes as quotation marks, so they stay in the text";
            let help = format!("write {bare}, or {} if they belong to it", quoted(text));
            return Err(self.wrong("curly-quotes", message, help));
        }
        match self.comment_in_text() {
            Some(wrong) => Err(wrong),
            None => Ok(text),
        }
    }

    /// A comment after a plain text like `#1`, which was probably meant as part of the text.
    fn comment_in_text(self) -> Option<Wrong> {
        let text_end = self.node.span.end;
        let line_end = self.source.line_end(text_end);
        let rest = self.source.slice(Span::new(text_end, line_end));
        let comment = rest.trim_start();
        let meant = comment
            .strip_prefix('#')?
            .starts_with(char::is_alphanumeric);
        if !meant || comment.len() == rest.len() {
            return None;
        }
        let name = self.name;
        let first = comment.split_whitespace().next().unwrap_or_default();
        let message = format!("`{first}` begins a comment, so `{name}` ends before it");
        let help = if let Shape::Condition = self.shape {
            format!("write `{name}: >-` and put the condition on the next line, indented")
        } else {
            let kept = self.source.slice(self.node.span);
            let whole = quoted(&format!("{kept} {comment}"));
            format!("put the text in quotes: `{name}: {whole}`")
        };
        let help = format!("{help}; before a real comment put `# `");
        let at = Span::new(line_end - comment.len(), line_end);
        let problem = Diagnostic::error("comment-in-text", at, message, help);
        Some(Box::new(problem))
    }

    pub(super) fn stable_name(self) -> Result<String, Wrong> {
        let (text, style) = self.scalar()?;
        naming::name(text, style).map_err(|help| {
            let message =
                format!("`{text}` can't be a name: names are written in lower_snake_case");
            self.wrong("bad-name", message, help)
        })?;
        Ok(text.to_owned())
    }

    /// The code of a currency, `EUR`.
    pub(super) fn currency(self) -> Result<String, Wrong> {
        let text = self.text()?;
        let is_code =
            |text: &str| text.len() == 3 && text.bytes().all(|one| one.is_ascii_uppercase());
        if is_code(text) {
            return Ok(text.to_owned());
        }
        let code = match text.trim().to_uppercase().as_str() {
            "€" | "EURO" | "EUROS" => "EUR".to_owned(),
            "$" | "US$" | "DOLLAR" | "DOLLARS" => "USD".to_owned(),
            "£" | "POUND" | "POUNDS" => "GBP".to_owned(),
            code if is_code(code) => code.to_owned(),
            _ => {
                let help = "write its code in three capital letters, as in EUR";
                return Err(self.should_be("wrong-type", "a currency", help));
            }
        };
        Err(self.should_be(
            "wrong-type",
            "the code of a currency",
            format!("write {code}"),
        ))
    }

    /// A number, whatever its key holds.
    pub(super) fn any_number(self) -> Result<f64, Wrong> {
        let (text, style) = self.scalar()?;
        scalar::number(text, style).map_err(|help| self.should_be("wrong-type", "a number", help))
    }

    /// A number within the bounds of its shape.
    pub(super) fn number(self) -> Result<f64, Wrong> {
        let (low, high) = self.bounds();
        self.number_within(low, high)
    }

    fn bounds(self) -> (f64, f64) {
        match self.shape {
            Shape::Number(low, high) => (low, high),
            _ => (f64::NEG_INFINITY, f64::INFINITY),
        }
    }

    /// A number between two bounds, which are included.
    pub(super) fn number_within(self, low: f64, high: f64) -> Result<f64, Wrong> {
        let value = self.any_number()?;
        if (low..=high).contains(&value) {
            return Ok(value);
        }
        let shown = |end| words::number(end, 6);
        let bounds = match (low.is_finite(), high.is_finite()) {
            (true, true) => format!("from {} to {}", shown(low), shown(high)),
            (true, false) => format!("of {} or more", shown(low)),
            _ => format!("of {} or less", shown(high)),
        };
        Err(self.cannot_be(format!("write a number {bounds}")))
    }

    /// A whole number, not below the bound of its shape.
    pub(super) fn whole(self) -> Result<u64, Wrong> {
        let low = match self.shape {
            Shape::Whole(low) => low,
            _ => 0,
        };
        let value = self.any_number()?;
        if value < low as f64 || value > MOST {
            return Err(self.cannot_be(format!("write a whole number of {low} or more")));
        }
        let read = words::number(value, 6);
        if let Some(meant) = scalar::thousands_meant(self.node) {
            let written = self.source.slice(self.node.span);
            let message = format!("`{written}` means {read}: a point separates decimals");
            let help = format!("leave out the thousands separator: write {meant}");
            return Err(self.wrong("wrong-type", message, help));
        }
        if value.fract() == 0.0 {
            return Ok(value as u64);
        }
        let message = format!(
            "`{}` should be a whole number, but here is {read}",
            self.name
        );
        let help = format!("write {} or {}", value.floor(), value.ceil());
        Err(self.wrong("wrong-type", message, help))
    }

    /// A relative change, 0.15 for 15 %, within the bounds of its shape.
    pub(super) fn lift(self) -> Result<f64, Wrong> {
        let value = self.any_number()?;
        if value <= self.bounds().1 {
            return self.number();
        }
        let [shown, times, meant] =
            [value, 1.0 + value, value / 100.0].map(|number| words::number(number, 6));
        let (name, percent) = (self.name, words::percent(value));
        let message =
            format!("`{name}: {shown}` is a lift of {percent}, {times} times today's rate");
        Err(self.wrong(
            "out-of-range",
            message,
            format!("for {shown} % write {meant}"),
        ))
    }

    pub(super) fn date(self) -> Result<Date, Wrong> {
        let (text, _) = self.scalar()?;
        day::date(text).map_err(|help| self.should_be("bad-date", "a date", help))
    }

    /// `true` or `false`, or `yes` or `no` in any case.
    pub(super) fn boolean(self) -> Result<bool, Wrong> {
        let (text, style) = self.scalar()?;
        let help = match (text, text.to_lowercase().as_str()) {
            ("true" | "True" | "TRUE", _) if style == Style::Plain => return Ok(true),
            ("false" | "False" | "FALSE", _) if style == Style::Plain => return Ok(false),
            (_, "yes") => return Ok(true),
            (_, "no") => return Ok(false),
            (_, "y" | "on" | "true" | "1") => "write true, without quotes",
            (_, "n" | "off" | "false" | "0") => "write false, without quotes",
            _ => "write true or false, without quotes",
        };
        Err(self.should_be("wrong-type", "true or false", help))
    }

    /// A word, one of those that its shape lists.
    pub(super) fn word<T>(self, from_name: impl Fn(&str) -> Option<T>) -> Result<T, Wrong> {
        let (text, _) = self.scalar()?;
        if let Some(value) = from_name(text) {
            return Ok(value);
        }
        let list = match self.shape {
            Shape::Word(list) => list(),
            _ => Verdict::ALL.iter().map(|one| one.name()).collect(),
        };
        let help = match scalar::word_meant(text, &list) {
            _ if self.name == "decimal" => "write `decimal: \",\"` or `decimal: \".\"`".to_owned(),
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("write {}", words::choice(&list)),
        };
        let message = format!("`{}` cannot be `{text}`", self.name);
        Err(self.wrong("unknown-word", message, help))
    }
}
