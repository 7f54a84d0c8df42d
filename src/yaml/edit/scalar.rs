//! Single values as text, in quotes where they need them or where their neighbors have them.

use crate::yaml::tree::is_no_text;
use crate::yaml::{Node, Style, Value};

/// A single value on one line; nothing for a list or mapping.
pub(super) fn written(text: &str, value: &Node, like: Option<&Node>, in_flow: bool) -> String {
    let Value::Scalar(word, style) = &value.value else {
        return String::new();
    };
    let bare = *style == Style::Plain && (word.is_empty() || is_plain(word, in_flow));
    match like.filter(|like| needs_no_quotes(like)) {
        _ if bare => word.clone(),
        Some(like) => in_quotes_of(&text[like.span.range()], word),
        None => bare_or_quoted(word, in_flow),
    }
}

/// Whether a text stands in quotes that it could do without.
fn needs_no_quotes(node: &Node) -> bool {
    match &node.value {
        Value::Scalar(text, Style::Single | Style::Double) => {
            is_plain(text, true) && !is_no_text(text)
        }
        _ => false,
    }
}

/// A new key as its neighbors are written.
pub(super) fn key(text: &str, map: &Node, key: &str) -> String {
    let neighbor = match &map.value {
        Value::Map(entries) => entries.last(),
        _ => None,
    };
    match neighbor.map(|neighbor| &text[neighbor.key_span.range()]) {
        Some(quoted) if quoted.starts_with(['"', '\'']) => in_quotes_of(quoted, key),
        _ => bare_or_quoted(key, true),
    }
}

/// A text in the quotes of another one.
pub(super) fn in_quotes_of(other: &str, text: &str) -> String {
    match other.chars().next() {
        Some('"') => double(text),
        Some('\'') if is_printable(text) => format!("'{}'", text.replace('\'', "''")),
        _ => bare_or_quoted(text, true),
    }
}

/// A text bare where it is read as itself so, else in double quotes.
pub fn bare_or_quoted(text: &str, in_flow: bool) -> String {
    match is_plain(text, in_flow) && !is_no_text(text) {
        true => text.to_owned(),
        false => double(text),
    }
}

/// Whether a bare text is read as one value with nothing around it.
fn is_plain(text: &str, in_flow: bool) -> bool {
    let mut signs = text.chars();
    let (first, second) = (signs.next(), signs.next());
    let starts = match first {
        None => false,
        Some('-' | '?' | ':') => {
            second.is_some_and(|sign| !sign.is_whitespace() && !",[]{}".contains(sign))
        }
        Some(sign) => !"#&*!|>'\"%@`,[]{}".contains(sign),
    };
    let marks = text.starts_with("---") || text.starts_with("...");
    let ends = text.contains(": ") || text.ends_with(':') || text.contains(" #");
    let brackets = in_flow && text.contains([',', '[', ']', '{', '}']);
    starts && text.trim() == text && is_printable(text) && !marks && !ends && !brackets
}

fn is_printable(text: &str) -> bool {
    !text.contains(|sign: char| sign.is_control() || "\u{feff}\u{2028}\u{2029}".contains(sign))
}

fn double(text: &str) -> String {
    let mut quoted = String::from("\"");
    for sign in text.chars() {
        match sign {
            '"' | '\\' => quoted.extend(['\\', sign]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            sign if is_printable(sign.encode_utf8(&mut [0; 4])) => quoted.push(sign),
            sign => quoted.extend(format!("\\u{:04x}", sign as u32).chars()),
        }
    }
    quoted.push('"');
    quoted
}

/// A text as a block of lines, where it has some, or where what it is like is such a block.
pub(super) fn block(text: &str, value: &str, like: Option<&Node>, line: &str) -> Option<String> {
    let is_block = like.is_some_and(|like| matches!(like.value, Value::Scalar(_, Style::Block)));
    let (body, chomp) = match value.strip_suffix('\n') {
        Some(body) => (body, ""),
        None => (value, "-"),
    };
    let lines: Vec<&str> = body.split('\n').collect();
    let simple = lines
        .iter()
        .all(|line| is_printable(line) && line.trim() == *line);
    let filled = lines.first().is_some_and(|line| !line.is_empty())
        && lines.last().is_some_and(|line| !line.is_empty());
    if !(is_block || lines.len() > 1) || !simple || !filled {
        return None;
    }
    let folded = like
        .filter(|_| is_block && lines.len() == 1)
        .is_some_and(|like| {
            let header = text[..like.span.start].trim_end().rfind(['|', '>']);
            header.is_some_and(|at| text[at..].starts_with('>'))
        });
    let sign = if folded { '>' } else { '|' };
    let mut block = format!("{sign}{chomp}");
    for one in lines {
        match one {
            "" => block.push_str(line.trim_end_matches(' ')),
            one => block.extend([line, one]),
        }
    }
    Some(block)
}
