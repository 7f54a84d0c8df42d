//! What the flags on scores and qualifiers say.

use super::scene::Scene;
use super::sound::{SOUND, one};

#[test]
fn low_scores_are_those_below_the_lowest_third() {
    let scores = "{impact: 4, confidence: 4, ease: 5}";
    one(scores, "{impact: 3, confidence: 4, ease: 5}")
        .raises("low-impact")
        .saying("Impact 3 of 10 is in the lowest third")
        .at("3");
    one(scores, "{impact: 4, confidence: 2..4, ease: 5}")
        .raises("low-confidence")
        .saying("Confidence 3 of 10 is in the lowest third")
        .at("2..4");
    one(scores, "{impact: 4, confidence: 4, ease: 3}")
        .raises("low-ease")
        .saying("Ease 3 of 10 is in the lowest third")
        .at("3");
}

#[test]
fn a_plan_that_counts_effort_is_told_of_effort() {
    let effort = SOUND
        .replace("ease: 9", "effort: 2")
        .replace("ease: 7", "effort: 4")
        .replace("ease: 8", "effort: 3")
        .replace("ease: 6", "effort: 5")
        .replace("ease: 5", "effort: 8");
    let scene = Scene::of(&effort);
    let raised = scene.raises("low-ease");
    raised
        .saying("Effort 8 of 10 is in the highest third")
        .at("8");
    let set = format!("flags: {{low-ease: {{below: 6}}}}\n{effort}");
    let messages = Scene::of(&set).messages("low-ease");
    assert_eq!(messages, ["Effort 8 of 10 is above 5"]);
}

#[test]
fn a_missing_score_is_named() {
    let scores = "{impact: 4, confidence: 4, ease: 5}";
    let message = |scores_given| {
        let text = SOUND.replace(scores, scores_given);
        Scene::of(&text).messages("unscored")
    };
    assert_eq!(
        message("{impact: 4, confidence: 4}"),
        ["Ease is missing, so it has no rank"]
    );
    assert_eq!(
        message("{confidence: 4}"),
        ["Impact and Ease are missing, so it has no rank"]
    );
    assert_eq!(message("{}"), ["It has no scores yet, and so no rank"]);
    assert!(message(scores).is_empty());
}

#[test]
fn panels_are_contested_from_four_ninths_of_the_scale_on() {
    one("ana: {impact: 7,", "ana: {impact: 4,")
        .raises("contested")
        .saying("Impact runs from 4 (Ana) to 8 (Bram)")
        .at("panel");
    one("ana: {impact: 7,", "ana: {impact: 4.1,").raises_nothing();
}

#[test]
fn an_agreed_score_belongs_into_the_panels_range() {
    one(
        "{impact: 7, confidence: 6, ease: 7}",
        "{impact: 6, confidence: 6, ease: 7}",
    )
    .raises("outside-panel")
    .saying("Impact 6 is agreed, but the panel's scores run from 7 to 8")
    .at("6");
}

#[test]
fn confidence_wants_evidence_and_not_too_old() {
    let evidence = "    evidence: [{kind: test, date: 2026-10-02}]\n";
    let flag = "unsupported-confidence";
    one(evidence, "")
        .raises(flag)
        .saying("Confidence 9 of 10 rests on no evidence")
        .at("9");
    one(evidence, "    evidence: [{kind: opinion}]\n")
        .raises(flag)
        .saying("Confidence 9 of 10 rests on opinion alone")
        .at("9");
    one("2026-10-02", "2025-12-31")
        .raises("stale-evidence")
        .saying("The newest evidence, of 2025-12-31, is 369 days old")
        .at("2025-12-31");
}

#[test]
fn a_no_is_repeated_with_its_reason_and_its_effect() {
    one("stable: partly", "stable: {verdict: no, because: A fad.}")
        .raises("not-stable")
        .saying("Marked not stable (A fad)")
        .at("stable");
    one(
        "relevant: yes, actionable: yes, distinguishable: yes, stable: partly",
        "relevant: yes, actionable: yes, distinguishable: no, stable: partly",
    )
    .raises("not-distinguishable")
    .saying("Marked not distinguishable")
    .at("no");
    let parked = SOUND.replacen("actionable: yes", "actionable: no", 1);
    assert_eq!(
        Scene::of(&parked).messages("not-actionable"),
        ["Parked: marked not actionable"]
    );
}

#[test]
fn open_qualifiers_are_listed_with_what_the_policy_lacks() {
    let third = "qualifiers: {measurable: yes, relevant: yes, actionable: yes, distinguishable: yes, stable: yes}\n";
    let last = SOUND.rfind(third).unwrap();
    let plan = |qualify: &str, verdicts: &str| {
        let text = format!("{}{qualify}{}{verdicts}", &SOUND[..0], &SOUND[..last]);
        Scene::of(&text)
    };
    assert_eq!(
        plan("", "").messages("unknown-qualifier"),
        ["None of the five qualifiers has been assessed"]
    );
    assert_eq!(
        plan(
            "",
            "qualifiers: {measurable: yes, relevant: unknown, actionable: yes, stable: yes}"
        )
        .messages("unknown-qualifier"),
        ["Not yet assessed: relevant and distinguishable"]
    );
    let short = plan(
        "qualify: {at_least: 4}\n",
        "qualifiers: {measurable: yes, actionable: partly}",
    );
    assert_eq!(
        short.messages("unknown-qualifier"),
        ["Not yet assessed: relevant, distinguishable and stable; \
          it meets 1.5 of the 4 that the plan requires"]
    );
    let parked = plan(
        "qualify: {at_least: 4}\n",
        "qualifiers: {measurable: no, relevant: no, actionable: partly}",
    );
    assert_eq!(
        parked.messages("too-few-qualifiers"),
        ["Parked: it can meet at most 2.5 qualifiers, and the plan requires 4"]
    );
}
