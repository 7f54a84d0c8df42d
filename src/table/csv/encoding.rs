//! Text that is not UTF-8: what it probably is, and what to do about it.

use crate::lead_error::LeadError;

/// An error that says how a text is probably encoded; `whose` is what holds it, as the subject of
/// a sentence. The error names no file.
pub(super) fn not_utf8(whose: &str, text: &[u8]) -> LeadError {
    let (message, from) = match guess(text) {
        Guess::Windows1252 => (
            format!("in Windows-1252: '{}'", shown(&windows_1252(text))),
            "WINDOWS-1252",
        ),
        Guess::OldMacOrDos => ("in an old Mac or DOS encoding".to_owned(), "MACINTOSH"),
        Guess::Damaged => {
            return LeadError::wrong(
                "",
                format!(
                    "{whose} is damaged: '{}' is UTF-8 only in part",
                    shown(&String::from_utf8_lossy(text))
                ),
                "export the table again as CSV in UTF-8; do not join files of different encodings",
            );
        }
    };
    LeadError::wrong(
        "",
        format!("{whose} is not in UTF-8; it is probably {message}"),
        format!(
            "save the table as \"CSV UTF-8\", as spreadsheets call it, or convert it: \
             iconv -f {from} -t UTF-8 leads.csv > leads-utf8.csv"
        ),
    )
}

/// The table as a whole.
pub(super) fn utf16() -> LeadError {
    LeadError::wrong(
        "",
        "the table is written in UTF-16",
        "save it as \"CSV UTF-8\", or convert it: iconv -f UTF-16 -t UTF-8 leads.csv > leads-utf8.csv",
    )
}

/// Whether a text with a zero at `place` is one of two bytes a letter: every other byte is zero.
pub(super) fn looks_like_utf16(text: &[u8], place: usize) -> bool {
    let sample = &text[..text.len().min(64)];
    let zeros = sample.iter().skip(place % 2).step_by(2);
    sample.len() > 3 && zeros.filter(|byte| **byte == 0).count() * 4 > sample.len()
}

#[derive(Debug, PartialEq, Eq)]
enum Guess {
    Windows1252,
    OldMacOrDos,
    Damaged,
}

fn guess(text: &[u8]) -> Guess {
    let foreign = || text.iter().filter(|byte| !byte.is_ascii());
    let in_utf8 = text.utf8_chunks().any(|chunk| !chunk.valid().is_ascii());
    // Where Windows-1252 has signs that texts hold: € … ‘ ’ “ ” • – — ™, and all from the no-break
    // space on. Its letters below are rare; Mac and DOS have ä ö ü é there.
    let usual = |byte: &u8| matches!(byte, 0x80 | 0x85 | 0x91..=0x97 | 0x99 | 0xa0..);
    match () {
        () if in_utf8 => Guess::Damaged,
        () if foreign().all(usual) => Guess::Windows1252,
        () => Guess::OldMacOrDos,
    }
}

/// The letters of Windows-1252 from 0x80 to 0x9f; the rest is as in Unicode.
const FROM_80: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

fn windows_1252(text: &[u8]) -> String {
    let letter = |byte: &u8| match byte {
        0x80..=0x9f => FROM_80[usize::from(byte - 0x80)],
        byte => char::from(*byte),
    };
    text.iter().map(letter).collect()
}

fn shown(text: &str) -> String {
    text.chars().take(60).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_encoding_is_guessed_from_its_letters() {
        for (text, expected) in [
            (&b"\xd6sterreich"[..], Guess::Windows1252),
            (b"5 \x80 \x96 a lot", Guess::Windows1252),
            (b"M\x9fller", Guess::OldMacOrDos),
            (b"M\x81ller", Guess::OldMacOrDos),
            ("Öster\u{fffd}".as_bytes().split_at(8).0, Guess::Damaged),
        ] {
            assert_eq!(guess(text), expected, "{text:?}");
        }
        assert_eq!(windows_1252(b"\xd6l 5 \x80"), "Öl 5 €");
        assert!(looks_like_utf16(b"a\0,\0b\0\n\0", 1));
        assert!(looks_like_utf16(b"\0a\0,\0b", 0));
        assert!(!looks_like_utf16(b"a,b\n1,2\n3\0,4\n5,6\n", 9));
    }
}
