//! What there is to say beside the table, in words: headings with items.

use super::Audited;
use super::findings::{notes, warnings};
use super::overlaps::{changes, combinations, losses, overlaps};
use super::words::{count_leads, label};
use crate::audit::{Audit, SegmentAudit};
use crate::plan::Plan;
use crate::text::words::{list, percent};

/// A heading and what stands below it.
pub(super) struct Section {
    pub(super) heading: &'static str,
    pub(super) items: Vec<String>,
}

/// Everything else, in the order of what a team can do about it.
pub(super) fn sections(audited: &Audited) -> Vec<Section> {
    let (audit, plan) = (audited.audit, audited.study.plan());
    let mut sections = vec![
        Section {
            heading: "Another order",
            items: audited
                .change
                .map(|change| changes(plan, change))
                .unwrap_or_default(),
        },
        Section {
            heading: "What the leads say about the plan",
            items: warnings(audited),
        },
        Section {
            heading: "Who takes leads from whom",
            items: audit
                .segments
                .iter()
                .filter_map(|one| losses(plan, one))
                .collect(),
        },
        Section {
            heading: "Largest overlaps",
            items: overlaps(plan, audit),
        },
        Section {
            heading: "Commonest combinations",
            items: combinations(plan, audit),
        },
        Section {
            heading: "Smallest lift that a test with the leads won could show",
            items: detectable(plan, audit),
        },
        Section {
            heading: "Undecided, because an attribute is missing",
            items: audit
                .segments
                .iter()
                .filter(|one| one.unknown > 0)
                .map(|one| format!("{}: {}", label(plan, one.segment), count_leads(one.unknown)))
                .collect(),
        },
        Section {
            heading: "Good to know",
            items: notes(audited),
        },
        Section {
            heading: "Next steps",
            items: audited.study.next_steps_for_leads(),
        },
    ];
    sections.retain(|section| !section.items.is_empty());
    sections
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
            count_leads(one.outcome_known),
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
