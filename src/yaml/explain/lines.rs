//! What is wrong with a line as such.

use super::problem;
use crate::diagnostic::Diagnostic;
use crate::text::{Span, words};
use crate::yaml::lines::{line_end, line_start, next_line};

/// The first mark that version control left in the text.
pub(super) fn conflict(text: &str) -> Option<Diagnostic> {
    let begins_line = |at: &usize| *at == 0 || text[..*at].ends_with('\n');
    let marks = ["<<<<<<< ", ">>>>>>> "];
    let starts = marks.map(|mark| text.match_indices(mark).map(|(at, _)| at).find(begins_line));
    let start = starts.into_iter().flatten().min()?;
    let line = &text[start..line_end(text, start)];
    Some(problem(
        Span::new(start, start + line.trim_end().len()),
        "two versions of the file were merged and left side by side",
        "keep one of the two, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>",
    ))
}

/// A tab before the first sign of the line at a place, or of the next one that says anything.
pub(super) fn tab(text: &str, at: usize) -> Option<Diagnostic> {
    let start = line_start(text, at);
    let here = Span::new(start, line_end(text, start));
    let rest = &text[next_line(text, start)..];
    let next = text.len() - rest.trim_start_matches(['\r', '\n']).len();
    let lines = [here, Span::new(next, line_end(text, next))];
    lines.into_iter().find_map(|line| {
        let line_text = &text[line.range()];
        let indent = line_text.len() - line_text.trim_start_matches([' ', '\t']).len();
        let tab = line_text[..indent].find('\t')?;
        let at = Span::new(line.start + tab, line.start + tab + 1);
        let help = "indent with spaces, two for each level";
        let help = on_lines_too(help, &tabs_below(text, line.end));
        Some(problem(at, "there is a tab where YAML needs spaces", help))
    })
}

/// The numbers of the lines after a place that are indented with a tab, shortened.
fn tabs_below(text: &str, at: usize) -> Vec<String> {
    let first = text[..at].matches('\n').count() + 1;
    let lines = text[at..].split('\n').enumerate().skip(1);
    let tabs = lines.filter(|(_, line)| {
        let bare = line.trim_start_matches([' ', '\t']);
        !bare.trim().is_empty() && line[..line.len() - bare.len()].contains('\t')
    });
    shortened(tabs.map(|(below, _)| (first + below).to_string()).collect())
}

/// A sign that word processors put in place of a plain one, on the line at a place or the one
/// before it: a long dash for the dash of a list, a space that does not break.
pub(super) fn typography(text: &str, at: usize) -> Option<Diagnostic> {
    let start = line_start(text, at);
    let before = line_start(text, start.saturating_sub(1));
    let lines = [before, start].map(|start| Span::new(start, line_end(text, start)));
    lines.into_iter().find_map(|line| {
        let line_text = &text[line.range()];
        let begins = line.start + line_text.len() - line_text.trim_start().len();
        let mark = |at: usize, sign: char| Span::new(at, at + sign.len_utf8());
        let first = text[begins..].chars().next();
        if let Some(dash) = first.filter(|sign| "–—".contains(*sign)) {
            let message = "this is a long dash, but a list needs a hyphen";
            return Some(problem(mark(begins, dash), message, "write - and a space"));
        }
        let (space, sign) = line_text
            .char_indices()
            .find(|(_, sign)| is_no_break(*sign))?;
        Some(no_break(text, mark(line.start + space, sign)))
    })
}

/// Spaces that YAML does not take for any: no-break ones, and the wide one of East Asian texts.
fn is_no_break(sign: char) -> bool {
    "\u{a0}\u{2007}\u{202f}\u{3000}".contains(sign)
}

/// No-break spaces before the first sign of a key or item, at its start.
pub(in crate::yaml) fn no_break_indent(text: &str, start: usize) -> Option<Diagnostic> {
    let rest = &text[start..];
    let dash = rest.len() - rest.trim_start_matches('-').len();
    let spaces = rest[dash..].trim_start_matches(is_no_break);
    let end = rest.len() - spaces.len();
    (end > dash).then(|| no_break(text, Span::new(start + dash, start + end)))
}

fn no_break(text: &str, at: Span) -> Diagnostic {
    let first = text[..at.end].matches('\n').count() + 1;
    let lines = text.lines().enumerate().skip(first);
    let others = lines.filter(|(_, line)| {
        let indent = line.trim_start_matches(|sign| sign == ' ' || is_no_break(sign));
        line[..line.len() - indent.len()].contains(is_no_break)
    });
    let others = shortened(others.map(|(line, _)| (line + 1).to_string()).collect());
    problem(
        at,
        "there is a no-break space here, which YAML does not treat as a space",
        on_lines_too("replace each with an ordinary space", &others),
    )
}

/// A line that only Markdown knows, as chat programs put one around what they write.
pub(super) fn fence(text: &str, at: usize) -> Option<Diagnostic> {
    let start = line_start(text, at);
    let line = Span::new(start, line_end(text, start));
    let mark = ["```", "~~~"]
        .into_iter()
        .find(|mark| text[line.range()].starts_with(mark))?;
    let below = text[line.end..]
        .split('\n')
        .skip(1)
        .position(|line| line.starts_with(mark));
    let number = text[..start].matches('\n').count() + 1;
    let help = match below {
        Some(below) => format!("delete this line, and line {} with it", number + below + 1),
        None => "delete this line".to_owned(),
    };
    let line = Span::new(start, start + text[line.range()].trim_end().len());
    Some(problem(
        line,
        "this line is a Markdown fence, not YAML",
        help,
    ))
}

/// A dash alone where a value should stand, on the line at a place.
pub(super) fn lone_dash(text: &str, at: usize) -> Option<Diagnostic> {
    let start = line_start(text, at);
    let line = &text[start..line_end(text, start)];
    let (colon, _) = line.match_indices(": -").find(|(colon, _)| {
        let behind = line[colon + 3..].trim_start();
        behind.is_empty() || behind.starts_with([',', '}', ']', '#'])
    })?;
    let key = line[..colon]
        .rsplit([' ', '{', ','])
        .next()
        .unwrap_or_default();
    let dash = start + colon + 2;
    Some(problem(
        Span::new(dash, dash + 1),
        "to YAML a dash begins the item of a list, so it cannot stand for a missing value",
        format!("leave the value empty: `{key}:`"),
    ))
}

/// Line numbers as a message lists them: at most twelve, the last replaced by `3 more`.
fn shortened(mut numbers: Vec<String>) -> Vec<String> {
    const TOLD: usize = 12;
    if numbers.len() > TOLD {
        let more = numbers.len() + 1 - TOLD;
        numbers.truncate(TOLD - 1);
        numbers.push(format!("{more} more"));
    }
    numbers
}

fn on_lines_too(help: &str, lines: &[String]) -> String {
    match lines {
        [] => help.to_owned(),
        [one] => format!("{help}; so on line {one}"),
        several => format!("{help}; so on lines {}", words::list(several)),
    }
}
