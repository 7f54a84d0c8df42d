//! What the flags say that are proven from definitions alone.

use std::fmt::Write;

use super::data::column;
use super::scene::{Scene, framed};
use crate::audit::ColumnFacts;

#[test]
fn what_can_never_win_a_lead_is_proven_without_leads() {
    let plan = "\
title: Dead segments
leads: {exclude: competitor}
attributes:
  employees: {type: integer, min: 1}
  industry: {type: text, values: [Retail, Manufacturing]}
segments:
  - name: big
    where: employees >= 1000
    scores: {impact: 9, confidence: 9, ease: 9}
  - name: small_retail
    where: employees < 1000 and industry = 'Retail'
    scores: {impact: 8, confidence: 9, ease: 9}
  - name: makers
    where: industry = 'Manufacturing' or employees is null
    scores: {impact: 8, confidence: 8, ease: 9}
  - name: anyone
    where: industry is not null
    scores: {impact: 7, confidence: 8, ease: 9}
  - name: giants
    where: employees > 2000 and source = 'CRM'
    scores: {impact: 7, confidence: 7, ease: 9}
  - name: odd
    where: webinar and employees > 300 and employees < 200
    scores: {impact: 7, confidence: 7, ease: 8}
  - name: rivals
    where: competitor and webinar
    scores: {impact: 7, confidence: 7, ease: 7}
  - name: zero
    where: employees = 0
    scores: {impact: 7, confidence: 6, ease: 7}
";
    let scene = Scene::of(plan);
    assert_eq!(
        scene.messages("unreachable"),
        [
            "It can never win a lead: every lead that fits also fits Big, Small retail or Makers, \
             which rank above it, as long as `industry` has one of its declared values",
        ]
    );
    assert_eq!(
        scene.messages("subset-below"),
        ["It can never win a lead: every lead that fits also fits Big, above it"]
    );
    assert_eq!(
        scene.helps("subset-below"),
        [
            "Rank it above Big: then both can win leads. Ranked there, it would win a lead with \
             `employees = 2001 and source = 'CRM'`"
        ]
    );
    assert_eq!(
        scene.helps("unreachable"),
        [
            "Rank it above Makers, narrow one of them, or drop it. Ranked there, it would win a lead with \
          `industry = 'Retail'`"
        ]
    );
    assert_eq!(
        scene.helps("never-matches"),
        [
            "Correct one of them: should an `and` be an `or`? Without `employees < 200`, it would win a \
             lead with `employees = 301 and webinar`",
            "Change the definition or `leads.exclude`, or drop the segment. For example, a lead with \
             `competitor and webinar` fits but is excluded",
        ]
    );
    assert_eq!(
        scene.messages("never-matches"),
        [
            "`employees > 300` and `employees < 200` can't be true of the same lead",
            "It can never win a lead: `leads.exclude` excludes all that fit",
        ]
    );
    assert_eq!(scene.pointed_at("never-matches"), "employees > 300");
    assert_eq!(
        scene.messages("impossible-value"),
        ["0 is below the `min` of `employees`, which is 1"]
    );
    // Without the list of values another industry is left, and without the bound a company of none.
    let open = plan.replace(", values: [Retail, Manufacturing]", "");
    let scene = Scene::of(&open.replace(", min: 1", ""));
    assert_eq!(scene.messages("unreachable"), [""; 0]);
    assert_eq!(scene.messages("subset-below").len(), 1);
    assert_eq!(scene.messages("never-matches").len(), 2);
    assert_eq!(scene.messages("impossible-value"), [""; 0]);
}

#[test]
fn what_takes_the_leads_is_pointed_at_too() {
    let plan = "\
title: Dead segments
segments:
  - {name: big, where: employees >= 1000, scores: {impact: 9, confidence: 9, ease: 9}}
  - {name: small, where: employees < 1000, scores: {impact: 8, confidence: 9, ease: 9}}
  - {name: known, where: employees is not null, scores: {impact: 7, confidence: 9, ease: 9}}
";
    let scene = Scene::of(plan);
    let found = &scene.found("unreachable")[0].found;
    let told: Vec<(String, &str)> = found
        .also
        .iter()
        .map(|other| {
            let at = scene.document.locate(&other.route, other.within);
            (
                scene.document.source.text()[at.range()].to_owned(),
                other.text.as_str(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("employees >= 1000".to_owned(), "takes its leads"),
            ("employees < 1000".to_owned(), "takes its leads"),
        ]
    );
}

/// What a flag says of segments in this order, whose definitions rest on a few attributes.
pub(super) fn said(flag: &str, definitions: &[&str]) -> Vec<String> {
    let mut plan = "\
title: Definitions
attributes:
  employees: {type: integer, min: 1, max: 9000}
  industry: {type: text, values: [Retail, Software, Healthcare]}
segments:
"
    .to_owned();
    for (place, definition) in definitions.iter().enumerate() {
        let (letter, impact) = (["a", "b", "c", "d"][place], 9 - place);
        let _ = writeln!(
            plan,
            "  - {{name: {letter}, where: \"{definition}\", \
             scores: {{impact: {impact}, confidence: 9, ease: 9}}}}"
        );
    }
    Scene::of(&plan).messages(flag)
}

#[test]
fn leads_that_break_what_a_proof_rests_on_are_counted() {
    let plan = "\
title: Declared
attributes:
  industry: {type: text, values: [Retail, Software]}
segments:
  - {name: shops, where: industry = 'Retail', scores: {impact: 9, confidence: 9, ease: 9}}
  - {name: makers, where: industry = 'Software', scores: {impact: 8, confidence: 9, ease: 9}}
  - {name: any, where: industry is not null, scores: {impact: 7, confidence: 9, ease: 9}}
";
    let said = |undeclared| {
        let scene = Scene::of(plan).with_leads(|audit| {
            audit.columns.push(ColumnFacts {
                undeclared,
                ..column(0, &[("Retail", 5), ("Toys", 2)])
            });
        });
        let messages = scene.messages("unreachable");
        let (_, given) = messages[0].split_once(", as long as ").unwrap();
        given.to_owned()
    };
    let given = "`industry` has one of its declared values";
    assert_eq!(said(None), given);
    assert_eq!(said(Some(0)), format!("{given} (no lead breaks this)"));
    assert_eq!(said(Some(1)), format!("{given} (1 lead breaks this)"));
    assert_eq!(
        said(Some(1200)),
        format!("{given} (1,200 leads break this)")
    );
}

#[test]
fn segments_with_the_same_leads_are_found_however_they_are_written() {
    let both = [
        "industry in ('Retail', 'Software')",
        "industry != 'Healthcare'",
    ];
    assert_eq!(
        said("same-leads", &both),
        [
            "Exactly the same leads fit A and B, as long as `industry` has one of its declared values"
        ]
    );
    assert_eq!(said("subset-below", &both), [""; 0]);
    // The same definition has a flag of its own.
    let twice = ["employees > 300", "employees >= 301"];
    assert_eq!(said("same-leads", &twice), [""; 0]);
    assert_eq!(said("same-definition", &twice).len(), 1);
    assert_eq!(said("subset-below", &twice), [""; 0]);
}

#[test]
fn definitions_that_say_nothing_are_found() {
    let always = "employees > 10 or not employees > 10 or employees is null";
    assert_eq!(said("always-matches", &[always]), ["Every lead fits it"]);
    assert_eq!(said("dead-test", &[always]), [""; 0]);
    assert_eq!(
        said("always-matches", &["employees >= 1 or employees is null"]),
        ["Every lead fits it, as long as `employees` is within its declared bounds"]
    );
    // Leads of unknown size are left.
    assert_eq!(
        said("always-matches", &["employees > 10 or not employees > 10"]),
        [""; 0]
    );
}

#[test]
fn parts_that_change_nothing_are_found() {
    for (definition, idle) in [
        (
            "employees > 300 and employees > 1500",
            &["employees > 300"][..],
        ),
        ("webinar and webinar", &["webinar"]),
        (
            "webinar or (webinar and employees > 5)",
            &["webinar and employees > 5"],
        ),
        ("not (webinar or webinar) and employees > 5", &["webinar"]),
        (
            "industry = 'Retail' and not industry in ('Software')",
            &["industry in ('Software')"],
        ),
        // Without the second part, leads of unknown industry would be undecided.
        ("industry = 'Retail' and industry is not null", &[]),
        ("employees between 1 and 300", &[]),
        ("employees > 300 and industry != 'Retail'", &[]),
        // That the value can't be is said already.
        ("webinar or industry = 'Retial'", &[]),
        ("webinar or employees = 0", &[]),
    ] {
        let expected: Vec<String> = idle
            .iter()
            .map(|part| format!("`{part}` changes nothing: the same leads fit without it"))
            .collect();
        assert_eq!(said("dead-test", &[definition]), expected, "{definition}");
    }
    assert_eq!(
        said("dead-test", &["employees >= 1 and employees <= 300"]),
        [
            "`employees >= 1` changes nothing: the same leads fit without it, as long as `employees` is \
             within its declared bounds"
        ]
    );
}

#[test]
fn numbers_outside_the_declared_bounds_are_impossible() {
    for (definition, message) in [
        (
            "employees = 0",
            Some("0 is below the `min` of `employees`, which is 1"),
        ),
        (
            "employees != 0",
            Some("0 is below the `min` of `employees`, which is 1"),
        ),
        (
            "employees in (5, 9001)",
            Some("9001 is above the `max` of `employees`, which is 9000"),
        ),
        (
            "employees > 10000",
            Some("10000 is above the `max` of `employees`, which is 9000"),
        ),
        (
            "employees between -5 and 0",
            Some("0 is below the `min` of `employees`, which is 1"),
        ),
        // Bounds that everyone is within are a habit, and harmless.
        ("employees > 0", None),
        ("employees between 0 and 300", None),
        ("employees <= 10000", None),
        ("days = 0", None),
    ] {
        let said = said("impossible-value", &[definition]);
        assert_eq!(
            said,
            message.into_iter().collect::<Vec<_>>(),
            "{definition}"
        );
    }
}

#[test]
fn a_toss_up_between_segments_that_share_no_lead_affects_none() {
    let plan = |second: &str| {
        format!(
            "\
title: Neighbors
segments:
  - {{name: shops, where: industry = 'Retail', scores: {{impact: 7, confidence: 7, ease: 7}}}}
  - {{name: makers, where: {second}, scores: {{impact: 6, confidence: 7, ease: 8}}}}
"
        )
    };
    let said = |plan: &str, end: &str| framed(&Scene::of(plan).messages("toss-up")[0], "", end);
    let none = "simulated rankings, but no lead is affected";
    said(&plan("industry = 'Manufacturing'"), none);
    said(&plan("employees > 300"), "simulated rankings");
    // A cut between the two makes their order matter, for who gets a message of their own.
    let served = |segments: usize, end: &str| {
        let capacity = format!("capacity: {{segments: {segments}}}\nsegments:");
        let plan = plan("industry = 'Manufacturing'").replacen("segments:", &capacity, 1);
        said(&plan, end);
    };
    let only_cut = "simulated rankings; no lead could go to either, so only the cut depends on it";
    served(1, only_cut);
    served(2, none);
}
