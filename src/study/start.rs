//! What to start with.

use super::{AheadBy, Study};
use crate::order::Sureness;
use crate::plan::SegmentId;

/// What a plan says to start with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start<'a> {
    /// The segment at rank 1.
    With(SegmentId),
    /// The two segments on top: the scores do not separate them.
    Either(SegmentId, SegmentId),
    /// The segment that is pinned to rank 1, and why.
    Pinned(SegmentId, &'a str),
}

impl Study {
    /// What to start with; `None` if no segment is ranked.
    pub fn start(&self) -> Option<Start<'_>> {
        let ranked = &self.ranking.ranked;
        let top = ranked.first()?;
        if let Some(why) = &top.pinned {
            return Some(Start::Pinned(top.segment, why));
        }
        let ahead_by = self.rows().next()?.ahead_by;
        let is_open = match ahead_by {
            Some(AheadBy::Keys(sureness)) => sureness <= Sureness::TossUp,
            Some(AheadBy::TieBreak(_)) => true,
            Some(AheadBy::Pin | AheadBy::PinBelow) | None => false,
        };
        Some(match ranked.get(1).filter(|_| is_open) {
            Some(next) => Start::Either(top.segment, next.segment),
            None => Start::With(top.segment),
        })
    }
}
