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

/// The lowest and the highest score that a panel gives on one criterion, each with its scorer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PanelRange<'a> {
    /// How many scored it; at least 1.
    pub scorers: usize,
    /// The lowest score and its scorer, the first of equals.
    pub low: (f64, &'a str),
    /// The highest score and its scorer, the first of equals.
    pub high: (f64, &'a str),
}

impl<'a> PanelRange<'a> {
    /// The range of a segment's scores on a criterion. `ends` are the lowest and the highest value
    /// of an estimate. `None` if no one scored it.
    pub fn new(
        segment: &'a Segment,
        criterion: Criterion,
        ends: impl Fn(Estimate) -> (f64, f64),
    ) -> Option<Self> {
        let given: Vec<(f64, f64, &str)> = ballots(segment, criterion)
            .map(|(scorer, estimate)| {
                let (low, high) = ends(estimate);
                (low, high, scorer)
            })
            .collect();
        let (low, _, lowest) = given.iter().min_by(|a, b| a.0.total_cmp(&b.0))?;
        // `max_by` takes the last of equals.
        let (_, high, highest) = given.iter().rev().max_by(|a, b| a.1.total_cmp(&b.1))?;
        Some(Self {
            scorers: given.len(),
            low: (*low, lowest),
            high: (*high, highest),
        })
    }

    /// The same with each estimate by its central value.
    pub fn of_centers(segment: &'a Segment, criterion: Criterion) -> Option<Self> {
        let center = |estimate: Estimate| (estimate.central(), estimate.central());
        Self::new(segment, criterion, center)
    }
}

/// The range of a segment's scores on a criterion where they are contested: given by two scorers or
/// more, and so many points apart or more, but for the noise of binary fractions.
pub fn contested(segment: &Segment, criterion: Criterion, span: f64) -> Option<PanelRange<'_>> {
    const HAIR: f64 = 1e-9;
    let range = PanelRange::of_centers(segment, criterion)?;
    (range.scorers > 1 && range.high.0 - range.low.0 >= span - HAIR).then_some(range)
}

/// The widest gap between two scorers of a segment on one criterion, in points of the scale; each
/// estimate counts by its central value. `None` if fewer than two scored the same criterion.
pub fn widest_gap(segment: &Segment) -> Option<f64> {
    let ranges = Criterion::ALL.iter();
    let ranges = ranges.filter_map(|one| PanelRange::of_centers(segment, *one));
    let gaps = ranges
        .filter(|range| range.scorers > 1)
        .map(|range| range.high.0 - range.low.0);
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
