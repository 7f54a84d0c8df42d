//! Signs that steer a terminal or cannot be seen, written so that people see them.

use std::borrow::Cow;

/// Joiners belong to the spelling of scripts from here on, and to emoji.
const FIRST_JOINED: char = '\u{600}';

/// The same text on one line, with every sign that steers a terminal, turns the direction of
/// writing or has no width as its code: `\u{1b}`. Line breaks and tabs become spaces. A joiner stays
/// where spelling needs it: between letters of Arabic and Indic scripts, and between emoji.
pub fn visible(text: &str) -> Cow<'_, str> {
    shown(text, &code)
}

/// The same for a text of several lines, whose line breaks stay. A tab takes four columns.
pub fn visible_lines(text: &str) -> Cow<'_, str> {
    shown(text, &|out, sign| match sign {
        '\n' => out.push(sign),
        '\t' => out.push_str("    "),
        sign => code(out, sign),
    })
}

fn code(out: &mut String, sign: char) {
    match sign {
        '\t' | '\n' | '\r' => out.push(' '),
        sign => out.extend(sign.escape_unicode()),
    }
}

/// A text in which every sign that people cannot see is left to `instead`.
pub fn shown<'t>(text: &'t str, instead: &dyn Fn(&mut String, char)) -> Cow<'t, str> {
    if text.chars().all(|sign| !is_hidden(sign)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut kept = 0; // where the signs begin that are not in `out` yet
    let hidden = text.char_indices().filter(|(_, sign)| is_hidden(*sign));
    for (at, sign) in hidden.filter(|(at, sign)| !joins(text, *at, *sign)) {
        out.push_str(&text[kept..at]);
        instead(&mut out, sign);
        kept = at + sign.len_utf8();
    }
    out.push_str(&text[kept..]);
    Cow::Owned(out)
}

/// Whether a sign at a place of a text joins the signs beside it as their spelling needs.
fn joins(text: &str, at: usize, sign: char) -> bool {
    let beside = || {
        let after = text[at..].chars().nth(1);
        [text[..at].chars().next_back(), after]
    };
    let is_joined = |sign: char| sign >= FIRST_JOINED && !is_hidden(sign);
    matches!(sign, '\u{200c}' | '\u{200d}') && beside().iter().all(|one| one.is_some_and(is_joined))
}

/// Whether a sign steers a terminal, turns the direction of writing or has no width of its own.
fn is_hidden(sign: char) -> bool {
    if matches!(sign, ' '..='~') {
        return false; // nearly all there are
    }
    sign.is_control()
        || matches!(sign,
            '\u{ad}' // soft hyphen
            | '\u{34f}' // grapheme joiner
            | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' // directions
            | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' // Hangul fillers
            | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}' // of Khmer and Mongolian
            | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2065}' | '\u{feff}' // zero-width signs
            | '\u{2028}' | '\u{2029}' // separators of lines
            | '\u{206a}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}' // deprecated formats, annotations
            | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' // of shorthand and music
            | '\u{e0000}'..='\u{e007f}') // tags
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_is_seen() {
        assert_eq!(
            visible("a\u{1b}[31mb\u{9b}0m\u{7f}"),
            "a\\u{1b}[31mb\\u{9b}0m\\u{7f}"
        );
        assert_eq!(visible("a\u{202e}b\u{2066}c"), "a\\u{202e}b\\u{2066}c");
        assert_eq!(visible("a\u{200b}b\u{feff}"), "a\\u{200b}b\\u{feff}");
        assert_eq!(visible("one\ttwo\r\nthree"), "one two  three");
        assert_eq!(
            visible_lines("one\ttwo\r\nthree\u{7}"),
            "one    two \nthree\\u{7}"
        );
        assert!(matches!(visible("Café – 東京"), Cow::Borrowed(_)));
    }

    #[test]
    fn joiners_stay_where_spelling_needs_them() {
        for spelt in ["می\u{200c}خواهم", "👩\u{200d}💻", "क\u{94d}\u{200d}ष"] {
            assert_eq!(visible(spelt), spelt);
        }
        assert_eq!(visible("a\u{200d}b"), "a\\u{200d}b");
        assert_eq!(visible("م\u{200c}"), "م\\u{200c}");
        assert_eq!(visible("م\u{200c}\u{200d}م"), "م\\u{200c}\\u{200d}م");
    }
}
