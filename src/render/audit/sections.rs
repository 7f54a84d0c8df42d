//! What there is to say beside the table.

use super::{Audited, OtherOrder};
use crate::audit::Audit;
use crate::diagnostic::Severity;
use crate::flags::{self, Finding, Flag};
use crate::plan::{Plan, SegmentId};
use crate::render::document::Page;
use crate::text::words::{capitalized, count, leads, leads_verb, list, percent, thousands};

/// At most so many overlaps and combinations are told to people; JSON has them all.
const MOST: usize = 6;

/// What another order would change, if one was asked about.
pub(super) fn another_order(page: &mut Page, audited: &Audited) {
    let plan = audited.study.plan();
    let change = audited.change.map(|change| changes(plan, change));
    page.section("Another order", change.unwrap_or_default());
}

/// What the leads say about the plan, findings of a kind together, and what to do next.
pub(super) fn conclusions(page: &mut Page, audited: &Audited) {
    let study = audited.study;
    let warnings = study.grouped(|one| about_leads(one) && one.severity >= Severity::Warning);
    page.section("What the leads say about the plan", warnings);
    page.numbered("Next steps", study.next_steps_for_leads(audited.command));
}

/// Everything else.
pub(super) fn more(page: &mut Page, audited: &Audited) {
    let (audit, study) = (audited.audit, audited.study);
    let plan = study.plan();
    page.section("Largest overlaps", overlaps(plan, audit));
    page.section("Most common combinations", combinations(plan, audit));
    let undecided = audit.segments.iter().filter(|one| one.unknown > 0);
    page.section(
        "Undecided because an attribute is empty",
        undecided.map(|one| format!("{}: {}", plan.label(one.segment), leads(one.unknown))),
    );
    let found = study.open_findings().filter(|one| about_leads(one));
    let found = found.map(|one| format!("{}: {}", one.flag, study.told(one)));
    page.section("Every finding with its flag", found);
}

/// Where to read what is left out.
pub(super) fn left_out(page: &mut Page, audited: &Audited) {
    let study = audited.study;
    let notes = study
        .open_findings()
        .filter(|one| about_leads(one) && one.severity < Severity::Warning)
        .count();
    let notes = match notes {
        0 => String::new(),
        notes => format!("{}, ", count(notes, "more note")),
    };
    let told = format!("{notes}every finding with its flag, and the largest overlaps");
    page.gap();
    page.line(format!(
        "{}: {} --verbose",
        capitalized(&told),
        audited.command
    ));
}

/// Whether a finding is of a flag that reads leads.
fn about_leads(finding: &Finding) -> bool {
    flags::named(finding.flag).is_some_and(Flag::needs_leads)
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
