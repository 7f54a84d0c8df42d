//! How sure the order is, when scores are only as exact as they were given.

use serde::Serialize;

use super::spread::Spreads;
use crate::order::rank::Ranking;
use crate::plan::{Plan, SegmentId};
use crate::text::words;

/// How sure a ranking is.
#[derive(Debug, Clone, PartialEq)]
pub struct Certainty {
    /// How many times all scores were drawn.
    pub draws: usize,
    /// The seed of the draws.
    pub seed: u64,
    /// How the scores are spread that were drawn.
    pub spreads: Spreads,
    /// One for each ranked candidate, best first (as `Ranking::ranked`).
    pub rows: Vec<RankCertainty>,
    /// The pairwise winning index between ranked candidates: `beats[i][j]` is the share of draws
    /// in which the `i`-th of the ranking is ahead of the `j`-th, ties half; ½ on the diagonal.
    /// Only up to [`Certainty::PAIRWISE_UP_TO`] candidates.
    pub pairwise: Option<Vec<Vec<f64>>>,
}

impl Certainty {
    /// The share of draws in which one ranked candidate is ahead of another, ties counting half;
    /// `None` if one is not ranked, or the pairs were left out.
    pub fn share_ahead(&self, ranking: &Ranking, one: SegmentId, other: SegmentId) -> Option<f64> {
        let place = |id| ranking.ranked.iter().position(|row| row.segment == id);
        let (one, other) = (place(one)?, place(other)?);
        self.pairwise.as_ref()?.get(one)?.get(other).copied()
    }

    /// Beyond this many candidates the pairwise matrix and the rank shares are left out.
    pub const PAIRWISE_UP_TO: usize = 200;

    /// What the figures rest on: `10,000 simulated rankings, each score ±1 assumed;
    /// based on judgment, not on lead data`.
    pub fn caption(&self, plan: &Plan) -> String {
        let draws = words::count(self.draws, "simulated ranking");
        let spread = self.spreads.words(plan.scoring.margin);
        format!("{draws}, {spread}; based on judgment, not on lead data")
    }
}

/// How sure one candidate's rank is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RankCertainty {
    /// Share of draws in which it comes first; equal ones share a rank equally.
    pub first: f64,
    /// Share of draws in which it is ahead of the next in the ranking, ties counting half; `None` for
    /// the last.
    pub beats_next: Option<f64>,
    /// Share of draws in which it makes the cut: in each of them ties are broken as the plan says,
    /// pinned segments take their ranks, and the cut walks down that order. `None` if the plan has no
    /// capacity.
    #[serde(skip)]
    pub in_cut: Option<f64>,
    /// Mean rank over the draws.
    pub expected_rank: f64,
    /// Low end of the central 90 % of its ranks.
    pub rank_low: usize,
    /// High end of the central 90 % of its ranks.
    pub rank_high: usize,
    /// Number of its group, from 1: neighbors in a group are not separated by a break.
    pub group: usize,
    /// Rank acceptability: share of draws at each rank, first rank first. Only up to
    /// [`Certainty::PAIRWISE_UP_TO`] candidates.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ranks: Option<Vec<f64>>,
}

/// How sure it is that one candidate is ahead of the next, in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sureness {
    /// Ahead in less than half of the simulated rankings, which disagree with the order.
    Disagrees,
    /// Under 60 %.
    TossUp,
    /// 60 % and more.
    Leaning,
    /// 80 % and more.
    Likely,
    /// 95 % and more.
    Sure,
}

impl Sureness {
    /// The word for a share of draws.
    pub fn of(beats_next: f64) -> Self {
        match beats_next {
            share if share >= 0.95 => Self::Sure,
            share if share >= 0.80 => Self::Likely,
            share if share >= 0.60 => Self::Leaning,
            share if share >= 0.50 => Self::TossUp,
            _ => Self::Disagrees,
        }
    }

    /// Whether it is sure enough for a break between neighbors: ahead in 80 % and more.
    pub fn separates(self) -> bool {
        self >= Self::Likely
    }

    /// The word itself.
    pub fn word(self) -> &'static str {
        match self {
            Self::Sure => "sure",
            Self::Likely => "likely",
            Self::Leaning => "leaning",
            Self::TossUp => "toss-up",
            Self::Disagrees => "disagrees",
        }
    }
}
