//! `no-definition`, `no-message`, `no-owner`, `no-touchpoints`: a part that the segment lacks.

use crate::diagnostic::Severity;
use crate::flags::{Facts, Flag, Found, Search, place};
use crate::plan::Segment;

pub(crate) const NO_DEFINITION: Flag = Flag {
    name: "no-definition",
    detects: "The segment has no `where`, so no lead can be assigned to it",
    options: &[],
    severity: Severity::Info,
    several: "segments have no definition",
    matters: "Without a definition the segment keeps its place in the order, but no lead table \
              can show its size, and no lead gets its message.",
    act: "Say in `where` which leads fit, with the attributes that the lead table has.",
    example: "\
segments:
  - name: plant_managers
    scores: {impact: 8, confidence: 6, ease: 7}
",
    needs_leads: false,
    search: Search::Facts(|facts| {
        missing_parts(
            facts,
            |one| one.definition.is_none(),
            "It has no definition, so no lead can be assigned to it",
            "Say who fits, for example `where: industry = 'Manufacturing'`",
        )
    }),
};

pub(crate) const NO_MESSAGE: Flag = Flag {
    name: "no-message",
    detects: "The segment has no message of its own",
    options: &[],
    severity: Severity::Info,
    several: "segments have no message",
    matters: "A candidate that nobody can name a distinct message for should not be a segment: its \
              leads would get what all the others get.",
    act: "Write in one line what these leads are told and no others. If none comes to mind, merge \
          the segment with its neighbor.",
    example: "\
segments:
  - name: plant_managers
    scores: {impact: 8, confidence: 6, ease: 7}
",
    needs_leads: false,
    search: Search::Facts(|facts| {
        missing_parts(
            facts,
            |one| one.message.is_none(),
            "It has no message yet",
            "Say in one line what these leads are told, for example `message: Cut changeover time`",
        )
    }),
};

pub(crate) const NO_OWNER: Flag = Flag {
    name: "no-owner",
    detects: "The segment has no owner",
    options: &[],
    severity: Severity::Info,
    several: "segments have no owner",
    matters: "What belongs to everyone waits for someone. At the next review nobody can say what was \
              tried.",
    act: "Name one person, even if several work on it.",
    example: "\
segments:
  - name: plant_managers
    scores: {impact: 8, confidence: 6, ease: 7}
",
    needs_leads: false,
    search: Search::Facts(|facts| {
        missing_parts(
            facts,
            |one| one.owner.is_none(),
            "Nobody owns it yet",
            "Name who works on it, for example `owner: Priya`",
        )
    }),
};

pub(crate) const NO_TOUCHPOINTS: Flag = Flag {
    name: "no-touchpoints",
    detects: "The segment has no touchpoints",
    options: &[],
    severity: Severity::Info,
    several: "segments have no touchpoints",
    matters: "A segment is actionable if the team can build a series of contacts that reach it. As long \
              as none is listed, nobody knows how much work it is.",
    act: "List two or three: the channel, and what it carries.",
    example: "\
segments:
  - name: plant_managers
    scores: {impact: 8, confidence: 6, ease: 7}
",
    needs_leads: false,
    search: Search::Facts(|facts| {
        missing_parts(
            facts,
            |one| one.touchpoints.is_empty(),
            "It has no touchpoints yet",
            "List how it is reached, for example `touchpoints: [{channel: email, content: Benchmark}]`",
        )
    }),
};

/// Segments that lack a part.
fn missing_parts(
    facts: &Facts,
    lacks: impl Fn(&Segment) -> bool,
    message: &str,
    help: &str,
) -> Vec<Found> {
    let segments = facts.plan.segment_ids().zip(&facts.plan.segments);
    let lacking = segments.filter(|(_, segment)| lacks(segment));
    lacking
        .map(|(id, _)| Found::about(id, place::name(id), message, help))
        .collect()
}
