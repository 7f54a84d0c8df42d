//! `no-owner`

use crate::diagnostic::Severity;
use crate::flags::{Flag, Search, missing_parts};
use crate::plan::FlagSpec;

pub(crate) const FLAG: Flag = Flag {
    spec: FlagSpec {
        name: "no-owner",
        summary: "The segment has no owner",
        options: &[],
    },
    severity: Severity::Info,
    several: "segments have no owner",
    matters: "What belongs to everyone waits for someone. At the next review nobody can say what was \
              tried.",
    act: "Name one person, even if several work on it.",
    example: "\
segments:
  - name: plant_managers
    scores: {impact: 8, confidence: 6, ease: 7}
",
    needs_leads: false,
    search: Search::Facts(|facts| missing_parts(facts, |one| one.owner.is_none(), MESSAGE, HELP)),
};

const MESSAGE: &str = "Nobody owns it yet";
const HELP: &str = "Name who works on it, for example `owner: Priya`";
