//! Panels whose scores are far apart, or that the agreed score departs from.

use crate::assess::panel::{PanelRange, contested as contested_range};
use crate::flags::{Facts, Flag, Found, Search, place, say, spec};
use crate::plan::{Criterion, Estimate, SegmentId};
use crate::text::words;

pub(in crate::flags) const CONTESTED: Flag = Flag {
    spec: spec::CONTESTED,
    several: "scores are contested",
    matters: "One number hides that the team disagrees. Often one scorer knows something that the \
              others do not, or they mean different segments by the same name.",
    act: "Have the two scorers who are furthest apart explain their scores, then rescore. If they \
          still disagree, give the agreed score as a range and allow the flag with the reasons \
          given.",
    example: "\
segments:
  - name: startups
    panel:
      ana: {impact: 9, confidence: 6, ease: 5}
      bram: {impact: 3, confidence: 5, ease: 6}
",
    search: Search::Plan(|facts| each_score(facts, contested)),
};

pub(in crate::flags) const OUTSIDE_PANEL: Flag = Flag {
    spec: spec::OUTSIDE_PANEL,
    several: "agreed scores lie outside the panel's range",
    matters: "No one on the panel gave that score. It may be a decision from above, a typo, or a \
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
    search: Search::Plan(|facts| each_score(facts, outside)),
};

fn each_score(
    facts: &Facts,
    find: fn(&Facts, SegmentId, Criterion) -> Option<Found>,
) -> Vec<Found> {
    let ids = facts.plan.segment_ids();
    let scores = ids.flat_map(|id| Criterion::ALL.iter().map(move |one| (id, *one)));
    scores
        .filter_map(|(id, one)| find(facts, id, one))
        .collect()
}

fn contested(facts: &Facts, id: SegmentId, criterion: Criterion) -> Option<Found> {
    let span = facts.threshold(&spec::CONTESTED, "span");
    let range = contested_range(facts.plan.segment(id), criterion, span)?;
    let ((low, lowest), (high, highest)) = (range.low, range.high);
    let [lowest, highest] = [lowest, highest].map(words::capitalized);
    let message = format!(
        "{} runs from {} ({lowest}) to {} ({highest})",
        facts.plan.scoring.heading_of(criterion),
        words::number(low, 1),
        words::number(high, 1),
    );
    let help = format!("Have {lowest} and {highest} explain their scores, then rescore");
    Some(Found::about(id, id.route().key("panel"), message, help))
}

fn outside(facts: &Facts, id: SegmentId, criterion: Criterion) -> Option<Found> {
    let plan = facts.plan;
    let segment = plan.segment(id);
    let agreed = (*segment.scores.get(criterion))?.central();
    let range = PanelRange::new(segment, criterion, Estimate::bounds)?;
    let (low, high) = (range.low.0, range.high.0);
    if (low - say::HAIR..=high + say::HAIR).contains(&agreed) {
        return None;
    }
    let [shown_low, shown_high, agreed] = [low, high, agreed].map(|end| words::number(end, 1));
    let panel = match high - low < say::HAIR {
        true => format!("the panel gave {shown_low}"),
        false => format!("the panel's scores run from {shown_low} to {shown_high}"),
    };
    let name = plan.scoring.heading_of(criterion);
    Some(Found::about(
        id,
        place::agreed(plan, id, criterion),
        format!("{name} {agreed} is agreed, but {panel}"),
        "Correct the score, or allow this with the reason for the decision",
    ))
}
