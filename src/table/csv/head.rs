//! The beginning of a CSV table: its separator and its column names.

use std::io::{ErrorKind, Read};

use super::cell::unquoted;
use super::rows::Shape;
use crate::table::encoding::looks_like_utf16;

/// Bytes that are looked at to find the separator.
const SAMPLE: usize = 256 << 10;
/// A header longer than this is none.
const LONGEST_HEADER: usize = 16 << 20;
/// Rows above the header that may be titles and empty.
const TITLES: usize = 12;
/// Rows that are looked at to find the separator.
const SAMPLE_ROWS: usize = 50;
/// What cells may be separated by, the likeliest first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// The beginning of a table.
#[derive(Debug)]
pub(super) struct Head {
    /// The column names, as many as there are columns.
    pub(super) names: Vec<String>,
    /// The first column name that is not in UTF-8.
    pub(super) foreign_name: Option<Vec<u8>>,
    /// On which line they stand.
    pub(super) header_line: u64,
    /// Whether titles above them were passed over.
    pub(super) has_titles: bool,
    /// What rows look like.
    pub(super) shape: Shape,
    /// Where the first row begins, in bytes, and on which line.
    pub(super) offset: u64,
    pub(super) line: u64,
    /// What was read of the rows already.
    pub(super) rest: Vec<u8>,
}

/// Why a table has no beginning.
#[derive(Debug)]
pub(super) enum NoHead {
    /// It cannot be read.
    Io(std::io::Error),
    /// There is nothing in it.
    Empty,
    /// It is text in two bytes a letter that begins so.
    Utf16(Vec<u8>),
    /// It is no text.
    Binary {
        /// The place of a byte that no text has.
        byte: usize,
    },
    /// Its lines end in a bare carriage return.
    OldMac,
    /// A quote in the header is not closed.
    OpenQuote,
}

impl Head {
    /// Reads the beginning of a table, with this separator or the one it seems to have.
    pub(super) fn read(input: &mut impl Read, delimiter: Option<u8>) -> Result<Self, NoHead> {
        let mut text = Vec::new();
        let mut ended = read_some(input, &mut text, SAMPLE)?;
        look_like_text(&text)?;
        let (begin, said) = after_separator_line(&text, start_of_text(&text));
        if text[begin..].iter().all(u8::is_ascii_whitespace) {
            return Err(NoHead::Empty);
        }
        let top = begin;
        let (begin, delimiter) = below_titles(&text, top, delimiter.or(said), ended);
        loop {
            let header = Row::at(&text, begin, delimiter, ended);
            if let Some(header) = header {
                let head = Self::new(&text, begin, &header, delimiter);
                return Ok(Self {
                    has_titles: begin > top,
                    ..head
                });
            }
            if ended || text.len() > LONGEST_HEADER {
                return Err(NoHead::OpenQuote);
            }
            let more = text.len();
            ended = read_some(input, &mut text, more)?;
        }
    }

    fn new(text: &[u8], begin: usize, header: &Row, delimiter: u8) -> Self {
        let cells = header.cells.iter();
        let cells: Vec<_> = cells
            .map(|(start, end)| unquoted(&text[*start..*end]))
            .collect();
        let names: Vec<String> = cells
            .iter()
            .map(|name| String::from_utf8_lossy(name).into_owned())
            .collect();
        let foreign = cells.iter().find(|name| std::str::from_utf8(name).is_err());
        let line = |place| 1 + memchr::memchr_iter(b'\n', &text[..place]).count() as u64;
        Self {
            foreign_name: foreign.map(|name| name.clone().into_owned()),
            header_line: line(begin),
            has_titles: false,
            shape: Shape {
                delimiter,
                width: names.len(),
                open_end: names.len() > 1 && names.last().is_some_and(String::is_empty),
            },
            names,
            offset: header.end as u64,
            line: line(header.end),
            rest: text[header.end..].to_vec(),
        }
    }
}

/// The beginning of the header and the separator: the first row, unless rows with at most one filled
/// cell stand above a row with three and more, as where a spreadsheet with a title was saved as CSV.
/// Lines without separators are titles only where an empty one follows.
fn below_titles(text: &[u8], begin: usize, given: Option<u8>, ended: bool) -> (usize, u8) {
    let likeliest =
        |start: usize| given.unwrap_or_else(|| likeliest_delimiter(&text[start..], ended));
    let first = (begin, likeliest(begin));
    let mut above: Vec<usize> = Vec::new();
    let (mut start, mut delimiter) = first;
    while start < text.len() && above.len() < TITLES {
        let row = |start| Row::at(text, start, delimiter, ended);
        let Some(own) = row(start) else {
            return first;
        };
        let filled = own.filled(text);
        if filled > 1 {
            let above: Vec<Row> = above.iter().filter_map(|start| row(*start)).collect();
            let is_header = filled > 2 && !above.is_empty() && are_titles(text, &above);
            return if is_header { (start, delimiter) } else { first };
        }
        above.push(start);
        start = own.end;
        delimiter = likeliest(start);
    }
    first
}

/// Whether rows above another one are titles.
fn are_titles(text: &[u8], rows: &[Row]) -> bool {
    rows.iter().enumerate().all(|(place, one)| {
        let is_wide = one.cells.len() > 2;
        let is_parted = || rows[place..].iter().any(Row::is_empty);
        one.filled(text) <= 1 && (is_wide || is_parted())
    })
}

/// Reads up to `more` bytes; true at the end of the table.
fn read_some(input: &mut impl Read, text: &mut Vec<u8>, more: usize) -> Result<bool, NoHead> {
    let wanted = text.len() + more;
    let mut filled = text.len();
    text.resize(wanted, 0);
    let ended = loop {
        match input.read(&mut text[filled..]) {
            Ok(0) => break filled < wanted,
            Ok(read) => filled += read,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(NoHead::Io(error)),
        }
    };
    text.truncate(filled);
    Ok(ended)
}

fn look_like_text(text: &[u8]) -> Result<(), NoHead> {
    if let Some(byte) = memchr::memchr(0, text) {
        return Err(match looks_like_utf16(text, byte) {
            true => NoHead::Utf16(text[..text.len().min(120)].to_vec()),
            false => NoHead::Binary { byte },
        });
    }
    let sample = &text[..text.len().min(4096)];
    let returns = memchr::memchr(b'\r', sample).is_some();
    if returns && memchr::memchr(b'\n', text).is_none() {
        return Err(NoHead::OldMac);
    }
    Ok(())
}

/// After a byte order mark and empty lines.
fn start_of_text(text: &[u8]) -> usize {
    let mark = if text.starts_with(b"\xef\xbb\xbf") {
        3
    } else {
        0
    };
    let empty = text[mark..]
        .iter()
        .take_while(|byte| matches!(byte, b'\r' | b'\n'));
    mark + empty.count()
}

/// After a line `sep=;`, which tells spreadsheets the separator and is no part of the table; with
/// the separator, where there is such a line at `begin`.
fn after_separator_line(text: &[u8], begin: usize) -> (usize, Option<u8>) {
    let line = text[begin..].split(|byte| *byte == b'\n').next();
    let line = line.unwrap_or_default();
    let bare = line.strip_suffix(b"\r").unwrap_or(line);
    let bare = bare.strip_prefix(b"\"").unwrap_or(bare);
    let bare = bare.strip_suffix(b"\"").unwrap_or(bare);
    match bare.split_at_checked(4) {
        Some((key, [sign])) if key.eq_ignore_ascii_case(b"sep=") && is_separator(*sign) => {
            ((begin + line.len() + 1).min(text.len()), Some(*sign))
        }
        _ => (begin, None),
    }
}

fn is_separator(sign: u8) -> bool {
    matches!(sign, b'\t' | b' ') || (sign.is_ascii_punctuation() && sign != b'"')
}

/// A row of the beginning, cell by cell.
struct Row {
    /// Where each cell begins and ends.
    cells: Vec<(usize, usize)>,
    /// Where the next row begins.
    end: usize,
}

impl Row {
    /// How many cells have something in them.
    fn filled(&self, text: &[u8]) -> usize {
        let is_filled =
            |(start, end): &&(usize, usize)| !text[*start..*end].trim_ascii().is_empty();
        self.cells.iter().filter(is_filled).count()
    }

    /// Whether it is an empty line.
    fn is_empty(&self) -> bool {
        matches!(self.cells.as_slice(), [(start, end)] if start == end)
    }

    /// The row that begins at `start`; none where its end is not in `text` and the table goes on,
    /// or where a quote is open at the end of the table.
    fn at(text: &[u8], start: usize, delimiter: u8, ended: bool) -> Option<Self> {
        let mut cells = Vec::new();
        let (mut cell, mut inside, mut may_open) = (start, false, true);
        for (place, byte) in text.iter().enumerate().skip(start) {
            let quote = *byte == b'"';
            let closes = quote && inside;
            inside = if quote { !inside && may_open } else { inside };
            let ends = !inside && (*byte == delimiter || *byte == b'\n');
            may_open = closes || ends;
            if ends {
                let last = *byte == b'\n';
                let bare = text[cell..place].strip_suffix(b"\r").filter(|_| last);
                cells.push((cell, bare.map_or(place, |bare| cell + bare.len())));
                cell = place + 1;
            }
            if ends && *byte == b'\n' {
                return Some(Self { cells, end: cell });
            }
        }
        if !ended || inside {
            return None;
        }
        cells.push((cell, text.len()));
        Some(Self {
            cells,
            end: text.len(),
        })
    }
}

/// The separator that makes the most cells of the header while the first rows have as many.
fn likeliest_delimiter(text: &[u8], ended: bool) -> u8 {
    let mut best = (0, b',');
    for delimiter in DELIMITERS {
        let widths = widths(text, delimiter, ended);
        let Some((header, rows)) = widths.split_first() else {
            continue;
        };
        let near = |width: &&usize| width.abs_diff(*header) <= 1;
        let alike = rows.iter().filter(near).count();
        let mostly = alike * 10 >= rows.len() * 9;
        let merit = header * if mostly { 1000 } else { 1 };
        if *header > 1 && merit > best.0 {
            best = (merit, delimiter);
        }
    }
    best.1
}

/// How many cells the first rows have.
fn widths(text: &[u8], delimiter: u8, ended: bool) -> Vec<usize> {
    let mut widths = Vec::new();
    let mut start = 0;
    while start < text.len() && widths.len() < SAMPLE_ROWS {
        let Some(row) = Row::at(text, start, delimiter, ended) else {
            break;
        };
        if row.cells.len() > 1 || row.cells[0].0 < row.cells[0].1 {
            widths.push(row.cells.len());
        }
        start = row.end;
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(text: &str) -> Head {
        Head::read(&mut text.as_bytes(), None).unwrap()
    }

    #[test]
    fn the_separator_finds_itself() {
        for (text, delimiter) in [
            ("a,b;c,d\n1,2,3\n", b','),
            ("name;price, net;n\nx;1,50;1\ny;2,00;2\n", b';'),
            ("a\tb\n1,5\t2\n", b'\t'),
            ("a|b|c\n1|2,0|3\n", b'|'),
            ("only\n1\n2\n", b','),
            ("\"a;b\",c\n\"1;2\",3\n", b','),
        ] {
            assert_eq!(head(text).shape.delimiter, delimiter, "{text}");
        }
    }

    #[test]
    fn a_line_that_names_the_separator_is_obeyed_and_skipped() {
        for (text, delimiter, width) in [
            ("sep=;\na,b;c\n1,2;3\n", b';', 2),
            ("\u{feff}SEP=|\r\na,b;c\n", b'|', 1),
            ("\"sep=\t\"\na,b\tc\n", b'\t', 2),
            ("sep=xy,b\n1,2\n", b',', 2),
            ("sep=a,b\n1,2\n", b',', 2),
        ] {
            let shape = head(text).shape;
            assert_eq!((shape.delimiter, shape.width), (delimiter, width), "{text}");
        }
        assert_eq!(head("sep=;\na;b\n1;2\n").line, 3);
        let told = Head::read(&mut "sep=;\na,b\n".as_bytes(), Some(b',')).unwrap();
        assert_eq!(told.names, ["a", "b"]);
        let nothing = Head::read(&mut "sep=;".as_bytes(), None).unwrap_err();
        assert!(matches!(nothing, NoHead::Empty));
    }

    #[test]
    fn headers_come_in_many_forms() {
        let names = |text: &str| head(text).names;
        assert_eq!(
            names("\u{feff}a,\"No. of \"\"staff\"\"\"\r\n1,2\r\n"),
            ["a", "No. of \"staff\""]
        );
        assert_eq!(names("\n\na,b,\n1,2,\n"), ["a", "b", ""]);
        assert_eq!(names("a,b"), ["a", "b"]);
        let two_lines = head("a,\"b\nc\"\n1,2\n");
        assert_eq!(
            (two_lines.line, two_lines.offset, two_lines.rest),
            (3, 8, b"1,2\n".to_vec())
        );
    }

    #[test]
    fn titles_above_the_header_are_passed_over() {
        for text in [
            "CRM export;;\nas of May;;\n;;\nid;name;n\n1;a;2\n",
            "\"CRM, all leads\"\n\nid,name,n\n1,a,2\n",
        ] {
            let head = head(text);
            assert_eq!(head.names, ["id", "name", "n"], "{text}");
            assert!(head.has_titles && head.line == head.header_line + 1);
        }
        for (text, width) in [
            ("address\nHigh Street, York, UK\n", 1),
            ("id,name\n1,a\n", 2),
            ("a\n\nb\n", 1),
        ] {
            let head = head(text);
            assert_eq!(
                (head.names.len(), head.has_titles),
                (width, false),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_table_is_refused() {
        let refused = |bytes: &[u8]| Head::read(&mut &*bytes, None).unwrap_err();
        assert!(matches!(refused(b""), NoHead::Empty));
        assert!(matches!(refused(b" \n\n"), NoHead::Empty));
        assert!(matches!(refused(b"a\0,\0b\0\n\0"), NoHead::Utf16(_)));
        assert!(matches!(refused(b"a\0b"), NoHead::Binary { byte: 1 }));
        assert!(matches!(refused(b"a,b\r1,2\r"), NoHead::OldMac));
        assert!(matches!(refused(b"a,\"b\n1,2\n"), NoHead::OpenQuote));
    }
}
