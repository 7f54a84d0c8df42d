//! What to do next, in words: at most three things, the most useful first.

use super::{AheadBy, Study};
use crate::audit::SegmentAudit;
use crate::diagnostic::Severity;
use crate::flags;
use crate::order::{self, Sureness};
use crate::plan::SegmentId;
use crate::text::words;

impl Study {
    /// At most three next steps for the plan: unpark the highest score, score what has none, settle
    /// the topmost toss-up, then whatever most findings are about.
    pub fn next_steps(&self) -> Vec<String> {
        let steps = [unpark(self), score(self), settle(self), fill(self)];
        steps.into_iter().flatten().take(3).collect()
    }

    /// At most three next steps for the leads: undo the greatest loss of leads, ask for permission,
    /// fill gaps in the data. None without a lead table.
    pub fn next_steps_for_leads(&self) -> Vec<String> {
        let steps = [swap(self), ask(self), complete(self)];
        steps.into_iter().flatten().collect()
    }
}

/// The parked segment with the highest score, and the rank it would take.
fn unpark(study: &Study) -> Option<String> {
    let parked = *study.ranking.parked.first()?;
    let mut unparked = study.assessment.clone();
    unparked.candidates.get_mut(parked.0)?.parked.clear();
    let rank = order::rank(study.plan(), &unparked).row(parked)?.rank;
    let reasons = study.parked_because(parked);
    Some(format!(
        "Unpark {}, which would take rank {rank}: settle {}.",
        study.label(parked),
        words::list(&reasons),
    ))
}

/// Candidates that are not ranked because a score is missing.
fn score(study: &Study) -> Option<String> {
    match study.ranking.unscored.as_slice() {
        [] => None,
        [one] => Some(format!(
            "Give {} a score for {} so that it can be ranked.",
            study.label(*one),
            words::list(&study.missing_scores(*one)),
        )),
        several => Some(format!(
            "Give the {} without a score one so that they can be ranked, {} first.",
            words::count(several.len(), "segment"),
            study.label(several[0])
        )),
    }
}

/// The first neighbors whose order the scores leave open.
fn settle(study: &Study) -> Option<String> {
    let rows: Vec<_> = study.rows().collect();
    let (rank, open) = rows.windows(2).find_map(|pair| {
        let (upper, lower) = (pair[0].ranked, pair[1].ranked);
        let (first, second) = (study.label(upper.segment), study.label(lower.segment));
        let open = match (pair[0].ahead_by?, pair[0].share_ahead()?) {
            (AheadBy::TieBreak(_), share) if Sureness::of(share) <= Sureness::TossUp => {
                format!("{first} and {second} are equal")
            }
            (AheadBy::Keys(Sureness::TossUp), _) => format!("{first} and {second} are a toss-up"),
            (AheadBy::Keys(Sureness::Disagrees), _) => {
                format!("the simulation favors {second} over {first}")
            }
            _ => return None,
        };
        Some((upper.rank, open))
    })?;
    Some(format!(
        "Settle rank {rank}: {open}; better evidence for one of their scores decides it.",
    ))
}

/// The warning, or else the note, that most segments share.
fn fill(study: &Study) -> Option<String> {
    let open = |severity: Severity| {
        let mut counted: Vec<(&'static str, usize)> = Vec::new();
        let about_one = study
            .open_findings()
            .filter(|one| one.severity == severity && one.found.segments.len() == 1);
        for finding in about_one {
            match counted.iter_mut().find(|(flag, _)| *flag == finding.flag) {
                Some((_, count)) => *count += 1,
                None => counted.push((finding.flag, 1)),
            }
        }
        // The first of the most frequent, so that the list's own order decides between equals.
        counted.into_iter().rev().max_by_key(|(_, count)| *count)
    };
    let (flag, count) = open(Severity::Error)
        .or_else(|| open(Severity::Warning))
        .or_else(|| open(Severity::Info))?;
    let flag = flags::named(flag)?;
    Some(format!(
        "Look at {flag} ({}): {}",
        words::count(count, "segment"),
        flag.act,
        flag = flag.spec.name,
    ))
}

/// What the lead table says of the segments that a flag found.
fn flagged<'a>(study: &'a Study, flag: &str) -> impl Iterator<Item = &'a SegmentAudit> {
    let found = study.open_findings().filter(move |one| one.flag == flag);
    found.filter_map(|one| study.leads_of(*one.found.segments.first()?))
}

/// The segment that loses the most leads to a segment above it.
fn swap(study: &Study) -> Option<String> {
    let losing = flagged(study, "starved").chain(flagged(study, "shadowed"));
    let (one, (taker, leads)) = losing
        .filter_map(|one| Some((one, one.lost_to.first()?)))
        .max_by_key(|(_, (_, leads))| *leads)?;
    let name = |id: SegmentId| study.plan().segment(id).name.as_str();
    Some(format!(
        "Put {} before {} and {} hands: `segplan audit … --swap {} {}` shows what that does.",
        study.label(one.segment),
        study.label(*taker),
        words::leads_verb(*leads, "changes", "change"),
        name(*taker),
        name(one.segment),
    ))
}

/// The segment with the most leads that may not be contacted.
fn ask(study: &Study) -> Option<String> {
    let one = flagged(study, "low-reach").max_by_key(|one| one.won)?;
    let away = one.won.saturating_sub(one.reachable.unwrap_or(one.won));
    Some(format!(
        "Ask the leads of {} for permission: {} of the {} won may not be contacted.",
        study.label(one.segment),
        words::thousands(away),
        words::thousands(one.won),
    ))
}

/// The segment for which the most leads are undecided.
fn complete(study: &Study) -> Option<String> {
    let one = flagged(study, "missing-data").max_by_key(|one| one.unknown)?;
    Some(format!(
        "Fill the gaps in the data of {}: {} may or may not fit.",
        study.label(one.segment),
        words::leads(one.unknown),
    ))
}
