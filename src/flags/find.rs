//! The search: every flag that applies, under the plan's policy.

use std::collections::HashMap;

use crate::diagnostic::Severity;
use crate::plan::{Allowance, FlagPolicy, FlagSeverity};

use super::planning::unused_allow;
use super::{ALL, Facts, Finding, Flag, Found, Search};

/// All that the flags find, allowed findings included.
///
/// Findings about the plan come first, then the segments' in file order (a pair stands with the
/// segment named first), each by the names of the flags. Flags that need a lead table find
/// nothing without one, and those that the plan turns off are not looked for.
#[must_use]
pub fn find(facts: &Facts) -> Vec<Finding> {
    let mut used = vec![false; facts.plan.flags.allow.len()];
    let mut findings = Vec::new();
    for flag in ALL {
        if let Search::Facts(search) = flag.search {
            findings.extend(raised(facts, flag, || search(facts), &mut used));
        }
    }
    for flag in ALL {
        if let Search::IdleAllowances(search) = flag.search {
            let idle = idle(facts, &used);
            findings.extend(raised(facts, flag, || search(facts, &idle), &mut used));
        }
    }
    findings.sort_by_key(|finding| (finding.found.segments.first().copied(), finding.flag));
    findings
}

/// What one flag finds, as it counts under the plan's policy. Marks the allowances that let
/// something pass.
fn raised(
    facts: &Facts,
    flag: &Flag,
    search: impl FnOnce() -> Vec<Found>,
    used: &mut [bool],
) -> Vec<Finding> {
    let policy = &facts.plan.flags;
    let Some(severity) = severity(policy, flag) else {
        return Vec::new();
    };
    if flag.needs_leads && facts.audit.is_none() {
        return Vec::new();
    }
    let allowances = policy.allow.iter().enumerate();
    let allowances: Vec<(usize, &Allowance)> = allowances
        .filter(|(_, one)| one.flag == flag.name)
        .collect();
    let findings = search().into_iter().map(|found| {
        let mut allowed = None;
        for (place, allowance) in &allowances {
            if covers(allowance, &found) {
                used[*place] = true;
                allowed.get_or_insert_with(|| allowance.because.clone());
            }
        }
        Finding {
            flag: flag.name,
            severity,
            allowed,
            found,
        }
    });
    findings.collect()
}

/// The severity that the plan gives a flag; none where it turns the flag off.
fn severity(policy: &FlagPolicy, flag: &Flag) -> Option<Severity> {
    let setting = policy
        .settings
        .get(flag.name)
        .and_then(|setting| setting.severity);
    match setting {
        Some(FlagSeverity::Off) => None,
        Some(FlagSeverity::Report(severity)) => Some(severity),
        None => Some(flag.severity),
    }
}

/// Whether an allowance lets a finding of its flag pass: one without a segment all of them, one
/// with a segment those that name it, pairs included.
fn covers(allowance: &Allowance, found: &Found) -> bool {
    allowance
        .segment
        .is_none_or(|segment| found.segments.contains(&segment))
}

/// Places of the allowances that let nothing pass, though their flag was looked for if it could
/// be. Those for `unused-allow` are let be: what they allow is found only afterwards.
fn idle(facts: &Facts, used: &[bool]) -> Vec<usize> {
    let by_name: HashMap<&str, &Flag> = ALL.iter().map(|flag| (flag.name, flag)).collect();
    let waits = |allowance: &Allowance| {
        let flag = by_name.get(allowance.flag.as_str());
        facts.audit.is_none() && flag.is_some_and(|flag| flag.needs_leads)
    };
    let allowances = facts.plan.flags.allow.iter().zip(used).enumerate();
    let idle = allowances
        .filter(|(_, (one, used))| !**used && one.flag != unused_allow::FLAG.name && !waits(one));
    idle.map(|(place, _)| place).collect()
}
