//! What makes a report a house's own: logo, colors, fonts, footer, language of dates and numbers.

use std::collections::{BTreeMap, BTreeSet};

use super::color::Color;
use crate::report::Locale;

/// How a report looks.
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    /// The logo on the title page.
    pub logo: Option<Logo>,
    /// The color of headings and marks.
    pub accent: Color,
    /// The color of warnings and of what is taken.
    pub highlight: Color,
    /// The color of text.
    pub text: Color,
    /// The color of the page.
    pub background: Color,
    /// Fonts of headings, as in CSS.
    pub heading_font: String,
    /// Fonts of everything else, as in CSS.
    pub body_font: String,
    /// A line at the foot of each page.
    pub footer: Option<String>,
    /// The size of a printed page; `None` if the language decides.
    pub paper: Option<Paper>,
    /// How dates and numbers are written.
    pub locale: Locale,
    /// Chapters that are left out, of [`SECTIONS`].
    pub without: BTreeSet<&'static str>,
}

/// The chapters that a theme can leave out.
pub const SECTIONS: &[&str] = &[
    "ranking",
    "segments",
    "order",
    "parked",
    "leads",
    "since",
    "observed",
    "certainty",
    "formulas",
    "method",
    "appendix",
];

/// The size of a printed page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// 210 × 297 mm, most of the world.
    A4,
    /// 8.5 × 11 inches, North America.
    Letter,
}

/// A picture as it lies in its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo {
    /// `image/png`, `image/jpeg` or `image/svg+xml`.
    pub kind: &'static str,
    /// The file.
    pub bytes: Vec<u8>,
}

impl Logo {
    /// A picture, its kind told by how its bytes begin; `None` if it is neither PNG, JPEG nor SVG.
    pub fn new(bytes: Vec<u8>) -> Option<Self> {
        let kind = match bytes.as_slice() {
            [0x89, b'P', b'N', b'G', ..] => "image/png",
            [0xff, 0xd8, 0xff, ..] => "image/jpeg",
            text => {
                let text = std::str::from_utf8(text).ok()?;
                text.contains("<svg").then_some("image/svg+xml")?
            }
        };
        Some(Self { kind, bytes })
    }

    /// How the name of such a file ends.
    pub(super) fn ending(&self) -> &'static str {
        match self.kind {
            "image/png" => "png",
            "image/jpeg" => "jpg",
            _ => "svg",
        }
    }

    /// Whether it is drawn rather than made of dots.
    pub fn is_svg(&self) -> bool {
        self.kind == "image/svg+xml"
    }
}

const SANS: &str = "system-ui, -apple-system, \"Segoe UI\", Roboto, \"Helvetica Neue\", Arial, \"Noto Sans\", sans-serif";

impl Default for Theme {
    fn default() -> Self {
        Self {
            logo: None,
            accent: Color(0x0b, 0x52, 0x8c),
            highlight: Color(0xb0, 0x48, 0x00),
            text: Color(0x1b, 0x20, 0x26),
            background: Color::WHITE,
            heading_font: SANS.to_owned(),
            body_font: SANS.to_owned(),
            footer: None,
            paper: None,
            locale: Locale::default(),
            without: BTreeSet::new(),
        }
    }
}

impl Theme {
    /// Pairs of colors below the contrast that text needs (WCAG 2, 4.5 to 1), a sentence each.
    pub fn weak_contrasts(&self) -> Vec<String> {
        [
            ("text", self.text),
            ("accent", self.accent),
            ("highlight", self.highlight),
        ]
        .into_iter()
        .filter_map(|(name, color)| {
            let contrast = color.contrast(self.background);
            let mend = color.readable_on(self.background, 4.5, self.away());
            (contrast < 4.5).then(|| {
                format!(
                    "colors.{name} {color} reads poorly on the background {}: contrast {contrast:.1}, text needs 4.5; {mend} would do",
                    self.background
                )
            })
        })
        .collect()
    }

    /// The chapters that can be left out, each with whether it is shown.
    pub(super) fn sections(&self) -> BTreeMap<&'static str, bool> {
        let shown = |name: &&'static str| (*name, !self.without.contains(name));
        SECTIONS.iter().map(shown).collect()
    }

    /// The size of a printed page.
    pub fn paper(&self) -> Paper {
        let usual = match self.locale.language {
            "en-US" => Paper::Letter,
            _ => Paper::A4,
        };
        self.paper.unwrap_or(usual)
    }

    /// Black on a light background, white on a dark one.
    fn away(&self) -> Color {
        match self.background.luminance() > 0.4 {
            true => Color(0, 0, 0),
            false => Color::WHITE,
        }
    }
}
