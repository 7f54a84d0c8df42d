//! `no-message`

use crate::diagnostic::Severity;
use crate::flags::{Flag, Search, missing_parts};
use crate::plan::FlagSpec;

pub(crate) const FLAG: Flag = Flag {
    spec: FlagSpec {
        name: "no-message",
        summary: "The segment has no message of its own",
        options: &[],
    },
    severity: Severity::Info,
    several: "segments have no message",
    matters: "A candidate that nobody can name a distinct message for should not be a segment: its \
              leads would get what all the others get.",
    act: "Write in one line what these leads are told and no others. If none comes to mind, merge \
          the segment with its neighbour.",
    example: "\
segments:
  - name: plant_managers
    scores: {impact: 8, confidence: 6, ease: 7}
",
    needs_leads: false,
    search: Search::Facts(|facts| missing_parts(facts, |one| one.message.is_none(), MESSAGE, HELP)),
};

const MESSAGE: &str = "It has no message yet";
const HELP: &str =
    "Say in one line what these leads are told, for example `message: Cut changeover time`";
