//! What there is to say beside the table.

use super::{Audited, OtherOrder, table};
use crate::audit::{Audit, Handover};
use crate::diagnostic::Severity;
use crate::plan::{Plan, SegmentId};
use crate::render::document::Page;
use crate::text::words::{self, capitalized, count, leads, leads_verb, list, percent, thousands};

/// At most so many overlaps and combinations are told to people; JSON has them all.
const MOST: usize = 6;

/// What another order would change, if one was asked about.
pub(super) fn another_order(page: &mut Page, audited: &Audited) {
    let plan = audited.study.plan();
    let change = audited
        .change
        .map(|change| changes(plan, change, audited.verbose));
    page.section("Another order", change.unwrap_or_default());
}

/// Which segments make the cut, and what that does to the leads.
pub(super) fn capacity(page: &mut Page, audited: &Audited) {
    let study = audited.study;
    let mut said = match audited.change {
        None => study.cut_in_words(),
        Some(_) => Vec::new(), // the words are about the plan's order
    };
    said.extend(study.cut_of_leads_in_words());
    if audited.within_capacity {
        said.push("The table above leaves out the segments that miss the cut.".to_owned());
    } else if study
        .capacity_audit
        .as_ref()
        .is_some_and(|one| one.below > 0)
    {
        said.push(format!(
            "To leave them out: {} --within-capacity",
            audited.command
        ));
    }
    page.section("Capacity", said);
}

/// What the leads say about the plan, findings of a kind together, and what to do next.
pub(super) fn conclusions(page: &mut Page, audited: &Audited) {
    let study = audited.study;
    let warnings = study.lead_findings();
    let warnings = study.grouped(warnings.filter(|one| one.severity >= Severity::Warning));
    page.section("What the leads say about the plan", warnings);
    page.numbered("Next steps", study.next_steps_for_leads(audited.command));
    page.section("Not checked", study.not_checked_in_words());
}

/// Everything else.
pub(super) fn more(page: &mut Page, audited: &Audited) {
    let (audit, study) = (audited.audit, audited.study);
    let plan = study.plan();
    if plan.leads.outcome.is_some() && !audit.segments.is_empty() {
        page.heading("How sure the rates are");
        page.table(table::rates(audited));
    }
    page.section("Largest overlaps", overlaps(plan, audit));
    page.section("Most common combinations", combinations(plan, audit));
    let undecided = audit.segments.iter().filter(|one| one.unknown > 0);
    page.section(
        "Can't be decided because an attribute is empty",
        undecided.map(|one| format!("{}: {}", plan.label(one.segment), leads(one.unknown))),
    );
    let found = study.lead_findings();
    let found = found.map(|one| format!("{}: {}", one.flag, study.told(one)));
    page.section("Every finding with its flag", found);
}

/// Where to read what is left out.
pub(super) fn left_out(page: &mut Page, audited: &Audited) {
    let study = audited.study;
    let notes = study.lead_findings();
    let notes = notes.filter(|one| one.severity < Severity::Warning).count();
    let notes = match notes {
        0 => String::new(),
        notes => format!("{}, ", count(notes, "more note")),
    };
    let told = format!("{notes}every finding with its flag, intervals and overlaps");
    page.gap();
    page.line(format!(
        "{}: {} --verbose",
        capitalized(&told),
        audited.command
    ));
}

fn changes(plan: &Plan, change: &OtherOrder, verbose: bool) -> Vec<String> {
    let count = |handovers: &[Handover]| handovers.iter().map(|one| one.leads).sum();
    let order: Vec<&str> = change.order.iter().map(|id| plan.label(*id)).collect();
    let mut items = vec![match count(&change.handovers) {
        0 => "No lead changes hands.".to_owned(),
        moved => format!(
            "{} hands, compared with the plan's order:",
            leads_verb(moved, "changes", "change")
        ),
    }];
    let shown = if verbose { usize::MAX } else { MOST };
    let (shown, others) = change.handovers.split_at(shown.min(change.handovers.len()));
    items.extend(shown.iter().map(|one| handover(plan, one)));
    if !others.is_empty() {
        let pairs = words::count(others.len(), "other pair");
        items.push(format!(
            "{} between {pairs} of segments",
            leads(count(others))
        ));
    }
    items.push(format!(
        "The figures below are for the order {}.",
        list(&order)
    ));
    items
}

fn handover(plan: &Plan, one: &Handover) -> String {
    let name = |id: Option<SegmentId>| id.map_or(plan.default.label.as_str(), |id| plan.label(id));
    let between = format!("{} → {}", name(one.from), name(one.to));
    let mut figures = vec![leads(one.leads)];
    if plan.leads.outcome.is_some() {
        figures.push(format!("{} with the outcome", thousands(one.outcomes)));
    }
    if plan.leads.value.is_some() {
        let currency = plan.leads.currency.as_deref().unwrap_or("value");
        figures.push(format!("{currency} {}", words::compact(one.value)));
    }
    format!("{between}: {}", figures.join(", "))
}

fn overlaps(plan: &Plan, audit: &Audit) -> Vec<String> {
    let shown = audit.overlaps.iter().take(MOST);
    shown
        .map(|one| {
            format!(
                "{} and {}: {}, {} of the smaller segment, {} of the two combined",
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
            format!(
                "{}: {}",
                list(one.segments.iter().map(|id| plan.label(*id))),
                leads(one.leads)
            )
        })
        .collect()
}
