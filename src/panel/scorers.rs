//! How each person scores: how many, how severely, how widely.

use super::alone::{Alone, Without};
use super::votes::Votes;
use crate::assess::panel::joined;
use crate::plan::{ByCriterion, Criterion, Plan, Scoring};

/// One person on the panel.
#[derive(Debug, Clone, PartialEq)]
pub struct PanelScorer {
    /// Their name in the plan.
    pub name: String,
    /// How many scores they gave.
    pub scores: usize,
    /// How many they don't know.
    pub unknown: usize,
    /// How their scores differ from the panel's.
    pub severity: ByCriterion<Option<ScorerSeverity>>,
    /// The standard deviation of their scores on each criterion, in points; `None` below two.
    pub spread: ByCriterion<Option<f64>>,
    /// Their lowest and their highest score on any criterion; `None` without a score.
    pub range: Option<(f64, f64)>,
    /// Whether all their scores, six or more, lie within two ninths of the scale, 6 to 8 of 1 to
    /// 10 for example, so that they hardly tell segments apart.
    pub flat: bool,
    /// Their own order; `None` unless they scored everything that the panel scored.
    pub alone: Option<Alone>,
    /// The order without them.
    pub without: Without,
}

/// How one person's scores on a criterion differ from the panel's.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ScorerSeverity {
    /// The mean of their scores less the panel's, in points: below 0 for a severe scorer.
    pub difference: f64,
    /// The scores it rests on: those that others gave, too.
    pub scores: usize,
}

/// Fewer scores than these are flat by chance.
const ENOUGH_TO_BE_FLAT: usize = 6;

pub(super) fn scorers(
    plan: &Plan,
    votes: &Votes<'_>,
    alone: Vec<Option<Alone>>,
    without: Vec<Without>,
) -> Vec<PanelScorer> {
    let own = own_scores(votes);
    let severity = severities(plan, votes);
    let parts = own.into_iter().zip(severity).zip(alone).zip(without);
    let scorers = parts
        .enumerate()
        .map(|(place, (((own, severity), alone), without))| {
            let all = Criterion::ALL.iter().flat_map(|one| own.get(*one));
            let scores = all.clone().count();
            let ends = |range: Option<(f64, f64)>, value: &f64| {
                let (low, high) = range.unwrap_or((*value, *value));
                Some((low.min(*value), high.max(*value)))
            };
            let range = all.fold(None, ends);
            PanelScorer {
                name: votes.scorers[place].to_owned(),
                scores,
                unknown: votes.unknown_by(place),
                severity,
                spread: ByCriterion::from_fn(|one| deviation(own.get(one))),
                range,
                flat: scores >= ENOUGH_TO_BE_FLAT
                    && range.is_some_and(|range| is_narrow(range, &plan.scoring)),
                alone,
                without,
            }
        });
    scorers.collect()
}

fn is_narrow((low, high): (f64, f64), scoring: &Scoring) -> bool {
    high - low <= scoring.scale.span() * 2.0 / 9.0 + 1e-9
}

/// Each scorer's scores, by criterion.
fn own_scores(votes: &Votes<'_>) -> Vec<ByCriterion<Vec<f64>>> {
    let mut own = vec![ByCriterion::<Vec<f64>>::default(); votes.scorers.len()];
    for (_, criterion, given) in votes.cells() {
        for (scorer, value) in given {
            own[*scorer].get_mut(criterion).push(*value);
        }
    }
    own
}

/// Each scorer's mean difference from the panel's median or mean, over scores that two or more gave.
fn severities(plan: &Plan, votes: &Votes<'_>) -> Vec<ByCriterion<Option<ScorerSeverity>>> {
    let mut sums = vec![ByCriterion::<(f64, usize)>::default(); votes.scorers.len()];
    for (_, criterion, given) in votes.cells().filter(|(.., given)| given.len() > 1) {
        let mut values: Vec<f64> = given.iter().map(|(_, value)| *value).collect();
        let panel = joined(&mut values, plan.scoring.panel).unwrap_or_default();
        for (scorer, value) in given {
            let (sum, count) = sums[*scorer].get_mut(criterion);
            *sum += value - panel;
            *count += 1;
        }
    }
    let mean = |(sum, scores): (f64, usize)| {
        let difference = sum / scores as f64;
        (scores > 0).then_some(ScorerSeverity { difference, scores })
    };
    let each = sums.iter();
    each.map(|sums| ByCriterion::from_fn(|one| mean(*sums.get(one))))
        .collect()
}

/// The standard deviation, n − 1 in the denominator; `None` below two values.
fn deviation(values: &[f64]) -> Option<f64> {
    let count = values.len() as f64;
    if count < 2.0 {
        return None;
    }
    let mean = values.iter().sum::<f64>() / count;
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    Some((squares / (count - 1.0)).sqrt())
}
