//! Which scores are worth talking about: those whose settling would make the order surer.

use crate::assess::Assessment;
use crate::assess::panel::{ballots, joined};
use crate::lists;
use crate::order::certainty::Rehearsal;
use crate::order::{Certainty, Draws, Ranking};
use crate::plan::{Criterion, PanelRule, Plan, SegmentId};

/// The scores on which people differ and which are still open, those first that are most worth
/// talking about.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TalkList {
    /// The scores that were tried, highest gain first.
    pub scores: Vec<Talk>,
    /// How many draws the gains rest on.
    pub draws: usize,
    /// Scores on which people differ that were not tried, because there are too many: those on
    /// which they differ least.
    pub not_tried: usize,
}

/// What settling a score would bring.
///
/// A pair of segments is as sure as the share of simulated rankings that agree which of the two
/// comes first: the winning index or its complement, ½ to 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Talk {
    /// Of which segment.
    pub segment: SegmentId,
    /// On which criterion.
    pub criterion: Criterion,
    /// The lowest score, with the names of those who gave it.
    pub low: (f64, Vec<String>),
    /// The highest score, likewise.
    pub high: (f64, Vec<String>),
    /// How many scored it.
    pub scorers: usize,
    /// The expected gain in sureness, summed over the pairs of the segment with each other one: the
    /// panel ends at its median with probability ½, at its lowest and at its highest score with ¼
    /// each. A gain of 1 is a pair that was open and is decided, twice over. Pinned segments are
    /// left out: the pin decides.
    pub gain: f64,
    /// The expected gain in who makes the cut, likewise, summed over all ranked segments: a segment is
    /// as sure as the share of simulated rankings that agree whether it makes the cut. `None` if the
    /// plan has no capacity.
    pub cut_gain: Option<f64>,
    /// What each of these three would bring: lowest, median, highest.
    pub settled: [Settled; 3],
    /// The other segment whose pair with this one gains most in expectation, and how sure the pair
    /// is before and in expectation after.
    pub against: Option<(SegmentId, f64, f64)>,
}

/// A score settled at a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settled {
    /// The number.
    pub score: f64,
    /// The gain in sureness, summed over the pairs of the segment; below 0 if the order becomes less
    /// sure.
    pub gain: f64,
    /// The gain in who makes the cut; `None` if the plan has no capacity.
    pub cut_gain: Option<f64>,
}

/// How likely the panel ends at its lowest score, its median and its highest.
const LIKELY: [f64; 3] = [0.25, 0.5, 0.25];

/// Comparisons of two segments in one draw, at most; beyond, fewer draws are made and then fewer
/// scores tried.
const MOST_WORK: usize = 400_000_000;
const FEWEST_DRAWS: usize = 1_000;

impl Talk {
    /// Whether settling the score would change how sure the order is by more than a trifle: by a
    /// fifth of a pair, or of a segment at the cut.
    pub fn matters(&self) -> bool {
        self.total_gain() >= 0.2
    }

    /// The gain in the order and at the cut.
    fn total_gain(&self) -> f64 {
        self.gain + self.cut_gain.unwrap_or_default()
    }
}

pub(super) fn talk(
    plan: &Plan,
    assessment: &Assessment,
    ranking: &Ranking,
    certainty: &Certainty,
) -> TalkList {
    let mut open = open_scores(plan, ranking);
    if open.is_empty() {
        return TalkList::default();
    }
    let each = 3 * ranking.ranked.len();
    let draws = (MOST_WORK / (each * open.len())).clamp(FEWEST_DRAWS, Draws::MOST);
    let draws = draws.min(certainty.draws);
    let most = (MOST_WORK / (each * draws)).max(1);
    let not_tried = open.len().saturating_sub(most);
    if not_tried > 0 {
        lists::sort_by(&mut open, |a, b| b.span().total_cmp(&a.span()));
        open.truncate(most);
    }
    let count = Some(draws);
    let seed = certainty.seed;
    let mut trials = Trials {
        ranking,
        draws: Rehearsal::new(plan, assessment, ranking, Draws { count, seed }),
    };
    let mut scores: Vec<Talk> = open.into_iter().map(|open| trials.settle(open)).collect();
    lists::sort_by(&mut scores, |a, b| {
        b.total_gain().total_cmp(&a.total_gain())
    });
    TalkList {
        scores,
        draws,
        not_tried,
    }
}

/// A score on which people differ, not agreed on yet.
struct Open {
    /// The place in the ranking.
    row: usize,
    segment: SegmentId,
    criterion: Criterion,
    /// The scores with those who gave them, lowest first.
    given: Vec<(f64, String)>,
}

impl Open {
    fn span(&self) -> f64 {
        match self.given.as_slice() {
            [(low, _), .., (high, _)] => high - low,
            _ => 0.0,
        }
    }
}

/// The open scores of ranked segments whose place no pin decides.
fn open_scores(plan: &Plan, ranking: &Ranking) -> Vec<Open> {
    let mut open = Vec::new();
    for (place, row) in ranking.ranked.iter().enumerate() {
        let segment = plan.segment(row.segment);
        for criterion in Criterion::ALL {
            if row.pinned.is_some() || segment.scores.get(*criterion).is_some() {
                continue;
            }
            let given = ballots(segment, *criterion);
            let mut given: Vec<(f64, String)> = given
                .map(|(scorer, estimate)| (estimate.central(), scorer.to_owned()))
                .collect();
            lists::sort_by(&mut given, |a, b| a.0.total_cmp(&b.0));
            let one = Open {
                row: place,
                segment: row.segment,
                criterion: *criterion,
                given,
            };
            open.extend((one.span() > 0.0).then_some(one));
        }
    }
    open
}

struct Trials<'a> {
    ranking: &'a Ranking,
    draws: Rehearsal<'a>,
}

impl Trials<'_> {
    fn settle(&mut self, open: Open) -> Talk {
        let Open {
            row,
            segment,
            criterion,
            given,
        } = open;
        let mut values: Vec<f64> = given.iter().map(|(value, _)| *value).collect();
        let median = joined(&mut values, PanelRule::Median).unwrap_or_default();
        let low = values.first().copied().unwrap_or(median);
        let high = values.last().copied().unwrap_or(median);
        let drawn = self.draws.as_drawn(row);
        let before: Vec<f64> = drawn.ahead.iter().copied().map(sureness).collect();
        let cut_before = drawn.in_cut.as_deref().map(total_sureness);
        let mut expected = vec![0.0; before.len()];
        let mut settle = |score: f64, likely: f64| {
            let after = self.draws.settled(row, criterion, score);
            let mut gain = 0.0;
            for (other, share) in after.ahead.into_iter().enumerate() {
                expected[other] += likely * sureness(share);
                if other != row && self.ranking.ranked[other].pinned.is_none() {
                    gain += sureness(share) - before[other];
                }
            }
            let cut_after = after.in_cut.as_deref().map(total_sureness);
            let cut_gain = cut_after
                .zip(cut_before)
                .map(|(after, before)| after - before);
            Settled {
                score,
                gain,
                cut_gain,
            }
        };
        let [least, middle, most] = LIKELY;
        let settled = [
            settle(low, least),
            settle(median, middle),
            settle(high, most),
        ];
        let likely = || settled.iter().zip(LIKELY);
        let others = (0..before.len())
            .filter(|other| *other != row && self.ranking.ranked[*other].pinned.is_none());
        let gain_on = |other: &usize| expected[*other] - before[*other];
        let most = others.max_by(|a, b| gain_on(a).total_cmp(&gain_on(b)));
        let who = |end: f64| {
            let at_end = given.iter().filter(|(value, _)| *value == end);
            (end, at_end.map(|(_, name)| name.clone()).collect())
        };
        Talk {
            segment,
            criterion,
            low: who(low),
            high: who(high),
            scorers: given.len(),
            gain: likely()
                .map(|(settled, likely)| settled.gain * likely)
                .sum(),
            cut_gain: likely()
                .map(|(settled, likely)| Some(settled.cut_gain? * likely))
                .sum(),
            settled,
            against: most.map(|other| {
                let id = self.ranking.ranked[other].segment;
                (id, before[other], expected[other])
            }),
        }
    }
}

/// How sure these shares are together.
fn total_sureness(shares: &[f64]) -> f64 {
    shares.iter().copied().map(sureness).sum()
}

/// How sure a pair is: the share of draws that agree which of the two is ahead.
fn sureness(ahead: f64) -> f64 {
    ahead.max(1.0 - ahead)
}
