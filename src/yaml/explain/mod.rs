//! What a break in the YAML syntax means to someone who never learned YAML. The parser says where
//! it gave up; the cause often stands before that, so the text itself is looked at.

mod cause;
mod flow;
mod lines;
mod quotes;
mod sketch;
mod values;

use super::Source;
use crate::diagnostic::Diagnostic;
use crate::text::Span;
use sketch::Sketch;

pub(super) use lines::no_break_indent;
pub(super) use quotes::closing;
pub use quotes::quoted;

const CODE: &str = "yaml-syntax";

/// A diagnostic for a syntax error that the parser reports at a byte in its own words.
pub(super) fn explain(source: &Source, at: usize, info: &str) -> Diagnostic {
    cause(source, at).unwrap_or_else(|| fallback(at, info))
}

/// What is wrong with the text at a place, where that can be told from the text alone.
pub(super) fn cause(source: &Source, at: usize) -> Option<Diagnostic> {
    let text = source.text();
    let at = text.floor_char_boundary(at.min(text.len()));
    lines::conflict(text)
        .or_else(|| lines::fence(text, at))
        .or_else(|| lines::tab(text, at))
        .or_else(|| lines::typography(text, at))
        .or_else(|| lines::lone_dash(text, at))
        .or_else(|| cause::cause(text, &Sketch::new(text, at)?))
}

fn fallback(at: usize, info: &str) -> Diagnostic {
    let says = |words: &str| info.contains(words);
    let (message, help) = if says("recursion limit") {
        (
            "values are nested too deep here",
            "write it in fewer levels",
        )
    } else if says("anchor") || says("alias") {
        (
            "this repeats a value that has no name",
            "put a value that begins with * in quotes",
        )
    } else if says("control character") || says("non-printable") {
        (
            "there is an invisible character here",
            "delete it, or type the line again",
        )
    } else if says("directive") {
        (
            "YAML takes a line that begins with % for an instruction",
            "put the text in quotes, or delete the line",
        )
    } else {
        (
            "this line does not fit what stands above it",
            "align it with its neighbors, and see that every key is followed by a colon and a space",
        )
    };
    problem(Span::at(at), message, help)
}

/// What is wrong at a place, and what to write.
fn problem(at: Span, message: impl Into<String>, help: impl Into<String>) -> Diagnostic {
    Diagnostic::error(CODE, at, message, help)
}

#[cfg(test)]
mod tests {
    use crate::yaml::{Source, read};

    #[test]
    fn lines_of_either_ending_are_explained_alike() {
        let told = |text: &str| -> Vec<_> {
            let source = Source::new("p", text);
            let mut problems = Vec::new();
            read(&source, &mut problems);
            let problems = problems.into_iter();
            problems
                .map(|one| (source.line_column(one.start()), one.message, one.help))
                .collect()
        };
        for text in [
            "a: b: c\nd: 1\n",
            "a: \"x\nb: 1\nc: \"y\"\n",
            "a: {b: 1\nc: 2\n",
            "title: t\nsegments\n  - name: a\n",
            "segments:\n  -\n    name a\n    b: 1\n",
            "a:\n\tb: 1\n\tc: 1\n",
            "a: 1\n   b: 2\n",
            "a: 1 # note\n - b\n",
            "a:\n  - |\n    text\n  - 'x' y\n",
            "```yaml\na: 1\n```\n",
            "a: -\nb: [1\n",
        ] {
            let unix = told(text);
            assert!(!unix.is_empty(), "{text:?}");
            assert_eq!(told(&text.replace('\n', "\r\n")), unix, "{text:?}");
        }
    }
}
