//! `unknown-qualifier`

use crate::flags::{Facts, Flag, Search, spec};
use crate::plan::{Plan, Qualifier, SegmentId, Verdict};
use crate::text::words;
use crate::yaml::Route;

pub(in crate::flags) const UNKNOWN_QUALIFIER: Flag = Flag {
    spec: spec::UNKNOWN_QUALIFIER,
    several: "segments have unanswered qualifiers",
    matters: "An unanswered question doesn't park a segment, so one can rank high and turn out to \
              be unreachable once the work starts.",
    act: "Take a minute for each of the five: measurable, relevant, actionable, distinguishable, \
          stable. Yes, partly and no are all good answers.",
    example: "\
segments:
  - name: webinar_guests
    scores: {impact: 5, confidence: 8, ease: 9}
    qualifiers: {measurable: yes, actionable: yes}
",
    search: Search::Segments(find, "Answer yes, partly or no, ideally with a reason"),
};

fn find(facts: &Facts, id: SegmentId) -> Option<(Route, String)> {
    let qualifiers = &facts.plan.segment(id).qualifiers;
    let unknown = |one: &Qualifier| qualifiers.get(*one).verdict == Verdict::Unknown;
    let unknown: Vec<Qualifier> = Qualifier::ALL.iter().copied().filter(unknown).collect();
    let names: Vec<&str> = unknown.iter().map(|one| one.name()).collect();
    let first = *unknown.first()?;
    let question = match names.len() {
        5 => "None of the five qualifiers has been assessed".to_owned(),
        _ => format!("Not yet assessed: {}", words::list(&names)),
    };
    let message = format!("{question}{}", short_of_policy(facts, id));
    Some((verdict(facts.plan, id, first), message))
}

/// What is still short of `qualify.at_least`, where only the unknown ones keep it from being parked.
fn short_of_policy(facts: &Facts, id: SegmentId) -> String {
    let candidate = facts.assessment.candidate(id);
    let asked = facts.plan.qualify.at_least;
    if candidate.qualifiers_met >= asked || candidate.qualifiers_possible < asked {
        return String::new();
    }
    let [met, asked] = [candidate.qualifiers_met, asked].map(|count| words::number(count, 1));
    format!("; it meets {met} of the {asked} that the plan requires")
}

/// The unknown verdict itself where it is written, else the verdicts.
fn verdict(plan: &Plan, id: SegmentId, qualifier: Qualifier) -> Route {
    match plan.segment(id).qualifiers.get(qualifier).stated {
        true => id.route().key("qualifiers").key(qualifier.name()),
        false => super::verdicts(plan, id),
    }
}
