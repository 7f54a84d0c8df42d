//! The text of a YAML file: its lines, columns and bytes.

use crate::diagnostic::Diagnostic;
use crate::text::Span;

/// The text of a file, under the name by which people know it. A byte-order mark is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    name: String,
    text: String,
    line_starts: Box<[usize]>,
    /// How many characters begin before each block of bytes, so that a column in a long line is found
    /// without counting the whole line.
    characters: Box<[usize]>,
    marked: bool,
}

/// Bytes in a block of [`Source::characters`].
const BLOCK: usize = 1024;

impl Source {
    /// The largest file that is read, in bytes.
    pub const LIMIT: usize = 16 * 1024 * 1024;

    /// A text under a name.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let mut text: String = text.into();
        let marked = text.starts_with('\u{feff}');
        if marked {
            text.drain(..'\u{feff}'.len_utf8());
        }
        let line_starts = std::iter::once(0)
            .chain(text.match_indices('\n').map(|(at, _)| at + 1))
            .collect();
        let mut before = 0;
        let blocks = text.as_bytes().chunks(BLOCK).map(|block| {
            before += count_characters(block);
            before
        });
        let characters = std::iter::once(0).chain(blocks).collect();
        Self {
            name: name.into(),
            characters,
            text,
            line_starts,
            marked,
        }
    }

    /// The bytes of a file as text.
    ///
    /// # Errors
    /// One diagnostic where the file is too large or is not UTF-8 text. It stands on the part that
    /// could be read, which comes with it.
    pub fn from_bytes(
        name: impl Into<String>,
        bytes: Vec<u8>,
    ) -> Result<Self, (Self, Vec<Diagnostic>)> {
        let utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
        let (readable, code, message, help) = if bytes.len() > Self::LIMIT {
            let message = format!(
                "this file is larger than {} MB",
                Self::LIMIT / (1024 * 1024)
            );
            let help = "name a YAML file, which is text and far smaller";
            (String::new(), "too-large", message, help)
        } else if utf16 {
            let message = "this file is UTF-16 text".to_owned();
            (String::new(), "not-utf8", message, "save it as UTF-8")
        } else {
            match String::from_utf8(bytes) {
                Ok(text) => match text.split_once('\0') {
                    None => return Ok(Self::new(name, text)),
                    Some((before, _)) => {
                        let message = "this file is not text: there is a zero byte here".to_owned();
                        let help = "name a YAML file, which is text";
                        (before.to_owned(), "not-text", message, help)
                    }
                },
                Err(error) => {
                    let end = error.utf8_error().valid_up_to();
                    let readable = String::from_utf8_lossy(&error.as_bytes()[..end]).into_owned();
                    let message = "this file is not UTF-8 text from here on".to_owned();
                    (readable, "not-utf8", message, "save it as UTF-8")
                }
            }
        };
        let source = Self::new(name, readable);
        let end = Span::at(source.text.len());
        let problem = Diagnostic::error(code, end, message, help);
        Err((source, vec![problem]))
    }

    /// The name of the file.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text with the byte-order mark that the file begins with, if any: the bytes of the file.
    pub fn file_text(&self) -> String {
        let mark = if self.marked { "\u{feff}" } else { "" };
        format!("{mark}{}", self.text)
    }

    /// The same file with another text, a byte-order mark kept.
    #[must_use]
    pub fn with_text(&self, text: String) -> Self {
        Self {
            marked: self.marked,
            ..Self::new(self.name.clone(), text)
        }
    }

    /// The text of a stretch; empty where it lies outside.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// Where the line of a byte ends, without blanks and line break.
    pub fn line_end(&self, at: usize) -> usize {
        let line = self.line(at);
        line.start + self.slice(line).trim_end().len()
    }

    /// The line of a byte, without its line break.
    pub fn line(&self, at: usize) -> Span {
        let number = self.line_starts.partition_point(|start| *start <= at);
        let next = self.line_starts.get(number);
        let end = next.map_or(self.text.len(), |next| next - 1);
        Span::new(self.line_starts[number - 1], end)
    }

    /// Line and column of a byte, both from 1, the column in characters.
    pub fn line_column(&self, at: usize) -> (usize, usize) {
        let at = self.text.floor_char_boundary(at.min(self.text.len()));
        let line = self.line_starts.partition_point(|start| *start <= at);
        let start = self.line_starts[line - 1];
        (
            line,
            self.characters_before(at) - self.characters_before(start) + 1,
        )
    }

    fn characters_before(&self, at: usize) -> usize {
        let block = at / BLOCK;
        self.characters[block] + count_characters(&self.text.as_bytes()[block * BLOCK..at])
    }
}

/// Characters that begin in a stretch of UTF-8.
fn count_characters(bytes: &[u8]) -> usize {
    let begins = |byte: &&u8| **byte & 0b1100_0000 != 0b1000_0000;
    bytes.iter().filter(begins).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_end_either_way() {
        let source = Source::new("p.yaml", "\u{feff}a: é\r\nbü: 1\n");
        assert_eq!(source.line_column(0), (1, 1));
        let at = source.text().find('1').unwrap();
        assert_eq!(source.line_column(at), (2, 5));
        assert_eq!(source.line_column(9999), (3, 1));
    }

    #[test]
    fn columns_of_a_long_line_are_characters_as_well() {
        for length in [BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK] {
            let source = Source::new("p.yaml", format!("a\n{}x", "é".repeat(length)));
            assert_eq!(source.line_column(source.text().len()), (2, length + 2));
            assert_eq!(source.line_column(source.text().len() - 1), (2, length + 1));
            assert_eq!(source.line_end(2), source.text().len());
        }
        let blocks = Source::new("p.yaml", "x".repeat(2 * BLOCK));
        assert_eq!(blocks.line_column(2 * BLOCK), (1, 2 * BLOCK + 1));
    }

    #[test]
    fn what_is_not_text_is_refused_where_it_stops_being_so() {
        let (source, problems) = Source::from_bytes("p", b"ab\nc\xffd".to_vec()).unwrap_err();
        assert_eq!(source.line_column(problems[0].start()), (2, 2));
        assert_eq!(problems[0].code, "not-utf8");
    }
}
