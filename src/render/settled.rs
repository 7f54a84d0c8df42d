//! What settling a score changes in a plan, and how sure the order is then.

use super::document::Page;
use super::import::changed_lines;
use crate::panel::Settlement;
use crate::plan::Plan;
use crate::study::Study;
use crate::text::words;
use crate::yaml::edit::ChangedLines;

/// The plan says it already.
pub(crate) fn settled_before(plan: &Plan, settlement: &Settlement<'_>) -> Page {
    Page::titled(&format!(
        "Nothing changes: {} is settled so, for this reason",
        score(plan, settlement)
    ))
}

/// The lines that change, and what the score decides.
pub(crate) fn settled(
    before: &Study,
    after: &Study,
    settlement: &Settlement<'_>,
    lines: &[ChangedLines],
) -> Page {
    let plan = after.plan();
    let counted = after.assessment.candidate(settlement.segment).scores;
    let value = counted.get(settlement.criterion).map(|score| score.value);
    let value = value.map_or_else(String::new, |value| words::number(value, 2));
    let mut page = Page::titled(&format!(
        "{} is settled at {value}",
        score(plan, settlement)
    ));
    changed_lines(&mut page, lines);
    page.gap();
    let pairs = after.surer_than(before, settlement.segment);
    if let Some((other, was, is)) = pairs {
        page.line(format!(
            "{} or {} first: {} of the simulated rankings agree ({} before).",
            plan.label(settlement.segment),
            plan.label(other),
            words::percent(is),
            words::percent(was),
        ));
    }
    page.line("What people scored alone stays in the plan.");
    page
}

fn score(plan: &Plan, settlement: &Settlement<'_>) -> String {
    let name = plan.scoring.heading_of(settlement.criterion);
    format!("{name} of {}", plan.label(settlement.segment))
}
