//! Severities, thresholds and allowances of the plan.

use super::scene::{Scene, whole};
use crate::diagnostic::Severity;
use crate::plan::SegmentId;

const HARD: &str = "\
segments:
  - {name: partners, scores: {impact: 8, confidence: 6, ease: 2}}
  - {name: resellers, scores: {impact: 7, confidence: 6, ease: 2}}
";

fn scene(flags: &str) -> Scene {
    Scene::of(&whole(&format!("flags:\n{flags}\n{HARD}")))
}

#[test]
fn a_plan_sets_severity_or_turns_a_flag_off() {
    let severities = |scene: &Scene| -> Vec<Severity> {
        let found = scene.found("low-ease");
        found.iter().map(|one| one.severity).collect()
    };
    assert_eq!(
        severities(&scene("  no-goal: {severity: off}")),
        [Severity::Warning; 2]
    );
    assert_eq!(
        severities(&scene("  low-ease: {severity: error}")),
        [Severity::Error; 2]
    );
    assert_eq!(severities(&scene("  low-ease: {severity: off}")), []);
}

#[test]
fn an_allowance_for_a_segment_lets_that_one_pass_with_its_reason() {
    let scene = scene("  allow: [{flag: low-ease, segment: partners, because: It is paid for}]");
    let findings = scene.findings();
    let found = scene.found("low-ease");
    let allowed = found.iter();
    let allowed: Vec<(SegmentId, Option<&str>)> = allowed
        .map(|one| (one.found.segments[0], one.allowed.as_deref()))
        .collect();
    assert_eq!(
        allowed,
        [(SegmentId(0), Some("It is paid for")), (SegmentId(1), None)]
    );
    let weak = |id: usize| findings.iter().any(|one| one.weakens(SegmentId(id)));
    assert_eq!((weak(0), weak(1)), (false, true));
}

#[test]
fn an_allowance_without_a_segment_lets_all_of_its_flag_pass() {
    let scene = scene("  allow: [{flag: low-ease, because: It is paid for}]");
    let hard = scene.found("low-ease");
    assert!(hard.iter().all(|one| one.allowed.is_some()));
    assert!(!scene.raised().contains(&"unused-allow"));
}

#[test]
fn a_pair_passes_where_either_of_the_two_is_allowed() {
    let text = "\
flags:
  allow: [{flag: same-message, segment: b, because: Until March}]
segments:
  - {name: a, message: Save time}
  - {name: b, message: Save time}
";
    let pair = Scene::of(&whole(text)).found("same-message");
    assert_eq!(pair[0].allowed.as_deref(), Some("Until March"));
}

#[test]
fn a_pair_weakens_neither() {
    let text = "segments:\n  - {name: a, message: Save time}\n  - {name: b, message: Save time}\n";
    let findings = Scene::of(&whole(text)).findings();
    assert!(findings.iter().any(|one| one.flag == "same-message"));
    assert!(
        !findings
            .iter()
            .any(|one| one.weakens(SegmentId(0)) || one.weakens(SegmentId(1)))
    );
}

#[test]
fn an_allowance_that_lets_nothing_pass_is_reported() {
    let idle = scene("  allow: [{flag: low-impact, segment: partners, because: x}]");
    assert_eq!(
        idle.messages("unused-allow"),
        ["It allows low-impact, but there is no such finding for Partners"]
    );
    let nowhere = scene("  allow: [{flag: low-impact, because: x}]");
    assert_eq!(
        nowhere.messages("unused-allow"),
        ["It allows low-impact, but there is no such finding anywhere"]
    );
}

#[test]
fn an_allowance_for_unused_allowances_is_never_unused_itself() {
    let text =
        "  allow:\n    - {flag: unused-allow, because: x}\n    - {flag: low-impact, because: y}";
    let idle = scene(text).found("unused-allow");
    assert_eq!(idle.len(), 1);
    assert_eq!(idle[0].allowed.as_deref(), Some("x"));
}

#[test]
fn an_allowance_for_leads_waits_for_a_lead_table() {
    let plan = "  allow: [{flag: too-small, because: They pay well}]";
    assert!(scene(plan).messages("unused-allow").is_empty());
    assert_eq!(
        scene(plan)
            .with_leads(|_| ())
            .messages("unused-allow")
            .len(),
        1
    );
}

#[test]
fn an_allowance_for_what_only_earlier_plans_show_is_never_unused() {
    let plan = "  allow: [{flag: unrevised, because: Agreed for the year}]";
    assert!(scene(plan).messages("unused-allow").is_empty());
    let unrevised = scene(plan).unchanged_for(3).found("unrevised");
    assert!(
        unrevised
            .iter()
            .all(|one| one.allowed.as_deref() == Some("Agreed for the year"))
    );
    let off = scene("  unrevised: {severity: off}").unchanged_for(3);
    assert!(off.messages("unrevised").is_empty());
}

#[test]
fn findings_stand_in_one_order_plan_first_then_segments() {
    let scene = scene("  unscored: {severity: info}");
    let places: Vec<_> = scene
        .findings()
        .into_iter()
        .map(|one| (one.found.segments.first().copied(), one.flag))
        .collect();
    assert!(places.is_sorted());
    assert!(places[0].0.is_none() && places.last().unwrap().0 == Some(SegmentId(1)));
    assert_eq!(scene.findings(), scene.findings());
}
