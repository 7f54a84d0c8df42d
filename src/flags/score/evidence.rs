//! What Confidence rests on.

use crate::condition;
use crate::flags::{Flag, Search, place, say, spec};
use crate::plan::{Criterion, EvidenceKind};
use crate::text::words;

pub(in crate::flags) const STALE_EVIDENCE: Flag = Flag {
    spec: spec::STALE_EVIDENCE,
    several: "segments rest on stale evidence",
    matters: "Markets, lists and offers change. A two-year-old test supports the Confidence of two \
              years ago.",
    act: "Repeat the cheapest of the tests or look at the latest campaign, add it with its date, \
          and rescore Confidence.",
    example: "\
as_of: 2027-01-04
segments:
  - name: plant_managers
    scores: {impact: 8, confidence: 6, ease: 7}
    evidence:
      - kind: past_campaign
        date: 2024-10-02
",
    search: Search::Segments(
        |facts, id| {
            let dated = facts.plan.segment(id).evidence.iter().enumerate();
            let dated = dated.filter_map(|(place, one)| Some((one.date?, place)));
            let (newest, place) = dated.max_by_key(|(date, _)| *date)?;
            let age = condition::days_since(newest, facts.plan.as_of.date);
            if age as f64 <= facts.threshold(&spec::STALE_EVIDENCE, "days") {
                return None;
            }
            let days = words::count(age.unsigned_abs() as usize, "day");
            let route = id.route().key("evidence").item(place).key("date");
            Some((
                route,
                format!("The newest evidence, of {newest}, is {days} old"),
            ))
        },
        "Add newer evidence with its date and rescore Confidence",
    ),
};

pub(in crate::flags) const UNSUPPORTED_CONFIDENCE: Flag = Flag {
    spec: spec::UNSUPPORTED_CONFIDENCE,
    several: "segments have a high Confidence without evidence",
    matters: "Conviction inflates Confidence more than any other score, and the rank with it. \
              Later, no one can tell what the team actually knew.",
    act: "Note what it rests on under `evidence`: a survey, market data, a past campaign, a test. \
          If there is nothing, lower the score.",
    example: "\
segments:
  - name: plant_managers
    scores: {impact: 8, confidence: 9, ease: 7}
    evidence:
      - kind: opinion
        note: Sales likes them
",
    search: Search::Segments(
        |facts, id| {
            let scores = &facts.assessment.candidate(id).scores;
            let confidence = (*scores.get(Criterion::Confidence))?.value;
            let above = facts.threshold(&spec::UNSUPPORTED_CONFIDENCE, "above");
            let evidence = &facts.plan.segment(id).evidence;
            let opinions = evidence.iter().all(|one| one.kind == EvidenceKind::Opinion);
            if confidence <= above + say::HAIR || !opinions {
                return None;
            }
            let basis = match evidence.is_empty() {
                true => "no evidence",
                false => "opinion alone",
            };
            let score = say::score(facts.plan, Criterion::Confidence, confidence);
            let route = place::score(facts.plan, id, Criterion::Confidence);
            Some((route, format!("{score} rests on {basis}")))
        },
        "Add the survey, campaign or test it rests on under `evidence`, or lower the score",
    ),
};
