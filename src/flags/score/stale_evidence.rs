//! `stale-evidence`

use crate::diagnostic::Severity;
use crate::flags::{Facts, Flag, Found, Search, say};
use crate::plan::{FlagDefault, FlagOption};
use crate::text::words;

const DAYS: FlagOption = FlagOption {
    name: "days",
    meaning: "age in days beyond which the newest evidence is stale",
    default: FlagDefault::Number(365.0),
    min: 0.0,
    max: 36500.0,
};

pub(crate) const FLAG: Flag = Flag {
    name: "stale-evidence",
    detects: "The newest dated evidence is more than {days} days old",
    options: &[DAYS],
    severity: Severity::Warning,
    several: "segments rest on stale evidence",
    matters: "Markets, lists and offers change. A test of two years ago supports the Confidence of \
              two years ago.",
    act: "Repeat the cheapest of the tests or look at the latest campaign, add it with its date, \
          and score Confidence again.",
    example: "\
as_of: 2027-01-04
segments:
  - name: plant_managers
    scores: {impact: 8, confidence: 6, ease: 7}
    evidence:
      - kind: past_campaign
        date: 2024-10-02
",
    needs_leads: false,
    search: Search::Facts(find),
};

fn find(facts: &Facts) -> Vec<Found> {
    let plan = facts.plan;
    let limit = facts.option(FLAG.name, DAYS);
    let stale = plan
        .segment_ids()
        .zip(&plan.segments)
        .filter_map(|(id, segment)| {
            let dated = segment.evidence.iter().enumerate();
            let dated = dated.filter_map(|(place, one)| Some((one.date?, place)));
            let (newest, place) = dated.max_by_key(|(date, _)| *date)?;
            let age = say::days_between(newest, plan.as_of.date);
            if f64::from(age) <= limit {
                return None;
            }
            let days = words::count(age.unsigned_abs() as usize, "day");
            let route = id.route().key("evidence").item(place).key("date");
            Some(Found::about(
                id,
                route,
                format!("The newest evidence, of {newest}, is {days} old"),
                "Add newer evidence with its date and score Confidence again",
            ))
        });
    stale.collect()
}
