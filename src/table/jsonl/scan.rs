//! One line of JSON, walked value by value.

use std::ops::Range;

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

/// Walks the object in `text[line]`; each key and what stands there is handed on, keys of objects in
/// it as `outer.inner`. Only where `take_key` gives a place for a key is its value looked into and
/// handed to `take`. Strings are unescaped where they stand: `text` changes.
pub(super) fn walk<P>(
    text: &mut [u8],
    line: Range<usize>,
    mut take_key: impl FnMut(&[u8]) -> Option<P>,
    mut take: impl FnMut(P, Found),
) -> Result<(), NoObject> {
    let mut walk = Walk {
        text,
        place: line.start,
        end: line.end,
    };
    // The keys of the objects that are open, each with a dot behind it, and where each ends.
    let (mut path, mut depths): (Vec<u8>, Vec<usize>) = (Vec::new(), Vec::new());
    walk.space();
    walk.expect(b'{', "a line should be an object: {\"name\": value, …}")?;
    let mut is_first = true;
    loop {
        walk.space();
        if walk.is_at(b'}') {
            walk.place += 1;
            is_first = false;
            match depths.pop() {
                None => break,
                Some(before) => path.truncate(before),
            }
            continue;
        }
        if !is_first {
            walk.expect(b',', "a comma or a closing brace is missing")?;
            walk.space();
        }
        let key = walk.string(true)?;
        walk.space();
        walk.expect(b':', "a colon is missing behind the key")?;
        walk.space();
        is_first = walk.is_at(b'{');
        if is_first {
            walk.place += 1;
            if depths.len() == DEEPEST {
                return Err(walk.wrong("objects are nested deeper than 64"));
            }
            depths.push(path.len());
            path.extend_from_slice(&walk.text[key]);
            path.push(b'.');
            continue;
        }
        let place = if path.is_empty() {
            take_key(&walk.text[key])
        } else {
            let outer = path.len();
            path.extend_from_slice(&walk.text[key]);
            let place = take_key(&path);
            path.truncate(outer);
            place
        };
        let found = walk.value(place.is_some())?;
        if let Some(place) = place {
            take(place, found);
        }
    }
    walk.space();
    match walk.place < walk.end {
        true => Err(walk.wrong("something stands behind the object")),
        false => Ok(()),
    }
}

struct Walk<'t> {
    text: &'t mut [u8],
    place: usize,
    end: usize,
}

impl Walk<'_> {
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
            let rest = &self.text[self.place..self.end];
            match first_special(rest) {
                Some(place) if rest[place] == b'"' => {
                    let end = self.place + place;
                    self.place = end + 1;
                    return match has_escapes && wanted {
                        true => self.unescape(start..end),
                        false => Ok(start..end),
                    };
                }
                Some(place) if place + 1 < rest.len() => {
                    has_escapes = true;
                    self.place += place + 2;
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
            _ => {
                let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte);
                while self.byte().is_some_and(is_part) {
                    self.place += 1;
                }
                match &self.text[start..self.place] {
                    b"null" => Ok(Found::Null),
                    b"true" | b"false" | [b'-' | b'0'..=b'9', ..] => {
                        Ok(Found::Typed(start..self.place))
                    }
                    _ => {
                        self.place = start;
                        Err(self.wrong("a value is missing, or a text without quotes"))
                    }
                }
            }
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

/// The first quote or backslash.
#[inline]
fn first_special(text: &[u8]) -> Option<usize> {
    // Most strings are short.
    for (place, byte) in text.iter().take(16).enumerate() {
        if matches!(byte, b'"' | b'\\') {
            return Some(place);
        }
    }
    let rest = text.get(16..)?;
    memchr::memchr2(b'"', b'\\', rest).map(|place| place + 16)
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
