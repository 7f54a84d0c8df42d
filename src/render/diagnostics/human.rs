//! As a good compiler shows them: the line, a caret, what is wrong, what would be right.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::Checked;
use crate::diagnostic::{Diagnostic, Severity};
use crate::plan::Source;
use crate::text::{Span, words};

/// How the text is to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Whether to use colour.
    pub color: bool,
    /// Columns of the terminal.
    pub width: usize,
}

impl Look {
    /// As wide as it likes: for output that nobody watches.
    pub const WIDE: usize = 10_000;
}

/// Every diagnostic of a file, each followed by an empty line.
#[must_use]
pub fn diagnostics(checked: &Checked, look: Look) -> String {
    let renderer = if look.color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let renderer = renderer
        .term_width(look.width)
        .decor_style(DecorStyle::Ascii);
    let mut out = String::new();
    for diagnostic in &checked.diagnostics {
        out.push_str(&renderer.render(&groups(&checked.source, diagnostic)));
        out.push_str("\n\n");
    }
    out
}

/// `2 errors, 1 warning and 3 infos in plans/q1.yaml`; `no problems in …` where there are none.
#[must_use]
pub fn summary(checked: &Checked) -> String {
    let noun = |severity| match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    };
    let mut parts: Vec<String> = Severity::ALL
        .iter()
        .rev()
        .map(|severity| (checked.count(*severity), noun(*severity)))
        .filter(|(count, _)| *count > 0)
        .map(|(count, noun)| words::count(count, noun))
        .collect();
    let allowed = checked
        .diagnostics
        .iter()
        .filter(|one| one.allowed.is_some())
        .count();
    if allowed > 0 {
        parts.push(format!("{allowed} allowed"));
    }
    match parts.as_slice() {
        [] => format!("no problems in {}", checked.source.name()),
        parts => format!("{} in {}", words::list(parts), checked.source.name()),
    }
}

fn groups<'a>(source: &'a Source, diagnostic: &'a Diagnostic) -> Vec<Group<'a>> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let title = level
        .primary_title(diagnostic.message.as_str())
        .id(diagnostic.code.as_str());
    let mut group = match excerpt(source, diagnostic) {
        Some(snippet) => title.element(snippet),
        None => Group::with_title(title),
    };
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    if let Some(because) = &diagnostic.allowed {
        group = group.element(Level::NOTE.message(format!("allowed: {because}")));
    }
    vec![group]
}

/// The lines that a diagnostic speaks of; nothing where the text is empty.
fn excerpt<'a>(
    source: &'a Source,
    diagnostic: &'a Diagnostic,
) -> Option<Snippet<'a, annotate_snippets::Annotation<'a>>> {
    let text = source.text();
    let spans: Vec<Span> = diagnostic
        .labels
        .iter()
        .map(|label| visible(text, label.span))
        .collect();
    let first = spans.iter().map(|span| span.start).min()?;
    let last = spans.iter().map(|span| span.end).max()?;
    if text.is_empty() {
        return None;
    }
    let start = text[..first].rfind('\n').map_or(0, |at| at + 1);
    let end = text[last..].find('\n').map_or(text.len(), |at| last + at);
    let annotations =
        diagnostic
            .labels
            .iter()
            .zip(&spans)
            .enumerate()
            .map(|(place, (label, span))| {
                let kind = if place == 0 {
                    AnnotationKind::Primary
                } else {
                    AnnotationKind::Context
                };
                let annotation = kind.span(span.start - start..span.end - start);
                match label.text.as_str() {
                    "" => annotation,
                    text => annotation.label(text),
                }
            });
    let (line, _) = source.line_column(start);
    Some(
        Snippet::source(&text[start..end])
            .line_start(line)
            .path(source.name())
            .annotations(annotations),
    )
}

/// A stretch that can be underlined: within the text, on one line, not empty where there is
/// something to underline.
fn visible(text: &str, span: Span) -> Span {
    let mut start = text.floor_char_boundary(span.start.min(text.len()));
    if start == text.len() {
        // At the very end, point at the last line that has something on it.
        start = text.trim_end().len();
    }
    let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    let line_end = start + text[start..line_end].trim_end().len();
    let next = text[start..]
        .chars()
        .next()
        .map_or(start, |letter| start + letter.len_utf8());
    let end = span.end.clamp(next.min(line_end), line_end.max(start));
    Span::new(start, text.floor_char_boundary(end))
}
