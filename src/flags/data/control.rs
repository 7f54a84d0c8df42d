//! Whether a control group can show what is expected.

use super::outcome;
use crate::audit::SegmentAudit;
use crate::flags::{Flag, Search, spec};
use crate::text::words;

pub(in crate::flags) const SMALL_CONTROL_GROUP: Flag = Flag {
    spec: spec::SMALL_CONTROL_GROUP,
    several: "segments have too small a control group for their expected lift",
    matters: "If the messages work as well as expected, the control group would miss it more than \
              one time in five. Two groups of half the leads could show the lift; one so much \
              smaller can't.",
    act: "Hold out a larger share, test for longer so that more leads come in, or judge the \
          segment only together with others.",
    example: "\
leads: {outcome: converted = 1, control: group = 'control'}
segments:
  - name: plant_managers
    where: job = 'Plant manager'    # 4,000 leads, 400 converted, 200 held out
    expected_lift: 0.3
    scores: {impact: 8, confidence: 6, ease: 7}
",
    search: Search::LeadSegments(
        |facts, _, one| {
            facts.plan.leads.outcome.as_ref()?;
            let held_out = one.control?;
            let expected = facts.plan.segment(one.segment).expected_lift?;
            let is_shown = one.control_shows(expected)?;
            // Where no test of these leads could show it, not-detectable says so.
            (!is_shown && outcome::shows(one, expected)).then(|| message(one, held_out, expected))
        },
        "Hold out a larger share, or let more leads come in",
    ),
};

fn message(one: &SegmentAudit, held_out: u64, expected: f64) -> (String, String) {
    let expected = words::percent(expected);
    let (needs, figure) = match one.smallest_lift_with_control {
        Some(smallest) => {
            let smallest = words::percent(smallest);
            (
                format!("needs {smallest} or more"),
                format!("expects {expected}, needs {smallest}"),
            )
        }
        None => (
            "it can't show any".to_owned(),
            format!("expects {expected}"),
        ),
    };
    let held_out = words::leads_verb(held_out, "is", "are");
    let message =
        format!("{held_out} held out, too few to detect the expected lift of {expected} ({needs})");
    (message, figure)
}
