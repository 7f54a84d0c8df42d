//! `unknown-qualifier`

use crate::diagnostic::Severity;
use crate::flags::{Facts, Flag, Found, Search, say};
use crate::plan::{Plan, Qualifier, SegmentId, Verdict};
use crate::text::words;
use crate::yaml::Route;

pub(crate) const FLAG: Flag = Flag {
    name: "unknown-qualifier",
    detects: "A qualifier is unknown or not answered",
    options: &[],
    severity: Severity::Info,
    several: "segments have qualifiers that nobody has answered",
    matters: "An open question parks nothing, so a segment may stand high in the order and turn \
              out to be unreachable when the work starts.",
    act: "Take a minute for each of the five: measurable, relevant, actionable, distinguishable, \
          stable. Yes, partly and no are all good answers.",
    example: "\
segments:
  - name: webinar_guests
    scores: {impact: 5, confidence: 8, ease: 9}
    qualifiers: {measurable: yes, actionable: yes}
",
    needs_leads: false,
    search: Search::Facts(find),
};

fn find(facts: &Facts) -> Vec<Found> {
    let open = facts
        .plan
        .segment_ids()
        .zip(&facts.plan.segments)
        .filter_map(|(id, segment)| {
            let unknown =
                |one: &Qualifier| segment.qualifiers.get(*one).verdict == Verdict::Unknown;
            let unknown: Vec<Qualifier> = Qualifier::ALL.iter().copied().filter(unknown).collect();
            let names: Vec<&str> = unknown.iter().map(|one| one.name()).collect();
            let first = *unknown.first()?;
            let question = match names.len() {
                5 => "None of the five qualifiers is answered".to_owned(),
                _ => format!("Nobody has said whether it is {}", words::list(&names)),
            };
            let message = format!("{question}{}", short_of_policy(facts, id));
            let help = "Answer with yes, partly or no, best with a reason";
            Some(Found::about(
                id,
                verdict(facts.plan, id, first),
                message,
                help,
            ))
        });
    open.collect()
}

/// What is still short of `qualify.at_least`, where only the unknown ones keep it from being parked.
fn short_of_policy(facts: &Facts, id: SegmentId) -> String {
    let candidate = facts.assessment.candidate(id);
    let asked = facts.plan.qualify.at_least;
    if candidate.qualifiers_met >= asked || candidate.qualifiers_possible < asked {
        return String::new();
    }
    let met = say::points(candidate.qualifiers_met);
    format!(
        "; {met} of the {} that the plan asks for are met",
        say::points(asked)
    )
}

/// The unknown verdict itself where it is written, else the verdicts.
fn verdict(plan: &Plan, id: SegmentId, qualifier: Qualifier) -> Route {
    match plan.segment(id).qualifiers.get(qualifier).stated {
        true => id.route().key("qualifiers").key(qualifier.name()),
        false => super::verdicts(plan, id),
    }
}
