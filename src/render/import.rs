//! What `import` took from a sheet, and what it changes in a plan.

use super::document::{Column, Page, Table, Tone};
use crate::import::{Import, Remark, Update};
use crate::plan::Plan;
use crate::text::words;
use crate::yaml::edit::ChangedLines;

/// So many remarks are shown; the plan has all of them beside the scores.
const MOST_REMARKS: usize = 20;

/// What was taken from where, what to check first.
pub(crate) fn imported(import: &Import) -> Page {
    let segments = words::count(import.segments.len(), "segment");
    let mut page = Page::titled(&format!("{segments} from {}", import.origin));
    to_check(&mut page, "To check in the sheet", &import.remarks);
    page.section(
        "How the scores were read",
        import.findings.iter().map(|one| words::sentence(one)),
    );
    page.heading("Where the columns went");
    let columns = vec![
        Column::words("Column"),
        Column::names("Heading"),
        Column::names("In the plan"),
    ];
    let row = |column: &crate::import::ColumnUse| {
        let role = column.role.as_deref();
        let role = role.map_or(
            "no place; noted above each segment".to_owned(),
            words::capitalized,
        );
        [column.letters.clone(), column.heading.clone(), role]
    };
    page.table(Table::of(columns).rows(import.columns.iter().map(row)));
    page
}

/// Remarks by cell.
pub(crate) fn to_check(page: &mut Page, heading: &str, remarks: &[Remark]) {
    let shown = remarks.iter().take(MOST_REMARKS).map(ToString::to_string);
    let more = remarks.len().saturating_sub(MOST_REMARKS);
    let more = (more > 0).then(|| format!("and {more} more"));
    if !remarks.is_empty() {
        page.heading_in(Tone::Warning, heading);
        shown.chain(more).for_each(|remark| page.item(remark));
    }
}

/// The scores that change, and the lines.
pub(crate) fn updated(plan: &Plan, update: &Update) -> Page {
    let changes = update.changes.len();
    let verb = if changes == 1 { "changes" } else { "change" };
    let title = match changes {
        0 => format!("No score changes: {} as in the plan", is_are(update.same)),
        _ => format!(
            "{} {verb}, {} as before",
            words::count(changes, "score"),
            is_are(update.same)
        ),
    };
    let mut page = Page::titled(&title);
    if changes == 0 {
        return page;
    }
    let columns = vec![
        Column::names("Segment"),
        Column::words("Score"),
        Column::numbers("Was"),
        Column::numbers("Becomes"),
        Column::words("Cell"),
    ];
    let rows = update.changes.iter().map(|one| {
        let criterion = words::capitalized(one.criterion);
        let score = match &one.scorer {
            Some(scorer) => format!("{criterion} by {scorer}"),
            None => criterion,
        };
        let old = one.old.clone().unwrap_or_else(|| "none".to_owned());
        let label = plan.segment(one.segment).label.clone();
        [label, score, old, one.new.clone(), one.place.to_string()]
    });
    page.table(Table::of(columns).rows(rows));
    if !update.converted.is_empty() {
        let converted = update.converted.iter();
        let converted: Vec<String> = converted
            .map(|(shown, new)| format!("{shown} = {new}"))
            .collect();
        page.gap();
        page.line(format!(
            "Converted to the plan's scale: {} (--words changes what words stand for).",
            converted.join(", ")
        ));
    }
    changed_lines(&mut page, &update.lines);
    page
}

/// The lines of a plan that an edit changes.
pub(crate) fn changed_lines(page: &mut Page, changes: &[ChangedLines]) {
    page.heading("Lines of the plan");
    page.code(&lines(changes));
}

/// Lines that go after a minus, lines that come after a plus.
fn lines(changes: &[ChangedLines]) -> String {
    let of_one = |change: &ChangedLines| {
        let old = change.old.iter().map(|line| format!("- {line}"));
        let new = change.new.iter().map(|line| format!("+ {line}"));
        let lines = std::iter::once(format!("line {}", change.line))
            .chain(old)
            .chain(new);
        lines.collect::<Vec<_>>()
    };
    changes
        .iter()
        .flat_map(of_one)
        .collect::<Vec<_>>()
        .join("\n")
}

fn is_are(number: usize) -> String {
    let verb = if number == 1 { "is" } else { "are" };
    format!("{number} {verb}")
}
