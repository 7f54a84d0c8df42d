//! What to do next, in words: at most three things, the most useful first.

use super::Study;
use crate::diagnostic::Severity;
use crate::flags;
use crate::order::{self, Sureness};
use crate::plan::SegmentId;
use crate::text::words;

/// At most three next steps: unpark the highest score, settle the topmost toss-up, fill the
/// commonest gap; then whatever warning comes first.
#[must_use]
pub fn next_steps(study: &Study) -> Vec<String> {
    let steps = [unpark(study), score(study), settle(study), fill(study)];
    steps.into_iter().flatten().take(3).collect()
}

fn label(study: &Study, id: SegmentId) -> &str {
    &study.plan().segment(id).label
}

/// A parked segment that would come first or second is the best use of an hour.
fn unpark(study: &Study) -> Option<String> {
    let parked = *study.ranking.parked.first()?;
    let mut unparked = study.assessment.clone();
    unparked.candidates.get_mut(parked.0)?.parked.clear();
    let rank = order::rank(study.plan(), &unparked).row(parked)?.rank;
    let reasons: Vec<String> = study
        .assessment
        .candidate(parked)
        .parked
        .iter()
        .map(|reason| reason.flag())
        .collect();
    Some(format!(
        "Unpark {}: it would take rank {rank}; {} {} in the way.",
        label(study, parked),
        words::list(&reasons),
        if reasons.len() == 1 {
            "stands"
        } else {
            "stand"
        },
    ))
}

/// Candidates without a score are out of the order for want of a number.
fn score(study: &Study) -> Option<String> {
    match study.ranking.unscored.as_slice() {
        [] => None,
        [one] => {
            let missing: Vec<&str> = one
                .missing
                .iter()
                .map(|criterion| study.plan().scoring.name_of(*criterion))
                .collect();
            Some(format!(
                "Score {} of {}, which is not ranked without it.",
                words::list(&missing),
                label(study, one.segment)
            ))
        }
        several => Some(format!(
            "Score the {} that are not ranked for want of a score, {} first.",
            words::count(several.len(), "segment"),
            label(study, several[0].segment)
        )),
    }
}

/// The first neighbours whose order the draws leave open.
fn settle(study: &Study) -> Option<String> {
    let rows = &study.ranking.ranked;
    let open = rows
        .windows(2)
        .zip(&study.certainty.rows)
        .find(|(pair, row)| {
            let pinned = pair.iter().any(|one| one.pinned.is_some());
            let sure = row.beats_next.map(Sureness::of);
            !pinned && sure.is_some_and(|sure| sure <= Sureness::TossUp)
        });
    let (pair, _) = open?;
    let how = match pair[1].tie_broken_by {
        Some(_) => "equal",
        None => "a toss-up",
    };
    Some(format!(
        "Settle rank {}: {} and {} are {how}; better evidence for one of their scores decides it.",
        pair[0].rank,
        label(study, pair[0].segment),
        label(study, pair[1].segment),
    ))
}

/// The warning, or else the note, that most segments share.
fn fill(study: &Study) -> Option<String> {
    let open = |severity: Severity| {
        let mut counted: Vec<(&'static str, usize)> = Vec::new();
        let about_one = study.findings.iter().filter(|finding| {
            finding.severity == severity
                && finding.allowed.is_none()
                && finding.found.segments.len() == 1
        });
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
