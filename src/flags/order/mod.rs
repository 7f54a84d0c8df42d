//! Flags on the order and what it hangs on.

pub(super) mod formula_decides;
pub(super) mod order_disputed;
pub(super) mod pin_without_effect;
pub(super) mod pinned_against_score;
pub(super) mod tied;
pub(super) mod toss_up;

use crate::order::Ranked;

use super::Facts;

/// Two neighbors of the order, neither of them pinned.
#[derive(Clone, Copy)]
struct Neighbors<'a> {
    upper: &'a Ranked,
    lower: &'a Ranked,
    /// Share of draws in which the upper one is ahead, ties half; none where nothing was drawn.
    beats: Option<f64>,
}

fn neighbors<'a>(facts: &Facts<'a>) -> impl Iterator<Item = Neighbors<'a>> {
    let Facts {
        ranking, certainty, ..
    } = *facts;
    let drawn = certainty.rows.iter().map(|row| row.beats_next);
    let drawn = drawn.chain(std::iter::repeat(None));
    let pairs = ranking.ranked.windows(2).zip(drawn);
    pairs.filter_map(|(pair, beats)| match pair {
        [upper, lower] if upper.pinned.is_none() && lower.pinned.is_none() => Some(Neighbors {
            upper,
            lower,
            beats,
        }),
        _ => None,
    })
}
