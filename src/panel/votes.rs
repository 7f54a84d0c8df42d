//! Ballots as a table: who gave what to which segment.

use std::collections::HashMap;

use super::alpha::Units;
use crate::assess::panel::{PanelRange, contested as is_contested};
use crate::plan::{ByCriterion, Criterion, Plan, SegmentId};

/// The scores of everyone, each estimate by its central value, in the plan's own direction.
pub(super) struct Votes<'a> {
    /// Who scores, in the order in which the plan names them first.
    pub(super) scorers: Vec<&'a str>,
    /// By segment: what was given on each criterion, each with the scorer's place, in file order.
    pub(super) segments: Vec<ByCriterion<Vec<(usize, f64)>>>,
    /// The scorers' places who don't know, likewise.
    unknown: Vec<ByCriterion<Vec<usize>>>,
}

/// A score on which people are far apart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Contested {
    /// Of which segment.
    pub segment: SegmentId,
    /// On which criterion.
    pub criterion: Criterion,
    /// The lowest that was given.
    pub low: f64,
    /// The highest.
    pub high: f64,
}

/// A score that someone does not know.
#[derive(Debug, Clone, PartialEq)]
pub struct DontKnow {
    /// Of which segment.
    pub segment: SegmentId,
    /// On which criterion.
    pub criterion: Criterion,
    /// The names of those who do not know; at least one.
    pub scorers: Vec<String>,
    /// How many gave a score.
    pub scored: usize,
}

impl<'a> Votes<'a> {
    pub(super) fn new(plan: &'a Plan) -> Self {
        let mut places: HashMap<&str, usize> = HashMap::new();
        let mut votes = Self {
            scorers: Vec::new(),
            segments: Vec::with_capacity(plan.segments.len()),
            unknown: Vec::with_capacity(plan.segments.len()),
        };
        for segment in &plan.segments {
            let mut given = ByCriterion::<Vec<(usize, f64)>>::default();
            let mut unknown = ByCriterion::<Vec<usize>>::default();
            for ballot in &segment.panel {
                let scorer = *places.entry(&ballot.scorer).or_insert_with(|| {
                    votes.scorers.push(&ballot.scorer);
                    votes.scorers.len() - 1
                });
                for one in Criterion::ALL {
                    match ballot.scores.get(*one) {
                        Some(estimate) => given.get_mut(*one).push((scorer, estimate.central())),
                        None if *ballot.unknown.get(*one) => unknown.get_mut(*one).push(scorer),
                        None => {}
                    }
                }
            }
            votes.segments.push(given);
            votes.unknown.push(unknown);
        }
        votes
    }

    /// The scores that have at least one vote: segment, criterion and votes, in file order.
    pub(super) fn cells(&self) -> impl Iterator<Item = (SegmentId, Criterion, &[(usize, f64)])> {
        let segments = self.segments.iter().enumerate();
        let cells = segments.flat_map(|(place, given)| {
            let all = Criterion::ALL.iter();
            all.map(move |one| (SegmentId(place), *one, given.get(*one).as_slice()))
        });
        cells.filter(|(.., votes)| !votes.is_empty())
    }

    /// Whether anyone scored a segment.
    pub(super) fn any(&self, segment: SegmentId) -> bool {
        let given = self.segments.get(segment.0);
        let mut all = Criterion::ALL.iter();
        given.is_some_and(|given| all.any(|one| !given.get(*one).is_empty()))
    }

    /// Whether a scorer gave every score of a segment that anyone gave.
    pub(super) fn is_complete(&self, segment: SegmentId, scorer: usize) -> bool {
        let given = self.segments.get(segment.0);
        given.is_some_and(|given| {
            Criterion::ALL.iter().all(|one| {
                let given = given.get(*one);
                given.is_empty() || given.iter().any(|(one, _)| *one == scorer)
            })
        })
    }

    /// The scores of each segment on a criterion.
    pub(super) fn units(&self, criterion: Criterion) -> Units {
        let scores = |given: &Vec<(usize, f64)>| given.iter().map(|(_, value)| *value).collect();
        let segments = self.segments.iter();
        Units::new(segments.map(|given| scores(given.get(criterion))))
    }

    /// How many scores a scorer doesn't know.
    pub(super) fn unknown_by(&self, scorer: usize) -> usize {
        let all = self.unknown.iter();
        let scores = all.flat_map(|unknown| Criterion::ALL.iter().map(|one| unknown.get(*one)));
        scores.filter(|unknown| unknown.contains(&scorer)).count()
    }

    /// Where someone doesn't know, in file order.
    pub(super) fn unknown(&self, plan: &Plan) -> Vec<DontKnow> {
        let mut found = Vec::new();
        for id in plan.segment_ids() {
            for criterion in Criterion::ALL {
                let unknown = self.unknown[id.0].get(*criterion);
                if unknown.is_empty() {
                    continue;
                }
                found.push(DontKnow {
                    segment: id,
                    criterion: *criterion,
                    scorers: unknown
                        .iter()
                        .map(|one| self.scorers[*one].to_owned())
                        .collect(),
                    scored: self.segments[id.0].get(*criterion).len(),
                });
            }
        }
        found
    }
}

/// The scores that span so many points or more, in file order.
pub(super) fn contested(plan: &Plan, span: f64) -> Vec<Contested> {
    let mut found = Vec::new();
    for id in plan.segment_ids() {
        for criterion in Criterion::ALL {
            let range = is_contested(plan.segment(id), *criterion, span);
            found.extend(range.map(|PanelRange { low, high, .. }| Contested {
                segment: id,
                criterion: *criterion,
                low: low.0,
                high: high.0,
            }));
        }
    }
    found
}
