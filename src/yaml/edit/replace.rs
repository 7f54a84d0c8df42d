//! One value in place of another.

use super::example;
use super::layout::{column, end_with_comments, line_end};
use super::parts::{colon_end, dash, is_empty, is_flow};
use super::patch::{Patch, keep_column};
use super::write::Writer;
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

impl Holder {
    fn of(text: &str, around: &Node, step: &Step) -> Option<Self> {
        Some(match step {
            Step::Key(key) => {
                let entry = around.get(key)?;
                Self::Key(colon_end(text, entry), column(text, entry.key_span.start))
            }
            Step::Item(place) if !is_flow(text, around) => {
                let dash = dash(text, around, around.item(*place)?);
                Self::Dash(dash + 1, column(text, dash))
            }
            Step::Item(_) => Self::Nothing,
        })
    }

    /// The byte behind it.
    fn end(self) -> Option<usize> {
        match self {
            Self::Key(end, _) | Self::Dash(end, _) => Some(end),
            Self::Nothing => None,
        }
    }
}

impl Old {
    fn of(text: &str, old: &Node, holder: Holder) -> Self {
        let start = holder.end().unwrap_or(old.span.start);
        match &old.value {
            _ if is_empty(old) => Self::Missing,
            Value::Scalar(_, Style::Block) => {
                let header = text[start..].find(['|', '>']).unwrap_or(0);
                Self::Beside(Span::new(start + header, old.span.end))
            }
            Value::List(_) | Value::Map(_) if !is_flow(text, old) => {
                let end = end_with_comments(text, old.span.end, column(text, old.span.start));
                match text[start..old.span.start].contains('\n') {
                    true => Self::Below(Span::new(line_end(text, start), end)),
                    false => Self::Beside(Span::new(old.span.start, end)),
                }
            }
            _ => Self::Beside(old.span),
        }
    }
}

/// The patches that write a value in place of the one at a route.
pub(super) fn patches(
    writer: &Writer<'_>,
    tree: &Node,
    at: &Route,
    value: &Node,
) -> Option<Vec<Patch>> {
    let text = writer.text;
    let node = tree.at(at)?;
    let around = at.split_last();
    let holder = match &around {
        Some((around, step)) => Holder::of(text, tree.at(around)?, step)?,
        None => Holder::Nothing,
    };
    let like = match &around {
        _ if example::same_kind(node, value) => Some(node),
        Some((map, Step::Key(key))) => example::of_part(tree, map, Some(key), value),
        Some((list, Step::Item(_))) => example::of_part(tree, list, None, value),
        None => None,
    };
    let old = Old::of(text, node, holder);
    let is_block = matches!(node.value, Value::Scalar(_, Style::Block));
    let indent = match (holder, old) {
        _ if is_block && value.children().is_empty() => column(text, node.span.start),
        (Holder::Key(_, column), _) => writer.indent_below(value, column),
        (_, Old::Beside(span)) => column(text, span.start),
        (Holder::Dash(_, column), _) => column + 2,
        (Holder::Nothing, _) => 0,
    };
    let new = match holder {
        _ if in_brackets(text, tree, at) => format!(" {}", writer.flow(value, like)),
        Holder::Key(end, _) => writer.behind_key(value, indent, column(text, end) + 1, like),
        Holder::Dash(..) | Holder::Nothing => writer.behind_dash(value, indent, like),
    };
    Some(splice(text, holder, old, &new))
}

/// Whether brackets stand around a value.
fn in_brackets(text: &str, tree: &Node, at: &Route) -> bool {
    let around = at.split_last().map(|(around, _)| around);
    let in_flow = |route: Route| tree.at(&route).is_some_and(|node| is_flow(text, node));
    around.is_some_and(|around| around.prefixes().any(in_flow))
}

/// Puts what shall stand behind a holder in place of what stood there. A comment on the line of the
/// holder stays there, and lines of the new value follow below it.
fn splice(text: &str, holder: Holder, old: Old, new: &str) -> Vec<Patch> {
    let (first, below) = new.split_at(new.find(['\r', '\n']).unwrap_or(new.len()));
    let behind = holder.end().unwrap_or(0);
    let colon = match holder {
        Holder::Key(end, _) if !text[..end].ends_with(':') => ":", // `{key}`
        _ => "",
    };
    let first = match holder {
        Holder::Nothing => first.trim_start(),
        Holder::Key(..) | Holder::Dash(..) => first,
    };
    let behind_holder = Patch::insert(behind, format!("{colon}{first}"));
    match old {
        Old::Beside(span) if first.is_empty() => vec![
            Patch::delete(holder.end().unwrap_or(span.start), span.end),
            Patch::insert(line_end(text, span.end), below),
        ],
        Old::Beside(span) => {
            let first = first.trim_start();
            let mut patches = vec![Patch::new(span, first)];
            patches.extend(keep_column(text, span, span.end, first));
            patches.push(Patch::insert(line_end(text, span.end), below));
            patches
        }
        Old::Missing => vec![behind_holder, Patch::insert(line_end(text, behind), below)],
        Old::Below(span) => vec![behind_holder, Patch::new(span, below)],
    }
}
