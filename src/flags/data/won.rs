//! How many of its leads a segment wins, and may contact.

use crate::audit::SegmentAudit;
use crate::flags::{Flag, Search, spec};
use crate::plan::{Plan, SegmentId};
use crate::text::words;

pub(in crate::flags) const SHADOWED: Flag = Flag {
    spec: spec::SHADOWED,
    several: "segments win no lead",
    matters: "No one will ever get this segment's message. That is what happens to a narrow \
              segment ranked below the broad one that contains it.",
    act: "Move it above the segment that takes its leads, exclude those leads from the other \
          definition, or drop it.",
    example: "\
segments:
  - name: manufacturers
    where: industry = 'Manufacturing'
    scores: {impact: 8, confidence: 7, ease: 7}
  - name: plant_managers    # each of its leads is a manufacturer
    where: job_title = 'Plant manager'
    scores: {impact: 8, confidence: 6, ease: 4}
",
    search: Search::LeadSegments(
        |facts, _, one| {
            let takers = takers(facts.plan, one);
            let none = match one.matched {
                1 => "It does not win the 1 lead that fits".to_owned(),
                matched => format!("It wins none of the {} that fit", words::leads(matched)),
            };
            let shadowed = one.matched > 0 && one.won == 0;
            shadowed.then(|| (format!("{none}: {takers}"), words::leads(one.matched)))
        },
        "Move it above the one that takes its leads, narrow that one, or drop it",
    ),
};

pub(in crate::flags) const STARVED: Flag = Flag {
    spec: spec::STARVED,
    several: "segments win few of their leads",
    matters: "It was scored for all leads that fit. What is left is smaller and often different \
              from what the team had in mind.",
    act: "See who takes the leads. Move the segment above that one, or rescore it for the leads \
          that it keeps.",
    example: "\
segments:
  - name: manufacturers
    where: industry = 'Manufacturing'
    scores: {impact: 8, confidence: 7, ease: 7}
  - name: plant_managers    # nine of ten of its leads are manufacturers
    where: job_title = 'Plant manager'
    scores: {impact: 8, confidence: 6, ease: 4}
",
    search: Search::LeadSegments(
        |facts, _, one| {
            let below = facts.threshold(&spec::STARVED, "below");
            let starved = one.won > 0 && words::share(one.won, one.matched)? < below;
            starved.then(|| {
                let (won, all) = (words::thousands(one.won), words::leads(one.matched));
                let takers = takers(facts.plan, one);
                let message = format!("It wins {won} of the {all} that fit: {takers}");
                (
                    message,
                    format!("{won} of {}", words::thousands(one.matched)),
                )
            })
        },
        "Consider a higher rank, or rescore for the leads that are left",
    ),
};

pub(in crate::flags) const LOW_REACH: Flag = Flag {
    spec: spec::LOW_REACH,
    several: "segments can reach few of their leads",
    matters: "`leads.reachable` says who may be contacted. The other leads belong to this segment \
              and hear nothing.",
    act: "Plan a step that asks for permission, choose a channel that needs none, or count only \
          the reachable ones when you judge Impact.",
    example: "\
leads: {reachable: email_opt_in}
segments:
  - name: trade_fair_contacts
    where: lead_source = 'Trade fair'    # 60 of 300 have opted in
    scores: {impact: 8, confidence: 6, ease: 7}
",
    search: Search::LeadSegments(
        |facts, _, one| {
            let below = facts.threshold(&spec::LOW_REACH, "below");
            reachable(one, below)
        },
        "Ask for permission first, or choose a channel that needs none",
    ),
};

/// How many of the leads that a segment wins and that are not held out may be contacted, if that is a smaller share: in a
/// sentence and alone.
pub(super) fn reachable(one: &SegmentAudit, than: f64) -> Option<(String, String)> {
    let reachable = one.reachable?;
    let share = words::share(reachable, one.addressed()).filter(|share| *share < than)?;
    let (won, share) = (words::leads(one.addressed()), words::percent(share));
    let reachable = words::thousands(reachable);
    let message = format!("{reachable} of its {won} may be contacted, {share}");
    Some((message, format!("{reachable} of {won}")))
}

/// Who takes a segment's leads, the three that take most: `200 go to Enterprise, 60 to Partners`.
fn takers(plan: &Plan, one: &SegmentAudit) -> String {
    let taker = |(place, (other, leads)): (usize, &(SegmentId, u64))| {
        let go = match (place, *leads) {
            (0, 1) => " goes",
            (0, _) => " go",
            _ => "",
        };
        format!("{}{go} to {}", words::thousands(*leads), plan.label(*other))
    };
    let named: Vec<String> = one.lost_to.iter().take(3).enumerate().map(taker).collect();
    named.join(", ")
}
