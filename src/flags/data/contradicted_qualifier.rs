//! `contradicted-qualifier`

use crate::audit::{Audit, Drift, PeriodCount, SegmentAudit};
use crate::diagnostic::Severity;
use crate::flags::{Facts, Flag, Found, Search, say};
use crate::plan::{FlagDefault, FlagOption, Qualifier, Verdict};
use crate::text::words;

use super::{not_detectable, share, undecided};

const LIFT: FlagOption = FlagOption {
    name: "lift",
    meaning: "relative lift that a measurable segment must be able to show, where it names no \
              expected_lift",
    default: FlagDefault::None("then only the count of leads is looked at"),
    min: 0.0,
    max: 1e6,
};

const REACH: FlagOption = FlagOption::share(
    "reach",
    "share of the leads won, 0 to 1, that may be contacted in an actionable segment",
    0.5,
);

const OVERLAP: FlagOption = FlagOption::share(
    "overlap",
    "leads that fit it and another as a share of those that fit either, 0 to 1, from which a \
     segment is not distinguishable",
    0.5,
);

const UNDECIDED: FlagOption = FlagOption::share(
    "undecided",
    "undecided leads as a share of those that fit or might fit, 0 to 1, from which a segment is \
     not distinguishable",
    0.5,
);

const DRIFT: FlagOption = FlagOption {
    name: "drift",
    meaning: "population stability index over the periods from which a segment is not stable, if \
              chance does not explain it",
    default: FlagDefault::Number(0.1),
    min: 0.0,
    max: 100.0,
};

pub(crate) const FLAG: Flag = Flag {
    name: "contradicted-qualifier",
    detects: "The team answers a qualifier with yes and the lead table says no",
    options: &[LIFT, REACH, OVERLAP, UNDECIDED, DRIFT],
    severity: Severity::Warning,
    several: "qualifiers are contradicted by the leads",
    matters: "A verdict given in a meeting is a guess until someone counts. Measurable is held \
              against the lift that the leads can show, actionable against who may be contacted, \
              distinguishable against overlap and empty fields, stable against size and outcome \
              rate over the periods of `leads.date`.",
    act: "Look at the figure. Change the verdict, or the definition so that the verdict becomes \
          true, or allow the flag with what the table does not know.",
    example: "\
leads: {reachable: email_opt_in}
segments:
  - name: trade_fair_contacts
    where: lead_source = 'Trade fair'    # 60 of 300 have opted in
    scores: {impact: 8, confidence: 6, ease: 7}
    qualifiers: {actionable: yes}
",
    needs_leads: true,
    search: Search::Facts(find),
};

fn find(facts: &Facts) -> Vec<Found> {
    let Some(audit) = facts.audit else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for one in &audit.segments {
        for qualifier in Qualifier::ALL.iter().copied() {
            let judgement = facts.plan.segment(one.segment).qualifiers.get(qualifier);
            if judgement.verdict != Verdict::Yes {
                continue;
            }
            if let Some(figure) = contradiction(facts, audit, one, qualifier) {
                let name = words::capitalized(qualifier.name());
                let message = format!("{name} is answered with yes, but {figure}");
                let help = "Change the verdict, or what makes it untrue";
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
        Qualifier::Actionable => unreachable(facts, one),
        Qualifier::Distinguishable => mixed_up(facts, audit, one).or_else(|| unclear(facts, one)),
        Qualifier::Stable => unstable(facts, one),
    }
}

fn unmeasurable(facts: &Facts, one: &SegmentAudit) -> Option<String> {
    facts.plan.leads.outcome.as_ref().filter(|_| one.won > 0)?;
    let expected = facts.plan.segment(one.segment).expected_lift;
    let asked = expected.unwrap_or_else(|| facts.option(FLAG.name, LIFT));
    if asked.is_nan() {
        return None;
    }
    let shows = one
        .smallest_detectable_lift
        .is_some_and(|lift| lift <= asked);
    (!shows).then(|| {
        let asked = words::percent(asked);
        format!(
            "for a lift of {asked} it is too small: {}",
            not_detectable::showable(one)
        )
    })
}

fn unreachable(facts: &Facts, one: &SegmentAudit) -> Option<String> {
    let reachable = one.reachable?;
    let reach = share(reachable, one.won)?;
    (reach < facts.option(FLAG.name, REACH)).then(|| {
        let (some, all) = (words::thousands(reachable), say::leads(one.won));
        format!(
            "{some} of its {all} may be contacted, {}",
            words::percent(reach)
        )
    })
}

fn mixed_up(facts: &Facts, audit: &Audit, one: &SegmentAudit) -> Option<String> {
    let limit = facts.option(FLAG.name, OVERLAP);
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
            say::label(facts.plan, other)
        )
    })
}

fn unclear(facts: &Facts, one: &SegmentAudit) -> Option<String> {
    let share = undecided(one)?;
    (share >= facts.option(FLAG.name, UNDECIDED) && one.unknown > 0).then(|| {
        let (fit, might) = (say::leads(one.matched), words::thousands(one.unknown));
        format!("{fit} fit and for {might} more an attribute is missing")
    })
}

fn unstable(facts: &Facts, one: &SegmentAudit) -> Option<String> {
    let stability = one.stability.as_ref()?;
    let limit = facts.option(FLAG.name, DRIFT);
    let real = |drift: Drift| drift.index > drift.by_chance && drift.index >= limit;
    let size = |period: &PeriodCount| share(period.matched, period.leads);
    let rate = |period: &PeriodCount| share(period.outcomes, period.known);
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
        say::rate(low),
        say::rate(high)
    )
}
