//! The control group that was drawn.

use super::document::Page;
use crate::plan::format::flags;
use crate::resolve::{GroupColumn, GroupCounts};
use crate::study::Study;
use crate::text::words::{leads, leads_verb, percent, share, thousands};

/// How large the group is, for which segments it is too small, and what to write into the plan.
pub(crate) fn control_group(
    page: &mut Page,
    study: &Study,
    column: &GroupColumn,
    groups: &GroupCounts,
) {
    let Some(holdout) = &column.holdout else {
        return;
    };
    let all = groups.all();
    let drawn = all.control + all.message;
    page.heading("Control group");
    page.item(match share(all.control, drawn) {
        None => "No lead was drawn: none has both a key and a segment.".to_owned(),
        Some(held) => format!(
            "{} of {} ({}) {} held out; {} the message. The column {} says who.",
            thousands(all.control),
            leads(drawn),
            percent(held),
            if all.control == 1 { "is" } else { "are" },
            leads_verb(all.message, "gets", "get"),
            column.title,
        ),
    });
    if all.neither > 0 {
        page.item(format!(
            "{} no key, so {} in neither group.",
            leads_verb(all.neither, "has", "have"),
            if all.neither == 1 {
                "it is"
            } else {
                "they are"
            },
        ));
    }
    let too_small = [flags::SMALL_CONTROL_GROUP, flags::NOT_DETECTABLE].map(|flag| flag.name);
    let found = study.lead_findings();
    for line in study.grouped(found.filter(|one| too_small.contains(&one.flag))) {
        page.item(line);
    }
    page.item(format!(
        "The salt {} gives the same groups again, however the table grows. A lead is held out if its draw is below {}.",
        holdout.salt(),
        holdout.threshold()
    ));
    page.item("Keep the column until the review, and write into the plan:");
    page.code(&format!("leads:\n  {}", column.in_plan()));
}
