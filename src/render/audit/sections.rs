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

/// How many go to the default because an attribute is missing, where any do.
fn because_unknown(at_least: u64, at_most: u64) -> String {
    let many = match (at_least, at_most) {
        (_, 0) => return String::new(),
        (0, most) => format!("at most {}", thousands(most)),
        (least, most) if least < most => {
            format!("{} to {}", thousands(least), thousands(most))
        }
        (_, most) => thousands(most),
    };
    format!(", {many} of them because an attribute is missing")
}

/// How many leads there are and where they go.
pub(super) fn summary(audited: &Audited) -> Vec<String> {
    let (audit, plan) = (audited.audit, audited.study.plan());
    let counted = audit.leads - audit.excluded;
    let mut lines = Vec::new();
    lines.push(format!(
        "{} in {}; {} excluded. {} ({}) {} a segment of their own, {} {} to {}{}.",
        count_leads(audit.leads),
        audited.source,
        thousands(audit.excluded),
        thousands(audit.covered),
        of(audit.covered, counted),
        if audit.covered == 1 { "gets" } else { "get" },
        thousands(audit.default.leads),
        if audit.default.leads == 1 {
            "goes"
        } else {
            "go"
        },
        plan.default.label,
        because_unknown(audited.unknown_at_least, audit.default.because_unknown),
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

/// Ranked segments that the table cannot have.
pub(super) fn not_counted(audited: &Audited) -> Option<String> {
    let (audit, plan) = (audited.audit, audited.study.plan());
    let labels: Vec<&str> = audit
        .not_resolved
        .iter()
        .map(|id| label(plan, *id))
        .collect();
    (!labels.is_empty()).then(|| {
        format!(
            "Ranked and not counted, for want of a definition (where): {}.",
            list(&labels)
        )
    })
}

/// What the columns of the table mean.
pub(super) fn legend(audited: &Audited) -> Vec<String> {
    let leads = &audited.study.plan().leads;
    let mut legend = vec![
        "Fits: leads that the definition fits. Wins: leads for whom the segment is the first that fits."
            .to_owned(),
    ];
    if leads.outcome.is_some() {
        legend.push(
            "Rate: outcomes among leads won, so it depends on the order. 95 % interval: how far chance \
             alone could move it (Wilson)."
                .to_owned(),
        );
        legend.push(
            "To the rest: percentage points above or below all other leads. p: how likely chance \
             alone makes so large a difference, with all segments looked at (pooled test, \
             Holm-adjusted). It was observed, not tested: nobody knows yet what the message did."
                .to_owned(),
        );
    }
    if leads.reachable.is_some() {
        legend.push("Reach: share of leads won that may be contacted.".to_owned());
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
            items: steps(audited),
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

fn losses(plan: &Plan, segment: &SegmentAudit) -> Option<String> {
    if segment.lost_to.is_empty() {
        return None;
    }
    let takers: Vec<String> = segment
        .lost_to
        .iter()
        .map(|(taker, leads)| format!("{} to {}", thousands(*leads), label(plan, *taker)))
        .collect();
    Some(format!(
        "{}: {} of {} won; {}",
        label(plan, segment.segment),
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

/// The findings of one flag that count.
fn found<'a>(audited: &Audited<'a>, flag: &'static str) -> Vec<&'a Finding> {
    let all = audited.study.findings.iter();
    all.filter(|one| one.allowed.is_none() && one.flag == flag)
        .collect()
}

fn about_leads() -> impl Iterator<Item = &'static str> {
    let flags = flags::ALL.iter().filter(|flag| flag.needs_leads);
    flags.map(|flag| flag.spec.name)
}

fn tell(plan: &Plan, one: &Finding) -> String {
    match one.found.segments.as_slice() {
        [segment] => format!(
            "{}: {}: {}",
            one.flag,
            label(plan, *segment),
            one.found.message
        ),
        _ => format!("{}: {}", one.flag, one.found.message),
    }
}

/// What the flags that read leads warn of.
fn warnings(audited: &Audited) -> Vec<String> {
    about_leads()
        .flat_map(|flag| found(audited, flag))
        .filter(|one| one.severity >= Severity::Warning)
        .map(|one| tell(audited.study.plan(), one))
        .collect()
}

/// What else they found, gathered by flag.
fn notes(audited: &Audited) -> Vec<String> {
    let gather = |flag: &'static str| {
        let mut notes = found(audited, flag);
        notes.retain(|one| one.severity == Severity::Info);
        match notes.as_slice() {
            [] => None,
            [one] => Some(tell(audited.study.plan(), one)),
            several => {
                let what = flags::named(flag).map_or("", |flag| flag.several);
                Some(format!("{flag}: {} {what}", several.len()))
            }
        }
    };
    about_leads().filter_map(gather).collect()
}

/// At most three things to do next, the most useful first.
fn steps(audited: &Audited) -> Vec<String> {
    let (audit, plan) = (audited.audit, audited.study.plan());
    let about = |flag: &'static str| {
        let all = found(audited, flag).into_iter();
        let segments = all.filter_map(|one| one.found.segments.first().copied());
        segments
            .filter_map(|id| audit.segments.iter().find(|one| one.segment == id))
            .collect::<Vec<&SegmentAudit>>()
    };
    let starved = about("starved").into_iter().chain(about("shadowed"));
    let most_lost = starved
        .filter_map(|one| Some((one, one.lost_to.first()?)))
        .max_by_key(|(_, (_, leads))| *leads);
    let swap = most_lost.map(|(one, (taker, leads))| {
        let name = |id: SegmentId| plan.segment(id).name.as_str();
        format!(
            "Put {} before {} and {} change hands: `segplan audit … --swap {} {}` shows what that does.",
            label(plan, one.segment),
            label(plan, *taker),
            count_leads(*leads),
            name(*taker),
            name(one.segment),
        )
    });
    let missing = about("missing-data")
        .into_iter()
        .max_by_key(|one| one.unknown);
    let fill = missing.map(|one| {
        format!(
            "Fill the gaps in the data of {}: {} may or may not fit.",
            label(plan, one.segment),
            count_leads(one.unknown),
        )
    });
    let silent = about("low-reach").into_iter().max_by_key(|one| one.won);
    let ask = silent.map(|one| {
        let away = one.won - one.reachable.unwrap_or(one.won);
        format!(
            "Ask the leads of {} for permission: {} of the {} won may not be contacted.",
            label(plan, one.segment),
            thousands(away),
            thousands(one.won),
        )
    });
    [swap, ask, fill].into_iter().flatten().collect()
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
