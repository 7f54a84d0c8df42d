//! A part that a segment lacks.

use crate::flags::{Flag, Search, spec};

/// A plan whose segment has a name and scores, and nothing else.
const SCORED_ONLY: &str = "\
segments:
  - name: plant_managers
    scores: {impact: 8, confidence: 6, ease: 7}
";

pub(super) const NO_DEFINITION: Flag = Flag {
    spec: spec::NO_DEFINITION,
    several: "segments have no definition",
    matters: "Without a definition the segment keeps its place in the order, but no lead table \
              can show its size, and no lead gets its message.",
    act: "Say in `where` which leads fit, with the attributes that the lead table has.",
    example: SCORED_ONLY,
    search: Search::EachSegment(
        |one| one.definition.is_none(),
        "It has no definition, so no lead can be assigned to it",
        "Say who fits, for example `where: industry = 'Manufacturing'`",
    ),
};

pub(super) const NO_MESSAGE: Flag = Flag {
    spec: spec::NO_MESSAGE,
    several: "segments have no message",
    matters: "If no one can name a distinct message for it, it should not be a segment: its leads \
              would get what everyone else gets.",
    act: "Write in one line what only these leads should hear. If nothing comes to mind, merge the \
          segment with a similar one.",
    example: SCORED_ONLY,
    search: Search::EachSegment(
        |one| one.message.is_none(),
        "It has no message yet",
        "Say in one line what these leads are told, for example `message: Cut changeover time`",
    ),
};

pub(super) const NO_OWNER: Flag = Flag {
    spec: spec::NO_OWNER,
    several: "segments have no owner",
    matters: "Without an owner the work waits, and at the next review no one can say what was \
              tried.",
    act: "Name one person, even if several work on it.",
    example: SCORED_ONLY,
    search: Search::EachSegment(
        |one| one.owner.is_none(),
        "It has no owner yet",
        "Name who works on it, for example `owner: Priya`",
    ),
};

pub(super) const NO_TOUCHPOINTS: Flag = Flag {
    spec: spec::NO_TOUCHPOINTS,
    several: "segments have no touchpoints",
    matters: "A segment is actionable if the team can build a series of contacts that reach it. \
              Until they are listed, no one knows how much work it is.",
    act: "List two or three: the channel, and what it carries.",
    example: SCORED_ONLY,
    search: Search::EachSegment(
        |one| one.touchpoints.is_empty(),
        "It has no touchpoints yet",
        "List how to reach it, for example `touchpoints: [{channel: email, content: Benchmark}]`",
    ),
};
