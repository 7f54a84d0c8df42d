//! `no-definition`

use crate::diagnostic::Severity;
use crate::flags::{Flag, Search, missing_parts};
use crate::plan::FlagSpec;

pub(crate) const FLAG: Flag = Flag {
    spec: FlagSpec {
        name: "no-definition",
        summary: "The segment has no `where`, so no lead can be assigned to it",
        options: &[],
    },
    severity: Severity::Info,
    several: "segments have no definition",
    matters: "Without a definition the segment keeps its place in the order, but no lead table \
              can show its size, and no lead gets its message.",
    act: "Say in `where` which leads fit, with the attributes that the lead table has.",
    example: "\
segments:
  - name: plant_managers
    scores: {impact: 8, confidence: 6, ease: 7}
",
    needs_leads: false,
    search: Search::Facts(|facts| {
        missing_parts(facts, |one| one.definition.is_none(), MESSAGE, HELP)
    }),
};

const MESSAGE: &str = "It has no definition, so no lead can be assigned to it";
const HELP: &str = "Say who fits, for example `where: industry = 'Manufacturing'`";
