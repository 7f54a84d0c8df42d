//! Flags on the three scores and what they rest on.

pub(super) mod contested;
pub(super) mod low;
pub(super) mod outside_panel;
pub(super) mod stale_evidence;
pub(super) mod unscored;
pub(super) mod unsupported_confidence;

use crate::plan::{ByCriterion, Criterion, Estimate, Segment};

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
