//! `pinned-against-score`

use std::collections::HashMap;

use crate::assess::score::rounded;
use crate::diagnostic::Severity;
use crate::flags::{Facts, Flag, Found, Search};
use crate::plan::SegmentId;
use crate::yaml::Route;

pub(crate) const FLAG: Flag = Flag {
    name: "pinned-against-score",
    detects: "A pinned segment stands at another rank than its score would give it",
    options: &[],
    severity: Severity::Info,
    several: "segments are pinned against their score",
    matters: "A pin is a good way to record a decision. It should stay visible that it is one, \
              for as long as the decision stands.",
    act: "Nothing, if the reason still holds. Otherwise take the pin away, or score again what \
          the scores leave out.",
    example: "\
order:
  pin:
    - {segment: key_accounts, rank: 1, because: Board commitment}
segments:
  - name: webinar_guests
    scores: {impact: 8, confidence: 8, ease: 9}
  - name: key_accounts
    scores: {impact: 8, confidence: 6, ease: 2}
",
    needs_leads: false,
    search: Search::Facts(find),
};

fn find(facts: &Facts) -> Vec<Found> {
    let score = |id: SegmentId| {
        facts
            .assessment
            .candidate(id)
            .score
            .map(|one| rounded(one.value))
    };
    let mut scores: Vec<f64> = facts.ranking.order().filter_map(score).collect();
    scores.sort_unstable_by(|a, b| b.total_cmp(a));
    let ranks: HashMap<SegmentId, usize> = facts
        .ranking
        .ranked
        .iter()
        .map(|row| (row.segment, row.rank))
        .collect();
    let pins = facts.plan.order.pins.iter().enumerate();
    let against = pins.filter_map(|(place, pin)| {
        let rank = *ranks.get(&pin.segment)?;
        let own = score(pin.segment)?;
        let best = scores.partition_point(|other| *other > own) + 1;
        let last = scores.partition_point(|other| *other >= own);
        if (best..=last).contains(&rank) {
            return None;
        }
        Some(Found::about(
            pin.segment,
            Route::root().key("order").key("pin").item(place),
            format!("It is pinned to rank {rank}; its score would put it at rank {best}"),
            "Keep the pin while its reason holds, then take it away",
        ))
    });
    against.collect()
}
