//! Pairs that the scores cannot order, and what the team said of them.

use super::{AheadBy, Study};
use crate::order::Sureness;
use crate::plan::{Duel, Plan, SegmentId};
use crate::text::words;

/// Two neighbors of the ranking that the simulated rankings do not order: which comes first?
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OpenPair<'a> {
    /// The one that is ranked higher.
    pub upper: SegmentId,
    /// The next one.
    pub lower: SegmentId,
    /// Share of simulated rankings with `upper` ahead, 0 to 1; `None` where a tie-break decides.
    pub share: Option<f64>,
    /// The votes so far, where the plan has the pair under `duels`.
    pub duel: Option<&'a Duel>,
}

impl Study {
    /// So many pairs are put to a team: an hour has room for no more.
    pub const MOST_DUELS: usize = 5;

    /// The neighbors that the simulated rankings order in fewer than 60 % of cases, or that are
    /// tied: the first [`Study::MOST_DUELS`] from the top, none beside a pin.
    pub fn duels(&self) -> Vec<OpenPair<'_>> {
        let pairs = self.rows().zip(self.rows().skip(1));
        let open = pairs.filter_map(|(upper, lower)| {
            let share = match upper.ahead_by? {
                AheadBy::Keys(Sureness::TossUp | Sureness::Disagrees) => upper.share_ahead(),
                AheadBy::TieBreak(_) => None,
                AheadBy::Keys(_) | AheadBy::Pin | AheadBy::PinBelow => return None,
            };
            let (upper, lower) = (upper.ranked.segment, lower.ranked.segment);
            let mut duels = self.plan().duels.iter();
            Some(OpenPair {
                upper,
                lower,
                share,
                duel: duels.find(|duel| duel.is_between(upper, lower)),
            })
        });
        open.take(Self::MOST_DUELS).collect()
    }

    /// A pair as a question, with the share of simulated rankings and the votes so far.
    pub fn duel_question(&self, pair: &OpenPair<'_>) -> String {
        let [upper, lower] = [pair.upper, pair.lower].map(|id| self.label(id));
        let draws = match pair.share {
            Some(share) => format!(
                "{upper} is ahead in {} of simulated rankings",
                words::percent(share)
            ),
            None => "their scores are equal".to_owned(),
        };
        let votes = pair.duel.filter(|duel| !duel.votes.is_empty());
        let votes = votes.map(|duel| format!("; {}", duel_in_words(self.plan(), duel)));
        format!(
            "{upper} or {lower}? {}{}",
            words::capitalized(&draws),
            votes.unwrap_or_default()
        )
    }

    /// The duels with votes that are no open question: pinned, or ordered by newer scores.
    pub fn decided_duels(&self) -> Vec<&Duel> {
        let open = self.duels();
        let is_open = |duel: &&Duel| {
            let mut pairs = open.iter();
            pairs.any(|pair| duel.is_between(pair.upper, pair.lower))
        };
        let duels = self
            .plan()
            .duels
            .iter()
            .filter(|duel| !duel.votes.is_empty());
        duels.filter(|duel| !is_open(duel)).collect()
    }

    /// What the votes of a segment's duels say: `against Partners: 5 of 7 put Guests first`.
    pub fn votes_on(&self, segment: SegmentId) -> Vec<String> {
        let plan = self.plan();
        let own = plan
            .duels
            .iter()
            .filter(|duel| duel.between.contains(&segment));
        let told = own.filter(|duel| !duel.votes.is_empty()).map(|duel| {
            let [one, other] = duel.between;
            let other = if one == segment { other } else { one };
            format!(
                "against {}: {}",
                self.label(other),
                duel_in_words(plan, duel)
            )
        });
        told.collect()
    }
}

/// A duel as a question with what its votes say: `Partners or Guests? 5 of 7 put Partners first`.
pub fn duel_told(plan: &Plan, duel: &Duel) -> String {
    let [one, other] = duel.between.map(|id| plan.label(id));
    let votes = words::capitalized(&duel_in_words(plan, duel));
    format!("{one} or {other}? {votes}")
}

/// What the votes of a duel say: `5 of 7 put Partners first`.
pub fn duel_in_words(plan: &Plan, duel: &Duel) -> String {
    let votes = duel.votes.len();
    let [first, second] = duel.count();
    let [one, other] = duel.between.map(|id| plan.label(id));
    match duel.winner() {
        Some(winner) => {
            let (most, label) = (first.max(second), plan.label(winner));
            format!("{most} of {votes} put {label} first")
        }
        None if votes == 0 => "no votes yet".to_owned(),
        None => format!("{first} put {one} first, {second} {other}"),
    }
}
