//! Reviews of leads that are counted by hand.

use super::*;
use crate::assess::assess;
use crate::audit::audit;
use crate::masks::{Mask, Measures, Standing};
use crate::testing;

const PLAN: &str = "\
title: T
as_of: 2027-03-31
goals:
  - {statement: A, baseline: 0.03, target: 0.05, due: 2027-03-31, measure: outcome_rate}
  - {statement: B, baseline: 0.03, target: 0.15, due: 2027-03-31, measure: outcome_rate}
  - {statement: C, baseline: 0.03, target: 0.105, due: 2027-03-31, measure: outcome_rate}
  - {statement: D, baseline: 0.03, target: 0.05, due: 2027-04-01, measure: outcome_rate}
  - {statement: E, baseline: 0.2, target: 0.15, due: 2027-03-31, measure: outcome_rate}
  - {statement: F, target: 300, due: 2027-04-01, measure: outcomes}
  - {statement: G, target: 0.5, due: 2027-03-31}
  - {statement: H, target: 0.5, due: 2027-03-31, measure: reachable}
leads: {outcome: won, control: arm = 'none', date: seen}
attributes:
  visits: {type: integer, basis: behavioral}
  staff: {type: integer, basis: firmographic}
segments:
  - {name: a, where: staff > 1, expected_lift: 0.5, scores: {impact: 9, confidence: 9, ease: 9}}
  - {name: b, where: visits > 1, expected_lift: 0.5, scores: {impact: 5, confidence: 5, ease: 5}}
";

/// Of a plan with these outcomes of control group and message for each of its two segments.
fn reviewed(groups: [[(u64, u64); 2]; 2], assigned: bool) -> Review {
    let plan = testing::read(PLAN);
    let mut masks = MaskTable::of(&plan);
    for (segment, groups) in groups.iter().enumerate() {
        for (group, (outcomes, leads)) in groups.iter().enumerate() {
            for (outcome, leads) in [(true, *outcomes), (false, leads - outcomes)] {
                let words = [1_u64 << segment];
                let standing = Standing {
                    mask: Mask::new(&words),
                    control: Some(group == 0),
                    outcome: Some(outcome),
                    month: crate::masks::month_of(jiff::civil::date(2027, 1 + segment as i8, 1)),
                    ..Standing::default()
                };
                let measures = Measures::of_leads(leads);
                masks.count(&standing, &measures).unwrap();
            }
        }
    }
    let assessment = assess(&plan);
    let order: Vec<SegmentId> = plan.segment_ids().collect();
    let audit = audit(&plan, &order, &masks, Vec::new()).unwrap();
    review(Reviewed {
        plan: &plan,
        assessment: &assessment,
        order: &order,
        audit: &audit,
        masks: &masks,
        assigned: assigned.then_some(&masks),
        has_control: true,
        share: Some(0.5),
    })
    .unwrap()
}

#[test]
fn goals_are_met_missed_or_open_by_their_interval() {
    // 400 of 4,000: 10 %, interval 9.1 to 11.0 %
    let found = reviewed([[(100, 1000); 2], [(100, 1000); 2]], true);
    let states: Vec<&str> = found.goals.iter().map(|goal| goal.state.name()).collect();
    let expected = [
        "met",
        "missed",
        "cannot-tell",
        "not-due",
        "met",
        "met",
        "not-measured",
        "not-measured",
    ];
    assert_eq!(states, expected, "{:?}", found.goals);
    assert_eq!(found.goals[0].found.unwrap().value, 0.1);
}

#[test]
fn a_confidence_is_judged_by_the_interval_of_its_lift() {
    let judged = |groups| {
        let found = reviewed([groups, [(100, 1000); 2]], true);
        found.segments[0].judgement
    };
    // Lifts of 0, 50, 200 and −50 % on rates of 10 %, and on few leads.
    for (outcomes, judgement) in [
        (1000, EffectJudgement::Contradicted),
        (1500, EffectJudgement::Supported),
        (3000, EffectJudgement::Exceeded),
        (500, EffectJudgement::Contradicted),
    ] {
        assert_eq!(judged([(1000, 10_000), (outcomes, 10_000)]), judgement);
    }
    let EffectJudgement::Open { leads, weeks } = judged([(10, 100), (12, 100)]) else {
        panic!("200 leads can't show a lift of 50 % on 10 %");
    };
    // power.prop.test(p1 = .10, p2 = .15, power = .8): n = 685.6 a group
    assert_eq!(leads, Some(2 * 686 - 200));
    assert!(weeks.unwrap() > 0.0);
    let EffectJudgement::Open { leads: None, .. } = judged([(0, 100), (2, 100)]) else {
        panic!("a rate of 0 has no lift");
    };
}

#[test]
fn what_leads_did_is_no_measure_of_messages_unless_it_is_known_what_they_were_given() {
    let groups = [[(100, 1000), (150, 1000)]; 2];
    let today = reviewed(groups, false);
    assert!(
        today.segments[0]
            .uplift
            .as_ref()
            .unwrap()
            .uplift()
            .is_some()
    );
    let Some(Measurement::Biased(attributes)) = &today.segments[1].uplift else {
        panic!("{today:?}");
    };
    assert_eq!(attributes.len(), 1);
    assert_eq!(today.segments[1].judgement, EffectJudgement::NotMeasured);
    let then = reviewed(groups, true);
    let uplift = then.segments[1].uplift.as_ref().unwrap().uplift().unwrap();
    assert!((uplift.uplift.unwrap().difference - 0.05).abs() < 1e-12);
    assert!((then.uplift.unwrap().overall.uplift.unwrap().difference - 0.05).abs() < 1e-12);
}

#[test]
fn leads_a_week_are_counted_from_the_first_month_to_the_plans_day() {
    let found = reviewed([[(1, 450); 2], [(1, 450); 2]], true);
    // 1 January to 28 February, since no lead has a later month: 59 days
    let a_week = found.leads_a_week.unwrap();
    assert!((a_week - 1800.0 * 7.0 / 59.0).abs() < 1e-9, "{a_week}");
    assert!((found.segments[0].leads_a_week.unwrap() - 900.0 * 7.0 / 59.0).abs() < 1e-9);
}

#[test]
fn equal_rates_share_the_better_rank() {
    let found = reviewed([[(100, 1000); 2], [(100, 1000); 2]], true);
    let ranks: Vec<Option<usize>> = found.segments.iter().map(|one| one.observed_rank).collect();
    assert_eq!(ranks, [Some(1), Some(1)]);
    assert_eq!(found.impact, None, "two segments are too few");
}
