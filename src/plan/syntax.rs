//! What a break in the YAML syntax means to someone who never learned YAML.

use super::Source;
use crate::diagnostic::Diagnostic;
use crate::text::Span;

/// A diagnostic for a syntax error that the parser reports at a byte in its own words.
pub(super) fn explain(source: &Source, at: usize, info: &str) -> Diagnostic {
    let (message, help) = words(source, at, info);
    Diagnostic::error("yaml-syntax", Span::at(at), message).help(help)
}

fn words(source: &Source, at: usize, info: &str) -> (String, String) {
    let says = |words: &str| info.contains(words);
    let line = line_at(source.text(), at);
    let indent = line.len() - line.trim_start().len();
    if says("tab") || line[..indent].contains('\t') {
        return said(
            "a tab stands where YAML wants spaces",
            "indent with spaces, two for each level",
        );
    }
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
        return said(
            "a second colon on this line, so YAML cannot tell key from value; or this line is indented too far",
            "put a text that contains a colon in quotes: title: \"Q1: nurture\"",
        );
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

fn said(message: &str, help: &str) -> (String, String) {
    (message.to_owned(), help.to_owned())
}

fn line_at(text: &str, at: usize) -> &str {
    let at = text.floor_char_boundary(at.min(text.len()));
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[at..]
        .find('\n')
        .map_or(text.len(), |newline| at + newline);
    &text[start..end]
}
