//! `unused-allow`

use crate::flags::{Facts, Flag, Found, Search, spec};
use crate::yaml::Route;

pub(in crate::flags) const UNUSED_ALLOW: Flag = Flag {
    spec: spec::UNUSED_ALLOW,
    several: "allowances match no finding",
    matters: "The finding it was written for is gone, or it names the wrong segment. Left in the \
              plan, it would silence the next such finding before anyone has looked at it.",
    act: "Remove the entry, or correct its flag and segment. (Without a lead table, allowances for \
          flags that need one are left alone.)",
    example: "\
flags:
  allow:
    - flag: low-ease
      segment: plant_managers
      because: The translation is paid for
segments:
  - name: plant_managers
    scores: {impact: 8, confidence: 6, ease: 7}
",
    search: Search::IdleAllowances(find),
};

fn find(facts: &Facts, idle: &[usize]) -> Vec<Found> {
    let allowances = &facts.plan.flags.allow;
    let idle = idle
        .iter()
        .filter_map(|place| Some((*place, allowances.get(*place)?)));
    idle.map(|(place, allowance)| {
        let whom = match allowance.segment {
            Some(segment) => format!("for {}", facts.plan.label(segment)),
            None => "anywhere".to_owned(),
        };
        let route = Route::root().key("flags").key("allow").item(place);
        let message = format!(
            "It allows {}, but there is no such finding {whom}",
            allowance.flag
        );
        let help = "Remove it, or correct its flag and segment";
        Found::in_plan(route, message, help)
    })
    .collect()
}
