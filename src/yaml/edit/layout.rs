//! Lines, columns and comments of a text.

pub(super) use crate::yaml::lines::{line_end, line_start, next_line};

use crate::text::Span;

/// Bytes between the start of the line and a place.
pub(super) fn column(text: &str, at: usize) -> usize {
    at - line_start(text, at)
}

/// Whether only spaces stand before a place on its line.
pub(super) fn is_first(text: &str, at: usize) -> bool {
    text[line_start(text, at)..at].trim().is_empty()
}

/// Whether nothing or a comment follows a place on its line.
pub(super) fn is_last(text: &str, at: usize) -> bool {
    let rest = text[at..line_end(text, at)].trim_start();
    rest.is_empty() || rest.starts_with('#')
}

/// How the lines of a text end.
pub(super) fn newline(text: &str) -> &'static str {
    let first = text.find('\n');
    match first.is_some_and(|end| text[..end].ends_with('\r')) {
        true => "\r\n",
        false => "\n",
    }
}

/// The first byte after spaces, line breaks and comments.
pub(super) fn skip_blank(text: &str, mut at: usize) -> usize {
    loop {
        at = text.len() - text[at..].trim_start().len();
        match text[at..].starts_with('#') {
            true => at = line_end(text, at),
            false => return at,
        }
    }
}

/// Where an entry or item with its comment ends: at the end of its last line, or of the comments
/// below that are indented further than its first sign.
pub(super) fn end_with_comments(text: &str, end: usize, indent: usize) -> usize {
    let mut last = line_end(text, end);
    let mut at = next_line(text, end);
    while at < text.len() {
        let line = &text[at..line_end(text, at)];
        let bare = line.trim_start();
        if bare.starts_with('#') && line.len() - bare.len() > indent {
            last = line_end(text, at);
        } else if !bare.is_empty() {
            break;
        }
        at = next_line(text, at);
    }
    last
}

/// Where an entry or item with its comment begins: at the start of its line, or of the first of
/// the comment lines right above that are indented as it is. A comment that opens the file is the
/// file's.
pub(super) fn start_with_comments(text: &str, start: usize) -> usize {
    let indent = column(text, start);
    let own = line_start(text, start);
    let mut first = own;
    while first > 0 {
        let above = line_start(text, first - 1);
        let line = &text[above..first];
        let bare = line.trim_start();
        if !bare.starts_with('#') || line.len() - bare.len() != indent {
            return first;
        }
        first = above;
    }
    own
}

/// How many blank lines stand right before a line.
pub(super) fn blank_lines_before(text: &str, line: usize) -> usize {
    let lines = text[..line].lines().rev();
    lines.take_while(|line| line.trim().is_empty()).count()
}

/// The spaces after a place, and after a comma there, that put what follows into a column: two or
/// more of them, with something behind.
pub(super) fn padding(text: &str, at: usize) -> Option<Span> {
    let start = at + usize::from(text[at..].starts_with(','));
    let rest = &text[start..line_end(text, start)];
    let width = rest.len() - rest.trim_start_matches(' ').len();
    (width > 1 && width < rest.len()).then(|| Span::new(start, start + width))
}
