//! What a quarter's leads suggest for the next plan.

use super::{Measurement, Review, Reviewed, SegmentReview};
use crate::audit::stats::rates::{Sample, holm, newcombe, pooled_z_test};
use crate::audit::{Difference, handovers};
use crate::lead_error::LeadError;
use crate::plan::format::flags::TOO_SMALL;
use crate::plan::{Criterion, EvidenceKind, SegmentId};
use crate::review::EffectJudgement;
use crate::text::words::{self, leads, percent, signed_percent, thousands};

/// A change that a quarter's leads suggest, for people to accept or decline.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// What would change.
    pub change: Suggested,
    /// Why, with the figures, in a sentence.
    pub reason: String,
}

/// What would change.
#[derive(Debug, Clone, PartialEq)]
pub enum Suggested {
    /// Put a segment ahead of the one that stands right above it, by a pin.
    Swap {
        /// The one to put ahead.
        ahead: SegmentId,
        /// The one that stands above it.
        behind: SegmentId,
        /// The rank that it takes, from 1.
        rank: usize,
    },
    /// Take a segment out of the plan.
    Drop(SegmentId),
    /// Write down what Confidence may rest on.
    Evidence {
        /// For which segment.
        segment: SegmentId,
        /// What kind.
        kind: EvidenceKind,
        /// In words.
        note: String,
    },
    /// Score Confidence anew; the team says how.
    Confidence(SegmentId),
}

impl Suggestion {
    /// The segment that it would put ahead of its neighbor.
    fn put_ahead(&self) -> Option<SegmentId> {
        match self.change {
            Suggested::Swap { ahead, .. } => Some(ahead),
            _ => None,
        }
    }
}

/// What the leads suggest: swaps, segments to drop, evidence, Confidences to score anew; each in the
/// order of the plan.
///
/// - A swap of neighbors, where those that fit the lower one have a higher outcome rate than the other
///   leads of the upper one: p below 0.05 (pooled two-proportion z test, Holm-adjusted over the pairs),
///   and some leads change hands. Pinned segments stay.
/// - A segment that wins fewer leads than the plan's threshold of the flag `too-small`.
/// - Evidence from a control group, where the lift is known to lie on one side of zero or of the
///   expected lift; without a control group an outcome rate that differs from that of others.
/// - Confidence, where the whole interval of the lift is below the expected lift.
///
/// # Errors
/// If a temporary file holds rows of a mask table and cannot be read.
pub fn suggestions(reviewed: Reviewed<'_>, review: &Review) -> Result<Vec<Suggestion>, LeadError> {
    let mut all = swaps(reviewed)?;
    let put_ahead: Vec<SegmentId> = all.iter().filter_map(Suggestion::put_ahead).collect();
    all.extend(drops(reviewed, &put_ahead));
    all.extend(
        review
            .segments
            .iter()
            .filter_map(|one| evidence(reviewed, one)),
    );
    all.extend(
        review
            .segments
            .iter()
            .filter_map(|one| confidence(reviewed, one)),
    );
    Ok(all)
}

/// Neighbors of the order that are counted, and what their leads come to.
struct Pair {
    upper: SegmentId,
    lower: SegmentId,
    /// The rank of the upper one.
    rank: usize,
    bits: [usize; 2],
    /// Those that fit the lower one.
    lower_leads: Sample,
    /// Those that fit the upper one and not the lower.
    upper_rest: Sample,
}

fn swaps(reviewed: Reviewed<'_>) -> Result<Vec<Suggestion>, LeadError> {
    let (plan, masks) = (reviewed.plan, reviewed.masks);
    let is_pinned = |id: SegmentId| plan.order.pins.iter().any(|pin| pin.segment == id);
    let bit = |id: SegmentId| masks.segments().iter().position(|one| *one == id);
    let none = Sample {
        successes: 0,
        leads: 0,
    };
    let pair = |(place, two): (usize, &[SegmentId])| {
        let (upper, lower) = (two[0], two[1]);
        let free = !is_pinned(upper) && !is_pinned(lower);
        Some(Pair {
            upper,
            lower,
            rank: place + 1,
            bits: [bit(upper)?, bit(lower)?],
            lower_leads: none,
            upper_rest: none,
        })
        .filter(|_| free)
    };
    let mut pairs: Vec<Pair> = reviewed
        .order
        .windows(2)
        .enumerate()
        .filter_map(pair)
        .collect();
    masks.each(|standing, row| {
        let Some(outcome) = standing.outcome.filter(|_| !standing.excluded) else {
            return;
        };
        for pair in &mut pairs {
            let sample = match pair.bits.map(|bit| standing.mask.contains(bit)) {
                [_, true] => &mut pair.lower_leads,
                [true, false] => &mut pair.upper_rest,
                [false, false] => continue,
            };
            sample.leads += row.leads;
            sample.successes += if outcome { row.leads } else { 0 };
        }
    })?;
    let p = |pair: &Pair| pooled_z_test(pair.lower_leads, pair.upper_rest).map(|(_, p)| p);
    let adjusted = holm(&pairs.iter().map(p).collect::<Vec<_>>());
    let mut found = Vec::new();
    for (pair, p) in pairs.iter().zip(adjusted) {
        let difference = newcombe(pair.lower_leads, pair.upper_rest);
        let is_ahead = difference.is_some_and(|difference| difference.low > 0.0);
        if !is_ahead || p.is_none_or(|p| p >= Difference::SIGNIFICANT) {
            continue;
        }
        let mut other = reviewed.order.to_vec();
        other.swap(pair.rank - 1, pair.rank);
        let moved = handovers(reviewed.order, &other, masks)?;
        let moved: u64 = moved.iter().map(|one| one.leads).sum();
        if moved == 0 {
            continue;
        }
        let rate = |sample: Sample| {
            let share = sample.successes as f64 / sample.leads as f64;
            format!("{} of {}", words::rate(share), thousands(sample.leads))
        };
        found.push(Suggestion {
            reason: format!(
                "{} change hands. Leads that fit {} have the outcome more often ({}) than the others of {} \
                 ({}); observed, not tested.",
                leads(moved),
                plan.label(pair.lower),
                rate(pair.lower_leads),
                plan.label(pair.upper),
                rate(pair.upper_rest)
            ),
            change: Suggested::Swap {
                ahead: pair.lower,
                behind: pair.upper,
                rank: pair.rank,
            },
        });
    }
    Ok(found)
}

/// Segments that win too few leads; those that are to be put ahead will win more.
fn drops(reviewed: Reviewed<'_>, put_ahead: &[SegmentId]) -> Vec<Suggestion> {
    let plan = reviewed.plan;
    let below = TOO_SMALL.threshold(plan, "below");
    let small = reviewed.audit.segments.iter();
    let small = small.filter(|one| (one.won as f64) < below && !put_ahead.contains(&one.segment));
    small
        .map(|one| {
            let outcomes = match (&plan.leads.outcome, one.outcomes) {
                (None, _) => String::new(),
                (Some(_), 0) => ", none of them with the outcome".to_owned(),
                (Some(_), some) => format!(", {} of them with the outcome", thousands(some)),
            };
            Suggestion {
                change: Suggested::Drop(one.segment),
                reason: format!(
                    "It wins {}{outcomes}: too few for a message of their own. They go to the next segment \
                     that they fit.",
                    leads(one.won)
                ),
            }
        })
        .collect()
}

/// The range of a lift with its sign: `+2 % to +60 %`.
fn lift(review: &SegmentReview) -> Option<(f64, f64, String)> {
    let uplift = review.uplift.as_ref().and_then(Measurement::uplift)?;
    let ratio = uplift.ratio?;
    let (low, high) = (ratio.low - 1.0, ratio.high - 1.0);
    let range = format!("{} to {}", signed_percent(low), signed_percent(high));
    Some((low, high, range))
}

fn evidence(reviewed: Reviewed<'_>, review: &SegmentReview) -> Option<Suggestion> {
    let audit = reviewed.audit.segments.iter();
    let audit = audit.clone().find(|one| one.segment == review.segment)?;
    let measured = review.uplift.as_ref().and_then(Measurement::uplift);
    let (kind, note) = match (measured, lift(review)) {
        (Some(uplift), Some((low, high, range))) => {
            let is_one_sided = low > 0.0 || high < 0.0;
            let is_judged = review.judgement == EffectJudgement::Contradicted;
            if !is_one_sided && !is_judged {
                return None;
            }
            let note = format!(
                "Lift of {range} over a control group of {} leads; {} got the message",
                thousands(uplift.control.known),
                thousands(uplift.message.known)
            );
            (EvidenceKind::Test, note)
        }
        (Some(_), None) => return None,
        (None, _) => {
            audit.difference.filter(Difference::is_beyond_chance)?;
            let rate = audit.rate?.rate;
            let note = format!(
                "{} of {} have the outcome",
                words::rate(rate),
                leads(audit.outcome_known)
            );
            (EvidenceKind::PastCampaign, note)
        }
    };
    let reason = match kind {
        EvidenceKind::Test => "A control group shows it.".to_owned(),
        _ => "The rate differs from that of all other leads by more than chance; observed, not tested."
            .to_owned(),
    };
    Some(Suggestion {
        change: Suggested::Evidence {
            segment: review.segment,
            kind,
            note,
        },
        reason,
    })
}

fn confidence(reviewed: Reviewed<'_>, review: &SegmentReview) -> Option<Suggestion> {
    if review.judgement != EffectJudgement::Contradicted {
        return None;
    }
    let (.., range) = lift(review)?;
    let plan = reviewed.plan;
    let expected = plan.segment(review.segment).expected_lift?;
    let now = reviewed.assessment.candidate(review.segment).scores;
    let now = now.get(Criterion::Confidence).as_ref()?.value;
    Some(Suggestion {
        change: Suggested::Confidence(review.segment),
        reason: format!(
            "The control group shows a lift of {range}, and {} was expected. Confidence is {} now.",
            percent(expected),
            words::number(now, 2)
        ),
    })
}
