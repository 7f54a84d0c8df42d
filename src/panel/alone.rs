//! The order that each scorer alone would give, and the order without each of them.

use super::concordance::{Concordance, tau_b};
use super::votes::Votes;
use crate::assess::{assess, panel::joined};
use crate::order::{Ranking, rank};
use crate::plan::{ByCriterion, Criterion, Estimate, Plan, SegmentId};

/// The order that one person's scores give.
#[derive(Debug, Clone, PartialEq)]
pub struct Alone {
    /// The segments that the panel scored, best first; pins play no part.
    pub order: Vec<SegmentId>,
    /// Kendall's τ-b between this order and the panel's, by the ordering keys: 1 for the same, −1
    /// for the reverse. `None` if one of the two has all equal, or below two segments.
    pub tau: Option<f64>,
}

/// The order without one person's scores.
#[derive(Debug, Clone, PartialEq)]
pub struct Without {
    /// What comes first then; `None` if nothing is ranked.
    pub first: Option<SegmentId>,
    /// How many pairs change places, of those that are ranked with and without the person.
    pub reordered: usize,
    /// How many pairs these are.
    pub pairs: usize,
    /// Segments that are not ranked without them.
    pub unranked: Vec<SegmentId>,
}

/// The orders that ballots alone give; pins play no part.
pub(super) struct Orders {
    /// The segments that the panel scored by its median or mean, best first.
    pub(super) panel: Vec<SegmentId>,
    /// By scorer.
    pub(super) alone: Vec<Option<Alone>>,
    /// How far the scorers' orders agree.
    pub(super) concordance: Option<Concordance>,
}

/// The panel's order, and each scorer's own, where they gave every score of a ranked segment that anyone gave; a score
/// that no one gave alone is the agreed one for all.
pub(super) fn orders(plan: &Plan, ranking: &Ranking, votes: &Votes<'_>) -> Orders {
    let mut segments: Vec<SegmentId> = ranking.order().filter(|id| votes.any(*id)).collect();
    segments.sort_unstable();
    let mut trial = Trial::new(plan, segments);
    trial.plan.order.pins.clear();
    let panel = |agreed: Option<Estimate>, given: &[Vote]| match given {
        [] => agreed,
        given => joint(given.iter(), plan),
    };
    let together = trial.rank(votes, &panel);
    let panel = keyed_places(&together, trial.segments.len());
    let (mut alone, mut orders) = (Vec::new(), Vec::new());
    for scorer in 0..votes.scorers.len() {
        let complete = |id: &SegmentId| votes.is_complete(*id, scorer);
        if trial.segments.is_empty() || !trial.segments.iter().all(complete) {
            alone.push(None);
            continue;
        }
        let own = |agreed: Option<Estimate>, given: &[Vote]| match given {
            [] => agreed,
            given => joint(given.iter().filter(|(one, _)| *one == scorer), plan),
        };
        let ranking = trial.rank(votes, &own);
        let places = keyed_places(&ranking, trial.segments.len());
        alone.push(Some(Alone {
            order: ranking.order().map(|id| trial.segments[id.0]).collect(),
            tau: tau_b(&places, &panel),
        }));
        orders.push(places);
    }
    Orders {
        panel: together.order().map(|id| trial.segments[id.0]).collect(),
        alone,
        concordance: Concordance::of(&orders),
    }
}

/// The order without each scorer: agreed scores, pins and all else stay.
pub(super) fn without(plan: &Plan, ranking: &Ranking, votes: &Votes<'_>) -> Vec<Without> {
    let mut trial = Trial::new(plan, plan.segment_ids().collect());
    let scorers = 0..votes.scorers.len();
    let without = scorers.map(|scorer| {
        let others = |agreed: Option<Estimate>, given: &[Vote]| {
            let others = given.iter().filter(|(one, _)| *one != scorer);
            agreed.or_else(|| joint(others, plan))
        };
        let other = trial.rank(votes, &others);
        let both = ranking.order().filter_map(|id| Some(other.row(id)?.rank));
        let ranks: Vec<usize> = both.collect();
        let later = ranks.iter().enumerate();
        let reordered = later.map(|(place, rank)| {
            let above = ranks[..place].iter();
            above.filter(|above| *above > rank).count()
        });
        Without {
            first: other.order().next(),
            reordered: reordered.sum(),
            pairs: ranks.len() * ranks.len().saturating_sub(1) / 2,
            unranked: ranking
                .order()
                .filter(|id| other.row(*id).is_none())
                .collect(),
        }
    });
    without.collect()
}

/// A scorer's place and their score.
type Vote = (usize, f64);

/// What makes a score of the agreed one and the votes.
type ScoreOf<'a> = dyn Fn(Option<Estimate>, &[Vote]) -> Option<Estimate> + 'a;

/// The score that the plan's rule makes of some votes.
fn joint<'a>(votes: impl Iterator<Item = &'a Vote>, plan: &Plan) -> Option<Estimate> {
    let mut values: Vec<f64> = votes.map(|(_, value)| *value).collect();
    joined(&mut values, plan.scoring.panel).map(Estimate::Point)
}

/// For each segment its place by the ordering keys, from 1; equals share one.
fn keyed_places(ranking: &Ranking, segments: usize) -> Vec<f64> {
    let mut places = vec![0.0; segments];
    let mut place = 0.0;
    for row in &ranking.ranked {
        place += f64::from(u8::from(row.tie_broken_by.is_none()));
        places[row.segment.0] = place;
    }
    places
}

/// Some segments of a plan, to be ranked with other scores.
struct Trial {
    plan: Plan,
    /// Their places in the whole plan.
    segments: Vec<SegmentId>,
    agreed: Vec<ByCriterion<Option<Estimate>>>,
}

impl Trial {
    fn new(plan: &Plan, segments: Vec<SegmentId>) -> Self {
        let mut trial = plan.clone();
        trial.segments = segments
            .iter()
            .map(|id| plan.segment(*id).clone())
            .collect();
        for segment in &mut trial.segments {
            segment.panel.clear();
        }
        Self {
            agreed: trial
                .segments
                .iter()
                .map(|segment| segment.scores)
                .collect(),
            plan: trial,
            segments,
        }
    }

    /// The order with the scores that a function makes.
    fn rank(&mut self, votes: &Votes<'_>, score: &ScoreOf<'_>) -> Ranking {
        for (place, segment) in self.plan.segments.iter_mut().enumerate() {
            let given = &votes.segments[self.segments[place].0];
            let agreed = &self.agreed[place];
            for one in Criterion::ALL {
                *segment.scores.get_mut(*one) = score(*agreed.get(*one), given.get(*one));
            }
        }
        rank(&self.plan, &assess(&self.plan))
    }
}
