//! How stable segments are between two runs.

use super::document::{Column, Page, Table};
use crate::plan::Plan;
use crate::resolve::{Changes, SegmentChanges};
use crate::text::words::{leads, leads_verb, percent, share, thousands};

/// What changed since an earlier run, which stands in the file `since`.
pub(crate) fn changed_since(page: &mut Page, since: &str, plan: &Plan, changes: &Changes) {
    page.heading(&format!("Changes since {since}"));
    page.item(stability(changes));
    page.item(match changes.moved() + changes.new {
        0 => "No lead is new or changed segment, so none was written.".to_owned(),
        _ => format!(
            "Written: {} whose segment changed, and {} new.",
            leads(changes.moved()),
            thousands(changes.new)
        ),
    });
    if changes.repeated > 0 {
        page.item(format!(
            "{} a key that a later row of {since} repeats; the last row of each key counts.",
            leads_verb(changes.repeated, "has", "have")
        ));
    }
    let all = changes.segments.iter();
    let rows: Vec<[String; 4]> = all
        .filter(|one| one.stayed + one.came + one.went > 0)
        .map(|one| row(plan, one))
        .collect();
    if rows.is_empty() {
        return;
    }
    let mut table = Table::of([
        Column::names("Segment"),
        Column::numbers("Stayed"),
        Column::numbers("Came"),
        Column::numbers("Went"),
    ])
    .rows(rows);
    table.note(
        "Came: new leads, and leads from another segment. Went: leads that are gone, and leads that \
         have another segment now.",
    );
    page.table(table);
}

/// How many leads of both runs kept their segment.
fn stability(changes: &Changes) -> String {
    let both = changes.stayed() + changes.moved();
    let rest = format!(
        "{} new, {} gone",
        thousands(changes.new),
        thousands(changes.gone)
    );
    match share(changes.stayed(), both) {
        Some(kept) => format!(
            "{} in both runs; {} kept their segment; {rest}.",
            leads_verb(both, "was", "were"),
            percent(kept)
        ),
        None => format!("No lead was in both runs; {rest}."),
    }
}

fn row(plan: &Plan, one: &SegmentChanges) -> [String; 4] {
    let mut segments = plan.segment_ids().map(|id| plan.segment(id));
    let known = segments.find(|segment| segment.name == one.name);
    let label = match (known, one.name.as_str()) {
        (Some(segment), _) => &segment.label,
        (None, "") => "Excluded",
        (None, name) if name == plan.default.name => &plan.default.label,
        (None, name) => name,
    };
    let [stayed, came, went] = [one.stayed, one.came, one.went].map(thousands);
    [label.to_owned(), stayed, came, went]
}
