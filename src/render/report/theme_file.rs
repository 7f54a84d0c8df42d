//! A theme as its YAML file says it; every problem of the file at its place.

use indexmap::IndexSet;

use super::color::Color;
use super::theme::{Paper, Theme};
use crate::diagnostic::Diagnostic;
use crate::report::Locale;
use crate::report::locale::LOCALES;
use crate::text::{Span, nearest, words};
use crate::yaml::{self, Entry, Node, Source, Value};

/// A theme, and the file of its logo, which is still to be read.
#[derive(Debug, Clone, PartialEq)]
pub struct ThemeFile {
    /// The theme, without its logo.
    pub theme: Theme,
    /// The logo's file, as it is written: relative to the theme's folder.
    pub logo: Option<String>,
}

/// Takes the text of a key over into the theme, or says what is wrong with it.
type Set = fn(&mut ThemeFile, &str) -> Result<(), Wrong>;

/// What is wrong with a text: code, message and help.
type Wrong = (&'static str, String, String);

/// Every key that has a text, below which group of keys it stands, and what it sets.
const KEYS: [(&str, &str, Set); 10] = [
    ("", "logo", |file, text| {
        file.logo = Some(text.to_owned());
        Ok(())
    }),
    ("colors", "accent", |file, text| {
        color(&mut file.theme.accent, text)
    }),
    ("colors", "highlight", |file, text| {
        color(&mut file.theme.highlight, text)
    }),
    ("colors", "text", |file, text| {
        color(&mut file.theme.text, text)
    }),
    ("colors", "background", |file, text| {
        color(&mut file.theme.background, text)
    }),
    ("fonts", "heading", |file, text| {
        text.clone_into(&mut file.theme.heading_font);
        Ok(())
    }),
    ("fonts", "body", |file, text| {
        text.clone_into(&mut file.theme.body_font);
        Ok(())
    }),
    ("", "footer", |file, text| {
        file.theme.footer = Some(text.to_owned());
        Ok(())
    }),
    ("", "paper", |file, text| {
        file.theme.paper = Some(paper(text)?);
        Ok(())
    }),
    ("", "language", |file, text| {
        file.theme.locale = language(text)?;
        Ok(())
    }),
];

/// The keys of a group, or of the whole theme, in the order of [`KEYS`].
fn keys_of(group: &str) -> Vec<&'static str> {
    let keys = KEYS.iter().filter_map(|(above, key, _)| match *above {
        above if above == group => Some(*key),
        above if group.is_empty() => Some(above),
        _ => None,
    });
    let keys: IndexSet<&str> = keys.collect();
    keys.into_iter().collect()
}

fn color(place: &mut Color, text: &str) -> Result<(), Wrong> {
    let help = "write it as \"#0b528c\", in quotes: a bare # begins a comment";
    let wrong = || {
        (
            "wrong-type",
            format!("{text:?} is no color"),
            help.to_owned(),
        )
    };
    *place = Color::parse(text).ok_or_else(wrong)?;
    Ok(())
}

fn paper(text: &str) -> Result<Paper, Wrong> {
    match text.to_lowercase().as_str() {
        "a4" => Ok(Paper::A4),
        "letter" => Ok(Paper::Letter),
        _ => {
            let help = "write paper: A4, or paper: Letter".to_owned();
            Err(("unknown-value", format!("no paper {text:?} is known"), help))
        }
    }
}

fn language(text: &str) -> Result<Locale, Wrong> {
    Locale::named(text).ok_or_else(|| {
        let known: Vec<&str> = LOCALES.iter().map(|locale| locale.language).collect();
        let known = words::choice(&known);
        let help = format!("dates and numbers can be written as in {known}");
        (
            "unknown-value",
            format!("no language {text:?} is known"),
            help,
        )
    })
}

/// Reads a theme.
///
/// # Errors
/// Every problem of the file, in file order, at least one.
pub fn read(source: &Source) -> Result<ThemeFile, Vec<Diagnostic>> {
    let mut problems = Vec::new();
    let root = yaml::read(source, &mut problems);
    let mut reader = Reader {
        file: ThemeFile {
            theme: Theme::default(),
            logo: None,
        },
        problems,
    };
    if let Some(root) = &root {
        reader.group(root, "");
    }
    if reader.problems.is_empty() {
        return Ok(reader.file);
    }
    reader.problems.sort_by_key(Diagnostic::start);
    Err(reader.problems)
}

struct Reader {
    file: ThemeFile,
    problems: Vec<Diagnostic>,
}

impl Reader {
    fn wrong(&mut self, at: Span, (code, message, help): Wrong) {
        self.problems
            .push(Diagnostic::error(code, at, message).help(help));
    }

    /// Reads a group of keys, `""` for the whole theme; a key that is not known is told with the
    /// nearest one that is.
    fn group(&mut self, node: &Node, group: &str) {
        let known = keys_of(group);
        let owner = if group.is_empty() { "a theme" } else { group };
        let keys = format!("{owner} has {}", words::list(&known));
        let Value::Map(entries) = &node.value else {
            if !node.is_blank() {
                let message = format!("here stands {}", node.kind());
                self.wrong(node.span, ("wrong-type", message, keys));
            }
            return;
        };
        for entry in entries {
            let key = entry.key.as_str();
            let set = KEYS
                .iter()
                .find(|(above, name, _)| *above == group && *name == key);
            match set {
                Some((_, _, set)) => self.text(entry, *set),
                None if known.contains(&key) => self.group(&entry.value, key),
                None => {
                    let help = match nearest(key, known.iter().copied()) {
                        Some(near) => format!("did you mean {near}?"),
                        None => keys.clone(),
                    };
                    let message = format!("there is no key {key:?} here");
                    self.wrong(entry.key_span, ("unknown-key", message, help));
                }
            }
        }
    }

    fn text(&mut self, entry: &Entry, set: Set) {
        let set = match &entry.value.value {
            Value::Scalar(text, _) if !text.trim().is_empty() => set(&mut self.file, text.trim()),
            _ => Err((
                "wrong-type",
                format!("{} needs a text", entry.key),
                format!("write {}: some text", entry.key),
            )),
        };
        if let Err(wrong) = set {
            self.wrong(entry.value.span, wrong);
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
