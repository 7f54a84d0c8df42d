//! The order of the candidates.

use crate::order::cut::Cut;
use crate::plan::{OrderKey, Plan, SegmentId};

/// The candidates in their order, and those that are in none.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ranking {
    /// Best first; ranks are 1..n.
    pub ranked: Vec<Ranked>,
    /// Parked by their qualifiers, best score first; unscored ones last.
    pub parked: Vec<SegmentId>,
    /// Not parked, but without one of the three scores; in file order.
    pub unscored: Vec<SegmentId>,
    /// Which of the ranked ones the team can serve; `None` if the plan has no capacity.
    pub cut: Option<Cut>,
    /// By segment: its place in `ranked`; `None` if it is not ranked.
    places: Vec<Option<usize>>,
}

/// One ranked candidate.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked {
    /// The segment.
    pub segment: SegmentId,
    /// Its rank, from 1.
    pub rank: usize,
    /// What decided between it and the one above; `None` if the keys did, or one is pinned.
    pub tie_broken_by: Option<TieBreak>,
    /// The reason of its pin, if it is pinned.
    pub pinned: Option<String>,
}

/// What decided between equals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TieBreak {
    /// One of the plan's tie-breaks.
    Key(OrderKey),
    /// Nothing but the order in the file.
    FileOrder,
}

impl TieBreak {
    /// The name as it is written in plans; `file_order` for the last resort.
    pub fn name(self) -> &'static str {
        match self {
            Self::Key(key) => key.name(),
            Self::FileOrder => "file_order",
        }
    }
}

impl Ranking {
    /// Of the candidates of a plan.
    pub(super) fn new(
        plan: &Plan,
        ranked: Vec<Ranked>,
        parked: Vec<SegmentId>,
        unscored: Vec<SegmentId>,
    ) -> Self {
        let mut places = vec![None; plan.segments.len()];
        for (place, row) in ranked.iter().enumerate() {
            places[row.segment.0] = Some(place);
        }
        let order: Vec<SegmentId> = ranked.iter().map(|row| row.segment).collect();
        Self {
            cut: Cut::of(plan, &order),
            ranked,
            parked,
            unscored,
            places,
        }
    }

    /// The priority order for overlap resolution: ranked segments, first to last.
    pub fn order(&self) -> impl Iterator<Item = SegmentId> + '_ {
        self.ranked.iter().map(|row| row.segment)
    }

    /// Whether a segment is ranked and makes the cut; `None` if the plan has no capacity.
    pub fn is_in_cut(&self, segment: SegmentId) -> Option<bool> {
        let cut = self.cut.as_ref()?;
        Some(self.row(segment).is_some_and(|row| cut.has(row.rank)))
    }

    /// A segment's row, where it is ranked; O(1).
    pub fn row(&self, segment: SegmentId) -> Option<&Ranked> {
        let place = (*self.places.get(segment.0)?)?;
        self.ranked.get(place)
    }
}
