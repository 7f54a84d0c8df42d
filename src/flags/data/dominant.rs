//! `dominant`

use crate::diagnostic::Severity;
use crate::flags::{Facts, Flag, Found, Search, say};
use crate::plan::FlagOption;
use crate::text::words;

const FROM: FlagOption = FlagOption::share(
    "from",
    "share of the leads, 0 to 1, from which a segment dominates",
    0.75,
);

pub(crate) const FLAG: Flag = Flag {
    name: "dominant",
    detects: "{from %} of the leads or more fit the segment",
    options: &[FROM],
    severity: Severity::Warning,
    several: "segments hold most of the leads",
    matters: "One message for nearly everybody is what segments are meant to replace, and every \
              segment below it in the order starves.",
    act: "Split it where its leads need different messages, or move it down the order.",
    example: "\
segments:
  - name: subscribers
    where: email_opt_in    # 1,700 of the table's 2,000 leads
    scores: {impact: 4, confidence: 8, ease: 9}
",
    needs_leads: true,
    search: Search::Facts(find),
};

fn find(facts: &Facts) -> Vec<Found> {
    let from = facts.option(FLAG.name, FROM);
    super::about_segments(
        facts,
        |audit, one| {
            let all = super::counted(audit);
            let share = super::share(one.matched, all).filter(|share| *share >= from)?;
            let (fit, all) = (words::thousands(one.matched), say::leads(all));
            Some(format!("{fit} of {all} fit, {}", words::percent(share)))
        },
        "Split it where its leads need different messages, or move it down the order",
    )
}
