//! What there is to say beside the table, in words: headings with items.

use super::grid::share;
use super::{Audited, Change};
use crate::diagnostic::Severity;
use crate::flags::{self, Finding};
use crate::leads::{Audit, SegmentAudit};
use crate::plan::{Plan, SegmentId};
use crate::text::words::{count, list, percent, thousands};

/// At most so many overlaps and combinations are told to people; JSON has them all.
const MOST: usize = 6;

/// A heading and what stands below it.
pub(super) struct Section {
    pub(super) heading: &'static str,
    pub(super) items: Vec<String>,
}

/// How many leads there are and where they go.
pub(super) fn summary(audited: &Audited) -> Vec<String> {
    let (audit, plan) = (audited.audit, audited.study.plan());
    let counted = audit.leads - audit.excluded;
    let mut lines = Vec::new();
    lines.push(format!(
        "{} in {}; {} excluded. {} ({}) get a segment of their own, {} go to {}{}.",
        count_leads(audit.leads),
        audited.source,
        thousands(audit.excluded),
        thousands(audit.covered),
        of(audit.covered, counted),
        thousands(audit.default.leads),
        plan.default.label,
        match audit.default.because_unknown {
            0 => String::new(),
            unknown => format!(
                ", {} of them because an attribute is missing",
                thousands(unknown)
            ),
        },
    ));
    if plan.leads.outcome.is_some() {
        let known = counted - audit.outcome_unknown;
        let rate = if known == 0 {
            0.0
        } else {
            audit.outcomes as f64 / known as f64
        };
        lines.push(format!(
            "Outcome: {} of {} with a known outcome, {}; the outcome of {} is not known.",
            thousands(audit.outcomes),
            count_leads(known),
            share(rate),
            thousands(audit.outcome_unknown),
        ));
    }
    if let Some(line) = audited.ragged.first_line {
        lines.push(format!(
            "Left out: {} without as many cells as the header, the first on line {line}.",
            count(
                usize::try_from(audited.ragged.rows).unwrap_or(usize::MAX),
                "row"
            ),
        ));
    }
    if let Some(keys) = audited.keys {
        lines.push(match (keys.repeated, keys.missing) {
            (0, 0) => "Every lead has a key of its own.".to_owned(),
            (repeated, missing) => format!(
                "Keys: {} a key that an earlier lead has; {} no key.",
                have(repeated),
                have(missing)
            ),
        });
    }
    lines
}

/// What the columns of the table mean.
pub(super) fn legend(audited: &Audited) -> String {
    let mut legend = "Fits: leads that the definition fits; Wins: leads for whom the segment is the first that fits.".to_owned();
    if audited.study.plan().leads.outcome.is_some() {
        legend.push_str(
            " Rate: outcomes among leads won, so it depends on the order, with Wilson's interval; \
             To the rest: its difference from all other leads in percentage points; \
             p: pooled test, Holm-adjusted. Observed, not tested: a difference, no uplift.",
        );
    }
    if audited.study.plan().leads.reachable.is_some() {
        legend.push_str(" Reach: share of leads won that may be contacted.");
    }
    legend
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
            items: audit
                .segments
                .iter()
                .filter_map(|one| detectable(plan, one))
                .collect(),
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
            heading: "Not resolved, for want of a definition (where)",
            items: audit
                .not_resolved
                .iter()
                .map(|id| label(plan, *id).to_owned())
                .collect(),
        },
        Section {
            heading: "What the leads say about the plan",
            items: findings(audited),
        },
    ];
    sections.retain(|section| !section.items.is_empty());
    sections
}

fn changes(plan: &Plan, change: &Change) -> Vec<String> {
    let moved: u64 = change.handovers.iter().map(|one| one.leads).sum();
    let order: Vec<&str> = change.order.iter().map(|id| label(plan, *id)).collect();
    let mut items = vec![format!("Figures here are for the order {}.", list(&order))];
    items.push(match moved {
        0 => "No lead changes hands.".to_owned(),
        moved => format!(
            "{} hands, compared with the plan's order:",
            change_hands(moved)
        ),
    });
    let name = |id: Option<SegmentId>| id.map_or(plan.default.label.as_str(), |id| label(plan, id));
    for one in &change.handovers {
        let mut item = format!(
            "{} → {}: {}",
            name(one.from),
            name(one.to),
            count_leads(one.leads)
        );
        if plan.leads.outcome.is_some() {
            item.push_str(&format!(
                ", {} of them with the outcome",
                thousands(one.outcomes)
            ));
        }
        if plan.leads.value.is_some() {
            item.push_str(&format!(
                ", value {}",
                thousands(one.value.round().max(0.0) as u64)
            ));
        }
        items.push(item);
    }
    items
}

fn losses(plan: &Plan, segment: &SegmentAudit) -> Option<String> {
    if segment.lost_to.is_empty() {
        return None;
    }
    let takers: Vec<String> = segment
        .lost_to
        .iter()
        .map(|(taker, leads)| format!("{} takes {}", label(plan, *taker), thousands(*leads)))
        .collect();
    Some(format!(
        "{} fits {} and wins {}: {}",
        label(plan, segment.segment),
        thousands(segment.matched),
        thousands(segment.won),
        list(&takers),
    ))
}

fn overlaps(plan: &Plan, audit: &Audit) -> Vec<String> {
    let shown = audit.overlaps.iter().take(MOST);
    shown
        .map(|one| {
            format!(
                "{} and {}: {}, {} of the smaller and {} of both together",
                label(plan, one.a),
                label(plan, one.b),
                count_leads(one.leads),
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
            let labels: Vec<&str> = one.segments.iter().map(|id| label(plan, *id)).collect();
            format!("{}: {}", list(&labels), count_leads(one.leads))
        })
        .collect()
}

fn detectable(plan: &Plan, segment: &SegmentAudit) -> Option<String> {
    let lift = segment.smallest_detectable_lift?;
    let hopes = plan.segment(segment.segment).expected_lift;
    let hoped = hopes.map_or_else(String::new, |hoped| {
        format!("; the plan expects {}", percent(hoped))
    });
    Some(format!(
        "{}: {} with {}{hoped}",
        label(plan, segment.segment),
        percent(lift),
        count_leads(segment.outcome_known),
    ))
}

/// What the flags that read leads have found: each warning, then the notes gathered by flag.
fn findings(audited: &Audited) -> Vec<String> {
    let plan = audited.study.plan();
    let found = |name: &'static str| {
        let all = audited.study.findings.iter();
        all.filter(move |one| one.allowed.is_none() && one.flag == name)
    };
    let about_leads = || flags::ALL.iter().filter(|flag| flag.needs_leads);
    let tell = |one: &Finding| match one.found.segments.as_slice() {
        [segment] => format!(
            "{}: {}: {}",
            one.flag,
            label(plan, *segment),
            one.found.message
        ),
        _ => format!("{}: {}", one.flag, one.found.message),
    };
    let mut items: Vec<String> = about_leads()
        .flat_map(|flag| found(flag.spec.name))
        .filter(|one| one.severity >= Severity::Warning)
        .map(tell)
        .collect();
    for flag in about_leads() {
        let notes: Vec<_> = found(flag.spec.name)
            .filter(|one| one.severity == Severity::Info)
            .collect();
        items.extend(match notes.as_slice() {
            [] => None,
            [one] => Some(tell(one)),
            several => Some(format!(
                "{}: {} {}",
                flag.spec.name,
                several.len(),
                flag.several
            )),
        });
    }
    items
}

fn label(plan: &Plan, id: SegmentId) -> &str {
    &plan.segment(id).label
}

fn count_leads(leads: u64) -> String {
    count(usize::try_from(leads).unwrap_or(usize::MAX), "lead")
}

fn change_hands(leads: u64) -> String {
    let verb = if leads == 1 { "changes" } else { "change" };
    format!("{} {verb}", count_leads(leads))
}

fn have(leads: u64) -> String {
    let verb = if leads == 1 { "has" } else { "have" };
    format!("{} {verb}", count_leads(leads))
}

fn of(part: u64, whole: u64) -> String {
    percent(if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    })
}
