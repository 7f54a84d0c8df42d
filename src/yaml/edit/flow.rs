//! Entries and items in brackets.

use super::layout::{
    is_first, is_last, line_end, line_start, newline, next_line, skip_blank, start_with_comments,
};
use super::patch::Patch;
use crate::text::Span;

/// The patches that write a new part before the one at a place, or behind the last.
pub(super) fn insert(
    text: &str,
    brackets: Span,
    parts: &[Span],
    place: usize,
    new: &str,
) -> Vec<Patch> {
    let Some(first) = parts.first() else {
        return vec![into_empty(text, brackets, new)];
    };
    let line = |at: usize| {
        let start = line_start(text, at);
        let indent = text[start..].len() - text[start..].trim_start_matches(' ').len();
        format!("{}{}", newline(text), " ".repeat(indent))
    };
    match place.checked_sub(1).and_then(|before| parts.get(before)) {
        Some(before) if is_alone(text, *before) => {
            let comma = comma(text, before.end);
            let end = line_end(text, comma.unwrap_or(before.end));
            let line = line(before.start);
            match comma {
                Some(_) => vec![Patch::insert(end, format!("{line}{new},"))],
                None => vec![
                    Patch::insert(before.end, ","),
                    Patch::insert(end, format!("{line}{new}")),
                ],
            }
        }
        Some(before) => vec![Patch::insert(before.end, format!(", {new}"))],
        None if is_alone(text, *first) => {
            vec![Patch::insert(
                first.start,
                format!("{new},{}", line(first.start)),
            )]
        }
        None => vec![Patch::insert(first.start, format!("{new}, "))],
    }
}

fn into_empty(text: &str, brackets: Span, new: &str) -> Patch {
    let inside = Span::new(brackets.start + 1, brackets.end - 1);
    match &text[inside.range()] {
        "" => Patch::insert(inside.end, new),
        spaces if spaces.trim_matches(' ').is_empty() => Patch::new(inside, format!(" {new} ")),
        _ => Patch::insert(inside.end, new),
    }
}

/// The patches that take out the part at a place, with the comma and the comment that are its own.
pub(super) fn remove(text: &str, parts: &[Span], place: usize) -> Vec<Patch> {
    let part = parts[place];
    if is_alone(text, part) {
        let end = comma(text, part.end).unwrap_or(part.end);
        let start = start_with_comments(text, part.start);
        return vec![Patch::delete(start, next_line(text, end))];
    }
    let same_line = |one: usize, two: usize| !text[one..two].contains('\n');
    let next = parts.get(place + 1).map(|next| next.start);
    let before = place.checked_sub(1).map(|before| parts[before].end);
    vec![match (before, next) {
        (_, Some(next)) if same_line(part.end, next) => Patch::delete(part.start, next),
        (Some(before), _) if same_line(before, part.start) => Patch::delete(before, part.end),
        _ => {
            let comma = comma(text, part.end).map(|comma| comma + 1);
            Patch::delete(part.start, comma.unwrap_or(part.end))
        }
    }]
}

/// Whether a part has its lines for itself, but for a comma and a comment.
fn is_alone(text: &str, part: Span) -> bool {
    let end = part.end + usize::from(text[part.end..].starts_with(','));
    is_first(text, part.start) && is_last(text, end)
}

fn comma(text: &str, end: usize) -> Option<usize> {
    let at = skip_blank(text, end);
    text[at..].starts_with(',').then_some(at)
}
