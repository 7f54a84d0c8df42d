//! `low-confidence`, `low-ease`, `low-impact`: a score in the lowest third of the scale.

use crate::diagnostic::Severity;
use crate::flags::{Facts, Flag, Found, Search, place, say};
use crate::plan::{Criterion, FlagDefault, FlagOption, Third};

/// The threshold that the three low scores share.
const BELOW: FlagOption = FlagOption {
    name: "below",
    meaning: "points; lower scores are flagged",
    default: FlagDefault::OfScale(1.0 / 3.0, "the lowest third of the scale"),
    min: f64::NEG_INFINITY,
    max: f64::INFINITY,
};

const EASE_BELOW: FlagOption = FlagOption {
    meaning: "points of Ease; lower scores are flagged, and Effort is read from the other end",
    ..BELOW
};

pub(crate) const LOW_CONFIDENCE: Flag = Flag {
    name: "low-confidence",
    detects: "Confidence is in {below}",
    options: &[BELOW],
    severity: Severity::Warning,
    several: "segments have a low Confidence",
    matters: "Low Confidence says that data, resources or skills are missing, or that nothing \
              like it has worked before. The score then rests mostly on hope.",
    act: "Do not build the whole series yet. Run a small test or interview a few of these leads, \
          note it under `evidence`, and score again.",
    example: "\
segments:
  - name: startups
    scores: {impact: 9, confidence: 3, ease: 6}
",
    needs_leads: false,
    search: Search::Facts(|facts| low(facts, LOW_CONFIDENCE.name, Criterion::Confidence)),
};

pub(crate) const LOW_EASE: Flag = Flag {
    name: "low-ease",
    detects: "Ease is in {below}, or Effort in the highest",
    options: &[EASE_BELOW],
    severity: Severity::Warning,
    several: "segments take much effort",
    matters: "Time, tools or data that are not there yet eat up what the segment would bring, and \
              the plan's other segments wait meanwhile.",
    act: "Look for a smaller first step: fewer touchpoints, one channel, a text that exists \
          already. Where the effort is agreed and paid for, allow the flag with that reason.",
    example: "\
segments:
  - name: partners
    scores: {impact: 8, confidence: 7, ease: 2}
",
    needs_leads: false,
    search: Search::Facts(|facts| low(facts, LOW_EASE.name, Criterion::Ease)),
};

pub(crate) const LOW_IMPACT: Flag = Flag {
    name: "low-impact",
    detects: "Impact is in {below}",
    options: &[BELOW],
    severity: Severity::Warning,
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
    needs_leads: false,
    search: Search::Facts(|facts| low(facts, LOW_IMPACT.name, Criterion::Impact)),
};

/// Scores in the lowest third of the scale, or below the plan's threshold, favorable direction.
fn low(facts: &Facts, flag: &str, criterion: Criterion) -> Vec<Found> {
    let plan = facts.plan;
    let scale = plan.scoring.scale;
    let turned = plan.scoring.name_of(criterion) == Third::Effort.name();
    let third = BELOW.default_on(scale);
    let below = facts.option(flag, BELOW);
    let why = match ((below - third).abs() < say::HAIR, turned) {
        (true, false) => "in the lowest third".to_owned(),
        (true, true) => "in the highest third".to_owned(),
        (false, false) => format!("below {}", say::points(below)),
        (false, true) => format!("above {}", say::points(scale.turned(below))),
    };
    let low = plan.segment_ids().filter_map(|id| {
        let counted = (*facts.assessment.candidate(id).scores.get(criterion))?;
        let favorable = plan.scoring.favorable(criterion, counted.value);
        (favorable < below - say::HAIR).then(|| {
            let score = say::score(plan, criterion, counted.value);
            let route = place::score(plan, id, criterion);
            Found::about(id, route, format!("{score} is {why}"), low_help(criterion))
        })
    });
    low.collect()
}

fn low_help(criterion: Criterion) -> &'static str {
    match criterion {
        Criterion::Impact => "Find an offer that would move a goal, or let the segment wait",
        Criterion::Confidence => {
            "Run a small test or ask a few of these leads, then score it again with the evidence"
        }
        Criterion::Ease => {
            "Look for a simpler first step, share the work, or allow it where the work is agreed"
        }
    }
}
