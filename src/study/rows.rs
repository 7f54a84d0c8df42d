//! The ranked segments, each with what puts it ahead of the next and how surely it makes the cut.

use serde::Serialize;

use super::Study;
use crate::assess::panel::widest_gap;
use crate::order::{RankCertainty, Ranked, Sureness, TieBreak};
use crate::plan::SegmentId;
use crate::text::words::percent;

/// A ranked segment with all that is known of its rank.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// Its rank, its pin and its tie.
    pub ranked: &'a Ranked,
    /// How its rank fared in the simulated rankings, pins left aside.
    pub certainty: &'a RankCertainty,
    /// What puts it ahead of the next; none for the last, unless that is pinned.
    pub ahead_by: Option<AheadBy>,
    /// Whether it makes the cut; `None` if the plan has no capacity.
    pub cut: Option<CutPlace>,
}

/// What puts a ranked segment ahead of the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AheadBy {
    /// It is pinned to its rank.
    Pin,
    /// The next one is pinned to its rank.
    PinBelow,
    /// The ordering keys leave the two equal, so this decides.
    TieBreak(TieBreak),
    /// The ordering keys decide, with this certainty.
    Keys(Sureness),
}

impl AheadBy {
    /// `upper` stands right above `lower`, and ahead of it in this share of simulated rankings.
    fn between(upper: &Ranked, lower: Option<&Ranked>, share: Option<f64>) -> Option<Self> {
        if upper.pinned.is_some() {
            return Some(Self::Pin);
        }
        let lower = lower?;
        if lower.pinned.is_some() {
            return Some(Self::PinBelow);
        }
        match lower.tie_broken_by {
            Some(tie_break) => Some(Self::TieBreak(tie_break)),
            None => share.map(Sureness::of).map(Self::Keys),
        }
    }

    /// Whether a pin decides, so that the scores do not.
    pub fn is_pin(self) -> bool {
        matches!(self, Self::Pin | Self::PinBelow)
    }

    /// The word that outputs print: `pinned`, `next pinned`, `tied`, or how sure it is.
    pub fn word(self) -> &'static str {
        match self {
            Self::Pin => "pinned",
            Self::PinBelow => "next pinned",
            Self::TieBreak(_) => "tied",
            Self::Keys(sureness) => sureness.word(),
        }
    }
}

impl Row<'_> {
    /// What puts it ahead of the next, in a word, with the share of draws where those decide; empty for
    /// the last.
    pub fn sureness(&self) -> String {
        let word = self.ahead_by.map_or("", AheadBy::word);
        match self.share_ahead() {
            Some(share) => format!("{word} {}", percent(share)),
            None => word.to_owned(),
        }
    }

    /// Share of simulated rankings ahead of the next, 0 to 1; none for the last and beside a pin.
    pub fn share_ahead(&self) -> Option<f64> {
        let pinned = self.ahead_by.is_some_and(AheadBy::is_pin);
        self.certainty.beats_next.filter(|_| !pinned)
    }
}

/// Whether a ranked segment makes the cut, and how surely.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct CutPlace {
    /// Whether it makes the cut.
    #[serde(rename = "in")]
    pub is_in: bool,
    /// Share of simulated rankings in which it does, 0 to 1.
    pub share: f64,
}

impl CutPlace {
    /// `72 % likely to make it`
    pub fn likely(self) -> String {
        format!("{} likely to make it", percent(self.share))
    }

    /// `in 72 %` or `out 28 %`, for a table.
    pub fn word(self) -> String {
        let word = if self.is_in { "in" } else { "out" };
        format!("{word} {}", percent(self.share))
    }
}

/// Two neighbors of the order among the segments whose leads are counted, and the leads for which
/// it matters which of them comes first.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stake {
    /// The one that comes first.
    pub upper: SegmentId,
    /// The other.
    pub lower: SegmentId,
    /// Leads that change hands if the two change places; at least 1.
    pub leads: u64,
    /// Share of simulated rankings with `upper` ahead, 0 to 1; `None` if one of the two is pinned.
    pub share: Option<f64>,
}

impl Study {
    /// The ranked segments, best first.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.ranking
            .ranked
            .iter()
            .filter_map(|row| self.row_of(row))
    }

    fn row_of<'a>(&'a self, ranked: &'a Ranked) -> Option<Row<'a>> {
        let certainty = self.certainty().rows.get(ranked.rank.checked_sub(1)?)?;
        let next = self.ranking.ranked.get(ranked.rank);
        let is_in = self.ranking.is_in_cut(ranked.segment);
        let cut = is_in.zip(certainty.in_cut);
        Some(Row {
            cut: cut.map(|(is_in, share)| CutPlace { is_in, share }),
            ranked,
            certainty,
            ahead_by: AheadBy::between(ranked, next, certainty.beats_next),
        })
    }

    /// A segment's row; `None` if it is not ranked.
    pub fn row(&self, segment: SegmentId) -> Option<Row<'_>> {
        self.row_of(self.ranking.row(segment)?)
    }

    /// The highest segment whose place the scores decide, the next one, and the share of simulated
    /// rankings in which the first is ahead; `None` if a pin decides everywhere.
    pub fn top_two(&self) -> Option<(Row<'_>, Row<'_>, f64)> {
        let mut pairs = self.rows().zip(self.rows().skip(1));
        pairs.find_map(|(top, next)| Some((top, next, top.share_ahead()?)))
    }

    /// The widest gap between two scorers of a segment on one score, in points of the scale; `None`
    /// if fewer than two scored the same.
    pub fn spread(&self, segment: SegmentId) -> Option<f64> {
        widest_gap(self.plan().segment(segment))
    }

    /// Whether a ranked segment was scored by several people.
    pub fn has_panel(&self) -> bool {
        self.ranking.order().any(|id| self.spread(id).is_some())
    }

    /// Runs of neighbors that the simulated rankings do not separate, as first and last rank;
    /// pinned segments are in none.
    pub fn groups(&self) -> Vec<(usize, usize)> {
        let mut groups: Vec<(usize, usize)> = Vec::new();
        let mut last = None;
        for row in self.rows().filter(|row| row.ranked.pinned.is_none()) {
            match groups.last_mut() {
                Some(group) if last == Some(row.certainty.group) => group.1 = row.ranked.rank,
                _ => groups.push((row.ranked.rank, row.ranked.rank)),
            }
            last = Some(row.certainty.group);
        }
        groups
    }

    /// The pairs of neighbors on whose order leads depend; empty without a lead table, and beyond
    /// [`crate::order::Certainty::PAIRWISE_UP_TO`] segments.
    pub fn stakes(&self) -> Vec<Stake> {
        let counted = self
            .audit
            .iter()
            .flat_map(|audit| audit.segments.windows(2));
        let stakes = counted.filter_map(|pair| {
            let (upper, lower) = (pair[0].segment, pair[1].segment);
            let (_, leads) = *pair[1].lost_to.iter().find(|(taker, _)| *taker == upper)?;
            let share = self.certainty().share_ahead(&self.ranking, upper, lower)?;
            let pinned = |id| self.ranking.row(id).is_some_and(|row| row.pinned.is_some());
            Some(Stake {
                upper,
                lower,
                leads,
                share: Some(share).filter(|_| !pinned(upper) && !pinned(lower)),
            })
        });
        stakes.filter(|stake| stake.leads > 0).collect()
    }
}
