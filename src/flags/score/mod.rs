//! Flags on the three scores and what they rest on.

pub(super) mod contested;
pub(super) mod low_confidence;
pub(super) mod low_ease;
pub(super) mod low_impact;
pub(super) mod outside_panel;
pub(super) mod stale_evidence;
pub(super) mod unscored;
pub(super) mod unsupported_confidence;

use crate::plan::{ByCriterion, Criterion, Estimate, FlagOption, Segment, Third};

use super::{Facts, Found, place, say};

/// The threshold that the three low scores share.
const BELOW: FlagOption = FlagOption {
    name: "below",
    meaning: "points; lower scores are flagged (default: the lowest third of the scale, 4 on 1 to 10)",
    min: f64::NEG_INFINITY,
    max: f64::INFINITY,
};

/// Scores in the lowest third of the scale, or below the plan's threshold, favorable direction.
fn low(facts: &Facts, flag: &str, criterion: Criterion) -> Vec<Found> {
    let plan = facts.plan;
    let scale = plan.scoring.scale;
    let turned = plan.scoring.name_of(criterion) == Third::Effort.name();
    let third = scale.min + scale.span() / 3.0;
    let below = facts.option(flag, BELOW.name, third);
    let why = match ((below - third).abs() < say::HAIR, turned) {
        (true, false) => "in the lowest third".to_owned(),
        (true, true) => "in the highest third".to_owned(),
        (false, false) => format!("below {}", say::points(below)),
        (false, true) => format!("above {}", say::points(scale.turned(below))),
    };
    let low = plan.segment_ids().filter_map(|id| {
        let counted = (*facts.assessment.candidate(id).scores.get(criterion))?;
        let favorable = plan.scoring.favorable(criterion, counted.value);
        (favorable < below - say::HAIR).then(|| {
            let score = say::score(plan, criterion, counted.value);
            let route = place::score(plan, id, criterion);
            Found::about(id, route, format!("{score} is {why}"), low_help(criterion))
        })
    });
    low.collect()
}

fn low_help(criterion: Criterion) -> &'static str {
    match criterion {
        Criterion::Impact => "Find an offer that would move a goal, or let the segment wait",
        Criterion::Confidence => {
            "Run a small test or ask a few of these leads, then score it again with the evidence"
        }
        Criterion::Ease => {
            "Look for a simpler first step, share the work, or allow it where the work is agreed"
        }
    }
}

/// The lowest and the highest score that a panel gives for a criterion, with who gave it; none
/// where nobody did. `end` takes from an estimate the value that counts.
fn panel_range(
    segment: &Segment,
    criterion: Criterion,
    bounds: impl Fn(Estimate) -> (f64, f64),
) -> Option<PanelRange<'_>> {
    let given = segment.panel.iter().filter_map(|ballot| {
        let estimate = (*ballot.scores.get(criterion))?;
        Some((ballot.scorer.as_str(), bounds(estimate)))
    });
    given.fold(None, |range: Option<PanelRange>, (scorer, (low, high))| {
        let mut range = range.unwrap_or(PanelRange {
            scorers: 0,
            low: (low, scorer),
            high: (high, scorer),
        });
        range.scorers += 1;
        if low < range.low.0 {
            range.low = (low, scorer);
        }
        if high > range.high.0 {
            range.high = (high, scorer);
        }
        Some(range)
    })
}

/// The lowest and the highest score of a panel, each with its scorer.
struct PanelRange<'a> {
    scorers: usize,
    low: (f64, &'a str),
    high: (f64, &'a str),
}

/// The criteria that have no score.
fn missing<T: Copy>(scores: &ByCriterion<Option<T>>) -> Vec<Criterion> {
    let all = Criterion::ALL.iter().copied();
    all.filter(|one| scores.get(*one).is_none()).collect()
}
