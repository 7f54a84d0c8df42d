//! `low-coverage`

use crate::flags::{Flag, Found, Search, spec};
use crate::text::words;
use crate::yaml::Route;

pub(in crate::flags) const LOW_COVERAGE: Flag = Flag {
    spec: spec::LOW_COVERAGE,
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
    search: Search::Leads(|facts, audit| {
        let below = facts.threshold(&spec::LOW_COVERAGE, "below");
        let all = super::counted(audit);
        let low = super::share(audit.covered, all).filter(|share| *share < below);
        let found = low.map(|share| {
            let message = format!(
                "{} of {} fit a segment, {}; the others get {}",
                words::thousands(audit.covered),
                words::leads(all),
                words::percent(share),
                facts.plan.default.label,
            );
            let help = "Look at what the others have in common, and add a broad segment for them";
            Found::in_plan(Route::root().key("segments"), message, help)
        });
        found.into_iter().collect()
    }),
};
