//! A theme as its YAML file says it; every problem of the file at its place.

use super::color::Color;
use super::theme::{Paper, Theme};
use crate::diagnostic::Diagnostic;
use crate::report::Locale;
use crate::report::locale::LOCALES;
use crate::text::{nearest, words};
use crate::yaml::{self, Entry, Node, Source, Value};

/// A theme, and the file of its logo, which is still to be read.
#[derive(Debug, Clone, PartialEq)]
pub struct ThemeFile {
    /// The theme, without its logo.
    pub theme: Theme,
    /// The logo's file, as it is written: relative to the theme's folder.
    pub logo: Option<String>,
}

const KEYS: [&str; 6] = ["logo", "colors", "fonts", "footer", "paper", "language"];
const COLORS: [&str; 4] = ["accent", "highlight", "text", "background"];
const FONTS: [&str; 2] = ["heading", "body"];

/// Reads a theme.
///
/// # Errors
/// Every problem of the file, in file order, at least one.
pub fn read(source: &Source) -> Result<ThemeFile, Vec<Diagnostic>> {
    let mut reader = Reader {
        problems: Vec::new(),
    };
    let root = yaml::read(source, &mut reader.problems);
    let mut file = ThemeFile {
        theme: Theme::default(),
        logo: None,
    };
    let entries = root
        .iter()
        .flat_map(|root| reader.entries(root, &KEYS, "a theme"));
    for entry in entries.collect::<Vec<_>>() {
        match entry.key.as_str() {
            "logo" => file.logo = reader.text(entry),
            "footer" => file.theme.footer = reader.text(entry),
            "paper" => file.theme.paper = reader.paper(entry),
            "language" => reader.language(entry, &mut file.theme),
            "colors" => reader.colors(entry, &mut file.theme),
            _ => reader.fonts(entry, &mut file.theme),
        }
    }
    if reader.problems.is_empty() {
        return Ok(file);
    }
    reader.problems.sort_by_key(Diagnostic::start);
    Err(reader.problems)
}

struct Reader {
    problems: Vec<Diagnostic>,
}

impl Reader {
    fn wrong(&mut self, at: &Node, code: &str, message: String, help: String) {
        self.problems
            .push(Diagnostic::error(code, at.span, message).help(help));
    }

    /// The entries of a group whose keys are known; others are told with the nearest known one.
    fn entries<'a>(
        &mut self,
        node: &'a Node,
        known: &[&'static str],
        what: &str,
    ) -> Vec<&'a Entry> {
        let keys = format!("{what} has {}", words::list(known));
        let Value::Map(entries) = &node.value else {
            if !node.is_blank() {
                self.wrong(
                    node,
                    "wrong-type",
                    format!("here stands {}", node.kind()),
                    keys,
                );
            }
            return Vec::new();
        };
        let (good, strange): (Vec<_>, Vec<_>) = entries
            .iter()
            .partition(|entry| known.contains(&entry.key.as_str()));
        for entry in strange {
            let help = match nearest(&entry.key, known.iter().copied()) {
                Some(near) => format!("did you mean {near}?"),
                None => keys.clone(),
            };
            let message = format!("there is no key {:?} here", entry.key);
            self.problems
                .push(Diagnostic::error("unknown-key", entry.key_span, message).help(help));
        }
        good
    }

    fn text(&mut self, entry: &Entry) -> Option<String> {
        match &entry.value.value {
            Value::Scalar(text, _) if !text.trim().is_empty() => Some(text.trim().to_owned()),
            _ => {
                let help = format!("write {}: some text", entry.key);
                let message = format!("{} needs a text", entry.key);
                self.wrong(&entry.value, "wrong-type", message, help);
                None
            }
        }
    }

    fn paper(&mut self, entry: &Entry) -> Option<Paper> {
        let text = self.text(entry)?;
        match text.to_lowercase().as_str() {
            "a4" => Some(Paper::A4),
            "letter" => Some(Paper::Letter),
            _ => {
                let message = format!("no paper {text:?} is known");
                let help = "write paper: A4, or paper: Letter".to_owned();
                self.wrong(&entry.value, "unknown-value", message, help);
                None
            }
        }
    }

    fn language(&mut self, entry: &Entry, theme: &mut Theme) {
        let Some(text) = self.text(entry) else { return };
        if let Some(locale) = Locale::named(&text) {
            theme.locale = locale;
            return;
        }
        let known: Vec<&str> = LOCALES.iter().map(|locale| locale.language).collect();
        let help = format!(
            "dates and numbers can be written as in {}",
            words::choice(&known)
        );
        self.wrong(
            &entry.value,
            "unknown-value",
            format!("no language {text:?} is known"),
            help,
        );
    }

    fn colors(&mut self, entry: &Entry, theme: &mut Theme) {
        for one in self.entries(&entry.value, &COLORS, "colors") {
            let Some(text) = self.text(one) else { continue };
            let Some(color) = Color::parse(&text) else {
                let help =
                    "write it as \"#0b528c\", in quotes: a bare # begins a comment".to_owned();
                self.wrong(
                    &one.value,
                    "wrong-type",
                    format!("{text:?} is no color"),
                    help,
                );
                continue;
            };
            match one.key.as_str() {
                "accent" => theme.accent = color,
                "highlight" => theme.highlight = color,
                "text" => theme.text = color,
                _ => theme.background = color,
            }
        }
    }

    fn fonts(&mut self, entry: &Entry, theme: &mut Theme) {
        for one in self.entries(&entry.value, &FONTS, "fonts") {
            let Some(fonts) = self.text(one) else {
                continue;
            };
            match one.key.as_str() {
                "heading" => theme.heading_font = fonts,
                _ => theme.body_font = fonts,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(text: &str) -> Source {
        Source::new("theme.yaml", text)
    }

    #[test]
    fn a_theme_is_read_whole() {
        let text = "logo: logo.svg\ncolors: {accent: \"#123456\", background: \"#fff\"}\n\
                    fonts: {heading: Georgia}\nfooter: Confidential\npaper: letter\nlanguage: de\n";
        let file = read(&source(text)).unwrap();
        assert_eq!(file.logo.as_deref(), Some("logo.svg"));
        assert_eq!(file.theme.accent, Color(0x12, 0x34, 0x56));
        assert_eq!(file.theme.heading_font, "Georgia");
        assert_eq!(file.theme.paper(), Paper::Letter);
        assert_eq!(file.theme.locale.language, "de");
    }

    #[test]
    fn every_problem_is_told_at_once() {
        let text =
            "colours: {}\ncolors: {accent: red, acent: \"#fff\"}\nlanguage: tlh\npaper: A5\n";
        let problems = read(&source(text)).unwrap_err();
        let codes: Vec<&str> = problems.iter().map(|one| one.code.as_str()).collect();
        assert_eq!(
            codes,
            [
                "unknown-key",
                "wrong-type",
                "unknown-key",
                "unknown-value",
                "unknown-value"
            ]
        );
        assert_eq!(problems[0].help.as_deref(), Some("did you mean colors?"));
    }
}
