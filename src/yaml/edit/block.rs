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
    let start = start_with_comments(text, part.start);
    let next = next_line(text, end_with_comments(text, part.end, indent));
    let (start, next) = with_blank_lines(text, start, next, place == 0);
    if next < text.len() || text.ends_with('\n') {
        return vec![Patch::delete(start, next)];
    }
    // What stands above ends the file as this did: without a line break.
    let above = text[..start].trim_end_matches(['\r', '\n']).len();
    vec![Patch::delete(above, next)]
}

/// Whole lines with the blank ones above them, if blank ones or nothing follows; of the first part
/// with those below.
fn with_blank_lines(text: &str, start: usize, next: usize, is_first: bool) -> (usize, usize) {
    let below = text.len() - text[next..].trim_start().len();
    let blank = blank_lines_before(text, start);
    if blank > 0 {
        let follows = text[next..below].contains('\n') || below == text.len();
        let above = (0..blank).fold(start, |start, _| line_start(text, start - 1));
        return (if follows { above } else { start }, next);
    }
    match is_first && below < text.len() {
        true => (start, line_start(text, below)),
        false => (start, next),
    }
}
