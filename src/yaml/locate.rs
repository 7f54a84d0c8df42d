//! Where a value stands in the text, and where a part of a value does.

use super::{Node, Route, Source, Step, Style, Value};
use crate::text::Span;

/// Where the value at a route stands, or a part of it, in bytes of the value. Where the route does not
/// lead all the way, the nearest thing around it: a single value itself, a group or a list at its
/// key, an item of a list at its `name` or else its first key.
pub fn locate(source: &Source, tree: &Node, route: &Route, part: Option<Span>) -> Span {
    match (walk(tree, route), part) {
        ((_, Some(node)), Some(part)) => locate_within(source, node, part),
        ((place, _), _) => place,
    }
}

/// The place of a route, and the value there if the route leads all the way.
fn walk<'n>(tree: &'n Node, route: &Route) -> (Span, Option<&'n Node>) {
    let mut node = tree;
    let mut place = Span::at(node.span.start);
    for step in route.steps() {
        let next = match step {
            Step::Key(key) => node.get(key).map(|entry| (entry.key_span, &entry.value)),
            Step::Item(item) => node.item(*item).map(|item| (opening(item), item)),
        };
        let Some((named_at, value)) = next else {
            return (place, None);
        };
        node = value;
        place = match node.value {
            Value::Scalar(..) if !node.is_blank() => node.span,
            _ => named_at,
        };
    }
    (place, Some(node))
}

/// What stands for an item of a list: its name, or its first key.
fn opening(item: &Node) -> Span {
    match (&item.value, item.get("name")) {
        (_, Some(name)) => name.value.span,
        (Value::Map(entries), None) => entries.first().map_or(item.span, |entry| entry.key_span),
        _ => item.span,
    }
}

/// Where a part of a scalar's value stands in the file, through quotes, escapes, folded lines and
/// indentation. The whole scalar if that cannot be determined.
pub fn locate_within(source: &Source, node: &Node, part: Span) -> Span {
    let Value::Scalar(value, style) = &node.value else {
        return node.span;
    };
    let Some(places) = align(source.slice(node.span), value, *style) else {
        return node.span;
    };
    let end_of_value = places.last().copied().unwrap_or(0);
    let place = |at: usize| places.get(at).copied().unwrap_or(end_of_value);
    let start = place(part.start);
    let end = if part.end > part.start {
        place(part.end - 1) + 1
    } else {
        start
    };
    Span::new(node.span.start + start, node.span.start + end)
}

/// For each byte of the value, and for its end, the byte of the raw text that it came from.
fn align(raw: &str, value: &str, style: Style) -> Option<Vec<usize>> {
    let mut at = match style {
        Style::Plain | Style::Block => 0,
        Style::Single | Style::Double => 1,
    };
    let mut places = Vec::with_capacity(value.len() + 1);
    let mut broken = false;
    for letter in value.chars() {
        if style == Style::Double {
            at = skip_joined_lines(raw, at);
        }
        if at >= raw.len() && letter.is_whitespace() {
            continue; // the line breaks that end a block
        }
        let rest = raw.get(at..)?;
        if broken && letter.is_whitespace() && !rest.starts_with('\\') {
            // An empty line or indentation that the value keeps, within the break before it.
            places.extend((0..letter.len_utf8()).map(|_| at.saturating_sub(1)));
            continue;
        }
        let length = raw_length(raw, at, letter, style)?;
        broken = letter.is_whitespace() && rest.get(..length)?.contains('\n');
        places.extend((0..letter.len_utf8()).map(|byte| (at + byte).min(at + length - 1)));
        at += length;
    }
    places.push(at);
    Some(places)
}

/// How many raw bytes made one letter of the value.
fn raw_length(raw: &str, at: usize, letter: char, style: Style) -> Option<usize> {
    let rest = raw.get(at..)?;
    match style {
        Style::Single if letter == '\'' => return rest.starts_with("''").then_some(2),
        Style::Double if rest.starts_with('\\') => {
            return match rest.as_bytes().get(1)? {
                b'x' => Some(4),
                b'u' => Some(6),
                b'U' => Some(10),
                _ => Some(2),
            };
        }
        _ => {}
    }
    let blank = rest.len() - rest.trim_start().len();
    if letter.is_whitespace() && rest[..blank].contains('\n') {
        return Some(blank);
    }
    rest.starts_with(letter).then(|| letter.len_utf8())
}

fn skip_blank(raw: &str, at: usize) -> usize {
    let rest = raw.get(at..).unwrap_or_default();
    at + rest.len() - rest.trim_start().len()
}

/// A backslash at the end of a line in double quotes joins it with the next without a letter.
fn skip_joined_lines(raw: &str, mut at: usize) -> usize {
    while raw
        .get(at..)
        .is_some_and(|rest| rest.starts_with("\\\n") || rest.starts_with("\\\r\n"))
    {
        at = skip_blank(raw, at + 1);
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::read;

    /// The text in the file that a part of the value of `where` comes from.
    fn found(yaml: &str, part: &str) -> String {
        let source = Source::new("p", yaml);
        let tree = read(&source, &mut Vec::new()).unwrap();
        let entry = tree.get("where").unwrap();
        let Value::Scalar(value, _) = &entry.value.value else {
            panic!("not a scalar")
        };
        let start = value.find(part).unwrap();
        let span = locate_within(&source, &entry.value, Span::new(start, start + part.len()));
        source.slice(span).to_owned()
    }

    #[test]
    fn a_part_is_found_however_the_value_is_written() {
        for yaml in [
            "where: industry = 'x' and size > 3\n",
            "where: 'industry = ''x'' and size > 3'\n",
            "where: \"a = 'é\\t' and size > 3\" # c\n",
            "where: \"a = 1 and \\\n   size > 3\"\n",
            "where: >-\n  a = 1\n  and size > 3\n",
            "where: |\n  a = 1\n  and size > 3\n",
            "where: |\n  a = 1\n\n  and size > 3\n",
            "where: >\n  a = 1\n  and (b\n    or size > 3)\n",
            "where: a = 1\n  and size > 3\n",
        ] {
            assert_eq!(found(yaml, "size"), "size", "{yaml}");
        }
        assert_eq!(found("where: a = 'ü' and größe > 3\n", "größe"), "größe");
    }
}
