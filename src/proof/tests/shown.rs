//! Which leads are shown of an order, and what proofs rest on.

use super::*;
use crate::plan::{Plan, SegmentId};
use crate::testing::read as plan;

const PLAN: &str = "\
title: Shown
as_of: 2027-01-04
leads:
  exclude: employees is null
attributes:
  industry: {type: text, values: [Retail, Trade]}
  employees: {type: integer, min: 1, max: 300}
segments:
  - {name: large, where: employees >= 300}
  - {name: shops, where: industry = 'Retail'}
  - {name: small, where: employees <= 1}
";

fn leads(plan: &Plan) -> Vec<ShownLead> {
    let order: Vec<SegmentId> = plan.segment_ids().collect();
    witnesses(plan, &order, &OrderReach::new(plan, &order))
}

#[test]
fn shown_leads_get_what_is_said_and_stay_within_the_bounds() {
    let plan = plan(PLAN);
    let leads = leads(&plan);
    let order: Vec<SegmentId> = plan.segment_ids().collect();
    for one in &leads {
        assert_eq!(one.gets, gets(&plan, &order, &one.lead), "{one:?}");
        if let Some(Literal::Integer(number)) = one.lead.value(AttributeId(1)) {
            assert!((1..=300).contains(&number), "{one:?}");
        }
    }
    let gets_of = |shows| {
        let one = leads.iter().find(|one| one.shows == shows);
        one.map(|one| one.gets)
    };
    for id in &order {
        assert_eq!(gets_of(Shows::Wins(*id)), Some(Gets::Segment(*id)));
    }
    assert_eq!(gets_of(Shows::Default), Some(Gets::Default));
    assert_eq!(gets_of(Shows::Excluded), Some(Gets::Nothing));
    let edges = leads
        .iter()
        .filter(|one| one.shows == Shows::Edge(SegmentId(0), 0));
    let edges: Vec<_> = edges.map(|one| one.lead.value(AttributeId(1))).collect();
    // 300 is the lead that it wins, and 301 is above the most.
    assert_eq!(edges, [Some(Literal::Integer(299))]);
}

#[test]
fn segments_are_apart_where_no_lead_fits_both_whatever_is_declared() {
    let plan = plan(
        "\
title: Apart
as_of: 2027-01-04
leads: {exclude: employees = 7}
attributes:
  industry: {type: text, values: [Retail, Trade]}
  employees: {type: integer, max: 300}
segments:
  - {name: shops, where: industry = 'Retail'}
  - {name: traders, where: industry = 'Trade'}
  - {name: others, where: industry not in ('Trade')}
  - {name: huge, where: employees > 300}
  - {name: seven, where: employees = 7}
  - {name: anyone}
",
    );
    let order: Vec<SegmentId> = plan.segment_ids().collect();
    let apart = |one: usize| -> Vec<usize> {
        let found = apart_from(&plan, SegmentId(one), &order);
        found.into_iter().map(|id| id.0).collect()
    };
    assert_eq!(apart(0), [1]);
    assert_eq!(apart(1), [0, 2]);
    // Nobody has more than 300 employees, but that is only declared; and seven of them are excluded, not apart.
    assert_eq!(apart(3), [4]);
    assert_eq!(apart(4), [3]);
    assert_eq!(apart(5), [0; 0]);
}

#[test]
fn both_sides_of_every_end_of_a_definition_are_shown() {
    let plan = plan(
        "\
title: Edges
as_of: 2027-01-04
attributes:
  revenue: {type: number, min: 0, max: 11}
segments:
  - {name: paying, where: revenue >= 10.5}
  - {name: broke, where: revenue <= 0.5}
  - {name: recent, where: created_on > date '2026-12-31'}
  - {name: asleep, where: days_since(last_visit) between 30 and 60}
",
    );
    let leads = leads(&plan);
    let edges = |segment: usize| {
        let attribute = plan
            .segment(SegmentId(segment))
            .definition
            .as_ref()
            .unwrap();
        let attribute = attribute.condition.tests()[0].operand.attribute();
        let own = leads.iter().filter(|one| match one.shows {
            Shows::Wins(id) | Shows::Edge(id, _) => id == SegmentId(segment),
            _ => false,
        });
        let mut values: Vec<String> = own
            .map(|one| match one.lead.value(attribute).unwrap() {
                Literal::Number(number) => number.to_string(),
                Literal::Date(day) => day.to_string(),
                other => panic!("{other:?}"),
            })
            .collect();
        values.sort();
        values
    };
    // 11.5 is more than can be.
    assert_eq!(edges(0), ["10.5", "11", "9.5"]);
    // -0.5 is less.
    assert_eq!(edges(1), ["0", "0.5", "1.5"]);
    assert!(
        ["2026-12-30", "2026-12-31", "2027-01-01"]
            .iter()
            .all(|day| edges(2).contains(&(*day).to_owned()))
    );
    let ages = edges(3);
    for day in [
        "2026-12-06",
        "2026-12-05",
        "2026-12-04",
        "2026-11-06",
        "2026-11-05",
        "2026-11-04",
    ] {
        assert!(ages.iter().any(|age| age == day), "{day}: {ages:?}");
    }
}

#[test]
fn what_is_left_for_the_default_says_on_which_declarations_that_rests() {
    let gap = |segments: &str| {
        let text = PLAN.split_once("segments:").unwrap().0;
        let plan = plan(&format!("{text}segments:\n{segments}"));
        let order: Vec<SegmentId> = plan.segment_ids().collect();
        Gap::new(&plan, &order)
    };
    let (industry, employees) = (AttributeId(0), AttributeId(1));
    let shops = "  - {name: shops, where: industry = 'Retail'}\n";
    let all = format!("{shops}  - {{name: traders, where: industry = 'Trade'}}\n");
    assert_eq!(
        gap(&all),
        Gap::Nothing {
            given: vec![industry]
        }
    );
    let sizes = "  - {name: all, where: employees >= 1}\n";
    assert_eq!(
        gap(sizes),
        Gap::Nothing {
            given: vec![employees]
        }
    );
    let anyone =
        "  - {name: all, where: employees >= 10}\n  - {name: rest, where: employees < 10}\n";
    assert_eq!(gap(anyone), Gap::Nothing { given: Vec::new() });
    let Gap::Region(region) = gap(shops) else {
        panic!("Trade is left");
    };
    let told = region
        .fits
        .map(|fits| print(&fits, &|id| ["industry", "employees"][id.0]));
    assert_eq!(told.as_deref(), Some("industry = 'Trade'"));
}
