//! What is wrong with a line as such.

use super::problem;
use super::sketch::line_end;
use crate::diagnostic::Diagnostic;
use crate::text::{Span, words};

/// The first mark that version control left in the text.
pub(super) fn conflict(text: &str) -> Option<Diagnostic> {
    let marks = ["<<<<<<< ", ">>>>>>> "];
    let line = text
        .split_inclusive('\n')
        .scan(0, |start, line| {
            let here = *start;
            *start += line.len();
            Some((here, line))
        })
        .find(|(_, line)| marks.iter().any(|mark| line.starts_with(mark)));
    let (start, line) = line?;
    let span = Span::new(start, start + line.trim_end().len());
    Some(
        problem(span, "two versions of the plan were merged and left side by side")
            .help("keep one of the two, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>"),
    )
}

/// A tab before the first sign of the line at a place, or of the next one that says anything.
pub(super) fn tab(text: &str, at: usize) -> Option<Diagnostic> {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let here = Span::new(start, line_end(text, start));
    let rest = text.get(here.end + 1..).unwrap_or_default();
    let blank = rest.len() - rest.trim_start_matches(['\r', '\n']).len();
    let next = (here.end + 1 + blank).min(text.len());
    let lines = [here, Span::new(next, line_end(text, next))];
    lines.into_iter().find_map(|line| {
        let line_text = &text[line.range()];
        let indent = line_text.len() - line_text.trim_start_matches([' ', '\t']).len();
        let tab = line_text[..indent].find('\t')?;
        let at = Span::new(line.start + tab, line.start + tab + 1);
        let help = "indent with spaces, two for each level";
        let others = tabs_below(text, line.end);
        Some(
            problem(at, "a tab stands where YAML wants spaces").help(match others.as_slice() {
                [] => help.to_owned(),
                [one] => format!("{help}; so on line {one}"),
                several => format!("{help}; so on lines {}", words::list(several)),
            }),
        )
    })
}

/// The numbers of the lines behind a place that begin with a tab, and of how many more no number
/// is told.
fn tabs_below(text: &str, at: usize) -> Vec<String> {
    const TOLD: usize = 12;
    let first = text[..at].matches('\n').count() + 1;
    let lines = text[at..].split('\n').enumerate().skip(1);
    let tabs = lines.filter(|(_, line)| {
        let bare = line.trim_start_matches([' ', '\t']);
        !bare.trim().is_empty() && line[..line.len() - bare.len()].contains('\t')
    });
    let mut numbers: Vec<String> = tabs.map(|(below, _)| (first + below).to_string()).collect();
    if numbers.len() > TOLD {
        let more = numbers.len() + 1 - TOLD;
        numbers.truncate(TOLD - 1);
        numbers.push(format!("{more} more"));
    }
    numbers
}

/// A sign that word processors put in place of a plain one, on the line at a place or the one
/// before it: a long dash for the dash of a list, a space that does not break.
pub(super) fn typography(text: &str, at: usize) -> Option<Diagnostic> {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let before = text[..start.saturating_sub(1)]
        .rfind('\n')
        .map_or(0, |end| end + 1);
    let lines = [before, start].map(|start| Span::new(start, line_end(text, start)));
    lines.into_iter().find_map(|line| {
        let line_text = &text[line.range()];
        let begins = line.start + line_text.len() - line_text.trim_start().len();
        let mark = |at: usize, sign: char| Span::new(at, at + sign.len_utf8());
        if let Some(dash) = text[begins..]
            .chars()
            .next()
            .filter(|sign| "–—".contains(*sign))
        {
            return Some(
                problem(
                    mark(begins, dash),
                    "this is a long dash, and a list takes a short one",
                )
                .help("write - and a space"),
            );
        }
        let space = line_text.find('\u{a0}')?;
        Some(
            problem(
                mark(line.start + space, '\u{a0}'),
                "this looks like a space and is another sign, one that does not break the line",
            )
            .help("delete it and type a space"),
        )
    })
}
