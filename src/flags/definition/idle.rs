//! Definitions that say nothing, and parts of them that change nothing.

use super::given;
use crate::flags::{Facts, Flag, Found, Search, place, spec};
use crate::plan::SegmentId;

pub(in crate::flags) const ALWAYS_MATCHES: Flag = Flag {
    spec: spec::ALWAYS_MATCHES,
    several: "definitions are true of every lead",
    matters: "A segment that everyone fits is no segment, and those ranked below it can't win a lead. \
              Most often an `or` should be an `and`.",
    act: "Narrow the definition. If everyone is meant to get the message, make it the plan's `default`.",
    example: "\
segments:
  - name: everyone
    where: employees > 10 or employees <= 10 or employees is null
    scores: {impact: 8, confidence: 6, ease: 7}
",
    search: Search::Plan(|facts| {
        let found = facts.reach.segments.iter().filter_map(|one| {
            let bounds = one.always.as_ref()?;
            let message = format!(
                "Every lead fits it{}",
                given(facts.plan, facts.audit, bounds)
            );
            let help =
                "Narrow it: should an `or` be an `and`? For everyone else there is the default";
            Some(Found::about(
                one.segment,
                place::definition(one.segment),
                message,
                help,
            ))
        });
        found.collect()
    }),
};

pub(in crate::flags) const DEAD_TEST: Flag = Flag {
    spec: spec::DEAD_TEST,
    several: "parts of definitions change nothing",
    matters: "Whoever reads the definition believes that this part decides something. Perhaps it was \
              meant to: a bound that another one implies, or a value that can't be, is often a slip.",
    act: "Leave it out, or correct it.",
    example: "\
segments:
  - name: large_companies
    where: employees > 300 and employees > 1500
    scores: {impact: 8, confidence: 6, ease: 7}
",
    search: Search::Plan(|facts| {
        let segments = facts.reach.segments.iter();
        segments.flat_map(|one| idle(facts, one.segment)).collect()
    }),
};

/// A finding for each part of a segment's definition that changes nothing.
fn idle(facts: &Facts, id: SegmentId) -> Vec<Found> {
    let parts = facts.reach.of(id).map_or(&[][..], |one| &one.idle);
    let Some(definition) = &facts.plan.segment(id).definition else {
        return Vec::new();
    };
    let found = parts.iter().map(|part| {
        let at = place::tests(definition, part.tests.clone());
        let written = definition.text.get(at.range()).unwrap_or_default();
        let written: Vec<&str> = written.split_whitespace().collect();
        let message = format!(
            "`{}` changes nothing: the same leads fit without it{}",
            written.join(" "),
            given(facts.plan, facts.audit, &part.given)
        );
        let help = "Leave it out, or correct it";
        Found::about(id, place::definition(id), message, help).within(at)
    });
    found.collect()
}
