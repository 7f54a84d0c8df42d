//! The colors of a report, light and dark, from the few that a theme names.

use serde::Serialize;

use super::color::Color;
use super::theme::Theme;

/// The colors by their role, as they are written in a style: `#1b6ca8`, or the name of a variable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Palette {
    /// What all stands on.
    pub paper: String,
    /// Text.
    pub ink: String,
    /// Lesser text; reads on paper and on fields.
    pub soft: String,
    /// Thin lines.
    pub line: String,
    /// A quiet area.
    pub field: String,
    /// The theme's color, for marks and headings.
    pub accent: String,
    /// Text on the accent.
    pub on: String,
    /// A pale accent.
    pub pale: String,
    /// The second color: warnings, what is taken.
    pub high: String,
    /// Shades of a heat map, from little to much.
    pub shades: [String; 6],
}

const DARK_PAPER: Color = Color(0x14, 0x18, 0x1d);
const DARK_INK: Color = Color(0xe8, 0xec, 0xf0);
/// How far each shade is from paper to accent. The step in the middle is skipped: text would read
/// neither dark nor light on it.
const SHADES: [f64; 6] = [0.10, 0.20, 0.33, 0.76, 0.88, 1.0];

impl Palette {
    /// For paper and for light screens.
    #[must_use]
    pub fn light(theme: &Theme) -> Self {
        Self::of(theme.background, theme.text, theme.accent, theme.highlight)
    }

    /// For dark screens: the theme's colors, lightened until they read.
    #[must_use]
    pub fn dark(theme: &Theme) -> Self {
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
        Self {
            paper: paper.to_string(),
            ink: ink.to_string(),
            soft: soft.to_string(),
            line: paper.mix(ink, 0.17).to_string(),
            field: field.to_string(),
            accent: accent.to_string(),
            on: paper.to_string(),
            pale: paper.mix(accent, 0.22).to_string(),
            high: high.to_string(),
            shades: SHADES.map(|share| paper.mix(accent, share).to_string()),
        }
    }

    /// The names of the page's variables in place of colors.
    #[must_use]
    pub fn variables() -> Self {
        let name = |name: &str| format!("var(--{name})");
        Self {
            paper: name("paper"),
            ink: name("ink"),
            soft: name("soft"),
            line: name("line"),
            field: name("field"),
            accent: name("accent"),
            on: name("on"),
            pale: name("pale"),
            high: name("high"),
            shades: ["h0", "h1", "h2", "h3", "h4", "h5"].map(name),
        }
    }
}
