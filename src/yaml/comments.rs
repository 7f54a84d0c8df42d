//! The comments of a text.

use super::{Node, Source, Value, read};
use crate::lists;
use crate::text::Span;

/// The comments of a text, in its order, without the sign that begins them and spaces around them; empty
/// ones are left out. None of a text that is no YAML.
pub fn comments(source: &Source) -> Vec<&str> {
    let Some(tree) = read(source, &mut Vec::new()) else {
        return Vec::new();
    };
    let mut scalars = Vec::new();
    collect(&tree, &mut scalars);
    lists::sort_by_key(&mut scalars, |span| span.start);
    let text = source.text();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = text[at..].find('#').map(|offset| at + offset) {
        at = next + 1;
        let before = scalars.partition_point(|span| span.start <= next);
        let inside = before > 0 && next < scalars[before - 1].end;
        let begins = text[..next]
            .chars()
            .next_back()
            .is_none_or(char::is_whitespace);
        if inside || !begins {
            continue;
        }
        let end = text[next..]
            .find('\n')
            .map_or(text.len(), |offset| next + offset);
        found.push(text[next..end].trim_start_matches('#').trim());
        at = end;
    }
    found.retain(|comment| !comment.is_empty());
    found
}

/// Where keys and single values stand.
fn collect(node: &Node, scalars: &mut Vec<Span>) {
    match &node.value {
        Value::Scalar(..) => scalars.push(node.span),
        Value::List(items) => items.iter().for_each(|item| collect(item, scalars)),
        Value::Map(entries) => {
            for entry in entries {
                scalars.push(entry.key_span);
                collect(&entry.value, scalars);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_inside_a_value_begins_no_comment() {
        let text = "\
# first
title: a #1 hit   # second
note: 'it is # here'  ## third
color: x#y
block: |
  # not this
  one
list: [1, 2] # fourth
#
";
        let source = Source::new("p", text);
        assert_eq!(
            comments(&source),
            ["first", "1 hit   # second", "third", "fourth"]
        );
        let source = Source::new("p", "title: \"# no\"\nkey#: 1\n");
        assert_eq!(comments(&source), Vec::<&str>::new());
    }
}
