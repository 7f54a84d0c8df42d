//! The control group that was drawn.

use super::document::Page;
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
    let small = too_small(study);
    if !small.is_empty() {
        page.item("Too few are held out to show the expected lift:");
        for line in small {
            page.subitem(line);
        }
    }
    page.item(format!(
        "The salt {} gives the same groups again, however the table grows. A lead is held out if its draw is below {}.",
        holdout.salt(),
        holdout.threshold()
    ));
    page.item("Keep the column until the review, and write into the plan:");
    page.code(&format!("leads:\n  {}", column.in_plan().join("\n  ")));
}

/// The segments whose control group can't show what is expected of them, each with the figures.
fn too_small(study: &Study) -> Vec<String> {
    let plan = study.plan();
    let segments = study.audit.iter().flat_map(|audit| &audit.segments);
    let segments = segments.filter(|_| plan.leads.outcome.is_some());
    let small = segments.filter_map(|one| {
        let expected = plan.segment(one.segment).expected_lift?;
        if one.control_shows(expected)? {
            return None;
        }
        let shows = match one.smallest_lift_with_control {
            Some(lift) => format!("can show a lift of {} or more", percent(lift)),
            None => "can't show any lift".to_owned(),
        };
        let (label, expected) = (study.label(one.segment), percent(expected));
        let held_out = thousands(one.control.unwrap_or(0));
        Some(format!(
            "{label}: {held_out} held out {shows}; {expected} is expected"
        ))
    });
    small.collect()
}
