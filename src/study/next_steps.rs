//! What to do next, in words: at most three things, the most useful first.

use super::{AheadBy, Study};
use crate::assess::ParkReason;
use crate::audit::SegmentAudit;
use crate::diagnostic::Severity;
use crate::order::{self, Cut, Sureness};
use crate::plan::format::flags as spec;
use crate::plan::{Qualifier, SegmentId};
use crate::text::words;

impl Study {
    /// At most three next steps for the plan, each a sentence: unpark the highest score, score what
    /// has none, settle the topmost toss-up, then mend what most warnings are about.
    pub fn next_steps(&self) -> Vec<String> {
        let steps = [unpark(self), score(self), settle(self), mend(self)];
        steps.into_iter().flatten().take(3).collect()
    }

    /// At most three next steps for the leads: correct a value that never occurs, question an
    /// outcome that is too good, undo the greatest loss of leads, ask for permission, fill gaps in
    /// the data. None without a lead table. `command` is what audits these leads:
    /// `segplan audit plan.yaml leads.csv`.
    pub fn next_steps_for_leads(&self, command: &str) -> Vec<String> {
        let steps = [
            correct(self, command),
            question(self),
            swap(self, command),
            ask(self),
            complete(self),
        ];
        steps.into_iter().flatten().take(3).collect()
    }
}

/// The parked segment with the highest score, what parks it, and the rank it would take.
fn unpark(study: &Study) -> Option<String> {
    let parked = *study.ranking.parked.first()?;
    let mut unparked = study.assessment.clone();
    unparked.candidates.get_mut(parked.0)?.parked.clear();
    let rank = order::rank(study.plan(), &unparked).row(parked)?.rank;
    let reasons = study.assessment.candidate(parked).parked.iter();
    let ways = reasons.enumerate().map(|(place, reason)| match place {
        0 => way_out(*reason, study.label(parked)),
        _ => way_out(*reason, "it"),
    });
    Some(format!(
        "{}: it would rank {}.",
        words::capitalized(&words::list(ways)),
        words::ordinal(rank)
    ))
}

/// What ends a reason for which a segment is parked.
fn way_out(reason: ParkReason, segment: &str) -> String {
    match reason {
        ParkReason::TooFewQualifiers if segment == "it" => "meet more of its qualifiers".to_owned(),
        ParkReason::TooFewQualifiers => format!("meet more of the qualifiers for {segment}"),
        ParkReason::Lacks(Qualifier::Measurable) => {
            format!("find a way to measure the results of {segment}")
        }
        ParkReason::Lacks(Qualifier::Relevant) => {
            format!("find an offer that is relevant to {segment}")
        }
        ParkReason::Lacks(Qualifier::Actionable) => format!("find a way to reach {segment}"),
        ParkReason::Lacks(Qualifier::Distinguishable) => {
            format!("define {segment} so that its leads can be told apart")
        }
        ParkReason::Lacks(Qualifier::Stable) => format!("define {segment} by something that lasts"),
    }
}

/// Candidates that are not ranked because a score is missing.
fn score(study: &Study) -> Option<String> {
    match study.ranking.unscored.as_slice() {
        [] => None,
        [one] => {
            let missing = study.missing_scores(*one);
            let missing: Vec<String> = missing.into_iter().map(words::capitalized).collect();
            let (article, noun) = match missing.as_slice() {
                [one] if one.starts_with(['I', 'E']) => ("an ", "score"),
                [_] => ("a ", "score"),
                _ => ("", "scores"),
            };
            Some(format!(
                "Give {} {article}{} {noun} so it can be ranked.",
                study.label(*one),
                words::list(&missing),
            ))
        }
        several => {
            let labels: Vec<&str> = several.iter().map(|id| study.label(*id)).collect();
            Some(format!(
                "Complete the scores of {} so they can be ranked.",
                words::list_within(&labels, 60)
            ))
        }
    }
}

/// The first neighbors whose order the scores leave open, and the leads for which it matters.
fn settle(study: &Study) -> Option<String> {
    let rows: Vec<_> = study.rows().collect();
    let stakes = study.stakes();
    let order: Vec<SegmentId> = study.ranking.order().collect();
    rows.windows(2).find_map(|pair| {
        let (upper, lower) = (pair[0].ranked, pair[1].ranked);
        // Where no lead could go to either, only a cut line can make their order matter.
        let is_free = study.reach.free_below(upper.segment).is_some();
        if is_free && !Cut::depends_on(study.plan(), &order, upper.segment) {
            return None;
        }
        let (first, second) = (study.label(upper.segment), study.label(lower.segment));
        let rank = upper.rank;
        let open = match (pair[0].ahead_by?, pair[0].share_ahead()?) {
            (AheadBy::TieBreak(_), share) if Sureness::of(share) <= Sureness::TossUp => {
                format!("Decide between {first} and {second} for rank {rank}: their scores are equal")
            }
            (AheadBy::Keys(Sureness::TossUp), _) => format!(
                "Decide between {first} and {second} for rank {rank}: the scores do not separate them"
            ),
            (AheadBy::Keys(Sureness::Disagrees), _) => format!(
                "Check whether {first} should be ahead of {second} (rank {rank}): the simulation \
                 favors the opposite order"
            ),
            _ => return None,
        };
        let stake = stakes.iter().find(|one| one.upper == upper.segment);
        Some(match stake.map(|one| one.leads) {
            Some(leads) => {
                let leads = words::leads_verb(leads, "depends", "depend");
                format!("{open}, and {leads} on it.")
            }
            None => format!("{open}."),
        })
    })
}

/// What to do about the warning that most ranked segments share, where it is about the highest one.
fn mend(study: &Study) -> Option<String> {
    let is_settled_above = |flag: &str| flag == spec::ORDER_DISPUTED.name;
    let groups = study.groups_of(|one| {
        let about = &one.found.segments;
        one.severity >= Severity::Warning
            && !is_settled_above(one.flag)
            && about.iter().all(|id| study.ranking.row(*id).is_some())
    });
    // The first of the largest: the gravest, then the one about the highest rank.
    let largest = groups.iter().rev().max_by_key(|group| {
        let first = group.findings.first();
        (first.map(|one| one.severity), group.findings.len())
    })?;
    let first = largest.findings.first()?;
    let help = words::sentence(&first.found.help);
    Some(match (study.subject(first), largest.findings.len()) {
        (None, _) => help,
        (Some(subject), 1) => format!("{subject}: {help}"),
        _ => format!("{}. {help}", study.told(first)),
    })
}

/// What the lead table says of the segments that a flag found.
fn flagged<'a>(study: &'a Study, flag: &str) -> impl Iterator<Item = &'a SegmentAudit> {
    let found = study.lead_findings().filter(move |one| one.flag == flag);
    found.filter_map(|one| study.leads_of(*one.found.segments.first()?))
}

/// The first text in a condition that no lead has.
fn correct(study: &Study, command: &str) -> Option<String> {
    let mut unknown = study
        .lead_findings()
        .filter(|one| one.flag == spec::UNKNOWN_VALUE.name);
    let found = &unknown.next()?.found;
    let of = match found.segments.first() {
        Some(segment) => format!("the definition of {}", study.label(*segment)),
        None => format!("`{}`", found.route),
    };
    Some(format!(
        "Correct {} in {of}, then count again: {command}",
        found.figure
    ))
}

/// The first segment whose outcome is nearly certain.
fn question(study: &Study) -> Option<String> {
    let one = flagged(study, spec::LEAKAGE.name).next()?;
    Some(format!(
        "Find out when the attributes of {} are filled in: if after the outcome, define it without \
         them.",
        study.label(one.segment)
    ))
}

/// The segment that loses the most leads to a segment above it.
fn swap(study: &Study, command: &str) -> Option<String> {
    let losing = [
        spec::STARVED,
        spec::SHADOWED,
        spec::SUBSET_BELOW,
        spec::UNREACHABLE,
    ];
    let losing = losing.iter().flat_map(|flag| flagged(study, flag.name));
    let (one, (taker, leads)) = losing
        .filter_map(|one| Some((one, one.lost_to.first()?)))
        .max_by_key(|(_, (_, leads))| *leads)?;
    Some(format!(
        "Decide whether {} should come before {}, which takes {} of its {}. See what that changes: \
         {command} --swap {} {}",
        study.label(one.segment),
        study.label(*taker),
        words::thousands(*leads),
        words::leads(one.matched),
        study.plan().name(*taker),
        study.plan().name(one.segment),
    ))
}

/// The segment with the most leads that may not be contacted.
fn ask(study: &Study) -> Option<String> {
    let one = flagged(study, "low-reach").max_by_key(|one| one.won)?;
    let addressed = one.addressed();
    let away = addressed.saturating_sub(one.reachable.unwrap_or(addressed));
    Some(format!(
        "Ask the leads of {} for permission: {} of the {} it wins may not be contacted.",
        study.label(one.segment),
        words::thousands(away),
        words::thousands(addressed),
    ))
}

/// The segment for which the most leads are undecided.
fn complete(study: &Study) -> Option<String> {
    let one = flagged(study, "missing-data").max_by_key(|one| one.unknown)?;
    Some(format!(
        "Fill the gaps in the data of {}: {} can't be decided without them.",
        study.label(one.segment),
        words::leads(one.unknown),
    ))
}
