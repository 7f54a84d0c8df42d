//! The smallest changes of a score that would swap neighbors.

use crate::assess::{Assessment, Candidate, CountedScore, ScoreOrigin, score::rounded};
use crate::order::rank::keys::Contender;
use crate::order::rank::{Ranked, Ranking};
use crate::plan::{Criterion, Plan, SegmentId, Third};
use crate::text::words;

/// What would swap two neighbors of a ranking.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Flip {
    /// The segment ahead.
    pub upper: SegmentId,
    /// The segment behind.
    pub lower: SegmentId,
    /// The smallest improvement of one score of the lower with which it overtakes; `None` if no score
    /// on the scale is enough, or one of the two is pinned.
    pub climb: Option<ScoreChange>,
    /// The smallest worsening of one score of the upper with which it is overtaken; `None` likewise.
    pub slip: Option<ScoreChange>,
}

/// A change of one score, in the plan's own direction (effort is lowered to improve).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ScoreChange {
    /// The segment whose score changes.
    pub segment: SegmentId,
    /// The criterion of the score.
    pub criterion: Criterion,
    /// The score now.
    pub from: f64,
    /// The score after the change.
    pub to: f64,
}

/// What would swap each pair of neighbors, first pair first: the smallest change of a
/// single score within the scale with which the lower strictly overtakes, tie-breaks and file
/// order included. Steps are of one where all the plan's scores are whole, else of a tenth; of
/// changes equally small the one of Impact comes first, then Confidence. A pair with a pinned row
/// has none: the pin decides, not the score.
pub fn flips(plan: &Plan, assessment: &Assessment, ranking: &Ranking) -> Vec<Flip> {
    let search = FlipSearch::new(plan, assessment);
    let neighbors = ranking.ranked.windows(2);
    neighbors
        .filter_map(|pair| search.flip(pair.first()?, pair.last()?))
        .collect()
}

/// What would swap a segment and its neighbors, the upper one first; empty if it is not ranked.
pub fn flips_around(
    plan: &Plan,
    assessment: &Assessment,
    ranking: &Ranking,
    segment: SegmentId,
) -> Vec<Flip> {
    let search = FlipSearch::new(plan, assessment);
    let own = |row: &Ranked| row.segment == segment;
    let neighbors = ranking
        .ranked
        .windows(2)
        .filter(|pair| pair.iter().any(own));
    neighbors
        .filter_map(|pair| search.flip(pair.first()?, pair.last()?))
        .collect()
}

impl Flip {
    /// A change of this pair: "raise Ease of Partners from 4 to 6 and it overtakes Webinar guests".
    pub fn words(&self, plan: &Plan, change: &ScoreChange) -> String {
        let change_words = change.words(plan);
        if change.segment == self.lower {
            format!("{change_words} and it overtakes {}", plan.label(self.upper))
        } else {
            format!("{change_words} and {} overtakes it", plan.label(self.lower))
        }
    }
}

impl ScoreChange {
    /// In words: "raise Ease of Partners from 4 to 6".
    pub fn words(&self, plan: &Plan) -> String {
        let verb = if self.from < self.to {
            "raise"
        } else {
            "lower"
        };
        let criterion = plan.scoring.heading_of(self.criterion);
        let label = plan.label(self.segment);
        let [from, to] = [self.from, self.to].map(|score| words::number(score, 2));
        format!("{verb} {criterion} of {label} from {from} to {to}")
    }

    fn points(&self) -> f64 {
        rounded((self.to - self.from).abs())
    }
}

fn smallest(changes: impl Iterator<Item = ScoreChange>) -> Option<ScoreChange> {
    changes.min_by(|a, b| a.points().total_cmp(&b.points()))
}

struct FlipSearch<'a> {
    plan: &'a Plan,
    assessment: &'a Assessment,
    /// Steps of the grid in one point of the scale: 1 or 10.
    steps: f64,
}

impl<'a> FlipSearch<'a> {
    fn new(plan: &'a Plan, assessment: &'a Assessment) -> Self {
        let candidates = assessment.candidates.iter();
        let mut scores = candidates.flat_map(|candidate| {
            let scores = candidate.scores;
            [scores.impact, scores.confidence, scores.ease]
        });
        let whole = scores.all(|score| score.is_none_or(|score| score.value.fract() == 0.0));
        Self {
            plan,
            assessment,
            steps: if whole { 1.0 } else { 10.0 },
        }
    }

    fn flip(&self, upper: &Ranked, lower: &Ranked) -> Option<Flip> {
        let contender = |row: &Ranked| Contender::new(self.plan, self.assessment, row.segment);
        let (above, below) = (contender(upper)?, contender(lower)?);
        let pinned = upper.pinned.is_some() || lower.pinned.is_some();
        let change = |segment, better: bool, turned: &dyn Fn(&Contender) -> bool| {
            if pinned {
                return None;
            }
            let criteria = Criterion::ALL.iter().copied();
            smallest(criteria.filter_map(|one| self.change(segment, one, better, turned)))
        };
        Some(Flip {
            upper: upper.segment,
            lower: lower.segment,
            climb: change(lower.segment, true, &|lower| lower.compare(&above).is_lt()),
            slip: change(upper.segment, false, &|upper| below.compare(upper).is_lt()),
        })
    }

    /// The smallest change of one score, for the better or the worse, with which `turned` holds of
    /// the segment. A score can change to whole points or tenths and to the end of the scale, on that
    /// grid or not. A better score never puts a segment further behind, so the grid is searched by
    /// halving.
    fn change(
        &self,
        segment: SegmentId,
        criterion: Criterion,
        better: bool,
        turned: &dyn Fn(&Contender) -> bool,
    ) -> Option<ScoreChange> {
        let scoring = &self.plan.scoring;
        let candidate = self.assessment.candidate(segment);
        let from = candidate.scores.get(criterion).as_ref()?.value;
        let turns = |to: f64| {
            let changed = changed(self.plan, candidate, criterion, to);
            Contender::of(self.plan, segment, &changed).is_some_and(|one| turned(&one))
        };
        let is_effort = criterion == Criterion::Ease && scoring.third == Third::Effort;
        let up = better != is_effort;
        let (sign, end) = match up {
            true => (1.0, scoring.scale.max),
            false => (-1.0, scoring.scale.min),
        };
        if !turns(end) {
            return None;
        }
        // Counted along `sign`: the last grid point not beyond the score, and steps from there.
        let start = (from * self.steps * sign + NOISE).floor();
        let at = |step: f64| {
            let score = (sign * start + sign * step) / self.steps;
            if up { score.min(end) } else { score.max(end) }
        };
        let (mut short, mut enough) = (0.0, (end * self.steps * sign - start - NOISE).ceil());
        while enough - short > 1.0 {
            let middle = f64::midpoint(short, enough).floor();
            match turns(at(middle)) {
                true => enough = middle,
                false => short = middle,
            }
        }
        Some(ScoreChange {
            segment,
            criterion,
            from,
            to: at(enough),
        })
    }
}

/// What a score may lie beside the grid by computation alone.
const NOISE: f64 = 1e-9;

fn changed(plan: &Plan, candidate: &Candidate, criterion: Criterion, to: f64) -> Candidate {
    let mut changed = candidate.clone();
    *changed.scores.get_mut(criterion) = Some(CountedScore {
        value: to,
        origin: ScoreOrigin::Agreed,
    });
    changed.scored_by(&plan.scoring)
}
