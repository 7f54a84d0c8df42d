//! `contradicted-qualifier`

use super::{outcome, undecided, won};
use crate::audit::{Audit, Drift, PeriodCount, SegmentAudit};
use crate::flags::{Facts, Flag, Found, Search, spec};
use crate::plan::{Qualifier, Verdict};
use crate::text::words;

pub(in crate::flags) const CONTRADICTED_QUALIFIER: Flag = Flag {
    spec: spec::CONTRADICTED_QUALIFIER,
    several: "qualifiers are contradicted by the leads",
    matters: "An answer given in a meeting is a guess until someone counts. Measurable is checked \
              against the lift that the leads can show, actionable against who may be contacted, \
              distinguishable against overlap and empty fields, stable against size and outcome \
              rate over the periods of `leads.date`.",
    act: "Look at the figure. Change the answer, fix the definition so that the answer becomes \
          true, or allow the flag with what the table doesn't know.",
    example: "\
leads: {reachable: email_opt_in}
segments:
  - name: trade_fair_contacts
    where: lead_source = 'Trade fair'    # 60 of 300 have opted in
    scores: {impact: 8, confidence: 6, ease: 7}
    qualifiers: {actionable: yes}
",
    search: Search::Leads(find),
};

fn find(facts: &Facts, audit: &Audit) -> Vec<Found> {
    let mut found = Vec::new();
    for one in &audit.segments {
        let qualifiers = &facts.plan.segment(one.segment).qualifiers;
        for qualifier in Qualifier::ALL.iter().copied() {
            if qualifiers.get(qualifier).verdict != Verdict::Yes {
                continue;
            }
            if let Some(figure) = contradiction(facts, audit, one, qualifier) {
                let message = format!("Marked {}, but {figure}", qualifier.name());
                let help = "Change the answer, or fix the cause";
                let route = one.segment.route().key("qualifiers").key(qualifier.name());
                found.push(Found::about(one.segment, route, message, help));
            }
        }
    }
    found
}

/// The figure that speaks against a yes. Whether a message is relevant no table can say.
fn contradiction(
    facts: &Facts,
    audit: &Audit,
    one: &SegmentAudit,
    qualifier: Qualifier,
) -> Option<String> {
    match qualifier {
        Qualifier::Measurable => unmeasurable(facts, one),
        Qualifier::Relevant => None,
        Qualifier::Actionable => {
            let reach = facts.threshold(&spec::CONTRADICTED_QUALIFIER, "reach");
            won::reachable(one, reach)
        }
        Qualifier::Distinguishable => mixed_up(facts, audit, one).or_else(|| unclear(facts, one)),
        Qualifier::Stable => unstable(facts, one),
    }
}

fn unmeasurable(facts: &Facts, one: &SegmentAudit) -> Option<String> {
    facts.plan.leads.outcome.as_ref().filter(|_| one.won > 0)?;
    let expected = facts.plan.segment(one.segment).expected_lift;
    let asked = expected.unwrap_or_else(|| facts.threshold(&spec::CONTRADICTED_QUALIFIER, "lift"));
    if asked.is_nan() {
        return None;
    }
    (!outcome::shows(one, asked)).then(|| {
        let which = expected.map_or("a lift", |_| "the expected lift");
        let (lift, needed) = (words::percent(asked), outcome::needed(one));
        format!("too small to detect {which} of {lift} ({needed})")
    })
}

fn mixed_up(facts: &Facts, audit: &Audit, one: &SegmentAudit) -> Option<String> {
    let limit = facts.threshold(&spec::CONTRADICTED_QUALIFIER, "overlap");
    let with_it = audit
        .overlaps
        .iter()
        .filter(|pair| pair.a == one.segment || pair.b == one.segment);
    let nearest = with_it.max_by(|a, b| a.jaccard.total_cmp(&b.jaccard))?;
    let other = if nearest.a == one.segment {
        nearest.b
    } else {
        nearest.a
    };
    (nearest.jaccard >= limit).then(|| {
        format!(
            "{} of the leads that fit it or {} fit both",
            words::percent(nearest.jaccard),
            facts.plan.label(other)
        )
    })
}

fn unclear(facts: &Facts, one: &SegmentAudit) -> Option<String> {
    let share = undecided(one)?;
    (share >= facts.threshold(&spec::CONTRADICTED_QUALIFIER, "undecided") && one.unknown > 0).then(
        || {
            let (fit, might) = (words::leads(one.matched), words::thousands(one.unknown));
            format!(
                "only {fit} fit, and {might} more can't be decided because an attribute is empty"
            )
        },
    )
}

fn unstable(facts: &Facts, one: &SegmentAudit) -> Option<String> {
    let stability = one.stability.as_ref()?;
    let limit = facts.threshold(&spec::CONTRADICTED_QUALIFIER, "drift");
    let real = |drift: Drift| drift.index > drift.by_chance && drift.index >= limit;
    let size = |period: &PeriodCount| words::share(period.matched, period.leads);
    let rate = |period: &PeriodCount| words::share(period.outcomes, period.known);
    if real(stability.size) {
        return Some(range("its share of all leads", &stability.periods, size));
    }
    let drifts = stability.rate.is_some_and(real);
    drifts.then(|| range("its outcome rate", &stability.periods, rate))
}

/// The lowest and the highest of a share over the periods that have one.
fn range(
    what: &str,
    periods: &[PeriodCount],
    share: impl Fn(&PeriodCount) -> Option<f64>,
) -> String {
    let shares: Vec<f64> = periods.iter().filter_map(share).collect();
    let low = shares.iter().copied().fold(f64::INFINITY, f64::min);
    let high = shares.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let periods = words::count(shares.len(), "period");
    format!(
        "{what} ran from {} to {} over {periods}",
        words::rate(low),
        words::rate(high)
    )
}
