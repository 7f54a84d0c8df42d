//! `contested`

use crate::diagnostic::Severity;
use crate::flags::{Facts, Flag, Found, Search, say};
use crate::plan::{Criterion, FlagDefault, FlagOption};

const SPAN: FlagOption = FlagOption {
    name: "span",
    meaning: "points between the lowest and the highest scorer from which a score is contested",
    default: FlagDefault::OfScale(4.0 / 9.0, "four ninths of the scale"),
    min: 0.0,
    max: f64::INFINITY,
};

pub(crate) const FLAG: Flag = Flag {
    name: "contested",
    detects: "The panel's scores for one criterion lie far apart",
    options: &[SPAN],
    severity: Severity::Warning,
    several: "scores are contested",
    matters: "One number hides that the team disagrees. Often one scorer knows something that the \
              others do not, or they mean different segments by the same name.",
    act: "Let the two furthest apart say what they saw, then score again. If the disagreement \
          stays, give the agreed score as a range and allow the flag with what was said.",
    example: "\
segments:
  - name: startups
    panel:
      ana: {impact: 9, confidence: 6, ease: 5}
      bram: {impact: 3, confidence: 5, ease: 6}
",
    needs_leads: false,
    search: Search::Facts(find),
};

fn find(facts: &Facts) -> Vec<Found> {
    let plan = facts.plan;
    let span = facts.option(FLAG.name, SPAN);
    let mut found = Vec::new();
    for (id, segment) in plan.segment_ids().zip(&plan.segments) {
        for criterion in Criterion::ALL.iter().copied() {
            let central = |estimate: crate::plan::Estimate| {
                let value = estimate.central();
                (value, value)
            };
            let Some(range) = super::panel_range(segment, criterion, central) else {
                continue;
            };
            let ((low, lowest), (high, highest)) = (range.low, range.high);
            if range.scorers < 2 || high - low < span - say::HAIR {
                continue;
            }
            let message = format!(
                "{} runs from {} ({lowest}) to {} ({highest})",
                say::criterion(plan, criterion),
                say::points(low),
                say::points(high),
            );
            let help = format!("Let {lowest} and {highest} say what they saw, then score again");
            let route = id.route().key("panel");
            found.push(Found::about(id, route, message, help));
        }
    }
    found
}
