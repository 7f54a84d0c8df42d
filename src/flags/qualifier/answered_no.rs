//! A qualifier that the team answers with no.

use crate::assess::ParkReason;
use crate::flags::{Facts, Flag, Search, say, spec};
use crate::plan::{Qualifier, SegmentId, Verdict};
use crate::yaml::Route;

pub(in crate::flags) const NOT_ACTIONABLE: Flag = Flag {
    spec: spec::NOT_ACTIONABLE,
    several: "segments are not actionable",
    matters: "Without touchpoints that reach it, a segment is an insight, not a plan of work. It \
              is parked unless `qualify.required` says otherwise.",
    act: "Find a channel that reaches these leads and someone to serve them, then answer again. \
          Otherwise leave it parked.",
    example: "\
segments:
  - name: anonymous_visitors
    scores: {impact: 6, confidence: 6, ease: 6}
    qualifiers:
      actionable: no
",
    search: Search::Segments(
        |facts, id| answered_no(facts, id, Qualifier::Actionable),
        "Find a channel that reaches these leads and someone to serve them",
    ),
};

pub(in crate::flags) const NOT_DISTINGUISHABLE: Flag = Flag {
    spec: spec::NOT_DISTINGUISHABLE,
    several: "segments are not distinguishable",
    matters: "If the data cannot tell these leads from the others, they cannot be picked out, and \
              their message goes to the wrong people or to nobody.",
    act: "Find an attribute that sets them apart and is filled for most leads, ask for it in the \
          next form, or merge the segment with a similar one.",
    example: "\
segments:
  - name: innovators
    scores: {impact: 6, confidence: 6, ease: 6}
    qualifiers:
      distinguishable: no
",
    search: Search::Segments(
        |facts, id| answered_no(facts, id, Qualifier::Distinguishable),
        "Find or ask for an attribute that sets them apart, or merge with a similar segment",
    ),
};

pub(in crate::flags) const NOT_MEASURABLE: Flag = Flag {
    spec: spec::NOT_MEASURABLE,
    several: "segments are not measurable",
    matters: "No one will be able to tell whether the work paid off: either the outcome isn't \
              counted or the segment's size isn't known.",
    act: "Name an outcome that is recorded for every lead, under `leads`, and a definition whose \
          leads can be counted. Then answer again.",
    example: "\
segments:
  - name: fans
    scores: {impact: 6, confidence: 6, ease: 6}
    qualifiers:
      measurable: no
",
    search: Search::Segments(
        |facts, id| answered_no(facts, id, Qualifier::Measurable),
        "Name an outcome and a definition that can be counted, then answer again",
    ),
};

pub(in crate::flags) const NOT_RELEVANT: Flag = Flag {
    spec: spec::NOT_RELEVANT,
    several: "segments are not relevant",
    matters: "A message that does not help these leads reach their buying goal sooner is one more \
              email to delete, however well it is written.",
    act: "Ask five of these leads what they are trying to get done. Change the message or the \
          offer to that, or drop the segment.",
    example: "\
segments:
  - name: students
    scores: {impact: 6, confidence: 6, ease: 6}
    qualifiers:
      relevant: no
",
    search: Search::Segments(
        |facts, id| answered_no(facts, id, Qualifier::Relevant),
        "Change the message or the offer to what these leads need, or drop the segment",
    ),
};

pub(in crate::flags) const NOT_STABLE: Flag = Flag {
    spec: spec::NOT_STABLE,
    several: "segments are not stable",
    matters: "A segment that comes and goes with a fad or a season, or that is a sliver of the \
              database, is gone before its messages are written.",
    act: "Define it by something that lasts, such as industry or role, or plan it as a one-time \
          campaign outside the priority order.",
    example: "\
segments:
  - name: trade_fair_visitors
    scores: {impact: 6, confidence: 6, ease: 6}
    qualifiers:
      stable: no
",
    search: Search::Segments(
        |facts, id| answered_no(facts, id, Qualifier::Stable),
        "Define it by something that lasts, or make it a one-time campaign",
    ),
};

fn answered_no(facts: &Facts, id: SegmentId, qualifier: Qualifier) -> Option<(Route, String)> {
    let judgement = facts.plan.segment(id).qualifiers.get(qualifier);
    if judgement.verdict != Verdict::No {
        return None;
    }
    let parked = &facts.assessment.candidate(id).parked;
    let marked = match parked.contains(&ParkReason::Lacks(qualifier)) {
        true => "Parked: marked",
        false => "Marked",
    };
    let because = say::reason(judgement.because.as_deref());
    let message = format!("{marked} not {}{because}", qualifier.name());
    let route = id.route().key("qualifiers").key(qualifier.name());
    Some((route, message))
}
