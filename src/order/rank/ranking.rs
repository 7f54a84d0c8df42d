//! The order of the candidates.

use crate::plan::{OrderKey, SegmentId};

/// The candidates in their order, and those that are in none.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ranking {
    /// Best first; ranks are 1..n.
    pub ranked: Vec<Ranked>,
    /// Parked by their qualifiers, best score first; unscored ones last.
    pub parked: Vec<SegmentId>,
    /// Not parked, but without one of the three scores; in file order.
    pub unscored: Vec<SegmentId>,
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
    /// For a plan of so many segments.
    pub(super) fn new(
        segments: usize,
        ranked: Vec<Ranked>,
        parked: Vec<SegmentId>,
        unscored: Vec<SegmentId>,
    ) -> Self {
        let mut places = vec![None; segments];
        for (place, row) in ranked.iter().enumerate() {
            places[row.segment.0] = Some(place);
        }
        Self {
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

    /// A segment's row, where it is ranked; O(1).
    pub fn row(&self, segment: SegmentId) -> Option<&Ranked> {
        let place = (*self.places.get(segment.0)?)?;
        self.ranked.get(place)
    }
}
