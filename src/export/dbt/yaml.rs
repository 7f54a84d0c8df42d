//! Texts in YAML as dbt reads it, which is version 1.1, and fills in.

use super::jinja::said;

/// Words that are no texts in YAML 1.1, in small letters.
const WORDS: [&str; 9] = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"];

/// A text as a value that dbt fills in once.
pub(super) fn text(text: &str) -> String {
    quoted(&said(text))
}

/// A text as a value, or a key, that is not filled in: bare if it is a plain word.
pub(super) fn quoted(text: &str) -> String {
    let is_word = |sign: char| sign.is_ascii_alphanumeric() || sign == '_';
    let begins = text.starts_with(|sign: char| sign.is_ascii_alphabetic());
    if begins && text.chars().all(is_word) && !WORDS.contains(&text.to_lowercase().as_str()) {
        return text.to_owned();
    }
    let mut out = String::from("\"");
    for sign in text.chars() {
        match sign {
            '"' | '\\' => out.extend(['\\', sign]),
            '\n' => out.push_str("\\n"),
            sign if is_printable(sign) => out.push(sign),
            sign => out.extend(format!("\\U{:08x}", u32::from(sign)).chars()),
        }
    }
    out.push('"');
    out
}

/// Lines as a value behind a key, each at the same depth; in quotes where a block cannot hold them.
pub(super) fn block(text: &str, depth: usize) -> String {
    if !text.chars().all(|sign| sign == '\n' || is_printable(sign)) {
        return format!(" {}\n", quoted(text));
    }
    let indent = " ".repeat(depth);
    let lines = text.lines().map(|line| match line {
        "" => "\n".to_owned(),
        line => format!("{indent}{line}\n"),
    });
    format!(" |\n{}", lines.collect::<String>())
}

/// Whether YAML 1.1 reads a sign as itself, wherever it stands.
fn is_printable(sign: char) -> bool {
    !sign.is_control()
        && !matches!(
            sign,
            '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_texts_in_yaml_1_1() {
        for word in ["active_researchers", "L2"] {
            assert_eq!(quoted(word), word);
        }
        for word in [
            "no",
            "On",
            "y",
            "2027-01-04",
            "1_000",
            "12:30",
            "a b",
            "_a",
            "",
            "=",
            "~",
        ] {
            assert_eq!(quoted(word), format!("\"{word}\""));
        }
        assert_eq!(quoted("a\"b\\c\nd\u{85}"), "\"a\\\"b\\\\c\\nd\\U00000085\"");
        assert_eq!(text("{{ x }}"), "\"{{ '{{' }} x }}\"");
        assert_eq!(block("SELECT\n  1", 4), " |\n    SELECT\n      1\n");
        assert_eq!(block("SELECT '\r'", 4), " \"SELECT '\\U0000000d'\"\n");
    }
}
