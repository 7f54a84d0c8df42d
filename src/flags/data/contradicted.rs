//! `contradicted-qualifier`

use super::{missing_data, outcome, undecided, won};
use crate::audit::{Audit, Drift, PeriodCount, SegmentAudit, Stability};
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
            if let Some((message, figure)) = contradiction(facts, audit, one, qualifier) {
                let message = format!("Marked {}, but {message}", qualifier.name());
                let help = "Change the answer, or fix the cause";
                let route = one.segment.route().key("qualifiers").key(qualifier.name());
                let mut contradicted = Found::about(one.segment, route, message, help);
                contradicted.several = Some(several(qualifier));
                found.push(contradicted.figure(figure));
            }
        }
    }
    found
}

/// What to say of several segments, after their number.
fn several(qualifier: Qualifier) -> &'static str {
    match qualifier {
        Qualifier::Measurable => "segments are marked measurable, but too small to detect the lift",
        Qualifier::Relevant => "segments are marked relevant, but are not",
        Qualifier::Actionable => {
            "segments are marked actionable, but few of their leads may be contacted"
        }
        Qualifier::Distinguishable => {
            "segments are marked distinguishable, but hard to tell apart in the data"
        }
        Qualifier::Stable => {
            "segments are marked stable, but their size or their outcome rate moves"
        }
    }
}

/// What speaks against a yes, in a sentence and as its figure alone. Whether a message is relevant
/// no table can say.
fn contradiction(
    facts: &Facts,
    audit: &Audit,
    one: &SegmentAudit,
    qualifier: Qualifier,
) -> Option<(String, String)> {
    match qualifier {
        Qualifier::Measurable => unmeasurable(facts, one),
        Qualifier::Relevant => None,
        Qualifier::Actionable => {
            let reach = facts.threshold(&spec::CONTRADICTED_QUALIFIER, "reach");
            won::reachable(one, reach)
        }
        Qualifier::Distinguishable => {
            mixed_up(facts, audit, one).or_else(|| unclear(facts, audit, one))
        }
        Qualifier::Stable => unstable(facts, one),
    }
}

fn unmeasurable(facts: &Facts, one: &SegmentAudit) -> Option<(String, String)> {
    facts.plan.leads.outcome.as_ref().filter(|_| one.won > 0)?;
    let expected = facts.plan.segment(one.segment).expected_lift;
    let asked = expected.unwrap_or_else(|| facts.threshold(&spec::CONTRADICTED_QUALIFIER, "lift"));
    if asked.is_nan() {
        return None;
    }
    (!outcome::shows(one, asked)).then(|| {
        let which = expected.map_or("a lift", |_| "the expected lift");
        let (lift, needed) = (words::percent(asked), outcome::needed(one));
        let message = format!("too small to detect {which} of {lift} ({needed})");
        (message, outcome::expects(asked, one))
    })
}

fn mixed_up(facts: &Facts, audit: &Audit, one: &SegmentAudit) -> Option<(String, String)> {
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
        let (share, other) = (words::percent(nearest.jaccard), facts.plan.label(other));
        let message = format!("{share} of the leads that fit it or {other} fit both");
        (message, format!("{share} shared with {other}"))
    })
}

fn unclear(facts: &Facts, audit: &Audit, one: &SegmentAudit) -> Option<(String, String)> {
    let share = undecided(one)?;
    let limit = facts.threshold(&spec::CONTRADICTED_QUALIFIER, "undecided");
    (share >= limit && one.unknown > 0).then(|| {
        let fit = words::leads_verb(one.matched, "fits", "fit");
        let gap = missing_data::gap(facts, audit, one);
        let message = format!("only {fit}, and {gap}");
        (message, missing_data::figure(facts, audit, one))
    })
}

fn unstable(facts: &Facts, one: &SegmentAudit) -> Option<(String, String)> {
    let stability = one.stability.as_ref()?;
    let limit = facts.threshold(&spec::CONTRADICTED_QUALIFIER, "drift");
    let real = |drift: Drift| drift.is_beyond_chance() && drift.index >= limit;
    let size = |period: &PeriodCount| words::share(period.matched, period.leads);
    let rate = |period: &PeriodCount| words::share(period.outcomes, period.known);
    if real(stability.size) {
        return Some(range("share of all leads", stability, size));
    }
    let drifts = stability.rate.is_some_and(real);
    drifts.then(|| range("outcome rate", stability, rate))
}

/// The lowest and the highest of a share over the periods that have one, in a sentence and alone.
fn range(
    what: &str,
    stability: &Stability,
    share: impl Fn(&PeriodCount) -> Option<f64>,
) -> (String, String) {
    let shares: Vec<f64> = stability.periods.iter().filter_map(share).collect();
    let low = shares.iter().copied().fold(f64::INFINITY, f64::min);
    let high = shares.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let ran = format!(
        "{what} ran from {} to {}",
        words::rate(low),
        words::rate(high)
    );
    let period = match stability.months {
        1 => "month",
        3 => "quarter",
        _ => "year",
    };
    let periods = words::count(shares.len(), period);
    (format!("its {ran} over {periods}"), ran)
}
