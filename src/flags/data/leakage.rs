//! `leakage`

use crate::audit::SegmentAudit;
use crate::flags::{Facts, Flag, Search, definition, spec};
use crate::text::words;

pub(in crate::flags) const LEAKAGE: Flag = Flag {
    spec: spec::LEAKAGE,
    several: "segments have an outcome that is nearly certain",
    matters: "Hardly any attribute predicts what people do. One that seems to was usually filled in after the outcome, or because of it: such leads can't be found in advance, \
              and the rate is no evidence for the segment.",
    act: "Find out when the attribute is filled in. Define the segment by what is known before the \
          outcome, or allow the flag if the attribute really comes first.",
    example: "\
leads: {outcome: converted = 1}
segments:
  - name: will_revert
    where: tags = 'Will revert'    # 92 of 100 converted, of all leads 38 %
    scores: {impact: 8, confidence: 8, ease: 7}
",
    search: Search::LeadSegments(
        |facts, audit, one| {
            let threshold = |name| facts.threshold(&spec::LEAKAGE, name);
            let rate = words::share(one.matched_outcomes, one.matched_known)?;
            let known = super::counted(audit).saturating_sub(audit.outcome_unknown);
            let base = words::share(audit.outcomes, known)?;
            let leaks = rate > threshold("rate")
                && base < threshold("base")
                && one.matched_known as f64 >= threshold("leads");
            leaks.then(|| {
                let (rate, base) = (words::percent(rate), words::percent(base));
                let message = format!(
                    "{} of {} that fit had the outcome, {rate}, against {base} of all leads: {} probably records the outcome",
                    words::thousands(one.matched_outcomes),
                    words::leads(one.matched_known),
                    words::choice(attributes(facts, one)),
                );
                (message, format!("{rate}, all leads {base}"))
            })
        },
        "Define the segment by what is known before the outcome, or allow the flag if it is",
    ),
};

/// The attributes of a segment's definition, in backticks.
fn attributes(facts: &Facts, one: &SegmentAudit) -> Vec<String> {
    let definition = facts.plan.segment(one.segment).definition.iter();
    let mentions = definition.flat_map(definition::first_mentions);
    mentions
        .map(|(id, _)| format!("`{}`", facts.plan.attribute(id).name))
        .collect()
}
