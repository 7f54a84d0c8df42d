//! `low-coverage`

use crate::diagnostic::Severity;
use crate::flags::{Facts, Flag, Found, Search, say};
use crate::plan::FlagOption;
use crate::text::words;
use crate::yaml::Route;

const BELOW: FlagOption = FlagOption::share(
    "below",
    "share of the leads, 0 to 1, under which coverage is low",
    0.5,
);

pub(crate) const FLAG: Flag = Flag {
    name: "low-coverage",
    detects: "Under {below %} of the leads fit any segment",
    options: &[BELOW],
    severity: Severity::Warning,
    several: "plans cover few leads",
    matters: "All others go to the default segment and get the general messages, as if there were \
              no plan.",
    act: "Look at what the uncovered leads have in common, and at how many of them only lack an \
          attribute. One broad segment at the end of the order often does it.",
    example: "\
segments:
  - name: plant_managers
    where: job_title = 'Plant manager'    # 90 of the table's 2,000 leads
    scores: {impact: 8, confidence: 6, ease: 7}
",
    needs_leads: true,
    search: Search::Facts(find),
};

fn find(facts: &Facts) -> Vec<Found> {
    let below = facts.option(FLAG.name, BELOW);
    let low = facts.audit.and_then(|audit| {
        let all = super::counted(audit);
        let share = super::share(audit.covered, all).filter(|share| *share < below)?;
        let message = format!(
            "{} of {} fit a segment, {}; the others get {}",
            words::thousands(audit.covered),
            say::leads(all),
            words::percent(share),
            facts.plan.default.label,
        );
        let help = "Look at what the others have in common, and add a broad segment for them";
        Some(Found::in_plan(Route::root().key("segments"), message, help))
    });
    low.into_iter().collect()
}
