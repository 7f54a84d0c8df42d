//! A score in the lowest third of the scale.

use crate::flags::{Facts, Flag, Search, place, say, spec};
use crate::plan::format::flags::FlagSpec;
use crate::plan::{Criterion, SegmentId, Third};
use crate::text::words;
use crate::yaml::Route;

pub(in crate::flags) const LOW_CONFIDENCE: Flag = Flag {
    spec: spec::LOW_CONFIDENCE,
    several: "segments have a low Confidence",
    matters: "Low Confidence says that data, resources or skills are missing, or that nothing \
              like it has worked before. The score then rests mostly on hope.",
    act: "Do not build the whole series yet. Run a small test or interview a few of these leads, \
          note it under `evidence`, and rescore.",
    example: "\
segments:
  - name: startups
    scores: {impact: 9, confidence: 3, ease: 6}
",
    search: Search::Segments(
        |facts, id| low(facts, id, &spec::LOW_CONFIDENCE, Criterion::Confidence),
        "Run a small test or ask a few of these leads, then rescore with the evidence",
    ),
};

pub(in crate::flags) const LOW_EASE: Flag = Flag {
    spec: spec::LOW_EASE,
    several: "segments take a lot of effort",
    matters: "Missing time, tools or data can cost more than the segment brings in, and the plan's \
              other segments wait in the meantime.",
    act: "Look for a smaller first step: fewer touchpoints, one channel, a text that exists \
          already. Where the effort is agreed and paid for, allow the flag with that reason.",
    example: "\
segments:
  - name: partners
    scores: {impact: 8, confidence: 7, ease: 2}
",
    search: Search::Segments(
        |facts, id| low(facts, id, &spec::LOW_EASE, Criterion::Ease),
        "Look for a simpler first step, share the work, or allow it where the work is agreed",
    ),
};

pub(in crate::flags) const LOW_IMPACT: Flag = Flag {
    spec: spec::LOW_IMPACT,
    several: "segments have a low Impact",
    matters: "Work on a segment is worth its cost only if the segment can add to conversions, \
              revenue or satisfaction. However easy it is, a segment that adds little takes the \
              hours of one that would.",
    act: "Ask which goal of the plan the segment serves. Find an offer that would move that goal, \
          or let the segment wait and send its leads the general messages.",
    example: "\
segments:
  - name: alumni
    scores: {impact: 2, confidence: 8, ease: 9}
",
    search: Search::Segments(
        |facts, id| low(facts, id, &spec::LOW_IMPACT, Criterion::Impact),
        "Find an offer that would move a goal, or let the segment wait",
    ),
};

/// A score in the lowest third of the scale or below the plan's threshold; Effort counts as Ease.
fn low(
    facts: &Facts,
    id: SegmentId,
    flag: &FlagSpec,
    criterion: Criterion,
) -> Option<(Route, String)> {
    let scoring = &facts.plan.scoring;
    let counted = (*facts.assessment.candidate(id).scores.get(criterion))?;
    let below = facts.threshold(flag, "below");
    if scoring.favorable(criterion, counted.value) >= below - say::HAIR {
        return None;
    }
    let third = scoring.scale.min + scoring.scale.span() / 3.0;
    let turned = scoring.name_of(criterion) == Third::Effort.name();
    let why = match ((below - third).abs() < say::HAIR, turned) {
        (true, false) => "in the lowest third".to_owned(),
        (true, true) => "in the highest third".to_owned(),
        (false, false) => format!("below {}", words::number(below, 1)),
        (false, true) => format!("above {}", words::number(scoring.scale.turned(below), 1)),
    };
    let score = say::score(facts.plan, criterion, counted.value);
    let route = place::score(facts.plan, id, criterion);
    Some((route, format!("{score} is {why}")))
}
