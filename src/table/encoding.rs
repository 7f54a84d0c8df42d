//! Text that is not UTF-8: decoding it, and what to say of it where nobody named its encoding.

use std::io::{self, Read};

use encoding_rs::{
    Decoder, DecoderResult, Encoding, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251,
    WINDOWS_1252,
};

use super::batch::{Batch, Cell, Stop};
use crate::lead_error::LeadError;
use crate::text::words::thousands;

/// How the letters of a text are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextEncoding(&'static Encoding);

impl TextEncoding {
    /// By a name or label of the WHATWG's encoding standard, such as `windows-1252`, `latin1` or
    /// `utf-16le`.
    pub fn named(label: &str) -> Option<Self> {
        Encoding::for_label(label.trim().as_bytes()).map(Self)
    }

    /// Its name in the standard.
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// What the first bytes of a text say for certain, where they are a byte order mark.
    pub(super) fn marked(begin: &[u8]) -> Option<Self> {
        match begin {
            [0xff, 0xfe, ..] => Some(Self(UTF_16LE)),
            [0xfe, 0xff, ..] => Some(Self(UTF_16BE)),
            [0xef, 0xbb, 0xbf, ..] => Some(Self(UTF_8)),
            _ => None,
        }
    }

    /// A text as a whole: as its mark says, else in this encoding, else in UTF-8; which one it was, and
    /// whether some bytes were none of its letters.
    pub fn decode(bytes: &[u8], encoding: Option<Self>) -> (String, Self, bool) {
        let encoding = Self::marked(bytes).or(encoding).unwrap_or(Self(UTF_8));
        let (text, _, damaged) = encoding.0.decode(bytes);
        (text.into_owned(), encoding, damaged)
    }

    /// Whether it is UTF-8, which needs no decoding.
    pub fn is_utf8(self) -> bool {
        self.0 == UTF_8
    }
}

/// A text in UTF-8, whatever it was.
pub(super) struct Decoded<R> {
    input: R,
    encoding: &'static Encoding,
    decoder: Decoder,
    /// Bytes that were read and not decoded: `raw[begin..end]`.
    raw: Vec<u8>,
    begin: usize,
    end: usize,
    /// Decoded bytes that nobody has taken: `text[taken..text_end]`.
    text: Vec<u8>,
    taken: usize,
    text_end: usize,
    /// Bytes that were decoded so far.
    bytes: u64,
    ended: bool,
}

/// Bytes that are decoded at a time.
const ROOM: usize = 1 << 16;

impl<R: Read> Decoded<R> {
    pub(super) fn new(input: R, encoding: TextEncoding) -> Self {
        Self {
            input,
            encoding: encoding.0,
            decoder: encoding.0.new_decoder(),
            raw: vec![0; ROOM],
            begin: 0,
            end: 0,
            // Three bytes for each is the most that any encoding takes.
            text: vec![0; 4 * ROOM],
            taken: 0,
            text_end: 0,
            bytes: 0,
            ended: false,
        }
    }

    /// Decodes the next bytes.
    fn decode(&mut self) -> io::Result<()> {
        if self.begin == self.end {
            self.begin = 0;
            self.end = self.input.read(&mut self.raw)?;
        }
        let is_last = self.end == 0;
        let raw = &self.raw[self.begin..self.end];
        let (result, read, written) =
            self.decoder
                .decode_to_utf8_without_replacement(raw, &mut self.text, is_last);
        (self.taken, self.text_end) = (0, written);
        self.begin += read;
        self.bytes += read as u64;
        match result {
            DecoderResult::Malformed(..) => Err(self.malformed()),
            DecoderResult::InputEmpty => {
                self.ended = is_last;
                Ok(())
            }
            DecoderResult::OutputFull => Ok(()),
        }
    }

    fn malformed(&self) -> io::Error {
        LeadError::wrong(
            "",
            format!(
                "the table is not in {}, or not all of it: byte {} is none of its letters",
                self.encoding.name(),
                thousands(self.bytes)
            ),
            "name another encoding after --encoding, or export the table again in UTF-8",
        )
        .into()
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.taken == self.text_end && !self.ended {
            self.decode()?;
        }
        let read = (&self.text[self.taken..self.text_end]).read(buffer)?;
        self.taken += read;
        Ok(read)
    }
}

/// An error that says how texts are probably encoded, with how they read then; `whose` is what holds
/// them, as the subject of a sentence. The error names no file.
pub fn not_utf8(whose: &str, texts: &[&[u8]]) -> LeadError {
    let (likely, other) = match guess(&texts.concat()) {
        Guess::Likely(likely, other) => (likely, other),
        Guess::Damaged => {
            let text = texts.first().copied().unwrap_or_default();
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
    let read_as = |encoding: &'static Encoding| {
        let read = texts.iter().map(|text| {
            let (text, _) = encoding.decode_without_bom_handling(text);
            format!("'{}'", shown(&text))
        });
        format!(
            "{} as {}",
            read.collect::<Vec<_>>().join(" and "),
            encoding.name()
        )
    };
    LeadError::wrong(
        "",
        format!(
            "{whose} is not in UTF-8; it reads {}, {}",
            read_as(likely),
            read_as(other)
        ),
        format!(
            "if the first is right, add --encoding {}; or export the table again as CSV in UTF-8",
            likely.name().to_lowercase()
        ),
    )
}

/// The cell of a text with these columns that ended reading, and what is wrong with it; the error alone
/// where it was no cell.
pub(super) fn wrong_cell(
    stop: Stop,
    batch: &dyn Batch,
    names: &[String],
) -> Result<(Cell, LeadError), LeadError> {
    match stop {
        Stop::Other(error) => Err(error),
        Stop::Cell(cell, error) => Ok((cell, error)),
        Stop::NotUtf8(cell) => {
            let whose = format!("column {}", names[cell.column]);
            let texts = foreign_texts(batch, cell);
            let texts: Vec<&[u8]> = texts.iter().map(AsRef::as_ref).collect();
            Ok((cell, not_utf8(&whose, &texts)))
        }
    }
}

/// The text of a cell that is not in UTF-8, and one more of its column among the rows below.
fn foreign_texts(batch: &dyn Batch, cell: Cell) -> Vec<Vec<u8>> {
    let rows = cell.row..batch.rows();
    let texts = rows.filter_map(|row| Some(batch.cell(cell.column, row).ok()?.into_owned()));
    let mut found: Vec<Vec<u8>> = Vec::new();
    for text in texts.filter(|text| std::str::from_utf8(text).is_err()) {
        if !found.contains(&text) {
            found.push(text);
        }
        if found.len() == 2 {
            break;
        }
    }
    found
}

/// An error for a table in UTF-16 without its mark.
pub(super) fn utf16(text: &[u8]) -> LeadError {
    let zero = memchr::memchr(0, text).unwrap_or(0);
    let encoding = if zero % 2 == 1 { UTF_16LE } else { UTF_16BE };
    let (read, _) = encoding.decode_without_bom_handling(&text[..text.len().min(120)]);
    let label = encoding.name().to_lowercase();
    LeadError::wrong(
        "",
        format!(
            "the table seems to be in {}: it begins with '{}'",
            encoding.name(),
            shown(read.lines().next().unwrap_or_default())
        ),
        format!("if that is right, add --encoding {label}; or export the table again in UTF-8"),
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
    /// The likeliest encoding, and the next.
    Likely(&'static Encoding, &'static Encoding),
    Damaged,
}

fn guess(text: &[u8]) -> Guess {
    let foreign = || text.iter().filter(|byte| !byte.is_ascii());
    let in_utf8 = text.utf8_chunks().any(|chunk| !chunk.valid().is_ascii());
    // Where Windows-1252 has signs that texts hold: € … ‘ ’ “ ” • – — ™, and all from the no-break
    // space on. Its letters below are rare; Mac and DOS have ä ö ü é there.
    let usual = |byte: &u8| matches!(byte, 0x80 | 0x85 | 0x91..=0x97 | 0x99 | 0xa0..);
    // Where Windows-1251 has the letters of Cyrillic words.
    let cyrillic = |word: &[u8]| word.len() > 2 && word.iter().all(|byte| *byte >= 0xc0);
    match () {
        () if in_utf8 => Guess::Damaged,
        () if text.split(u8::is_ascii).any(cyrillic) => Guess::Likely(WINDOWS_1251, WINDOWS_1252),
        () if foreign().all(usual) => Guess::Likely(WINDOWS_1252, MACINTOSH),
        () => Guess::Likely(MACINTOSH, WINDOWS_1252),
    }
}

fn shown(text: &str) -> String {
    text.chars().take(60).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_encoding_is_guessed_from_its_letters() {
        let windows = Guess::Likely(WINDOWS_1252, MACINTOSH);
        let mac = Guess::Likely(MACINTOSH, WINDOWS_1252);
        for (text, expected) in [
            (&b"\xd6sterreich"[..], &windows),
            (b"5 \x80 \x96 a lot", &windows),
            (b"M\x9fller", &mac),
            (b"M\x81ller", &mac),
            (
                b"\xcc\xee\xf1\xea\xe2\xe0",
                &Guess::Likely(WINDOWS_1251, WINDOWS_1252),
            ),
            ("Öster\u{fffd}".as_bytes().split_at(8).0, &Guess::Damaged),
        ] {
            assert_eq!(guess(text), *expected, "{text:?}");
        }
        assert!(looks_like_utf16(b"a\0,\0b\0\n\0", 1));
        assert!(looks_like_utf16(b"\0a\0,\0b", 0));
        assert!(!looks_like_utf16(b"a,b\n1,2\n3\0,4\n5,6\n", 9));
    }

    /// However few bytes come at a time.
    #[test]
    fn texts_are_decoded_as_they_come() {
        struct Slowly<'a>(&'a [u8]);
        impl Read for Slowly<'_> {
            fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
                let most = buffer.len().min(1);
                self.0.read(&mut buffer[..most])
            }
        }
        let decoded = |label: &str, bytes: &[u8]| -> Result<String, String> {
            let encoding = TextEncoding::named(label).unwrap();
            let mut text = String::new();
            let read = Decoded::new(Slowly(bytes), encoding).read_to_string(&mut text);
            read.map(|_| text).map_err(|error| error.to_string())
        };
        assert_eq!(decoded("latin1", b"\xd6l 5 \x80").unwrap(), "Öl 5 €");
        let text = "né, 日本 €".repeat(20_000);
        for label in ["utf-16le", "utf-16be"] {
            let bytes = text.encode_utf16().flat_map(|unit| match label {
                "utf-16le" => unit.to_le_bytes(),
                _ => unit.to_be_bytes(),
            });
            assert_eq!(decoded(label, &bytes.collect::<Vec<_>>()).unwrap(), text);
        }
        let error = decoded("shift_jis", b"ab\x81").unwrap_err();
        assert!(
            error.starts_with("the table is not in Shift_JIS"),
            "{error}"
        );
    }

    #[test]
    fn an_error_shows_how_texts_would_read() {
        let error = not_utf8("column company", &[b"M\xfcller", b"\xd6l"]);
        assert_eq!(
            error.to_string(),
            "column company is not in UTF-8; it reads 'Müller' and 'Öl' as windows-1252, \
             'M¸ller' and '÷l' as macintosh"
        );
        let LeadError::Wrong { help, .. } = error else {
            panic!()
        };
        assert!(help.contains("add --encoding windows-1252"));
    }
}
