//! The search: every flag that applies, under the plan's policy.

use super::{ALL, Facts, Finding, Flag, Found, ReviewedPlan, Search, named, spec};
use crate::diagnostic::Severity;
use crate::lists;
use crate::plan::format::flags::FlagSpec;
use crate::plan::{Allowance, FlagPolicy, FlagSeverity, SegmentId};
use crate::text::Span;

/// Everything that the flags find, allowed findings included.
///
/// Findings about the plan come first, then the segments' in file order (a pair stands with the
/// segment named first), each by the names of the flags. Flags that need a lead table find
/// nothing without one, and those that the plan turns off are not looked for.
pub fn find(facts: &Facts) -> Vec<Finding> {
    let policy = &facts.plan.flags;
    let mut used = vec![false; policy.allow.len()];
    let (last, first): (Vec<&Flag>, Vec<&Flag>) = ALL
        .iter()
        .partition(|flag| matches!(flag.search, Search::IdleAllowances(_)));
    let mut findings = Vec::new();
    for flag in first {
        findings.extend(raised(policy, flag, || flag.found(facts, &[]), &mut used));
    }
    let idle = idle(facts, &used);
    for flag in last {
        findings.extend(raised(policy, flag, || flag.found(facts, &idle), &mut used));
    }
    leave_out_consequences(facts, &mut findings);
    lists::sort_by_key(&mut findings, |finding| {
        (finding.found.segments.first().copied(), finding.flag)
    });
    findings
}

/// What the flags that need the plans of earlier reviews find in the last of some plans, oldest first,
/// under its policy; sorted as those of [`find`].
pub fn find_over_reviews(reviews: &[ReviewedPlan]) -> Vec<Finding> {
    let Some(last) = reviews.last() else {
        return Vec::new();
    };
    let policy = &last.plan.flags;
    let mut used = vec![false; policy.allow.len()];
    let mut findings = Vec::new();
    for flag in ALL {
        if let Search::Reviews(search) = flag.search {
            findings.extend(raised(policy, flag, || search(reviews), &mut used));
        }
    }
    lists::sort_by_key(&mut findings, |finding| {
        (finding.found.segments.first().copied(), finding.flag)
    });
    findings
}

/// Of a text that no lead has, leaves one finding: without the same text's absence from the list of
/// values, and without what follows where the segment therefore fits no one. What is proven of a
/// segment leaves out what the leads show of it.
fn leave_out_consequences(facts: &Facts, findings: &mut Vec<Finding>) {
    const FOLLOW: &[&str] = &[
        spec::CONTRADICTED_QUALIFIER.name,
        spec::EMPTY.name,
        spec::MISSING_DATA.name,
    ];
    leave_out_proven(findings);
    let causes = findings
        .iter()
        .filter(|one| one.flag == spec::UNKNOWN_VALUE.name && one.allowed.is_none());
    let causes: Vec<Found> = causes.map(|one| one.found.clone()).collect();
    let audited = facts.audit.iter().flat_map(|audit| &audit.segments);
    let fits_no_one: Vec<SegmentId> = audited
        .filter(|one| one.matched == 0)
        .map(|one| one.segment)
        .collect();
    findings.retain(|one| {
        let found = &one.found;
        let same_text =
            |cause: &Found| (&cause.route, cause.within) == (&found.route, found.within);
        let same_segment = |cause: &Found| {
            cause.segments == found.segments
                && found.segments.iter().any(|id| fits_no_one.contains(id))
        };
        !(one.flag == spec::VALUE_NOT_LISTED.name && causes.iter().any(same_text)
            || FOLLOW.contains(&one.flag) && causes.iter().any(same_segment))
    });
}

/// Leaves out what follows from another finding about the same segment: that no lead fits a definition
/// which asks for a value that is not listed, and that the leads show what is proven without them.
fn leave_out_proven(findings: &mut Vec<Finding>) {
    const FOLLOWS: &[(FlagSpec, FlagSpec)] = &[
        (spec::VALUE_NOT_LISTED, spec::NEVER_MATCHES),
        (spec::IMPOSSIBLE_VALUE, spec::NEVER_MATCHES),
        (spec::NEVER_MATCHES, spec::EMPTY),
        (spec::UNREACHABLE, spec::SHADOWED),
        (spec::SUBSET_BELOW, spec::SHADOWED),
        (spec::ALWAYS_MATCHES, spec::DOMINANT),
    ];
    for (cause, consequence) in FOLLOWS {
        let causes = findings
            .iter()
            .filter(|one| one.flag == cause.name && one.allowed.is_none());
        let causes: Vec<Vec<SegmentId>> = causes.map(|one| one.found.segments.clone()).collect();
        findings
            .retain(|one| one.flag != consequence.name || !causes.contains(&one.found.segments));
    }
    leave_out_idle(findings);
}

/// Removes findings about parts of definitions that change nothing if they ask for an impossible value.
fn leave_out_idle(findings: &mut Vec<Finding>) {
    let causes = findings.iter().filter(|one| {
        let values = [spec::VALUE_NOT_LISTED.name, spec::IMPOSSIBLE_VALUE.name];
        values.contains(&one.flag) && one.allowed.is_none()
    });
    let causes: Vec<(Vec<SegmentId>, Option<Span>)> = causes
        .map(|one| (one.found.segments.clone(), one.found.within))
        .collect();
    findings.retain(|one| {
        let is_inside = |(segments, value): &(Vec<SegmentId>, Option<Span>)| {
            let (Some(part), Some(value)) = (one.found.within, value) else {
                return false;
            };
            *segments == one.found.segments && part.start <= value.start && value.end <= part.end
        };
        one.flag != spec::DEAD_TEST.name || !causes.iter().any(is_inside)
    });
}

/// What one flag finds under the plan's policy. Marks the allowances that apply in `used`.
fn raised(
    policy: &FlagPolicy,
    flag: &Flag,
    found: impl FnOnce() -> Vec<Found>,
    used: &mut [bool],
) -> Vec<Finding> {
    let Some(severity) = severity(policy, flag) else {
        return Vec::new();
    };
    let findings = found().into_iter().map(|found| {
        let mut allowed = None;
        for (allowance, used) in policy.allow.iter().zip(&mut *used) {
            if allowance.flag == flag.spec.name && covers(allowance, &found) {
                *used = true;
                allowed.get_or_insert_with(|| allowance.because.clone());
            }
        }
        Finding {
            flag: flag.spec.name,
            severity,
            allowed,
            found,
        }
    });
    findings.collect()
}

/// The severity that the plan gives a flag; `None` where it turns the flag off.
fn severity(policy: &FlagPolicy, flag: &Flag) -> Option<Severity> {
    let setting = policy.settings.get(flag.spec.name);
    match setting.and_then(|setting| setting.severity) {
        Some(FlagSeverity::Off) => None,
        Some(FlagSeverity::Report(severity)) => Some(severity),
        None => Some(flag.spec.severity),
    }
}

/// Whether an allowance applies to a finding of its flag: one without a segment to all of them, one
/// with a segment to those that name it, pairs included.
fn covers(allowance: &Allowance, found: &Found) -> bool {
    allowance
        .segment
        .is_none_or(|segment| found.segments.contains(&segment))
}

/// The places of the allowances that apply to no finding. Those for flags that wait for a lead table
/// or for earlier plans are left alone, and so are those for `unused-allow`, whose findings come only afterwards.
fn idle(facts: &Facts, used: &[bool]) -> Vec<usize> {
    let waits = |allowance: &Allowance| {
        let flag = named(&allowance.flag);
        flag.is_some_and(|flag| {
            facts.audit.is_none() && flag.needs_leads()
                || facts.certainty.is_none() && flag.needs_draws()
                || flag.needs_reviews()
        })
    };
    let allowances = facts.plan.flags.allow.iter().zip(used).enumerate();
    let idle = allowances
        .filter(|(_, (one, used))| !**used && one.flag != spec::UNUSED_ALLOW.name && !waits(one));
    idle.map(|(place, _)| place).collect()
}
