//! The colors of a report, light and dark, from the few that a theme names, and the rest of its looks.

use std::collections::BTreeMap;

use minijinja::value::Serde;
use minijinja::{Value, context};
use serde::Serialize;

use super::color::Color;
use super::theme::{Paper, Theme};

/// The colors by their role, as they are written in a style: `#1b6ca8`, or the name of a variable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Palette {
    #[serde(flatten)]
    roles: BTreeMap<&'static str, String>,
    /// Shades of a heat map, from little to much.
    shades: [String; 6],
}

/// What colors are for.
const ROLES: [&str; 9] = [
    "paper",  // what all stands on
    "ink",    // text
    "soft",   // lesser text; reads on paper and on fields
    "line",   // thin lines
    "field",  // a quiet area
    "accent", // the theme's color, for marks and headings
    "on",     // text on the accent
    "pale",   // a pale accent
    "high",   // the second color: warnings, what is taken
];
const DARK_PAPER: Color = Color(0x14, 0x18, 0x1d);
const DARK_INK: Color = Color(0xe8, 0xec, 0xf0);
/// How far each shade is from paper to accent. The step in the middle is skipped: text would read
/// neither dark nor light on it.
const SHADES: [f64; 6] = [0.10, 0.20, 0.33, 0.76, 0.88, 1.0];

impl Palette {
    /// The color of a role.
    pub(super) fn role(&self, name: &str) -> &str {
        self.roles.get(name).map_or("", String::as_str)
    }

    /// A shade of a heat map, from 0; `None` beyond the last.
    pub(super) fn shade(&self, shade: usize) -> Option<&str> {
        self.shades.get(shade).map(String::as_str)
    }

    /// For paper and for light screens.
    pub(super) fn light(theme: &Theme) -> Self {
        Self::of(theme.background, theme.text, theme.accent, theme.highlight)
    }

    /// For dark screens: the theme's colors, lightened until they read.
    pub(super) fn dark(theme: &Theme) -> Self {
        let lightened = |color: Color| color.readable_on(DARK_PAPER, 6.5, Color::WHITE);
        Self::of(
            DARK_PAPER,
            DARK_INK,
            lightened(theme.accent),
            lightened(theme.highlight),
        )
    }

    fn of(paper: Color, ink: Color, accent: Color, high: Color) -> Self {
        let field = paper.mix(ink, 0.045);
        let soft = paper.mix(ink, 0.62).readable_on(field, 4.6, ink);
        let line = paper.mix(ink, 0.17);
        let pale = paper.mix(accent, 0.22);
        let colors = [paper, ink, soft, line, field, accent, paper, pale, high];
        let colors = colors.map(|color| color.to_string());
        Self {
            roles: ROLES.into_iter().zip(colors).collect(),
            shades: SHADES.map(|share| paper.mix(accent, share).to_string()),
        }
    }

    /// The names of the page's variables in place of colors.
    pub(super) fn variables() -> Self {
        let variable = |name: &str| format!("var(--{name})");
        Self {
            roles: ROLES
                .into_iter()
                .map(|name| (name, variable(name)))
                .collect(),
            shades: ["h0", "h1", "h2", "h3", "h4", "h5"].map(variable),
        }
    }
}

/// What the styles are made from; `colors` are those of the pictures, `title` is the plan's.
pub(super) fn look(title: &str, theme: &Theme, colors: &Palette) -> Value {
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
        title => title,
    }
}

/// A font list without any sign that could end its declaration.
fn font(fonts: &str) -> String {
    fonts
        .chars()
        .filter(|sign| !matches!(sign, ';' | '{' | '}' | '<' | '>' | '\\'))
        .collect()
}
