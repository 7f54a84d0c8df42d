//! What the styles of pages and pictures are made from.

use minijinja::value::Serde;
use minijinja::{Value, context};

use super::palette::Palette;
use super::theme::{Paper, Theme};
use crate::report::Report;

/// What the styles are made from; `colors` are those of the pictures.
pub(super) fn look(report: &Report, theme: &Theme, colors: &Palette) -> Value {
    context! {
        light => Value::from(Serde(Palette::light(theme))),
        dark => Value::from(Serde(Palette::dark(theme))),
        colors => Value::from(Serde(colors)),
        heading_font => font(&theme.heading_font),
        body_font => font(&theme.body_font),
        footer => &theme.footer,
        paper => theme.paper.map(|paper| match paper {
            Paper::A4 => "A4",
            Paper::Letter => "letter",
        }),
        title => &report.title.title,
    }
}

/// A font list without any sign that could end its declaration.
fn font(fonts: &str) -> String {
    fonts
        .chars()
        .filter(|sign| !matches!(sign, ';' | '{' | '}' | '<' | '>' | '\\'))
        .collect()
}
