//! Joins the scores of several scorers.

use super::{CountedScore, ScoreOrigin};
use crate::plan::{Criterion, Estimate, PanelRule, Segment};

/// A segment's score on one criterion: the agreed one, else the panel's, each estimate by its
/// central value. `None` if no one gave a score.
pub fn counted(segment: &Segment, criterion: Criterion, rule: PanelRule) -> Option<CountedScore> {
    if let Some(agreed) = segment.scores.get(criterion) {
        return Some(CountedScore {
            value: agreed.central(),
            origin: ScoreOrigin::Agreed,
        });
    }
    let mut given: Vec<f64> = ballots(segment, criterion)
        .map(|(_, estimate)| estimate.central())
        .collect();
    let origin = ScoreOrigin::Panel(given.len());
    joined(&mut given, rule).map(|value| CountedScore { value, origin })
}

/// The scorers of a segment on one criterion with their estimates, in file order.
pub fn ballots(
    segment: &Segment,
    criterion: Criterion,
) -> impl Iterator<Item = (&str, Estimate)> + '_ {
    segment.panel.iter().filter_map(move |ballot| {
        let estimate = *ballot.scores.get(criterion);
        estimate.map(|estimate| (ballot.scorer.as_str(), estimate))
    })
}

/// The widest gap between two scorers of a segment on one criterion, in points of the scale; each
/// estimate counts by its central value. `None` if fewer than two scored the same criterion.
pub fn widest_gap(segment: &Segment) -> Option<f64> {
    let gap = |criterion: &Criterion| {
        let given = ballots(segment, *criterion).map(|(_, estimate)| estimate.central());
        let given: Vec<f64> = given.collect();
        let low = given.iter().copied().min_by(f64::total_cmp)?;
        let high = given.iter().copied().max_by(f64::total_cmp)?;
        (given.len() > 1).then_some(high - low)
    };
    let gaps = Criterion::ALL.iter().filter_map(gap);
    gaps.max_by(f64::total_cmp)
}

/// The median or the mean of some values, which it sorts. The median of an even number of values is
/// the midpoint of the middle two. `None` for no values.
pub fn joined(values: &mut [f64], rule: PanelRule) -> Option<f64> {
    if values.is_empty() {
        return None;
    }
    values.sort_unstable_by(f64::total_cmp);
    let count = values.len();
    Some(match rule {
        PanelRule::Mean => values.iter().sum::<f64>() / count as f64,
        PanelRule::Median => f64::midpoint(values[(count - 1) / 2], values[count / 2]),
    })
}
