//! Another file in place of a plan: a workbook, a lead table, rows of a spreadsheet.

use crate::diagnostic::Diagnostic;
use crate::text::{Span, snake_case};
use crate::yaml::Source;

/// What a row of scores is written as.
const EXAMPLE: &str = "- {name: plant_managers, scores: {impact: 8, confidence: 6, ease: 7}}";

/// The diagnostic for a text that is a table from its first line on.
pub(super) fn whole_text(source: &Source) -> Option<Diagnostic> {
    let mut lines = source.text().lines().filter(|line| !line.trim().is_empty());
    let (first, second) = (lines.next()?, lines.next()?);
    let (header, row) = (cells(first, 2)?, cells(second, 2)?);
    if header.len() != row.len() {
        return None;
    }
    let scores = ["impact", "confidence", "ease", "effort"];
    let scored = header
        .iter()
        .any(|cell| scores.contains(&cell.to_lowercase().as_str()));
    let at = Span::new(0, first.trim_end().len());
    if scored || is_scored(&row) {
        let sheet = on_command_line(source.name());
        return Some(rows(at, sheet, segment(second).as_deref()));
    }
    let name = source.name();
    Some(Diagnostic::error(
        "not-a-plan",
        at,
        "this is a table, not a plan",
        plan_first(name),
    ))
}

/// The diagnostic for a line that is a row of a spreadsheet.
pub(super) fn at_line(source: &Source, at: usize) -> Option<Diagnostic> {
    let start = source.text()[..at].rfind('\n').map_or(0, |end| end + 1);
    let line = Span::new(start, source.line_end(start));
    row(source.slice(line), line)
}

/// The diagnostic for a text whose first line is a row of a spreadsheet.
pub(super) fn row(text: &str, at: Span) -> Option<Diagnostic> {
    let first = text.lines().next()?;
    let cells = cells(first, 3)?;
    let numbers = cells.iter().filter(|cell| number(cell).is_some()).count();
    (numbers > 1).then(|| rows(at, "SHEET", segment(first).as_deref()))
}

/// `sheet` is the file that `import` would read.
fn rows(at: Span, sheet: &str, example: Option<&str>) -> Diagnostic {
    let example = example.unwrap_or(EXAMPLE);
    let help = format!(
        "`segplan import {sheet} -o PLAN` makes a plan of the whole sheet; or write each row as a segment \
         below `segments:`, as in `{example}`"
    );
    let message = "these look like rows of a spreadsheet";
    Diagnostic::error("spreadsheet-rows", at, message, help)
}

/// The cells of a row, at least so many; two do where tabs stand between them.
fn cells(line: &str, least: usize) -> Option<Vec<&str>> {
    let line = line.trim().trim_start_matches("- ");
    let yaml = line.starts_with(['#', '{', '[', '`']) || line.contains(": ") || line.ends_with(':');
    if yaml {
        return None;
    }
    let marks = [('\t', 2), (';', least), ('|', least), (',', least)];
    marks.iter().find_map(|(mark, least)| {
        let cells = split(line.trim_matches('|'), *mark);
        (cells.len() >= *least).then_some(cells)
    })
}

/// Splits at each mark that stands outside quotes, where quotes come in pairs.
fn split(line: &str, mark: char) -> Vec<&str> {
    let paired = line.matches('"').count().is_multiple_of(2);
    let mut quoted = false;
    line.split(|sign| {
        quoted ^= sign == '"' && paired;
        sign == mark && !quoted
    })
    .map(|cell| cell.trim().trim_matches('"'))
    .collect()
}

/// Whether a row is a name and three numbers that may be scores.
fn is_scored(row: &[&str]) -> bool {
    let scores: Vec<f64> = row.iter().filter_map(|cell| number(cell)).collect();
    scores.len() == 3 && scores.iter().all(|score| *score <= 100.0) && number(row[0]).is_none()
}

fn number(cell: &str) -> Option<f64> {
    cell.replace(',', ".").parse().ok()
}

/// A row as an item of `segments`, its three numbers as the three scores.
fn segment(row: &str) -> Option<String> {
    let cells = cells(row, 2)?.into_iter();
    let (scores, words): (Vec<&str>, Vec<&str>) = cells.partition(|cell| number(cell).is_some());
    let name = snake_case(words.first()?)?;
    let scores = <[&str; 3]>::try_from(scores).ok()?;
    let [impact, confidence, ease] = scores.map(|score| score.replace(',', "."));
    Some(format!(
        "- {{name: {name}, scores: {{impact: {impact}, confidence: {confidence}, ease: {ease}}}}}"
    ))
}

/// What to say of bytes that are plainly another kind of file: a workbook, a lead table in Parquet,
/// more than any plan holds. `name` is the file's.
pub fn not_a_plan(name: &str, bytes: &[u8]) -> Option<Diagnostic> {
    let workbook = [b"PK\x03\x04".as_slice(), b"\xd0\xcf\x11\xe0"];
    let (message, help) = if workbook.iter().any(|head| bytes.starts_with(head)) {
        (
            "this is a workbook, not a plan".to_owned(),
            format!(
                "a plan is a text file: `segplan import {name} -o plan.yaml` makes one of a team's scores, \
                 `segplan init` writes one to fill in; of leads, {}",
                plan_first(name),
                name = on_command_line(name),
            ),
        )
    } else if let Some(kind) = table_kind(bytes) {
        (
            format!("this is {kind} table, not a plan"),
            plan_first(name),
        )
    } else if bytes.len() > Source::LIMIT {
        let limit = Source::LIMIT / (1024 * 1024);
        (
            format!("this file is larger than {limit} MB, too large for a plan"),
            plan_first(name),
        )
    } else {
        return None;
    };
    Some(Diagnostic::error("not-a-plan", Span::at(0), message, help))
}

/// Which kind of table bytes plainly are.
fn table_kind(bytes: &[u8]) -> Option<&'static str> {
    let begins = |start: &[u8]| bytes.starts_with(start);
    match () {
        () if begins(b"PAR1") => Some("a Parquet"),
        () if begins(b"ARROW1\0\0") || begins(&[0xff; 4]) => Some("an Arrow"),
        () => None,
    }
}

/// What to write where a lead table stands in place of the plan.
fn plan_first(name: &str) -> String {
    let name = on_command_line(name);
    format!(
        "the plan comes first and the lead table second: `segplan audit PLAN {name}`, or `segplan rank PLAN --leads {name}`"
    )
}

/// What an input is called on the command line.
fn on_command_line(name: &str) -> &str {
    match name {
        "standard input" => "-",
        name => name,
    }
}
