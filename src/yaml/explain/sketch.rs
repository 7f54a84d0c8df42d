//! A broken text, line by line, as the person who wrote it may have seen it: what stands where
//! each line says, whatever YAML makes of it.

use super::flow::{self, Flow};
use super::quotes;
use super::quotes::{colon_in, without_comment};
use crate::text::Span;
use crate::yaml::lines::{line_end, next_line};

/// One line that says something, with the value that begins on it.
#[derive(Debug, Clone)]
pub(super) struct Part {
    /// Where its first sign stands.
    pub(super) start: usize,
    /// How many signs stand before it.
    pub(super) indent: usize,
    /// How many signs stand before what follows its dashes.
    pub(super) column: usize,
    /// The key, where there is one.
    pub(super) key: Option<Span>,
    /// What stands after the key or the dash, without a comment.
    pub(super) value: Span,
    /// What that value looks like.
    pub(super) kind: Kind,
    /// Where the part ends, on a later line where the value does.
    pub(super) end: usize,
}

#[derive(Debug, Clone)]
pub(super) enum Kind {
    Blank,
    /// A text without quotes.
    Plain,
    /// A text in quotes, and the byte after it; `None` if the quote is never closed.
    Quoted(Option<usize>),
    /// A group in braces or a list in brackets.
    Flow(Flow),
    /// A block of lines after `|` or `>`.
    Block,
}

impl Part {
    /// Whether it begins with a dash.
    pub(super) fn is_item(&self) -> bool {
        self.column > self.indent
    }
}

/// The part of the text at a place, and what is around it.
#[derive(Debug)]
pub(super) struct Sketch {
    /// The parts inside which it stands, outermost first.
    pub(super) above: Vec<Part>,
    pub(super) before: Option<Part>,
    /// The part itself, the last that begins at the place or before it.
    pub(super) here: Part,
}

impl Sketch {
    /// What stands at a place; `None` if no line up to it says anything.
    pub(super) fn new(text: &str, at: usize) -> Option<Self> {
        let mut parts = Parts { text, next: 0 };
        let mut sketch = Self {
            above: Vec::new(),
            before: None,
            here: parts.next().filter(|part| part.start <= at)?,
        };
        for part in parts.take_while(|part| part.start <= at) {
            let passed = std::mem::replace(&mut sketch.here, part);
            sketch.above.retain(|outer| outer.column < passed.column);
            sketch.above.push(passed.clone());
            sketch.before = Some(passed);
        }
        Some(sketch)
    }
}

struct Parts<'t> {
    text: &'t str,
    next: usize,
}

impl Iterator for Parts<'_> {
    type Item = Part;

    fn next(&mut self) -> Option<Part> {
        while self.next < self.text.len() {
            let start = self.next;
            let end = line_end(self.text, start);
            self.next = next_line(self.text, start);
            let line = &self.text[start..end];
            let bare = line.trim_start();
            let mark = ["---", "...", "%"]
                .iter()
                .any(|mark| line.starts_with(mark));
            if bare.is_empty() || bare.starts_with('#') || mark {
                continue;
            }
            let part = part(self.text, start, start + line.len() - bare.len(), end);
            self.next = next_line(self.text, part.end);
            if let Kind::Block = part.kind {
                self.skip_block(part.indent);
            }
            return Some(part);
        }
        None
    }
}

impl Parts<'_> {
    /// Passes the lines of a block, which are indented further than the line that opens it.
    fn skip_block(&mut self, indent: usize) {
        while self.next < self.text.len() {
            let end = line_end(self.text, self.next);
            let line = &self.text[self.next..end];
            let bare = line.trim_start();
            if !bare.is_empty() && line.len() - bare.len() <= indent {
                return;
            }
            self.next = next_line(self.text, self.next);
        }
    }
}

fn part(text: &str, line: usize, start: usize, end: usize) -> Part {
    let mut at = start;
    while text[at..end].starts_with("- ") || &text[at..end] == "-" {
        at += 1;
        at = skip_spaces(text, at, end);
    }
    let column = at - line;
    let key = key(text, at, end);
    if let Some(key) = key {
        let colon = key.end + text[key.end..end].find(':').unwrap_or(0);
        at = skip_spaces(text, colon + 1, end);
    }
    let mut part = Part {
        start,
        indent: start - line,
        column,
        key,
        value: Span::new(at, without_comment(text, at, end)),
        kind: Kind::Blank,
        end,
    };
    part.kind = match text[at..end].chars().next() {
        None | Some('#') => Kind::Blank,
        Some('\'' | '"') => {
            let close = quotes::close(text, at);
            part.end = close.unwrap_or(end).max(end);
            part.value.end = close.unwrap_or(part.value.end);
            Kind::Quoted(close)
        }
        Some('{' | '[') => {
            let flow = flow::read(text, at, part.indent);
            part.end = flow.end.max(end);
            part.value.end = flow.end;
            Kind::Flow(flow)
        }
        Some('|' | '>') if is_block_header(&text[at..part.value.end]) => Kind::Block,
        Some(_) => Kind::Plain,
    };
    part
}

/// The key that stands at a place, before a colon that ends the line or that a space follows.
fn key(text: &str, at: usize, end: usize) -> Option<Span> {
    let line = &text[at..end];
    if line.starts_with(['{', '[']) {
        return None;
    }
    if line.starts_with(['\'', '"']) {
        let close = quotes::close(text, at).filter(|close| *close <= end)?;
        let rest = text[close..end].trim();
        return (rest == ":" || rest.starts_with(": ")).then(|| Span::new(at, close));
    }
    let colon = colon_in(&text[at..without_comment(text, at, end)])?;
    Some(Span::new(at, at + line[..colon].trim_end().len()))
}

fn is_block_header(header: &str) -> bool {
    header[1..].chars().all(|sign| "+-123456789".contains(sign))
}

fn skip_spaces(text: &str, at: usize, end: usize) -> usize {
    let rest = &text[at..end];
    at + rest.len() - rest.trim_start().len()
}

/// What can be read off the lines of a text.
pub(super) struct Judge<'t> {
    pub(super) text: &'t str,
}

impl Judge<'_> {
    pub(super) fn slice(&self, span: Span) -> &str {
        &self.text[span.range()]
    }

    pub(super) fn key(&self, part: &Part) -> &str {
        part.key.map_or("", |key| self.slice(key))
    }

    /// `key: value`, or the value alone where it has no key.
    pub(super) fn line(&self, part: &Part, value: &str) -> String {
        match self.key(part) {
            "" => value.to_owned(),
            key => format!("{key}: {value}"),
        }
    }

    /// The rest of a line without a comment.
    pub(super) fn rest(&self, at: usize) -> Span {
        let end = line_end(self.text, at);
        let end = without_comment(self.text, at, end).max(at);
        let start = end - self.text[at..end].trim_start().len();
        Span::new(start, end)
    }
}
