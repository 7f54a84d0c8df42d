//! `low-reach`

use crate::diagnostic::Severity;
use crate::flags::{Facts, Flag, Found, Search, say};
use crate::plan::FlagOption;
use crate::text::words;

const BELOW: FlagOption = FlagOption::share(
    "below",
    "share of the leads won, 0 to 1, under which reach is low",
    0.5,
);

pub(crate) const FLAG: Flag = Flag {
    name: "low-reach",
    detects: "Under {below %} of the leads that the segment wins may be contacted",
    options: &[BELOW],
    severity: Severity::Warning,
    several: "segments can reach few of their leads",
    matters: "`leads.reachable` says who may be contacted. The others take a place in this \
              segment and hear nothing.",
    act: "Plan a step that asks for permission, choose a channel that needs none, or count only \
          the reachable ones when you judge Impact.",
    example: "\
leads: {reachable: email_opt_in}
segments:
  - name: trade_fair_contacts
    where: lead_source = 'Trade fair'    # 60 of 300 have opted in
    scores: {impact: 8, confidence: 6, ease: 7}
",
    needs_leads: true,
    search: Search::Facts(find),
};

fn find(facts: &Facts) -> Vec<Found> {
    let below = facts.option(FLAG.name, BELOW);
    super::about_segments(
        facts,
        |_, one| {
            let reachable = one.reachable?;
            let share = super::share(reachable, one.won).filter(|share| *share < below)?;
            let (some, all) = (words::thousands(reachable), say::leads(one.won));
            Some(format!(
                "{some} of its {all} may be contacted, {}",
                words::percent(share)
            ))
        },
        "Ask for permission first, or choose a channel that needs none",
    )
}
