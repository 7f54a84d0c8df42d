//! `outside-panel`

use crate::diagnostic::Severity;
use crate::flags::{Facts, Flag, Found, Search, place, say};
use crate::plan::{Criterion, Estimate, SegmentId};

pub(crate) const FLAG: Flag = Flag {
    name: "outside-panel",
    detects: "An agreed score lies outside the range of the panel's scores",
    options: &[],
    severity: Severity::Warning,
    several: "agreed scores lie outside the panel's range",
    matters: "Nobody on the panel gave that score. It may be a decision from above, a slip, or a \
              score from before the panel met.",
    act: "Check the score. If the team decided on it knowingly, allow the flag and say why.",
    example: "\
segments:
  - name: startups
    scores: {impact: 9}
    panel:
      ana: {impact: 5, confidence: 6, ease: 5}
      bram: {impact: 6, confidence: 5, ease: 6}
",
    needs_leads: false,
    search: Search::Facts(find),
};

fn find(facts: &Facts) -> Vec<Found> {
    let ids = facts.plan.segment_ids();
    ids.flat_map(|id| {
        let criteria = Criterion::ALL.iter().copied();
        criteria.filter_map(move |criterion| outside(facts, id, criterion))
    })
    .collect()
}

fn outside(facts: &Facts, id: SegmentId, criterion: Criterion) -> Option<Found> {
    let plan = facts.plan;
    let segment = plan.segment(id);
    let agreed = (*segment.scores.get(criterion))?.central();
    let range = super::panel_range(segment, criterion, Estimate::bounds)?;
    let (low, high) = (range.low.0, range.high.0);
    if (low - say::HAIR..=high + say::HAIR).contains(&agreed) {
        return None;
    }
    let panel = if high - low < say::HAIR {
        format!("the panel gave {}", say::points(low))
    } else {
        format!(
            "the panel's scores run from {} to {}",
            say::points(low),
            say::points(high)
        )
    };
    let name = say::criterion(plan, criterion);
    Some(Found::about(
        id,
        place::agreed(plan, id, criterion),
        format!("{name} {} is agreed, but {panel}", say::points(agreed)),
        "Correct the score, or allow this with the reason for the decision",
    ))
}
