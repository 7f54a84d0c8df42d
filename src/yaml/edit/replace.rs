//! One value in place of another.

use super::layout::{column, end_with_comments, line_end};
use super::parts::{colon_end, dash, is_empty, is_flow};
use super::patch::{Patch, keep_column};
use super::write::Writer;
use super::{NewValue, example};
use crate::text::Span;
use crate::yaml::{Node, Route, Step, Style, Value};

/// What a value stands behind.
#[derive(Debug, Clone, Copy)]
enum Holder {
    /// A key: the byte after its colon, and its column.
    Key(usize, usize),
    /// A dash: the byte after it, and its column.
    Dash(usize, usize),
    /// A bracket or a comma, or nothing.
    Nothing,
}

/// Where a value stands.
#[derive(Debug, Clone, Copy)]
enum Old {
    /// It begins on the line of its holder, or of the bracket around it.
    Beside(Span),
    /// On the lines below its holder; the stretch begins at the end of the holder's line.
    Below(Span),
    /// There is none.
    Missing,
}

/// The patches that write a value in place of the one at a route.
pub(super) fn patches(
    writer: &Writer<'_>,
    tree: &Node,
    at: &Route,
    value: &NewValue,
) -> Option<Vec<Patch>> {
    let text = writer.text;
    let old = tree.at(at)?;
    let around = at.split_last().map(|(around, step)| (around, step.clone()));
    let like = match &around {
        Some((map, Step::Key(key))) => example::of_key(tree, map, key, value),
        Some((list, Step::Item(_))) => example::of_item(tree, list, value),
        None => None,
    };
    let like = Some(old)
        .filter(|old| example::same_kind(old, value))
        .or(like);
    let holder = match &around {
        Some((around, step)) => holder(text, tree.at(around)?, step)?,
        None => Holder::Nothing,
    };
    let place = place(text, old, holder);
    if in_brackets(text, tree, at) {
        return Some(beside(text, holder, place, &writer.flow(value, like)));
    }
    let indent = match holder {
        Holder::Key(_, column) => writer.indent_below(column, value),
        Holder::Dash(_, column) => column + 2,
        Holder::Nothing => 0,
    };
    if writer.is_flow(value, like, indent) {
        let indent = match (&old.value, holder) {
            (Value::Scalar(_, Style::Block), _) => column(text, old.span.start),
            (_, Holder::Key(_, column)) => column + writer.step,
            _ => indent,
        };
        return Some(beside(
            text,
            holder,
            place,
            &writer.inline(value, indent, like),
        ));
    }
    Some(below(writer, holder, place, value, indent, like))
}

fn holder(text: &str, around: &Node, step: &Step) -> Option<Holder> {
    Some(match step {
        Step::Key(key) => {
            let entry = around.get(key)?;
            Holder::Key(colon_end(text, entry), column(text, entry.key_span.start))
        }
        Step::Item(place) if !is_flow(text, around) => {
            let dash = dash(text, around, around.item(*place)?);
            Holder::Dash(dash + 1, column(text, dash))
        }
        Step::Item(_) => Holder::Nothing,
    })
}

fn place(text: &str, old: &Node, holder: Holder) -> Old {
    let start = match holder {
        Holder::Key(end, _) | Holder::Dash(end, _) => end,
        Holder::Nothing => old.span.start,
    };
    match &old.value {
        _ if is_empty(old) => Old::Missing,
        Value::Scalar(_, Style::Block) => {
            let header = text[start..]
                .find(['|', '>'])
                .map_or(start, |at| start + at);
            Old::Beside(Span::new(header, old.span.end))
        }
        Value::List(_) | Value::Map(_) if !is_flow(text, old) => {
            let end = end_with_comments(text, old.span.end, column(text, old.span.start));
            match text[start..old.span.start].contains('\n') {
                true => Old::Below(Span::new(line_end(text, start), end)),
                false => Old::Beside(Span::new(old.span.start, end)),
            }
        }
        _ => Old::Beside(old.span),
    }
}

/// Whether brackets stand around a value.
fn in_brackets(text: &str, tree: &Node, at: &Route) -> bool {
    let around = at.split_last().map(|(around, _)| around);
    let in_flow = |route: Route| tree.at(&route).is_some_and(|node| is_flow(text, node));
    around.is_some_and(|around| around.prefixes().any(in_flow))
}

/// A value that begins on the line of its holder. A comment there stays behind its first line.
fn beside(text: &str, holder: Holder, old: Old, new: &str) -> Vec<Patch> {
    let behind = match holder {
        Holder::Key(end, _) | Holder::Dash(end, _) => end,
        Holder::Nothing => 0,
    };
    let colon = match text[..behind].ends_with([':', '-']) {
        true => "",
        false => ":", // `{key}`
    };
    let first_line = new.find(['\r', '\n']).unwrap_or(new.len());
    let (first, below) = new.split_at(first_line);
    let behind_holder = || Patch::insert(behind, format!("{colon} {first}"));
    match old {
        Old::Beside(span) => {
            let mut patches = vec![Patch::new(span, first)];
            patches.extend(keep_column(text, span, span.end, first));
            patches.push(Patch::insert(line_end(text, span.end), below));
            patches
        }
        Old::Missing => vec![
            behind_holder(),
            Patch::insert(line_end(text, behind), below),
        ],
        Old::Below(span) => vec![behind_holder(), Patch::new(span, below)],
    }
}

/// A value on lines of its own.
fn below(
    writer: &Writer<'_>,
    holder: Holder,
    old: Old,
    value: &NewValue,
    indent: usize,
    like: Option<&Node>,
) -> Vec<Patch> {
    let text = writer.text;
    let block = |indent: usize| writer.block(value, indent, like);
    let lines = format!("{}{}", writer.line(indent), block(indent));
    match (old, holder) {
        (Old::Beside(span), Holder::Key(end, _)) => vec![
            Patch::delete(end, span.end),
            Patch::insert(line_end(text, span.end), lines),
        ],
        (Old::Beside(span), _) => vec![Patch::new(span, block(column(text, span.start)))],
        (Old::Missing, Holder::Key(end, _)) => vec![Patch::insert(line_end(text, end), lines)],
        (Old::Missing, Holder::Dash(end, _)) => {
            vec![Patch::insert(end, format!(" {}", block(indent)))]
        }
        (Old::Missing, Holder::Nothing) => vec![Patch::insert(0, block(0))],
        (Old::Below(span), _) => vec![Patch::new(span, lines)],
    }
}
