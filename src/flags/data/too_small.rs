//! `too-small`

use crate::diagnostic::Severity;
use crate::flags::{Facts, Flag, Found, Search, say};
use crate::plan::{FlagDefault, FlagOption};

const BELOW: FlagOption = FlagOption {
    name: "below",
    meaning: "leads under which a segment is too small",
    default: FlagDefault::Number(30.0),
    min: 0.0,
    max: 1e12,
};

pub(crate) const FLAG: Flag = Flag {
    name: "too-small",
    detects: "Fewer than {below} leads fit the segment",
    options: &[BELOW],
    severity: Severity::Warning,
    several: "segments fit very few leads",
    matters: "A series of messages costs the same for ten leads as for a thousand, and what ten \
              leads do says nothing about the next ten.",
    act: "Widen the definition, merge the segment with a neighbor, or have someone call these few.",
    example: "\
segments:
  - name: ministries
    where: industry = 'Government'    # 2 leads of the table
    scores: {impact: 7, confidence: 6, ease: 6}
",
    needs_leads: true,
    search: Search::Facts(find),
};

fn find(facts: &Facts) -> Vec<Found> {
    let below = facts.option(FLAG.name, BELOW);
    super::about_segments(
        facts,
        |_, one| {
            let small = one.matched > 0 && (one.matched as f64) < below;
            let fit = if one.matched == 1 { "fits" } else { "fit" };
            small.then(|| format!("Only {} {fit}", say::leads(one.matched)))
        },
        "Widen the definition, or merge it with a neighbor",
    )
}
