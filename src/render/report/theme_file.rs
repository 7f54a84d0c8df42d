//! A theme as its YAML file says it; every problem of the file at its place.

use indexmap::IndexSet;

use super::color::Color;
use super::theme::{Paper, SECTIONS, Theme};
use crate::diagnostic::Diagnostic;
use crate::lists;
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

/// What a key of a theme sets.
#[derive(Clone, Copy)]
enum Key {
    Logo,
    Color(fn(&mut Theme) -> &mut Color),
    Fonts(fn(&mut Theme) -> &mut String),
    Footer,
    Paper,
    Language,
    /// Leaves a chapter out, by its name.
    Section(&'static str),
}

/// Every key that has a text, after the group of keys in which it stands; chapters come from
/// [`SECTIONS`].
const KEYS: [(&str, &str, Key); 10] = [
    ("", "logo", Key::Logo),
    ("colors", "accent", Key::Color(|to| &mut to.accent)),
    ("colors", "highlight", Key::Color(|to| &mut to.highlight)),
    ("colors", "text", Key::Color(|to| &mut to.text)),
    ("colors", "background", Key::Color(|to| &mut to.background)),
    ("fonts", "heading", Key::Fonts(|to| &mut to.heading_font)),
    ("fonts", "body", Key::Fonts(|to| &mut to.body_font)),
    ("", "footer", Key::Footer),
    ("", "paper", Key::Paper),
    ("", "language", Key::Language),
];

/// [`KEYS`], then the chapters that can be left out.
fn all_keys() -> impl Iterator<Item = (&'static str, &'static str, Key)> {
    let sections = SECTIONS.iter();
    let sections = sections.map(|name| ("sections", *name, Key::Section(name)));
    KEYS.into_iter().chain(sections)
}

/// What is wrong with a text: code, message and help.
type Wrong = (&'static str, String, String);

impl ThemeFile {
    fn set(&mut self, key: Key, text: &str) -> Result<(), Wrong> {
        let unknown = |what: &str, help: String| {
            let message = format!("no {what} {text:?} is known");
            ("unknown-value", message, help)
        };
        let theme = &mut self.theme;
        match key {
            Key::Logo => self.logo = Some(text.to_owned()),
            Key::Section(name) => match text.to_lowercase().as_str() {
                "on" | "yes" | "true" => {}
                "off" | "no" | "false" => {
                    theme.without.insert(name);
                }
                _ => {
                    let help = format!("write {name}: off to leave it out, or {name}: on");
                    return Err((
                        "wrong-type",
                        format!("{text:?} is neither on nor off"),
                        help,
                    ));
                }
            },
            Key::Footer => theme.footer = Some(text.to_owned()),
            Key::Fonts(place) => text.clone_into(place(theme)),
            Key::Color(place) => {
                let help = "write it as \"#0b528c\", in quotes: a bare # begins a comment";
                *place(theme) = Color::parse(text).ok_or_else(|| {
                    let message = format!("{text:?} is no color");
                    ("wrong-type", message, help.to_owned())
                })?;
            }
            Key::Paper => {
                theme.paper = Some(match text.to_lowercase().as_str() {
                    "a4" => Paper::A4,
                    "letter" => Paper::Letter,
                    _ => {
                        let help = "write paper: A4, or paper: Letter".to_owned();
                        return Err(unknown("paper", help));
                    }
                });
            }
            Key::Language => {
                theme.locale = Locale::named(text).ok_or_else(|| {
                    let known: Vec<&str> = LOCALES.iter().map(|one| one.language).collect();
                    let known = words::choice(&known);
                    let help = format!("dates and numbers can be written as in {known}");
                    unknown("language", help)
                })?;
            }
        }
        Ok(())
    }
}

/// The keys of a group, or of the whole theme, in the order of [`all_keys`].
fn keys_of(group: &str) -> Vec<&'static str> {
    let keys = all_keys().filter_map(|(above, key, _)| match above {
        above if above == group => Some(key),
        above if group.is_empty() => Some(above),
        _ => None,
    });
    let keys: IndexSet<&str> = keys.collect();
    keys.into_iter().collect()
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
    lists::sort_by_key(&mut reader.problems, Diagnostic::start);
    Err(reader.problems)
}

struct Reader {
    file: ThemeFile,
    problems: Vec<Diagnostic>,
}

impl Reader {
    fn wrong(&mut self, at: Span, (code, message, help): Wrong) {
        self.problems
            .push(Diagnostic::error(code, at, message, help));
    }

    /// Reads a group of keys, `""` for the whole theme; an unknown key gets the nearest one.
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
            let set = all_keys().find(|(above, name, _)| *above == group && *name == key);
            match set {
                Some((_, _, key)) => self.text(entry, key),
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

    fn text(&mut self, entry: &Entry, key: Key) {
        let set = match &entry.value.value {
            Value::Scalar(text, _) if !text.trim().is_empty() => self.file.set(key, text.trim()),
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
        assert_eq!(problems[0].help, "did you mean colors?");
    }
}
