//! What there is to say beside the table.

use super::overlaps::{changes, combinations, losses, overlaps};
use super::{Audited, label};
use crate::audit::{Audit, SegmentAudit};
use crate::diagnostic::Severity;
use crate::flags;
use crate::plan::Plan;
use crate::render::document::Page;
use crate::study::Study;
use crate::text::words::{leads, list, percent};

/// Everything else, in the order of what a team can do about it.
pub(super) fn sections(page: &mut Page, audited: &Audited) {
    let (audit, study) = (audited.audit, audited.study);
    let plan = study.plan();
    let change = audited.change.map(|change| changes(plan, change));
    page.section("Another order", change.unwrap_or_default());
    page.section("What the leads say about the plan", warnings(study));
    page.section(
        "Where overlapping leads go",
        audit.segments.iter().filter_map(|one| losses(plan, one)),
    );
    page.section("Largest overlaps", overlaps(plan, audit));
    page.section("Most common combinations", combinations(plan, audit));
    page.section("Smallest detectable lift", detectable(plan, audit));
    let undecided = audit.segments.iter().filter(|one| one.unknown > 0);
    page.section(
        "Undecided because an attribute is missing",
        undecided.map(|one| format!("{}: {}", label(plan, one.segment), leads(one.unknown))),
    );
    page.section("Good to know", notes(study));
    page.section("Next steps", study.next_steps_for_leads());
}

/// What the flags that read leads warn of.
fn warnings(study: &Study) -> impl Iterator<Item = String> {
    let about_leads = flags::ALL.iter().filter(|flag| flag.needs_leads());
    let warnings = about_leads.flat_map(|flag| {
        let open = study
            .open_findings()
            .filter(|one| one.flag == flag.spec.name);
        open.filter(|one| one.severity >= Severity::Warning)
    });
    warnings.map(|one| format!("{}: {}", one.flag, study.told(one)))
}

/// What else they found, gathered by flag.
fn notes(study: &Study) -> impl Iterator<Item = String> {
    let infos = study.open_by_flag(Severity::Info);
    let about_leads = infos.filter(|infos| infos.flag.needs_leads());
    about_leads.map(|infos| study.gathered(&infos))
}

fn detectable(plan: &Plan, audit: &Audit) -> Vec<String> {
    if plan.leads.outcome.is_none() {
        return Vec::new();
    }
    let item = |one: &SegmentAudit| {
        let lift = one.smallest_detectable_lift?;
        let expected = plan.segment(one.segment).expected_lift;
        let expected = expected.map_or_else(String::new, |expected| {
            format!("; the plan expects {}", percent(expected))
        });
        Some(format!(
            "{}: {}, from {} with a known outcome{expected}",
            label(plan, one.segment),
            percent(lift),
            leads(one.outcome_known),
        ))
    };
    let mut items: Vec<String> = audit.segments.iter().filter_map(item).collect();
    let without = audit
        .segments
        .iter()
        .filter(|one| one.smallest_detectable_lift.is_none());
    let without: Vec<&str> = without.map(|one| label(plan, one.segment)).collect();
    if !without.is_empty() {
        items.push(format!(
            "None, for too few leads or outcomes: {}",
            list(&without)
        ));
    }
    items
}
