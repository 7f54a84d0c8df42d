//! The single values under the keys of a group.

use super::fields::Fields;
use super::reader::{Reader, Want};
use super::scalar;
use crate::plan::format::Shape;
use crate::text::words;
use crate::yaml::Style;

/// The largest whole number that a double holds exactly.
const MOST: f64 = 9_007_199_254_740_992.0;

impl Reader<'_> {
    /// The text under a key.
    pub(super) fn text(&mut self, fields: &Fields<'_>, name: &str) -> Option<String> {
        let node = fields.node(name)?;
        self.words(node, name, Want::Text).map(str::to_owned)
    }

    /// The stable name under a key.
    pub(super) fn name(&mut self, fields: &Fields<'_>, name: &str) -> Option<String> {
        let node = fields.node(name)?;
        let (text, style) = self.scalar(node, name, Want::Word)?;
        match scalar::name(text, style) {
            Ok(()) => Some(text.to_owned()),
            Err(help) => {
                let message = format!("`{text}` is not a name: names are lower_snake_case");
                self.refuse("bad-name", node.span, message, help)
            }
        }
    }

    /// The number under a key, within the bounds of its shape.
    pub(super) fn number(&mut self, fields: &Fields<'_>, name: &str) -> Option<f64> {
        let node = fields.node(name)?;
        let (low, high) = match fields.shape(name) {
            Some(Shape::Number(low, high)) => (low, high),
            _ => (f64::NEG_INFINITY, f64::INFINITY),
        };
        self.number_within(node, name, low, high)
    }

    /// The whole number under a key, not below the bound of its shape.
    pub(super) fn whole(&mut self, fields: &Fields<'_>, name: &str) -> Option<u64> {
        let node = fields.node(name)?;
        let Some(Shape::Whole(low)) = fields.shape(name) else {
            return None;
        };
        let value = self.plain_number(node, name)?;
        if value < low as f64 || value > MOST {
            let help = format!("write a whole number of {low} or more");
            return self.cannot_be(node, name, help);
        }
        if let Some(meant) = scalar::thousands_meant(node) {
            let read = words::number(value, 6);
            let message = format!(
                "`{}` reads as {read}: decimals follow a point",
                self.source.slice(node.span)
            );
            let help = format!("nothing stands between thousands: write {meant}");
            return self.refuse("wrong-type", node.span, message, help);
        }
        if value.fract() == 0.0 {
            return Some(value as u64);
        }
        let message = format!(
            "`{name}` should be a whole number; here is {}",
            words::number(value, 6)
        );
        let help = format!("write {} or {}", value.floor(), value.ceil());
        self.refuse("wrong-type", node.span, message, help)
    }

    /// The relative change under a key, 0.15 for 15 %, within the bounds of its shape.
    pub(super) fn lift(&mut self, fields: &Fields<'_>, name: &str) -> Option<f64> {
        let node = fields.node(name)?;
        let Some(Shape::Number(low, high)) = fields.shape(name) else {
            return None;
        };
        let value = self.plain_number(node, name)?;
        if value <= high {
            return self.number_within(node, name, low, high);
        }
        let shown = words::number(value, 6);
        let message = format!(
            "`{name}: {shown}` is a lift of {}, {} times the rate of today",
            words::percent(value),
            words::number(1.0 + value, 6)
        );
        let percent = words::number(value / 100.0, 6);
        let help = format!("for {shown} % write {percent}");
        self.refuse("out-of-range", node.span, message, help)
    }

    /// The day under a key.
    pub(super) fn date(&mut self, fields: &Fields<'_>, name: &str) -> Option<jiff::civil::Date> {
        let node = fields.node(name)?;
        let (text, _) = self.scalar(node, name, Want::Word)?;
        match scalar::date(text) {
            Ok(date) => Some(date),
            Err(help) => {
                let message = format!("`{name}` should be a date; here is `{text}`");
                self.refuse("bad-date", node.span, message, help)
            }
        }
    }

    /// The yes or no under a key: `true` or `false`, or `yes` or `no` in any case.
    pub(super) fn boolean(&mut self, fields: &Fields<'_>, name: &str) -> Option<bool> {
        let node = fields.node(name)?;
        let (text, style) = self.scalar(node, name, Want::Word)?;
        match (text, style) {
            ("true" | "True" | "TRUE", Style::Plain) => return Some(true),
            ("false" | "False" | "FALSE", Style::Plain) => return Some(false),
            _ => {}
        }
        let help = match text.to_lowercase().as_str() {
            "yes" => return Some(true),
            "no" => return Some(false),
            "y" | "on" | "true" | "1" => "write true, without quotes",
            "n" | "off" | "false" | "0" => "write false, without quotes",
            _ => "write true or false, without quotes",
        };
        let message = format!("`{name}` should be true or false; here is `{text}`");
        self.refuse("wrong-type", node.span, message, help)
    }

    /// The word under a key, one of those that its shape lists.
    pub(super) fn word<T>(
        &mut self,
        fields: &Fields<'_>,
        name: &str,
        from_name: fn(&str) -> Option<T>,
    ) -> Option<T> {
        let node = fields.node(name)?;
        let Some(Shape::Word(list)) = fields.shape(name) else {
            return None;
        };
        self.word_of(node, name, &list(), from_name)
    }
}
