//! Which fonts a PDF is set in, and what to say of them.
//!
//! Built in are `Libertinus Serif` and `DejaVu Sans Mono`: the same bytes on every machine. Files in a
//! folder `fonts` beside the user's templates come next. Only where the theme names fonts and
//! there is no such folder are those of the machine looked up.

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde_json::Value;
use typst::text::FontBook;
use typst_as_lib::typst_kit_options::TypstKitFontOptions;

use crate::render::report::templates::Shelf;
use crate::render::report::theme::Theme;
use crate::text::words;

/// What a text is set in where no other font is at hand.
const BUILT_IN: &str = "Libertinus Serif";
/// Names that stand in CSS for whatever font there is.
const GENERIC: [&str; 13] = [
    "serif",
    "sans-serif",
    "monospace",
    "cursive",
    "fantasy",
    "system-ui",
    "ui-serif",
    "ui-sans-serif",
    "ui-monospace",
    "ui-rounded",
    "math",
    "-apple-system",
    "inherit",
];
/// So many missing signs are shown.
const MOST_SIGNS: usize = 12;

/// The fonts that a theme asks for, and where to look for them.
pub(super) struct Fonts {
    folder: Option<PathBuf>,
    heading: Vec<String>,
    body: Vec<String>,
}

/// The fonts to use, first choice first.
pub(super) struct Chosen {
    pub(super) heading: Vec<String>,
    pub(super) body: Vec<String>,
}

impl Fonts {
    pub(super) fn of(theme: &Theme, templates: &Shelf) -> Self {
        let usual = Theme::default();
        let asked = |fonts: &str, usual: &str| match fonts == usual {
            true => Vec::new(),
            false => families(fonts),
        };
        Self {
            folder: templates.folder("fonts"),
            heading: asked(&theme.heading_font, &usual.heading_font),
            body: asked(&theme.body_font, &usual.body_font),
        }
    }

    /// Whether the machine's fonts have a part in it.
    fn of_the_machine(&self) -> bool {
        self.folder.is_none() && !(self.heading.is_empty() && self.body.is_empty())
    }

    pub(super) fn search(&self) -> TypstKitFontOptions {
        TypstKitFontOptions::new()
            .include_system_fonts(self.of_the_machine())
            .include_dirs(self.folder.iter())
    }

    /// Those asked for that there are, then the built-in one.
    pub(super) fn chosen(&self, book: &FontBook) -> Chosen {
        let there = |fonts: &[String]| {
            let known = fonts.iter().filter(|font| knows(book, font)).cloned();
            known.chain([BUILT_IN.to_owned()]).collect()
        };
        Chosen {
            heading: there(&self.heading),
            body: there(&self.body),
        }
    }

    /// What to say of the fonts asked for.
    pub(super) fn notes(&self, book: &FontBook) -> Vec<String> {
        let mut notes = Vec::new();
        let mut lent = BTreeSet::new();
        for (key, fonts) in [("heading", &self.heading), ("body", &self.body)] {
            match fonts.iter().find(|font| knows(book, font)) {
                Some(font) if self.of_the_machine() => {
                    lent.insert(font.as_str());
                }
                None if !fonts.is_empty() => notes.push(format!(
                    "fonts.{key}: {} is not here; the PDF is set in {BUILT_IN}",
                    words::choice(fonts)
                )),
                _ => {}
            }
        }
        if !lent.is_empty() {
            notes.push(format!(
                "the PDF takes {} from this machine, so another machine may give other bytes; \
                 font files in a folder named fonts beside your templates would not",
                words::list(lent)
            ));
        }
        notes
    }
}

fn knows(book: &FontBook, family: &str) -> bool {
    book.contains_family(&family.to_lowercase())
}

/// The families of a list as CSS writes it, without those that name none.
fn families(css: &str) -> Vec<String> {
    css.split(',')
        .map(|name| name.trim().trim_matches(['"', '\'']).trim().to_owned())
        .filter(|name| !name.is_empty() && !GENERIC.contains(&name.to_lowercase().as_str()))
        .collect()
}

/// A note on the signs of a report that no font has, where there are any.
pub(super) fn missing(book: &FontBook, report: &Value) -> Option<String> {
    let mut signs = BTreeSet::new();
    collect(report, &mut signs);
    let has = |sign: char| {
        let fonts = (0..).map_while(|at| book.info(at));
        fonts
            .into_iter()
            .any(|font| font.coverage.contains(u32::from(sign)))
    };
    signs.retain(|sign| !is_unseen(*sign) && !has(*sign));
    if signs.is_empty() {
        return None;
    }
    let shown: Vec<String> = signs.iter().take(MOST_SIGNS).map(char::to_string).collect();
    let more = if signs.len() > MOST_SIGNS { " …" } else { "" };
    Some(format!(
        "no font at hand has these signs, so the PDF shows boxes for them and is no PDF/UA-1: \
         {}{more}. Name a font of this machine that has them in the theme (fonts: {{body: Noto \
         Sans CJK SC}}), or put its file into a folder named fonts beside your templates; HTML \
         needs neither",
        shown.join(" ")
    ))
}

fn collect(value: &Value, signs: &mut BTreeSet<char>) {
    match value {
        Value::String(text) => signs.extend(text.chars().filter(|sign| !sign.is_ascii())),
        Value::Array(all) => all.iter().for_each(|one| collect(one, signs)),
        Value::Object(all) => all.values().for_each(|one| collect(one, signs)),
        _ => {}
    }
}

/// Signs that nothing is drawn for: spaces, and what only directs the signs beside it.
fn is_unseen(sign: char) -> bool {
    sign.is_whitespace()
        || sign.is_control()
        || matches!(sign, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_fonts_is_read_as_css_does() {
        let asked = families("Georgia, \"Noto Sans CJK SC\", 'Segoe UI', system-ui, Serif,");
        assert_eq!(asked, ["Georgia", "Noto Sans CJK SC", "Segoe UI"]);
    }

    #[test]
    fn spaces_and_directions_are_no_missing_signs() {
        let report = serde_json::json!({"a": ["b\u{a0}\u{2068}\u{200b}", {"c": "業"}], "d": 3});
        let note = missing(&FontBook::new(), &report).unwrap();
        assert!(note.contains("PDF/UA-1: 業. Name"), "{note}");
    }
}
