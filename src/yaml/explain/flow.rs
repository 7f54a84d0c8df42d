//! Groups in braces and lists in brackets.

use super::quotes;
use crate::text::Span;
use crate::yaml::lines::line_end;

/// A group or a list on one line or more.
#[derive(Debug, Clone)]
pub(super) struct Flow {
    /// Where it ends, or where the first thing is wrong in it.
    pub(super) end: usize,
    pub(super) fault: Option<Fault>,
}

/// What can be wrong in a group or a list.
#[derive(Debug, Clone, Copy)]
pub(super) enum Fault {
    /// The sign here opens it, and nothing closes it.
    Unclosed(usize),
    /// The sign at the first place closes what another kind of sign at the second opened.
    Crossed(usize, usize),
    /// A quote opens here and is never closed.
    Quote(usize),
    /// Something follows this quoted text where a comma should.
    AfterQuote(Span),
    /// A second colon in one entry: a comma is missing somewhere in this stretch before it.
    Comma(Span),
}

/// Reads the group or list that opens at a place; `indent` is that of the line it belongs to.
pub(super) fn read(text: &str, open: usize, indent: usize) -> Flow {
    let mut reader = Reader {
        text,
        indent,
        at: open,
        open: Vec::new(),
        entry: Entry::NEW,
    };
    let fault = reader.run();
    Flow {
        end: reader.at,
        fault,
    }
}

struct Reader<'t> {
    text: &'t str,
    indent: usize,
    at: usize,
    /// The signs that are open, outermost first.
    open: Vec<usize>,
    entry: Entry,
}

/// What is known of the entry being read.
struct Entry {
    /// Whether nothing of it was read yet, so that a quote would open a text.
    fresh: bool,
    /// Where its value begins, once a colon was read.
    value: Option<usize>,
}

impl Entry {
    const NEW: Self = Self {
        fresh: true,
        value: None,
    };
}

impl Reader<'_> {
    fn run(&mut self) -> Option<Fault> {
        loop {
            let sign = self.text[self.at..].chars().next();
            let Some(sign) = sign else {
                return self.open.last().map(|open| Fault::Unclosed(*open));
            };
            let here = self.at;
            self.at += sign.len_utf8();
            match sign {
                '{' | '[' => {
                    self.open.push(here);
                    self.entry = Entry::NEW;
                }
                '}' | ']' => {
                    let open = self.open.pop()?;
                    if self.text[open..].starts_with('{') != (sign == '}') {
                        return Some(Fault::Crossed(here, open));
                    }
                    if self.open.is_empty() {
                        return None;
                    }
                    self.entry.fresh = false;
                }
                ',' => self.entry = Entry::NEW,
                ':' if self.ends_key() => {
                    if let Some(value) = self.entry.value.filter(|_| self.in_group()) {
                        return Some(Fault::Comma(Span::new(value, here)));
                    }
                    self.entry.value = Some(self.at);
                    self.entry.fresh = true;
                }
                '\'' | '"' if self.entry.fresh => {
                    if let Some(fault) = self.quote(here) {
                        return Some(fault);
                    }
                }
                '#' if self.text[..here].ends_with(char::is_whitespace) => {
                    self.at = line_end(self.text, here);
                }
                '\n' => {
                    if self.leaves() {
                        self.at = here;
                        return self.open.last().map(|open| Fault::Unclosed(*open));
                    }
                }
                sign if sign.is_whitespace() => {}
                _ => self.entry.fresh = false,
            }
        }
    }

    fn in_group(&self) -> bool {
        let open = self.open.last();
        open.is_some_and(|open| self.text[*open..].starts_with('{'))
    }

    /// Whether the colon just read ends a key.
    fn ends_key(&self) -> bool {
        let next = self.text[self.at..].chars().next();
        next.is_none_or(|next| next.is_whitespace() || ",]}".contains(next))
    }

    fn quote(&mut self, open: usize) -> Option<Fault> {
        let Some(close) = quotes::close(self.text, open) else {
            return Some(Fault::Quote(open));
        };
        self.at = close;
        self.entry.fresh = false;
        let rest = self.text[close..line_end(self.text, close)].trim_start();
        let ends = rest.is_empty() || rest.starts_with([',', ']', '}', ':', '#']);
        (!ends).then(|| Fault::AfterQuote(Span::new(open, close)))
    }

    /// Whether the next line stands too far left to belong to the group or list.
    fn leaves(&self) -> bool {
        let rest = &self.text[self.at..];
        let bare = rest.trim_start_matches([' ', '\r', '\n']);
        let line = &rest[..rest.len() - bare.len()];
        let column = line.len() - line.rfind('\n').map_or(0, |end| end + 1);
        !bare.is_empty() && !bare.starts_with([']', '}']) && column <= self.indent
    }
}
