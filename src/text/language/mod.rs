//! What reports say, a file a language: `key = text` a line, `{name}` for what is filled in.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::words::joined;

/// A language that a report can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// American English.
    #[default]
    English,
    /// German.
    German,
}

type Texts = HashMap<&'static str, &'static str>;

static ENGLISH: LazyLock<Texts> = LazyLock::new(|| texts(include_str!("en.txt")));
static GERMAN: LazyLock<Texts> = LazyLock::new(|| texts(include_str!("de.txt")));

/// The texts of a file by their keys; lines that begin with # and empty ones are left out.
fn texts(file: &'static str) -> Texts {
    let lines = file.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(" = ")).collect()
}

impl Language {
    /// The language of a tag: `de`, `en-US`; `None` if reports are not written in it.
    pub fn of_tag(tag: &str) -> Option<Self> {
        match tag.split('-').next()?.to_lowercase().as_str() {
            "en" => Some(Self::English),
            "de" => Some(Self::German),
            _ => None,
        }
    }

    /// The tag of the language: `en`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
        }
    }

    /// The text of a key; `None` if there is none.
    pub fn find(self, key: &str) -> Option<&'static str> {
        let texts = match self {
            Self::English => &ENGLISH,
            Self::German => &GERMAN,
        };
        texts.get(key).copied()
    }

    /// The text of a key, which a test has looked for: the key itself if there is none.
    pub fn word(self, key: &str) -> &str {
        self.find(key).unwrap_or(key)
    }

    /// The text of a key with its parts filled in.
    pub fn say(self, key: &str, parts: &[(&str, &str)]) -> String {
        fill(self.word(key), parts)
    }

    /// The text of `key.one` or of `key.other`, with the number written as `{n}`.
    pub fn count(self, key: &str, number: u64, written: &str) -> String {
        let form = if number == 1 { "one" } else { "other" };
        self.say(&format!("{key}.{form}"), &[("n", written)])
    }

    /// `a`, `a and b`, `a, b and c`.
    pub fn list(self, items: impl IntoIterator<Item: AsRef<str>>) -> String {
        joined(items, self.word("and"))
    }
}

/// A text with `{name}` replaced by what stands beside the name; what is put in is not searched.
fn fill(text: &str, parts: &[(&str, &str)]) -> String {
    let mut pieces = text.split('{');
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (name, rest) = piece.split_once('}').unwrap_or((piece, ""));
        let part = parts.iter().find(|(of, _)| *of == name);
        out.push_str(part.map_or("", |(_, text)| text));
        out.push_str(rest);
    }
    out
}

#[cfg(test)]
mod tests;
