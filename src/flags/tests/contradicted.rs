//! What the lead table says against the qualifiers that the team declared.

use jiff::civil::date;

use super::data::{TWO, pair};
use super::scene::Scene;
use crate::audit::{Audit, Drift, PeriodCount, Stability};

/// What contradicts the verdicts of the first segment.
fn contradictions(options: &str, change: impl FnOnce(&mut Audit)) -> Vec<String> {
    let plan = TWO.replace("    expected_lift: 0.15\n", "");
    let plan = format!("flags: {{contradicted-qualifier: {{{options}}}}}\n{plan}");
    Scene::of(&plan)
        .with_leads(change)
        .messages("contradicted-qualifier")
}

#[test]
fn measurable_is_held_against_the_lift_that_could_show() {
    let hidden = |audit: &mut Audit| audit.segments[0].smallest_detectable_lift = Some(1.2);
    let message =
        "Marked measurable, but too small to detect a lift of 100 % (needs 120 % or more)";
    assert_eq!(contradictions("lift: 1", hidden), [message]);
    assert_eq!(contradictions("lift: 1.2", hidden), [""; 0]);
    // Where neither the plan nor its policy expects a lift, there is nothing to contradict.
    assert_eq!(contradictions("", hidden), [""; 0]);
}

#[test]
fn actionable_is_held_against_who_may_be_contacted() {
    let unreached = |audit: &mut Audit| audit.segments[0].reachable = Some(60);
    let message = "Marked actionable, but 60 of its 200 leads may be contacted, 30 %";
    assert_eq!(contradictions("", unreached), [message]);
    assert_eq!(contradictions("reach: 0.3", unreached), [""; 0]);
}

#[test]
fn distinguishable_is_held_against_overlap_and_missing_data() {
    let mixed = |audit: &mut Audit| audit.overlaps.push(pair(0.6, 0.8));
    let message =
        "Marked distinguishable, but 60 % of the leads that fit it or Small shops fit both";
    assert_eq!(contradictions("", mixed), [message]);
    assert_eq!(contradictions("overlap: 0.61", mixed), [""; 0]);
    let unclear = |audit: &mut Audit| audit.segments[0].unknown = 250;
    let message = "Marked distinguishable, but only 200 leads fit, and 250 more can't be decided \
                   because an attribute is empty";
    assert_eq!(contradictions("", unclear), [message]);
    assert_eq!(contradictions("undecided: 0.6", unclear), [""; 0]);
}

#[test]
fn stable_is_held_against_drift_beyond_chance() {
    let drifting = |index: f64, rate: Option<Drift>| {
        move |audit: &mut Audit| {
            let period = |month, matched, outcomes| PeriodCount {
                start: date(2026, month, 1),
                leads: 1000,
                matched,
                known: matched,
                outcomes,
            };
            audit.segments[0].stability = Some(Stability {
                months: 1,
                periods: vec![period(4, 20, 2), period(7, 90, 9), period(10, 90, 18)],
                size: Drift {
                    index,
                    by_chance: 0.05,
                },
                rate,
            });
        }
    };
    let message = "Marked stable, but its share of all leads ran from 2 % to 9 % over 3 months";
    assert_eq!(contradictions("", drifting(0.4, None)), [message]);
    assert_eq!(contradictions("drift: 0.5", drifting(0.4, None)), [""; 0]);
    assert_eq!(
        contradictions("drift: 0", drifting(0.05, None)),
        [""; 0],
        "chance explains it"
    );
    let rate = Some(Drift {
        index: 0.2,
        by_chance: 0.1,
    });
    let message = "Marked stable, but its outcome rate ran from 10 % to 20 % over 3 months";
    assert_eq!(contradictions("", drifting(0.0, rate)), [message]);
}
