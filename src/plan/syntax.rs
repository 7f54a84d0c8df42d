//! What a break in the YAML syntax means to someone who never learned YAML.

use super::Source;
use crate::diagnostic::Diagnostic;
use crate::text::Span;

/// A diagnostic for a syntax error that the parser reports at a byte in its own words.
pub(super) fn explain(source: &Source, at: usize, info: &str) -> Diagnostic {
    let slip = tab(source.text(), at, info)
        .or_else(|| colon_without_space(source.text(), at))
        .or_else(|| missing_comma(source.text(), at, info));
    let (span, (message, help)) = slip.unwrap_or_else(|| (Span::at(at), words(source, at, info)));
    Diagnostic::error("yaml-syntax", span, message).help(help)
}

/// What there is to say, and what to write instead.
type Words = (String, String);

/// A tab in the indentation. The parser stops where the value before it began, so the tab is
/// looked for from there on.
fn tab(text: &str, at: usize, info: &str) -> Option<(Span, Words)> {
    let begins = start_of_line(text, at);
    let lines = match info.contains("tab") {
        true => usize::MAX,
        false => 1,
    };
    let mut start = begins;
    for line in text[begins..].split_inclusive('\n').take(lines) {
        let indent = line.len() - line.trim_start().len();
        if let Some(place) = line[..indent].find('\t') {
            let words = said(
                "a tab stands where YAML wants spaces",
                "indent with spaces, two for each level",
            );
            return Some((Span::new(start + place, start + place + 1), words));
        }
        start += line.len();
    }
    None
}

/// `title:Q1` on the line at a place or the one before it: without a space after its colon it is
/// no key, and the next line breaks.
fn colon_without_space(text: &str, at: usize) -> Option<(Span, Words)> {
    let here = start_of_line(text, at);
    let before = start_of_line(text, here.saturating_sub(1));
    [before, here].into_iter().find_map(|start| {
        let line = line_at(text, start);
        let key = line.trim_start_matches([' ', '-']);
        let (name, value) = key.split_once(':')?;
        let is_key = !name.is_empty()
            && name
                .chars()
                .all(|sign| sign.is_ascii_lowercase() || sign == '_');
        let joined = value.starts_with(|sign: char| !sign.is_whitespace());
        (is_key && joined).then(|| {
            let colon = start + line.len() - key.len() + name.len();
            let message = format!("no space follows the colon of `{name}`");
            let help = format!("write `{name}: {value}`");
            (Span::new(colon, colon + 1), (message, help))
        })
    })
}

/// `{impact: 8, confidence: 7 ease: 5}`: the parser stops at a colon that it did not expect.
fn missing_comma(text: &str, at: usize, info: &str) -> Option<(Span, Words)> {
    let before = text.get(..at)?;
    let in_flow = info.contains("flow mapping") && text[at..].starts_with(':');
    let name = before
        .rsplit(|sign: char| !(sign.is_alphanumeric() || sign == '_'))
        .next()
        .filter(|name| in_flow && !name.is_empty())?;
    let start = at - name.len();
    let words = (
        format!("a comma is missing before `{name}`"),
        "put a comma between the entries of a group in { }".to_owned(),
    );
    Some((Span::new(start, at), words))
}

fn words(source: &Source, at: usize, info: &str) -> Words {
    let says = |words: &str| info.contains(words);
    let line = line_at(source.text(), at);
    if line.trim_start().starts_with("where:") && (says("key") || says("block") || says("mapping"))
    {
        return said(
            "this condition confuses YAML: something follows a closing quote",
            "put the condition on a line of its own, indented, below `where: >-`; quotes are then free to use",
        );
    }
    if says("mapping values are not allowed")
        || says("simple key") && line.matches(": ").count() > 1
    {
        return second_colon(line);
    }
    if says("unknown anchor") {
        return said(
            "a value that begins with * is taken for an alias, and nothing has that name",
            "put the value in quotes",
        );
    }
    if says("flow sequence") {
        return said("a list opened with [ is not closed", "close it with ]");
    }
    if says("flow mapping") {
        return said("a group opened with { is not closed", "close it with }");
    }
    if says("quoted scalar") || says("invalid trailing content") {
        return said(
            "a quote is opened and not closed, or something follows the closing quote",
            "put one pair of quotes around the whole value; inside single quotes write '' for '",
        );
    }
    if says("escape") {
        return said(
            "a backslash in double quotes begins a sign that YAML does not know",
            "use single quotes, or write \\\\ for a backslash",
        );
    }
    if says("recursion limit") {
        return said(
            "values are nested too deep here",
            "a plan needs no more than six levels",
        );
    }
    if says("block collection")
        || says("expected ':'")
        || says("simple key")
        || says("indent")
        || says("block mapping")
        || says("<document start>")
    {
        return said(
            "this line does not fit what stands above it",
            "align it with its neighbours, and see that every key is followed by a colon and a space",
        );
    }
    (
        format!("this is not YAML: {}", info.trim_start_matches("while ")),
        "put a value that begins with a special sign (@ % ` & * ! | > [ {) in quotes".to_owned(),
    )
}

fn second_colon(line: &str) -> Words {
    let entry = line.trim_start_matches([' ', '-']).trim_end();
    match entry.split_once(": ") {
        Some((key, value)) if value.contains(':') && !value.contains('"') => (
            format!("the text of `{key}` has a colon, so YAML cannot tell key from value"),
            format!("put the text in quotes: `{key}: \"{value}\"`"),
        ),
        _ => said(
            "a key is not expected here: this line is indented too far, or the text above it goes on",
            "align it with its neighbours, and put a text that contains a colon in quotes",
        ),
    }
}

fn said(message: &str, help: &str) -> Words {
    (message.to_owned(), help.to_owned())
}

fn line_at(text: &str, at: usize) -> &str {
    let start = start_of_line(text, at);
    text[start..].lines().next().unwrap_or_default()
}

fn start_of_line(text: &str, at: usize) -> usize {
    let at = text.floor_char_boundary(at.min(text.len()));
    text[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

#[cfg(test)]
mod tests {
    use crate::plan::{Source, node};

    /// The part of the text that is pointed at, the message and the help.
    fn broken(text: &str) -> (String, String, String) {
        let source = Source::new("plan.yaml", text);
        let problem = node::read(&source).unwrap_err();
        let span = problem.labels[0].span;
        (
            source.slice(span).to_owned(),
            problem.message,
            problem.help.unwrap_or_default(),
        )
    }

    #[test]
    fn a_slip_is_pointed_at_where_it_is_and_not_where_the_parser_stops() {
        let (at, message, _) = broken("title: Q1\nsegments:\n  - name: a\n\tlabel: A\n");
        assert_eq!(
            (at.as_str(), message.as_str()),
            ("\t", "a tab stands where YAML wants spaces")
        );

        let (at, message, help) = broken("title:Q1 nurture\nowner: Priya\n");
        assert_eq!(
            (at.as_str(), message.as_str()),
            (":", "no space follows the colon of `title`")
        );
        assert_eq!(help, "write `title: Q1 nurture`");

        let (at, message, _) = broken("scores: {impact: 8, confidence: 7 ease: 5}\n");
        assert_eq!(
            (at.as_str(), message.as_str()),
            ("ease", "a comma is missing before `ease`")
        );
    }

    #[test]
    fn a_text_with_a_colon_is_given_back_in_quotes() {
        let (_, message, help) = broken("title: Q1: nurture\n");
        assert_eq!(
            message,
            "the text of `title` has a colon, so YAML cannot tell key from value"
        );
        assert_eq!(help, "put the text in quotes: `title: \"Q1: nurture\"`");
    }

    #[test]
    fn what_is_opened_and_not_closed_is_named() {
        let (_, message, _) = broken("scores: {impact: 8, confidence: 7\n");
        assert_eq!(message, "a group opened with { is not closed");
        let (_, message, _) = broken("title: 'Q1\n");
        assert!(message.starts_with("a quote is opened and not closed"));
    }
}
