//! The new order, in which what the draws don't support stays as it was.

use super::Side;
use super::matching::Pair;
use crate::lists;
use crate::order::{Place, Sureness};
use crate::plan::SegmentId;

/// An order of the new plan's ranked segments.
#[derive(Debug, Clone, PartialEq)]
pub struct HeldOrder {
    /// First to last.
    pub order: Vec<SegmentId>,
    /// What stays as it was, in the order in which the segments stand.
    pub held: Vec<HeldPair>,
}

/// Two segments that the new plan ranks the other way round.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HeldPair {
    /// The one that stays ahead.
    pub ahead: SegmentId,
    /// The one that the new plan has ahead of it.
    pub behind: SegmentId,
    /// The share of draws of the new plan in which `behind` is ahead, ties half; below 0.8.
    pub share: f64,
}

/// The new order in which neighbors change places as long as one of them was behind the other and
/// is ahead in less than 80 % of the draws. Pinned segments keep their ranks, and who stands
/// between them may keep two segments apart. `None` beyond
/// [`Certainty::PAIRWISE_UP_TO`](crate::order::Certainty::PAIRWISE_UP_TO)
/// segments, for which no pairs are known.
pub(super) fn held(
    new: Side<'_>,
    pairs: &[Pair],
    was: &[Place],
    is: &[Place],
) -> Option<HeldOrder> {
    let beats = new.certainty.pairwise.as_ref()?;
    // The places of the ranked segments among the pairs, first to last. Ranks are places in `beats`.
    let mut order: Vec<usize> = (0..pairs.len())
        .filter(|at| is[*at].rank().is_some())
        .collect();
    lists::sort_by_key(&mut order, |at| is[*at].rank());
    let is_pinned = |at: usize| {
        let row = pairs[at].new.and_then(|id| new.ranking.row(id));
        row.is_none_or(|row| row.pinned.is_some())
    };
    let share = |upper: usize, lower: usize| -> Option<f64> {
        let place = |at: usize| is[at].rank()?.checked_sub(1);
        beats.get(place(upper)?)?.get(place(lower)?).copied()
    };
    // The share of a pair whose upper one passed the lower one without support.
    let unsupported = |upper: usize, lower: usize| {
        let passed =
            was[upper].rank()? > was[lower].rank()? && is[upper].rank()? < is[lower].rank()?;
        let free = passed && !is_pinned(upper) && !is_pinned(lower);
        share(upper, lower).filter(|share| free && !Sureness::of(*share).separates())
    };
    let mut held = Vec::new();
    // Each exchange puts back one pair, and no pair is put back twice, so it ends.
    while let Some(place) =
        (1..order.len()).find(|place| unsupported(order[place - 1], order[*place]).is_some())
    {
        let (upper, lower) = (order[place - 1], order[place]);
        if let (Some(share), Some(ahead), Some(behind)) = (
            unsupported(upper, lower),
            pairs[lower].new,
            pairs[upper].new,
        ) {
            held.push(HeldPair {
                ahead,
                behind,
                share,
            });
        }
        order.swap(place - 1, place);
    }
    let order: Vec<SegmentId> = order.iter().filter_map(|at| pairs[*at].new).collect();
    let place = |id: SegmentId| order.iter().position(|one| *one == id);
    lists::sort_by_key(&mut held, |pair| (place(pair.ahead), place(pair.behind)));
    Some(HeldOrder { order, held })
}
