//! Entries and items on lines of their own.

use super::layout::{
    blank_lines_before, column, end_with_comments, is_first, line_start, newline, next_line,
    start_with_comments,
};
use super::patch::Patch;
use crate::text::Span;

/// The patch that writes a new part before the one at a place, or behind the last. `write` makes
/// its text for the indent of its neighbors.
pub(super) fn insert(
    text: &str,
    parts: &[Span],
    place: usize,
    apart: usize,
    write: impl FnOnce(usize) -> String,
) -> Vec<Patch> {
    let Some(first) = parts.first() else {
        return Vec::new();
    };
    let indent = column(text, first.start);
    let (new, newline, spaces) = (write(indent), newline(text), " ".repeat(indent));
    let breaks = newline.repeat(apart + 1);
    let patch = match place.checked_sub(1) {
        Some(before) => {
            let end = end_with_comments(text, parts[before].end, indent);
            Patch::insert(end, format!("{breaks}{spaces}{new}"))
        }
        None if is_first(text, first.start) => {
            let start = start_with_comments(text, first.start);
            Patch::insert(start, format!("{spaces}{new}{breaks}"))
        }
        None => Patch::insert(first.start, format!("{new}{breaks}{spaces}")),
    };
    vec![patch]
}

/// How many blank lines stand between the parts of a list: between its last two.
pub(super) fn blank_lines(text: &str, parts: &[Span]) -> usize {
    match parts {
        [_, .., last] => blank_lines_before(text, start_with_comments(text, last.start)),
        _ => 0,
    }
}

/// The patch that takes out the part at a place, which is not the only one, with its comments and
/// with the blank lines on one side of it.
pub(super) fn remove(text: &str, parts: &[Span], place: usize) -> Vec<Patch> {
    let part = parts[place];
    let indent = column(text, part.start);
    if !is_first(text, part.start) {
        // It stands behind a dash, and the next one moves up.
        let next = parts.get(place + 1).map_or(part.end, |next| {
            start_with_comments(text, next.start) + indent
        });
        return vec![Patch::delete(part.start, next)];
    }
    let mut start = start_with_comments(text, part.start);
    let end = end_with_comments(text, part.end, indent);
    let mut next = next_line(text, end);
    let blank = blank_lines_before(text, start);
    let first_below = next + text[next..].len() - text[next..].trim_start().len();
    if blank > 0 {
        let below = text[next..first_below].matches('\n').count() > 0 || first_below == text.len();
        for _ in 0..if below { blank } else { 0 } {
            start = line_start(text, start - 1);
        }
    } else if first_below < text.len() && place == 0 {
        next = line_start(text, first_below);
    }
    if next == text.len() && !text.ends_with('\n') {
        // What stands above ends the file as this did: without a line break.
        let break_before = text[..start].len() - text[..start].trim_end_matches(['\r', '\n']).len();
        start -= break_before;
    }
    vec![Patch::delete(start, next)]
}
