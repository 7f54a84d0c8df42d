//! A table in JSON lines that is ready to be read.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use super::scan::{Found, NoObject, Walker};
use super::signs::Signs;
use crate::lead_error::LeadError;
use crate::lists;
use crate::table::encoding::not_utf8;
use crate::table::unread::PADDING;

/// Bytes of the beginning in which keys are looked for.
const SAMPLE: u64 = 4 << 20;

/// Columns that a table may have.
const COLUMNS_UP_TO: usize = 100_000;

/// A table whose first lines have been read.
pub(in crate::table) struct Table<R> {
    /// Its name in messages.
    pub(super) file: String,
    pub(super) names: Vec<String>,
    /// The whole text once more, the first lines among it; a byte order mark is blank.
    pub(super) input: std::io::Chain<Cursor<Vec<u8>>, R>,
}

/// Whether a text is in JSON: what stands first in it that is no space.
pub(in crate::table) fn is_json(begin: &[u8]) -> bool {
    let begin = begin.strip_prefix(b"\xef\xbb\xbf").unwrap_or(begin);
    let mut signs = begin.iter().filter(|byte| !byte.is_ascii_whitespace());
    match signs.next() {
        Some(b'{') => true,
        Some(b'[') => signs.next() == Some(&b'{'),
        _ => false,
    }
}

impl<R: Read> Table<R> {
    /// Finds the keys of the first lines; `file` is the table's name in messages.
    pub(in crate::table) fn open(file: &str, mut input: R) -> Result<Self, LeadError> {
        let mut text = Vec::new();
        let read = (&mut input).take(SAMPLE).read_to_end(&mut text);
        let read = read.map_err(|error| LeadError::read(file, error))?;
        if text.starts_with(b"\xef\xbb\xbf") {
            text[..3].fill(b' ');
        }
        if text.trim_ascii_start().starts_with(b"[") {
            return Err(LeadError::wrong(
                file,
                "this is one JSON list of all leads",
                format!(
                    "segplan reads JSON lines, an object a line: \
                     jq -c '.[]' {file} > leads.jsonl"
                ),
            ));
        }
        let is_whole = (read as u64) < SAMPLE;
        Ok(Self {
            names: names(file, text.clone(), is_whole)?,
            file: file.to_owned(),
            input: Cursor::new(text).chain(input),
        })
    }

    /// The column names.
    pub(in crate::table) fn names(&self) -> &[String] {
        &self.names
    }
}

/// The keys of all whole lines of a text, in the order in which they first appear.
fn names(file: &str, mut text: Vec<u8>, is_whole: bool) -> Result<Vec<String>, LeadError> {
    let end = match memchr::memrchr(b'\n', &text) {
        Some(place) if !is_whole => place + 1,
        _ => text.len(),
    };
    text.truncate(end);
    text.resize(end.next_multiple_of(64) + PADDING, 0);
    let (mut signs, mut walker) = (Signs::default(), Walker::default());
    signs.find(&text, end);
    let mut columns: HashMap<Vec<u8>, usize> = HashMap::new();
    let (mut start, mut line) = (0, 0);
    while start < end {
        let next = signs.line_break(start).unwrap_or(end);
        line += 1;
        if !text[start..next].trim_ascii().is_empty() {
            let take_key = |key: &[u8]| {
                let known = columns.len();
                if !columns.contains_key(key) {
                    columns.insert(key.to_vec(), known);
                }
                None::<()>
            };
            walker
                .walk(&mut text, &signs, start..next, take_key, |(), _: Found| ())
                .map_err(|wrong| explain(file, wrong, start).on_line(line))?;
        }
        start = next + 1;
    }
    if columns.len() > COLUMNS_UP_TO {
        return Err(LeadError::wrong(
            file,
            "the objects have more than 100,000 different keys",
            "write what differs from lead to lead as a value, not as a key",
        ));
    }
    let mut names: Vec<(Vec<u8>, usize)> = columns.into_iter().collect();
    lists::sort_by_key(&mut names, |(_, place)| *place);
    let names = names.into_iter().map(|(name, _)| {
        String::from_utf8(name)
            .map_err(|error| not_utf8("a key", &[error.as_bytes()]).in_file(file))
    });
    names.collect()
}

/// The error of a line that begins at `start`.
pub(super) fn explain(file: &str, wrong: NoObject, start: usize) -> LeadError {
    LeadError::wrong(
        file,
        format!(
            "this line is no JSON object: {} (byte {})",
            wrong.why,
            wrong.place - start + 1
        ),
        "write one object a line, like {\"name\": \"Acme\", \"employees\": 40}",
    )
}
