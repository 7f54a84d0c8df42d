//! What there is to say beside the table.

use super::{Audited, OtherOrder};
use crate::audit::{Audit, SegmentAudit};
use crate::diagnostic::Severity;
use crate::flags;
use crate::plan::{Plan, SegmentId};
use crate::render::document::Page;
use crate::study::Study;
use crate::text::words::{leads, leads_verb, list, percent, thousands};

/// At most so many overlaps and combinations are told to people; JSON has them all.
const MOST: usize = 6;

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
        undecided.map(|one| format!("{}: {}", plan.label(one.segment), leads(one.unknown))),
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
fn notes(study: &Study) -> Vec<String> {
    let about_leads = |name| flags::named(name).is_some_and(flags::Flag::needs_leads);
    study.gathered(Severity::Info, |one| about_leads(one.flag))
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
            plan.label(one.segment),
            percent(lift),
            leads(one.outcome_known),
        ))
    };
    let mut items: Vec<String> = audit.segments.iter().filter_map(item).collect();
    let without = audit
        .segments
        .iter()
        .filter(|one| one.smallest_detectable_lift.is_none());
    let without: Vec<&str> = without.map(|one| plan.label(one.segment)).collect();
    if !without.is_empty() {
        items.push(format!(
            "None, for too few leads or outcomes: {}",
            list(&without)
        ));
    }
    items
}

fn changes(plan: &Plan, change: &OtherOrder) -> Vec<String> {
    let moved: u64 = change.handovers.iter().map(|one| one.leads).sum();
    let order: Vec<&str> = change.order.iter().map(|id| plan.label(*id)).collect();
    let mut items = vec![format!("Figures here are for the order {}.", list(&order))];
    items.push(match moved {
        0 => "No lead changes hands.".to_owned(),
        moved => format!(
            "{} hands, compared with the plan's order:",
            leads_verb(moved, "changes", "change")
        ),
    });
    let name = |id: Option<SegmentId>| id.map_or(plan.default.label.as_str(), |id| plan.label(id));
    for one in &change.handovers {
        let mut item = format!(
            "{} → {}: {}",
            name(one.from),
            name(one.to),
            leads(one.leads)
        );
        if plan.leads.outcome.is_some() {
            item += ", ";
            item += &thousands(one.outcomes);
            item += " of them with the outcome";
        }
        if plan.leads.value.is_some() {
            item += ", value ";
            item += &thousands(one.value.round().max(0.0) as u64);
        }
        items.push(item);
    }
    items
}

/// What a segment wins of the leads that it fits, and who takes the others.
fn losses(plan: &Plan, segment: &SegmentAudit) -> Option<String> {
    if segment.lost_to.is_empty() {
        return None;
    }
    let takers: Vec<String> = segment
        .lost_to
        .iter()
        .map(|(taker, leads)| format!("{} to {}", thousands(*leads), plan.label(*taker)))
        .collect();
    Some(format!(
        "{}: {} of {} won; {}",
        plan.label(segment.segment),
        thousands(segment.won),
        thousands(segment.matched),
        list(&takers),
    ))
}

fn overlaps(plan: &Plan, audit: &Audit) -> Vec<String> {
    let shown = audit.overlaps.iter().take(MOST);
    shown
        .map(|one| {
            format!(
                "{} and {}: {}, {} of the smaller and {} of both together",
                plan.label(one.a),
                plan.label(one.b),
                leads(one.leads),
                percent(one.containment),
                percent(one.jaccard),
            )
        })
        .collect()
}

fn combinations(plan: &Plan, audit: &Audit) -> Vec<String> {
    let several = audit
        .combinations
        .iter()
        .filter(|one| one.segments.len() > 1);
    several
        .take(MOST)
        .map(|one| {
            let labels: Vec<&str> = one.segments.iter().map(|id| plan.label(*id)).collect();
            format!("{}: {}", list(&labels), leads(one.leads))
        })
        .collect()
}
