//! What each flag on lead tables says.

use super::scene::Scene;
use crate::audit::{Audit, ColumnFacts, Difference, Overlap, SegmentAudit};
use crate::condition::AttributeId;
use crate::plan::SegmentId;

/// What the table of a flag's example holds.
pub(super) fn example_leads(flag: &str) -> impl FnOnce(&mut Audit) + use<> {
    let flag = flag.to_owned();
    move |audit: &mut Audit| match flag.as_str() {
        "empty" => (audit.segments[0].matched, audit.segments[0].won) = (0, 0),
        "leakage" => {
            (
                audit.segments[0].matched_outcomes,
                audit.segments[0].matched_known,
            ) = (92, 100);
            (audit.leads, audit.outcomes) = (2000, 760);
        }
        "no-leads" => audit.leads = 0,
        "too-small" => audit.segments[0].matched = 2,
        "dominant" => (audit.leads, audit.segments[0].matched) = (2000, 1700),
        "size-off" => audit.segments[0].matched = 120,
        "shadowed" => lose(&mut audit.segments[1], 200),
        "starved" => lose(&mut audit.segments[1], 180),
        "heavy-overlap" => audit.overlaps.push(pair(0.3, 0.7)),
        "twin-segments" => audit.overlaps.push(pair(0.92, 0.96)),
        "low-coverage" => (audit.leads, audit.covered) = (2000, 90),
        "missing-data" => (audit.segments[0].matched, audit.segments[0].unknown) = (40, 300),
        "low-reach" | "contradicted-qualifier" => {
            (audit.segments[0].won, audit.segments[0].reachable) = (300, Some(60));
        }
        "not-detectable" => audit.segments[0].smallest_detectable_lift = Some(2.1),
        "small-control-group" => {
            audit.segments[0].control = Some(200);
            audit.segments[0].smallest_lift_with_control = Some(0.72);
        }
        "difference-unproven" => {
            let (difference, low, high) = (-0.061, -0.145, 0.031);
            let p_adjusted = Some(0.159);
            audit.segments[0].difference = Some(Difference {
                difference,
                low,
                high,
                p_adjusted,
            });
        }
        "unknown-value" => audit
            .columns
            .push(column(0, &[("Manufacturing", 120), ("Retail", 80)])),
        "placeholder-value" => audit
            .columns
            .push(column(0, &[("Retail", 80), ("Select", 40)])),
        "thousands-point" => audit.columns.push(ColumnFacts {
            thousands: 120,
            ..column(0, &[])
        }),
        "constant-attribute" => audit.columns.push(column(0, &[("DE", 2000)])),
        other => panic!("no leads for {other}"),
    }
}

fn lose(segment: &mut SegmentAudit, leads: u64) {
    segment.won -= leads;
    segment.shared = leads;
    segment.lost_to = vec![(SegmentId(0), leads)];
}

pub(super) fn pair(jaccard: f64, containment: f64) -> Overlap {
    Overlap {
        a: SegmentId(0),
        b: SegmentId(1),
        leads: 70,
        jaccard,
        containment,
    }
}

pub(super) fn column(attribute: usize, values: &[(&str, u64)]) -> ColumnFacts {
    let texts = values.iter();
    let texts = texts.map(|(value, leads)| ((*value).to_owned(), *leads));
    ColumnFacts {
        attribute: AttributeId(attribute),
        known: values.iter().map(|(_, leads)| leads).sum(),
        missing: 0,
        undeclared: None,
        only: None,
        values: None,
        thousands: 0,
    }
    .with_texts(texts, &[])
}

/// A plan of two segments whose data flags are silent on a calm table.
pub(super) const TWO: &str = "\
title: Two
leads: {outcome: converted = 1, reachable: opted_in}
attributes:
  industry: {type: text, values: [Retail, unknown]}
segments:
  - name: retailers
    where: industry = 'Retail' and employees > 10
    expected_size: 200
    expected_lift: 0.15
    scores: {impact: 8, confidence: 6, ease: 7}
    qualifiers: {measurable: yes, relevant: yes, actionable: yes, distinguishable: yes, stable: yes}
  - name: small_shops
    where: employees < 50
    scores: {impact: 6, confidence: 6, ease: 5}
    qualifiers: {measurable: partly}
";

fn two(change: impl FnOnce(&mut Audit)) -> Scene {
    Scene::of(TWO).with_leads(change)
}

/// Makes sure what the flags on leads say of a table.
fn says(change: impl FnOnce(&mut Audit), expected: &[(&str, &str)]) {
    leads_say(&two(change), expected);
}

fn leads_say(scene: &Scene, expected: &[(&str, &str)]) {
    let mut findings = scene.findings();
    findings.retain(|one| crate::flags::named(one.flag).unwrap().needs_leads());
    let said = findings.iter();
    let said: Vec<_> = said.map(|one| (one.flag, &*one.found.message)).collect();
    assert_eq!(said, expected);
}

#[test]
fn a_table_that_bears_out_the_plan_raises_nothing() {
    says(|_| (), &[]);
}

#[test]
fn sizes_are_told_with_their_figures() {
    let fits = |matched: u64, expected: &[_]| {
        says(|audit| audit.segments[0].matched = matched, expected);
    };
    says(
        |audit| (audit.segments[0].matched, audit.segments[0].won) = (0, 0),
        &[("empty", "None of 600 leads fits")],
    );
    fits(
        12,
        &[
            ("size-off", "12 leads fit; 200 were expected"),
            ("too-small", "Only 12 leads fit"),
        ],
    );
    fits(400, &[]);
    fits(401, &[("size-off", "401 leads fit; 200 were expected")]);
    says(
        |audit| audit.segments[1].matched = 450,
        &[("dominant", "450 of 600 leads fit, 75 %")],
    );
}

#[test]
fn who_took_the_leads_is_named() {
    let lost = |leads, expected: &[_]| says(|audit| lose(&mut audit.segments[1], leads), expected);
    let none = "It wins none of the 200 leads that fit: 200 go to Retailers";
    lost(200, &[("shadowed", none)]);
    let few = "It wins 39 of the 200 leads that fit: 161 go to Retailers";
    lost(161, &[("starved", few)]);
    lost(160, &[]);
}

#[test]
fn twins_are_not_told_twice() {
    // So that the overlap contradicts nothing.
    let plan = TWO.replace("distinguishable: yes, ", "");
    let overlap = |jaccard, containment, expected: &[_]| {
        let overlap = pair(jaccard, containment);
        let scene = Scene::of(&plan).with_leads(|audit| audit.overlaps.push(overlap));
        leads_say(&scene, expected);
    };
    overlap(0.3, 0.49, &[]);
    let heavy = "Retailers and Small shops share 70 leads: 50 % of the smaller segment, 30 % of the two combined";
    overlap(0.3, 0.5, &[("heavy-overlap", heavy)]);
    let twins = "Retailers and Small shops share 70 leads: 95 % of the smaller segment, 90 % of the two combined";
    overlap(0.9, 0.95, &[("twin-segments", twins)]);
}

#[test]
fn coverage_reach_and_missing_data() {
    let few = "299 of 600 leads fit a segment, 50 %; the others get Default";
    says(|audit| audit.covered = 299, &[("low-coverage", few)]);
    says(
        |audit| audit.segments[1].reachable = Some(99),
        &[("low-reach", "99 of its 200 leads may be contacted, 50 %")],
    );
    let undecided = |audit: &mut Audit| {
        audit.segments[1].unknown = 50;
        audit.columns.push(ColumnFacts {
            missing: 60,
            ..column(3, &[("7", 1), ("9", 1)])
        });
    };
    let message = "200 leads fit; 50 more can't be decided because `employees` is empty";
    says(undecided, &[("missing-data", message)]);
}

#[test]
fn an_outcome_that_is_nearly_certain_is_a_leak() {
    let rates = |(outcomes, known): (u64, u64), of_all: u64| {
        let scene = two(|audit| {
            let one = &mut audit.segments[0];
            (one.matched_outcomes, one.matched_known) = (outcomes, known);
            audit.outcomes = of_all;
        });
        scene.messages("leakage")
    };
    let message = "92 of 100 leads that fit had the outcome, 92 %, against 38 % of all leads: \
                   `industry` or `employees` probably records the outcome";
    assert_eq!(rates((92, 100), 228), [message]);
    // Each threshold alone keeps it silent.
    assert_eq!(rates((90, 100), 228), [""; 0]);
    assert_eq!(rates((92, 100), 300), [""; 0]);
    assert_eq!(rates((29, 29), 228), [""; 0]);
    assert_eq!(rates((30, 30), 228).len(), 1);
}

/// Once: as a contradiction where the team says that it is measurable, else for itself.
#[test]
fn a_lift_that_cannot_show_is_said_before_the_work_starts() {
    let about = |plan: &str, smallest| {
        let scene = Scene::of(plan)
            .with_leads(move |audit| audit.segments[0].smallest_detectable_lift = smallest);
        let flags = ["contradicted-qualifier", "not-detectable"];
        flags.map(|flag| scene.messages(flag))
    };
    let unsure = TWO.replace("measurable: yes", "measurable: partly");
    assert_eq!(about(TWO, Some(0.15)), [[""; 0]; 2]);
    assert_eq!(about(&unsure, Some(0.15)), [[""; 0]; 2]);
    let small = "oo small to detect the expected lift of 15 % (needs 21 % or more)";
    let contradicted = format!("Marked measurable, but t{small}");
    assert_eq!(about(TWO, Some(0.21)), [vec![contradicted], vec![]]);
    let expected = format!("T{small}");
    assert_eq!(about(&unsure, Some(0.21)), [vec![], vec![expected]]);
    assert_eq!(about(&unsure, None)[1].len(), 1);
}

/// Where no test could show the lift, that alone is said.
#[test]
fn a_control_group_is_judged_by_the_lift_that_is_expected() {
    let about = |control, smallest| {
        let scene = Scene::of(TWO).with_leads(move |audit| {
            let one = &mut audit.segments[0];
            (one.control, one.smallest_detectable_lift) = (control, Some(smallest));
            one.smallest_lift_with_control = Some(0.21);
        });
        scene.messages("small-control-group")
    };
    let small =
        "20 leads are held out, too few to detect the expected lift of 15 % (needs 21 % or more)";
    assert_eq!(about(Some(20), 0.1), [small]);
    assert_eq!(about(Some(20), 0.16), [""; 0]);
    assert_eq!(about(None, 0.1), [""; 0]);
}

#[test]
fn a_difference_whose_range_includes_zero_is_unproven() {
    let range = |low, high, expected: &[_]| {
        let gap = Difference {
            difference: -0.061,
            low,
            high,
            p_adjusted: None,
        };
        says(|audit| audit.segments[1].difference = Some(gap), expected);
    };
    let message = "Its outcome rate differs from everyone else's by −6.1 points (95 % interval −14.5 to +3.1)";
    range(-0.145, 0.031, &[("difference-unproven", message)]);
    range(-0.145, -0.001, &[]);
}

#[test]
fn values_are_compared_with_the_columns() {
    let with = |value| {
        let values = [(value, 90), ("Health", 8)];
        move |audit: &mut Audit| audit.columns.push(column(0, &values))
    };
    let scene = two(with("retail"));
    let flag = "unknown-value";
    assert_eq!(
        scene.messages(flag),
        ["'Retail' never occurs in `industry`"]
    );
    assert_eq!(
        scene.helps(flag),
        ["Did you mean 'retail'? 90 leads have it"]
    );
    assert_eq!(scene.pointed_at(flag), "'Retail'");
    says(with("Retail"), &[]);
}

/// A slip of the pen is one finding, and not what follows from it.
#[test]
fn a_value_that_never_occurs_is_said_once() {
    let plan = TWO.replace("'Retail'", "'Retial'");
    let follow = [
        "contradicted-qualifier",
        "empty",
        "missing-data",
        "value-not-listed",
    ];
    let said = |changed: &str, severity: &str| {
        let plan = format!("{changed}flags: {{unknown-value: {{severity: {severity}}}}}\n");
        let scene = Scene::of(&plan).with_leads(|audit| {
            let one = &mut audit.segments[0];
            (one.matched, one.won, one.unknown) = (0, 0, 12);
            audit
                .columns
                .push(column(0, &[("Retail", 90), ("Health", 8)]));
        });
        let mut flags: Vec<&str> = scene.findings().iter().map(|one| one.flag).collect();
        flags.retain(|flag| follow.contains(flag) || *flag == "unknown-value");
        flags
    };
    assert_eq!(said(&plan, "warning"), ["unknown-value"]);
    assert_eq!(said(&plan, "off"), follow);
    assert_eq!(said(TWO, "warning"), follow[..3]);
}

#[test]
fn placeholders_are_values_only_where_they_are_listed() {
    let scene = two(|audit| {
        let values = [
            ("Retail", 90),
            ("-- Select --", 40),
            ("unknown", 12),
            ("N/A", 3),
            ("?", 1),
        ];
        audit.columns.push(column(0, &values));
    });
    assert_eq!(
        scene.messages("placeholder-value"),
        ["40 leads have the placeholder '-- Select --', 3 'N/A' and 1 '?' in `industry`"]
    );
    assert_eq!(scene.pointed_at("placeholder-value"), "industry");
    assert_eq!(
        scene.helps("placeholder-value"),
        ["Write `missing: ['-- Select --', 'N/A', '?']` under `industry`"]
    );
}

#[test]
fn a_column_of_one_value_sets_nobody_apart() {
    let scene = two(|audit| audit.columns.push(column(3, &[("12", 600)])));
    let messages = scene.messages("constant-attribute");
    assert_eq!(
        messages,
        ["`employees` is 12 for all 600 leads that have it"]
    );
    assert_eq!(scene.pointed_at("constant-attribute"), "employees");
}
