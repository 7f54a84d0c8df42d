//! Flags on the plan as a whole: its goals, its reviews, how many segments it has and how large.

pub(super) mod expected_too_large;
pub(super) mod expected_too_small;
pub(super) mod goal_not_smart;
pub(super) mod never_reviewed;
pub(super) mod no_goal;
pub(super) mod review_overdue;
pub(super) mod too_few_segments;
pub(super) mod too_many_segments;
pub(super) mod unused_allow;

use crate::plan::SegmentId;
use crate::text::words;
use crate::yaml::Route;

use super::{Facts, Found};

/// Segments whose part of all expected sizes `is_off`, where at least two sizes are given.
fn by_expected_share(facts: &Facts, is_off: impl Fn(f64) -> bool, help: &str) -> Vec<Found> {
    let plan = facts.plan;
    let sizes = plan.segment_ids().zip(&plan.segments);
    let sizes: Vec<(SegmentId, u64)> = sizes
        .filter_map(|(id, segment)| Some((id, segment.expected_size?)))
        .collect();
    let total: f64 = sizes.iter().map(|(_, size)| *size as f64).sum();
    if sizes.len() < 2 || total <= 0.0 {
        return Vec::new();
    }
    let off = sizes.into_iter().filter_map(|(id, size)| {
        let share = size as f64 / total;
        is_off(share).then(|| {
            let message = format!(
                "Its {} expected leads are {} % of all that are expected",
                words::thousands(size),
                words::number(share * 100.0, 1),
            );
            Found::about(id, id.route().key("expected_size"), message, help)
        })
    });
    off.collect()
}

/// The list of segments.
fn segments() -> Route {
    Route::root().key("segments")
}
