//! Leads that no segment covers, and a table without any.

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
        // Without a ranked segment nobody can be covered, which `too-few-segments` says.
        let low = super::share(audit.covered, all)
            .filter(|share| *share < below && !audit.segments.is_empty());
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

pub(in crate::flags) const NO_LEADS: Flag = Flag {
    spec: spec::NO_LEADS,
    several: "lead tables are empty",
    matters: "All sizes are zero, and nothing else is known. Most often a filter of the export let \
              no one through.",
    act: "Check the filter and the period of the export, then export the table again.",
    example: "\
segments:
  - name: plant_managers
    where: job_title = 'Plant manager'    # the table has a header and no leads
    scores: {impact: 8, confidence: 6, ease: 7}
",
    search: Search::Leads(|_, audit| {
        let none = (audit.leads == 0).then(|| {
            let message = "The lead table has a header and no leads".to_owned();
            let help = "Check the filter of the export, then export the table again";
            Found::in_plan(Route::root().key("segments"), message, help)
        });
        none.into_iter().collect()
    }),
};
