//! What the scores that people gave alone say: how far they agree, who scores how, whose order is
//! whose, and which scores are worth talking about. All of it rests on ballots: a score that the team
//! agreed on later changes none of it but the talk list, which is about what is still open.

mod alone;
mod alpha;
mod concordance;
mod scorers;
mod settle;
mod talk;
mod votes;

pub use alone::{Alone, Without};
pub use concordance::Concordance;
pub(crate) use concordance::middle_ranks;
pub use scorers::{PanelScorer, ScorerSeverity};
#[doc(hidden)]
pub use settle::with_note;
pub use settle::{Settlement, settle};
pub use talk::{Settled, Talk, TalkList};
pub use votes::{Contested, DontKnow};

use crate::assess::Assessment;
use crate::order::{Certainty, Ranking};
use crate::plan::{ByCriterion, Plan, SegmentId};
use votes::Votes;

/// What the ballots of a plan say.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    /// The scorers, in the order in which the plan names them first.
    pub scorers: Vec<PanelScorer>,
    /// How far they agree, by criterion.
    pub agreement: ByCriterion<Agreement>,
    /// The segments that the panel scored, in the order that its ballots alone give: without agreed
    /// scores and pins.
    pub order: Vec<SegmentId>,
    /// How far those who scored everything agree on the order; `None` below two of them, below two
    /// segments, or if no one tells segments apart.
    pub concordance: Option<Concordance>,
    /// Scores that lie far apart, in file order.
    pub contested: Vec<Contested>,
    /// Where scorers don't know, in file order.
    pub unknown: Vec<DontKnow>,
    /// The scores worth talking about.
    pub talk: TalkList,
}

/// How far scorers agree on a criterion.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Agreement {
    /// Krippendorff's ordinal α: 1 for full agreement, 0 for chance; `None` if no segment has two
    /// scores, or all scores are the same.
    pub alpha: Option<f64>,
    /// Its 95 % interval, from resampled segments; `None` below two segments, or if most resamples
    /// have no α.
    pub interval: Option<(f64, f64)>,
    /// Segments that two or more scored; α rests on these.
    pub segments: usize,
    /// The scores that these have.
    pub scores: usize,
    /// How many different scores were given.
    pub values: usize,
}

impl Panel {
    /// The scores whose settling would make the order surer, highest gain first.
    pub fn worth_talking_about(&self) -> impl Iterator<Item = &Talk> {
        self.talk.scores.iter().filter(|talk| talk.matters())
    }
}

/// Studies the ballots of a plan. `contested` is the least span of scores, in points, that counts as
/// contested. Draws come from the certainty's seed, and are as many, or fewer in large plans.
pub fn panel(
    plan: &Plan,
    assessment: &Assessment,
    ranking: &Ranking,
    certainty: &Certainty,
    contested: f64,
) -> Panel {
    let votes = Votes::new(plan);
    let orders = alone::orders(plan, ranking, &votes);
    let without = alone::without(plan, ranking, &votes);
    Panel {
        scorers: scorers::scorers(plan, &votes, orders.alone, without),
        agreement: ByCriterion::from_fn(|criterion| {
            let units = votes.units(criterion);
            Agreement {
                alpha: units.ordinal_alpha(),
                interval: units.interval(certainty.seed, criterion.name()),
                segments: units.len(),
                scores: units.scores(),
                values: units.levels.len(),
            }
        }),
        order: orders.panel,
        concordance: orders.concordance,
        contested: votes::contested(plan, contested),
        unknown: votes.unknown(plan),
        talk: talk::talk(plan, assessment, ranking, certainty),
    }
}
