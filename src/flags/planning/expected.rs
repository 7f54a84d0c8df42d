//! How large segments are expected to be.

use crate::flags::{Facts, Flag, Found, Search, spec};
use crate::plan::SegmentId;
use crate::text::words;

pub(in crate::flags) const EXPECTED_TOO_LARGE: Flag = Flag {
    spec: spec::EXPECTED_TOO_LARGE,
    several: "segments are expected to be very large",
    matters: "One message for almost everyone is what segments are meant to replace.",
    act: "Split it where its leads need different messages: by size, role, stage or need.",
    example: "\
segments:
  - name: everyone_else
    scores: {impact: 4, confidence: 6, ease: 6}
    expected_size: 4000
  - name: manufacturers
    scores: {impact: 8, confidence: 6, ease: 7}
    expected_size: 400
",
    search: Search::Plan(|facts| {
        let from = facts.threshold(&spec::EXPECTED_TOO_LARGE, "from");
        let help = "Split where the leads need different messages";
        by_expected_share(facts, |share| share >= from, help)
    }),
};

pub(in crate::flags) const EXPECTED_TOO_SMALL: Flag = Flag {
    spec: spec::EXPECTED_TOO_SMALL,
    several: "segments are expected to be very small",
    matters: "Messages and touchpoints cost the same for twenty leads as for two thousand, and \
              the outcome of twenty cannot be told from chance.",
    act: "Widen the definition, merge it with a similar segment, or have someone call these few.",
    example: "\
segments:
  - name: ministries
    scores: {impact: 7, confidence: 6, ease: 6}
    expected_size: 5
  - name: manufacturers
    scores: {impact: 8, confidence: 6, ease: 7}
    expected_size: 400
",
    search: Search::Plan(|facts| {
        let below = facts.threshold(&spec::EXPECTED_TOO_SMALL, "below");
        let help = "Widen the definition, or merge with a similar segment";
        by_expected_share(facts, |share| share < below, help)
    }),
};

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
                "It is expected to hold {} leads, {} of all expected leads",
                words::thousands(size),
                words::rate(share),
            );
            Found::about(id, id.route().key("expected_size"), message, help)
        })
    });
    off.collect()
}
