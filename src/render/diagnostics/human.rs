//! As a good compiler shows them: the line, a caret, what is wrong, what would be right.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

use anstyle::{Ansi256Color, Style};

use super::CheckedFile;
use crate::diagnostic::{Diagnostic, Severity};
use crate::render::look::{Look, color};
use crate::text::visible::{visible, visible_lines};
use crate::text::{Span, words};
use crate::yaml::Source;

/// Every diagnostic of a file, each followed by an empty line.
pub(crate) fn diagnostics(checked: &CheckedFile, look: Look) -> String {
    let renderer = if look.color {
        let in_color = |color: Ansi256Color| Style::new().bold().fg_color(Some(color.into()));
        Renderer::styled()
            .error(in_color(color::BAD))
            .warning(in_color(color::WARNING))
            .info(in_color(color::DIM))
    } else {
        Renderer::plain()
    };
    let renderer = renderer
        .term_width(look.width)
        .decor_style(DecorStyle::Ascii);
    let mut out = String::new();
    for diagnostic in &checked.diagnostics {
        let group = group(&checked.source, diagnostic, look.width);
        out.push_str(&renderer.render(&[group]));
        out.push_str("\n\n");
    }
    out
}

/// `2 errors, 1 warning and 3 infos in plans/q1.yaml`; `no problems in …` where there are none.
/// `shown` is the least severity that is left in the file.
pub(crate) fn summary(checked: &CheckedFile, shown: Severity) -> String {
    let mut parts = checked.counted(|_| true);
    let allowed = checked
        .diagnostics
        .iter()
        .filter(|one| one.allowed.is_some())
        .count();
    if allowed > 0 {
        parts.push(format!("{allowed} allowed"));
    }
    let name = visible(checked.source.name());
    match parts.as_slice() {
        [] => {
            let none = match shown {
                Severity::Info => "problems",
                Severity::Warning => "errors or warnings",
                Severity::Error => "errors",
            };
            format!("no {none} in {name}")
        }
        parts => format!("{} in {name}", words::list(parts)),
    }
}

/// One diagnostic: its title, the lines it speaks of, what would be right.
fn group<'a>(source: &'a Source, diagnostic: &'a Diagnostic, width: usize) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let code = diagnostic.code.as_str();
    let prefix = format!("{}[{code}]: ", diagnostic.severity.name()).len();
    let message = wrapped(&diagnostic.message, width.saturating_sub(prefix));
    let mut group = Group::with_title(level.primary_title(message).id(code));
    for excerpt in excerpts(source, diagnostic) {
        group = group.element(excerpt);
    }
    let beside = width.saturating_sub(MARGIN);
    group = group.element(Level::HELP.message(wrapped(&diagnostic.help, beside)));
    if let Some(because) = &diagnostic.allowed {
        let because = wrapped(&format!("allowed: {because}"), beside);
        group = group.element(Level::NOTE.message(because));
    }
    group
}

/// What stands left of a help: line numbers of up to five digits, ` = help: `.
const MARGIN: usize = 14;
/// The longest stretch of text, in bytes, that is shown as an excerpt.
const LONGEST: usize = 8_192;
/// The most lines between two places that one excerpt holds.
const NEAR: usize = 20;

fn wrapped(text: &str, width: usize) -> String {
    let options = textwrap::Options::new(width.max(20))
        .break_words(false)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::wrap(&visible(text), options).join("\n")
}

/// A place with its line, ready to be underlined.
struct Mark<'a> {
    span: Span,
    line: usize,
    label: &'a str,
    primary: bool,
}

/// The lines that a diagnostic speaks of: together where they are near each other, else each
/// alone. Only the place where a line is too long to be shown.
fn excerpts<'a>(source: &'a Source, diagnostic: &'a Diagnostic) -> Vec<Element<'a>> {
    if source.text().is_empty() {
        return vec![origin(source).into()];
    }
    let marks: Vec<Mark<'a>> = diagnostic
        .labels
        .iter()
        .enumerate()
        .map(|(place, label)| {
            let span = underlined(source, label.span);
            Mark {
                span,
                line: source.line_column(span.start).0,
                label: &label.text,
                primary: place == 0,
            }
        })
        .collect();
    let lines = || marks.iter().map(|mark| mark.line);
    let apart = lines().max().unwrap_or(0) - lines().min().unwrap_or(0);
    match apart <= NEAR {
        true => vec![excerpt(source, &marks)],
        false => marks.chunks(1).map(|mark| excerpt(source, mark)).collect(),
    }
}

fn origin(source: &Source) -> Origin<'_> {
    Origin::path(visible(source.name()))
}

/// The lines of some places, from the first to the last.
fn excerpt<'a>(source: &'a Source, marks: &[Mark<'a>]) -> Element<'a> {
    let text = source.text();
    let first = marks.iter().map(|mark| mark.span.start).min().unwrap_or(0);
    let last = marks.iter().map(|mark| mark.span.end).max().unwrap_or(0);
    let (start, end) = (source.line(first).start, source.line(last).end);
    if end - start > LONGEST {
        let at = marks.first().map_or(0, |mark| mark.span.start);
        let (line, column) = source.line_column(at);
        return origin(source).line(line).char_column(column).into();
    }
    let annotations = marks.iter().map(|mark| {
        let kind = match mark.primary {
            true => AnnotationKind::Primary,
            false => AnnotationKind::Context,
        };
        let place = |at: usize| visible_lines(&text[start..at]).len();
        let annotation = kind.span(place(mark.span.start)..place(mark.span.end));
        match mark.label {
            "" => annotation,
            label => annotation.label(visible(label)),
        }
    });
    Snippet::source(visible_lines(&text[start..end]))
        .line_start(source.line_column(start).0)
        .path(visible(source.name()))
        .annotations(annotations)
        .into()
}

/// A stretch that can be underlined: in the text, on one line, not empty if that is possible.
fn underlined(source: &Source, span: Span) -> Span {
    let text = source.text();
    let mut start = text.floor_char_boundary(span.start.min(text.len()));
    if start == text.len() {
        // At the very end, point at the last line that has something on it.
        start = text.trim_end().len();
    }
    let line_end = source.line_end(start).max(start);
    let next = text[start..]
        .chars()
        .next()
        .map_or(start, |letter| start + letter.len_utf8());
    let end = span.end.clamp(next.min(line_end), line_end);
    Span::new(start, text.floor_char_boundary(end))
}
