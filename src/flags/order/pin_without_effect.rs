//! `pin-without-effect`

use std::collections::HashSet;

use crate::diagnostic::Severity;
use crate::flags::{Facts, Flag, Found, Search};
use crate::plan::SegmentId;
use crate::yaml::Route;

pub(crate) const FLAG: Flag = Flag {
    name: "pin-without-effect",
    detects: "A pin names a segment that is parked or has no score",
    options: &[],
    severity: Severity::Warning,
    several: "pins have no effect",
    matters: "Someone decided that this segment comes at a certain rank, and it has none. Either \
              the decision or the verdict is out of date.",
    act: "Change what parks the segment or give it its scores, or take the pin away.",
    example: "\
order:
  pin:
    - {segment: key_accounts, rank: 1, because: Board commitment}
segments:
  - name: key_accounts
    scores: {impact: 8, confidence: 9, ease: 5}
    qualifiers: {actionable: no}
  - name: webinar_guests
    scores: {impact: 5, confidence: 8, ease: 9}
",
    needs_leads: false,
    search: Search::Facts(find),
};

fn find(facts: &Facts) -> Vec<Found> {
    let ranked: HashSet<SegmentId> = facts.ranking.order().collect();
    let pins = facts.plan.order.pins.iter().enumerate();
    let idle = pins.filter(|(_, pin)| !ranked.contains(&pin.segment));
    idle.map(|(place, pin)| {
        let parked = !facts.assessment.candidate(pin.segment).parked.is_empty();
        let (is, help) = match parked {
            true => ("is parked", "Change what parks it, or take the pin away"),
            false => ("has no score", "Give it its scores, or take the pin away"),
        };
        let route = Route::root().key("order").key("pin").item(place);
        let message = format!(
            "The pin to rank {} has no effect: the segment {is}",
            pin.rank
        );
        Found::about(pin.segment, route, message, help)
    })
    .collect()
}
