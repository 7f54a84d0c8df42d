//! One line of JSON, walked value by value.

use std::ops::Range;

use super::signs::Signs;
use super::template::Template;

/// Objects in objects deeper than this are refused.
const DEEPEST: usize = 64;

/// What is wrong with a line, and at which of its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NoObject {
    pub(super) why: &'static str,
    pub(super) place: usize,
}

/// What stands at a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    /// Nothing: null.
    Null,
    /// The text of a string, or a list as it is written.
    Text(Range<usize>),
    /// A number, true or false, as it is written.
    Typed(Range<usize>),
}

/// Walks lines, and knows how the last ones were written.
#[derive(Debug)]
pub(super) struct Walker<P> {
    template: Template<P>,
    /// Where the values of the line at hand stand, and where to put them.
    values: Vec<(Range<usize>, Option<P>)>,
}

impl<P> Default for Walker<P> {
    fn default() -> Self {
        Self {
            template: Template::default(),
            values: Vec::new(),
        }
    }
}

impl<P: Copy> Walker<P> {
    /// Walks the object in `text[line]`; what stands at each key is handed on. Keys of objects in it are
    /// `outer.inner`. Only where `take_key` gives a place for a key is its value looked into and handed to
    /// `take`; it is asked again only where lines are written in another way. Strings are unescaped where
    /// they stand: `text` changes. `signs` are those of the text as it was.
    pub(super) fn walk(
        &mut self,
        text: &mut [u8],
        signs: &Signs,
        line: Range<usize>,
        mut take_key: impl FnMut(&[u8]) -> Option<P>,
        mut take: impl FnMut(P, Found),
    ) -> Result<(), NoObject> {
        if self.template.read(text, signs, &line, &mut take) {
            return Ok(());
        }
        // Keys with escapes are others once they are unescaped.
        let is_learned =
            self.template.is_of_use() && memchr::memchr(b'\\', &text[line.clone()]).is_none();
        self.values.clear();
        let mut walk = Walk {
            signs,
            place: line.start,
            end: line.end,
            text,
        };
        walk.object(&mut take_key, &mut take, &mut self.values)?;
        if is_learned {
            let values = self.values.drain(..).map(|(value, place)| {
                let value = value.start - line.start..value.end - line.start;
                (value, place)
            });
            self.template.learn(&text[line.clone()], values);
        }
        Ok(())
    }
}

struct Walk<'t> {
    text: &'t mut [u8],
    signs: &'t Signs,
    place: usize,
    end: usize,
}

impl Walk<'_> {
    fn object<P: Copy>(
        &mut self,
        take_key: &mut impl FnMut(&[u8]) -> Option<P>,
        take: &mut impl FnMut(P, Found),
        values: &mut Vec<(Range<usize>, Option<P>)>,
    ) -> Result<(), NoObject> {
        // The keys of the objects that are open, each with a dot behind it, and where each ends.
        let (mut path, mut depths): (Vec<u8>, Vec<usize>) = (Vec::new(), Vec::new());
        self.space();
        self.expect(b'{', "a line should be an object: {\"name\": value, …}")?;
        let mut is_first = true;
        loop {
            self.space();
            if self.is_at(b'}') {
                self.place += 1;
                is_first = false;
                match depths.pop() {
                    None => break,
                    Some(before) => path.truncate(before),
                }
                continue;
            }
            if !is_first {
                self.expect(b',', "a comma or a closing brace is missing")?;
                self.space();
            }
            let key = self.string(true)?;
            self.space();
            self.expect(b':', "a colon is missing behind the key")?;
            self.space();
            is_first = self.is_at(b'{');
            if is_first {
                self.place += 1;
                if depths.len() == DEEPEST {
                    return Err(self.wrong("objects are nested deeper than 64"));
                }
                depths.push(path.len());
                path.extend_from_slice(&self.text[key]);
                path.push(b'.');
                continue;
            }
            let place = if path.is_empty() {
                take_key(&self.text[key])
            } else {
                let outer = path.len();
                path.extend_from_slice(&self.text[key]);
                let place = take_key(&path);
                path.truncate(outer);
                place
            };
            let start = self.place;
            let found = self.value(place.is_some())?;
            values.push((start..self.place, place));
            if let Some(place) = place {
                take(place, found);
            }
        }
        self.space();
        match self.place < self.end {
            true => Err(self.wrong("something stands behind the object")),
            false => Ok(()),
        }
    }

    fn wrong(&self, why: &'static str) -> NoObject {
        let place = self.place;
        NoObject { why, place }
    }

    /// None at the line's end.
    fn byte(&self) -> Option<u8> {
        (self.place < self.end).then(|| self.text[self.place])
    }

    fn is_at(&self, byte: u8) -> bool {
        self.byte() == Some(byte)
    }

    fn expect(&mut self, byte: u8, why: &'static str) -> Result<(), NoObject> {
        if !self.is_at(byte) {
            return Err(self.wrong(why));
        }
        self.place += 1;
        Ok(())
    }

    fn space(&mut self) {
        while matches!(self.byte(), Some(b' ' | b'\t' | b'\r')) {
            self.place += 1;
        }
    }

    /// A string, without its quotes; unescaped if that is wanted.
    fn string(&mut self, wanted: bool) -> Result<Range<usize>, NoObject> {
        self.expect(b'"', "a key should be in double quotes")?;
        let start = self.place;
        let mut has_escapes = false;
        loop {
            let special = self.signs.end_of_string(self.place);
            match special.filter(|place| *place < self.end) {
                Some(end) if self.text[end] == b'"' => {
                    self.place = end + 1;
                    return match has_escapes && wanted {
                        true => self.unescape(start..end),
                        false => Ok(start..end),
                    };
                }
                Some(place) if place + 1 < self.end => {
                    has_escapes = true;
                    self.place = place + 2;
                }
                _ => {
                    self.place = start;
                    return Err(self.wrong("quotes open and are not closed"));
                }
            }
        }
    }

    /// Puts what the escapes in a string stand for in their place: it is never longer.
    fn unescape(&mut self, string: Range<usize>) -> Result<Range<usize>, NoObject> {
        let (mut from, mut to) = (string.start, string.start);
        while from < string.end {
            let byte = self.text[from];
            if byte != b'\\' {
                self.text[to] = byte;
                (from, to) = (from + 1, to + 1);
                continue;
            }
            let short = match self.text[from + 1] {
                b'n' => b'\n',
                b't' => b'\t',
                b'r' => b'\r',
                b'b' => 8,
                b'f' => 12,
                sign @ (b'"' | b'\\' | b'/') => sign,
                b'u' => {
                    let Some((letter, read)) = letter(&self.text[from..string.end]) else {
                        self.place = from;
                        return Err(self.wrong("four digits should stand behind \\u"));
                    };
                    let mut room = [0; 4];
                    let letter = letter.encode_utf8(&mut room).as_bytes();
                    self.text[to..to + letter.len()].copy_from_slice(letter);
                    (from, to) = (from + read, to + letter.len());
                    continue;
                }
                _ => {
                    self.place = from;
                    return Err(self.wrong("a backslash stands before a sign that needs none"));
                }
            };
            self.text[to] = short;
            (from, to) = (from + 2, to + 1);
        }
        Ok(string.start..to)
    }

    fn value(&mut self, wanted: bool) -> Result<Found, NoObject> {
        let start = self.place;
        match self.byte() {
            Some(b'"') => self.string(wanted).map(Found::Text),
            Some(b'[') => {
                self.list()?;
                Ok(Found::Text(start..self.place))
            }
            _ => match plain(self.text, start..self.end) {
                Some(found) => {
                    self.place = found.end;
                    Ok(found.what)
                }
                None => Err(self.wrong("a value is missing, or a text without quotes")),
            },
        }
    }

    /// To the end of a list, whatever is in it.
    fn list(&mut self) -> Result<(), NoObject> {
        let (start, mut open) = (self.place, 0_usize);
        while let Some(byte) = self.byte() {
            match byte {
                b'"' => {
                    self.string(false)?;
                    continue;
                }
                b'[' | b'{' => open += 1,
                b']' | b'}' => open = open.saturating_sub(1),
                _ => {}
            }
            self.place += 1;
            if open == 0 {
                return Ok(());
            }
        }
        self.place = start;
        Err(self.wrong("a list opens and is not closed"))
    }
}

/// A value without quotes, and where it ends.
pub(super) struct Plain {
    pub(super) what: Found,
    pub(super) end: usize,
}

/// The number, true, false or null with which a stretch of a text begins.
#[inline]
pub(super) fn plain(text: &[u8], stretch: Range<usize>) -> Option<Plain> {
    let start = stretch.start;
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || b"+-.".contains(byte);
    let length = text
        .get(stretch)?
        .iter()
        .take_while(|byte| is_part(byte))
        .count();
    let end = start + length;
    let what = match &text[start..end] {
        b"null" => Found::Null,
        b"true" | b"false" | [b'-' | b'0'..=b'9', ..] => Found::Typed(start..end),
        _ => return None,
    };
    Some(Plain { what, end })
}

/// The letter that `\u….` or a pair of them stands for, and how many bytes that takes; the sign for
/// an unknown letter where it is half a pair.
fn letter(text: &[u8]) -> Option<(char, usize)> {
    let unit = |text: &[u8]| -> Option<u32> {
        let digits = text.strip_prefix(b"\\u")?.get(..4)?;
        let digits = digits.iter().all(u8::is_ascii_hexdigit).then_some(digits)?;
        u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
    };
    let unknown = char::REPLACEMENT_CHARACTER;
    let first = unit(text)?;
    Some(match (first, text.get(6..).and_then(unit)) {
        (0xd800..=0xdbff, Some(second @ 0xdc00..=0xdfff)) => {
            let code = 0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00);
            (char::from_u32(code).unwrap_or(unknown), 12)
        }
        _ => (char::from_u32(first).unwrap_or(unknown), 6),
    })
}
