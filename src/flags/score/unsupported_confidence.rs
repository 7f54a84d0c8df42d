//! `unsupported-confidence`

use crate::diagnostic::Severity;
use crate::flags::{Facts, Flag, Found, Search, place, say};
use crate::plan::{Criterion, EvidenceKind, FlagDefault, FlagOption};

const ABOVE: FlagOption = FlagOption {
    name: "above",
    meaning: "points of Confidence above which evidence is asked for",
    default: FlagDefault::OfScale(2.0 / 3.0, "the highest third of the scale"),
    min: f64::NEG_INFINITY,
    max: f64::INFINITY,
};

pub(crate) const FLAG: Flag = Flag {
    name: "unsupported-confidence",
    detects: "Confidence is in {above} and rests on no evidence, or on opinion alone",
    options: &[ABOVE],
    severity: Severity::Warning,
    several: "segments are confident without evidence",
    matters: "Conviction inflates Confidence more than any other score, and with it the rank. \
              Nobody can tell later what the team knew.",
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
    needs_leads: false,
    search: Search::Facts(find),
};

fn find(facts: &Facts) -> Vec<Found> {
    let plan = facts.plan;
    let above = facts.option(FLAG.name, ABOVE);
    let unsupported = plan
        .segment_ids()
        .zip(&plan.segments)
        .filter_map(|(id, segment)| {
            let scores = &facts.assessment.candidate(id).scores;
            let confidence = (*scores.get(Criterion::Confidence))?.value;
            let opinion = |kind| kind == EvidenceKind::Opinion;
            if confidence <= above + say::HAIR
                || !segment.evidence.iter().all(|one| opinion(one.kind))
            {
                return None;
            }
            let basis = if segment.evidence.is_empty() {
                "no evidence"
            } else {
                "opinion alone"
            };
            let score = say::score(plan, Criterion::Confidence, confidence);
            Some(Found::about(
                id,
                place::score(plan, id, Criterion::Confidence),
                format!("{score} rests on {basis}"),
                "Add the survey, campaign or test it rests on under `evidence`, or lower the score",
            ))
        });
    unsupported.collect()
}
