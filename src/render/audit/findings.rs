//! What the flags make of the leads, and what to do next.

use super::Audited;
use super::words::{change_hands, count_leads, label};
use crate::audit::SegmentAudit;
use crate::diagnostic::Severity;
use crate::flags::{self, Finding};
use crate::plan::{Plan, SegmentId};
use crate::text::words::thousands;

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
pub(super) fn warnings(audited: &Audited) -> Vec<String> {
    about_leads()
        .flat_map(|flag| found(audited, flag))
        .filter(|one| one.severity >= Severity::Warning)
        .map(|one| tell(audited.study.plan(), one))
        .collect()
}

/// What else they found, gathered by flag.
pub(super) fn notes(audited: &Audited) -> Vec<String> {
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
pub(super) fn steps(audited: &Audited) -> Vec<String> {
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
            "Put {} before {} and {} hands: `segplan audit … --swap {} {}` shows what that does.",
            label(plan, one.segment),
            label(plan, *taker),
            change_hands(*leads),
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
