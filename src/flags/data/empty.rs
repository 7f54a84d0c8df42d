//! `empty`

use crate::diagnostic::Severity;
use crate::flags::{Facts, Flag, Found, Search, say};

pub(crate) const FLAG: Flag = Flag {
    name: "empty",
    detects: "No lead fits the segment",
    options: &[],
    severity: Severity::Warning,
    several: "segments fit no lead",
    matters: "Its messages would be written for nobody. Most often a value is spelled otherwise \
              in the table, or two parts of the definition exclude each other.",
    act: "Check each value against the table, then leave out one part of the definition after \
          another to see which lets nobody through.",
    example: "\
segments:
  - name: large_companies
    where: employees > 15000    # the largest company in the table has 9,000
    scores: {impact: 8, confidence: 6, ease: 7}
",
    needs_leads: true,
    search: Search::Facts(find),
};

fn find(facts: &Facts) -> Vec<Found> {
    super::about_segments(
        facts,
        |audit, one| {
            let all = say::leads(super::counted(audit));
            let undecided = match one.unknown {
                0 => String::new(),
                some => format!("; {} lack an attribute it needs", say::leads(some)),
            };
            (one.matched == 0).then(|| format!("None of {all} fits{undecided}"))
        },
        "Check the values against the table, and which part of the definition lets nobody through",
    )
}
