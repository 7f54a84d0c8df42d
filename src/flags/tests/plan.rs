//! What each flag on the plan says, and that a sound plan raises none.

use super::scene::Scene;

/// Three segments that raise nothing.
const SOUND: &str = "\
title: Nurture program
as_of: 2027-01-04
reviewed: 2026-12-18
review_by: 2027-03-15
goals:
  - statement: Raise conversion from 3.7 % to 4.5 %
    metric: conversion rate
    baseline: 0.037
    target: 0.045
    due: 2027-03-31
attributes:
  industry: {type: text, values: [Manufacturing, Retail, Healthcare]}
  employees: {type: integer}
  budget: {type: integer, about: budget}
  health: {type: boolean, sensitive: true}
segments:
  - name: first
    where: industry = 'Manufacturing'
    stage: awareness
    message: Cut changeover time
    touchpoints: [{channel: email}]
    owner: Priya
    expected_size: 400
    scores: {impact: 9, confidence: 9, ease: 9}
    evidence: [{kind: test, date: 2026-10-02}]
    qualifiers: {measurable: yes, relevant: yes, actionable: yes, distinguishable: yes, stable: yes}
  - name: second
    where: industry = 'Retail'
    message: Sell out before the season ends
    touchpoints: [{channel: email}]
    owner: Priya
    expected_size: 300
    scores: {impact: 7, confidence: 6, ease: 7}
    panel:
      ana: {impact: 7, confidence: 5, ease: 8}
      bram: {impact: 8, confidence: 8, ease: 6}
    qualifiers: {measurable: yes, relevant: yes, actionable: yes, distinguishable: yes, stable: partly}
  - name: third
    where: industry = 'Healthcare' and employees > 300
    message: More time for patients
    touchpoints: [{channel: webinar}]
    owner: Olga
    expected_size: 200
    scores: {impact: 4, confidence: 4, ease: 5}
    qualifiers: {measurable: yes, relevant: yes, actionable: yes, distinguishable: yes, stable: yes}
";

/// The sound plan with one thing changed, and what its flag then says: nothing else is raised.
fn changed(from: &str, to: &str, flag: &str) -> (Vec<String>, String) {
    assert!(SOUND.contains(from), "{from}");
    let scene = Scene::of(&SOUND.replacen(from, to, 1));
    assert_eq!(scene.raised(), [flag], "{to}");
    (scene.messages(flag), scene.pointed_at(flag))
}

/// The same where one message is expected at one place.
fn one(from: &str, to: &str, flag: &str, message: &str, place: &str) {
    let (messages, at) = changed(from, to, flag);
    assert_eq!(messages, [message], "{flag}");
    assert_eq!(at, place, "{flag}");
}

#[test]
fn a_sound_plan_raises_nothing() {
    assert_eq!(Scene::of(SOUND).raised(), [""; 0]);
}

#[test]
fn low_scores_are_those_below_the_lowest_third() {
    let scores = "{impact: 4, confidence: 4, ease: 5}";
    one(
        scores,
        "{impact: 3, confidence: 4, ease: 5}",
        "low-impact",
        "Impact 3 of 10 is in the lowest third",
        "3",
    );
    one(
        scores,
        "{impact: 4, confidence: 2..4, ease: 5}",
        "low-confidence",
        "Confidence 3 of 10 is in the lowest third",
        "2..4",
    );
    one(
        scores,
        "{impact: 4, confidence: 4, ease: 3}",
        "low-ease",
        "Ease 3 of 10 is in the lowest third",
        "3",
    );
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
    assert_eq!(scene.raised(), ["low-ease"]);
    assert_eq!(
        scene.messages("low-ease"),
        ["Effort 8 of 10 is in the highest third"]
    );
    assert_eq!(scene.pointed_at("low-ease"), "8");
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
    one(
        "ana: {impact: 7,",
        "ana: {impact: 4,",
        "contested",
        "Impact runs from 4 (ana) to 8 (bram)",
        "panel",
    );
    assert!(
        Scene::of(&SOUND.replace("ana: {impact: 7,", "ana: {impact: 4.1,"))
            .raised()
            .is_empty()
    );
}

#[test]
fn an_agreed_score_belongs_into_the_panels_range() {
    one(
        "{impact: 7, confidence: 6, ease: 7}",
        "{impact: 6, confidence: 6, ease: 7}",
        "outside-panel",
        "Impact 6 is agreed, but the panel's scores run from 7 to 8",
        "6",
    );
}

#[test]
fn confidence_wants_evidence_and_not_too_old() {
    let evidence = "    evidence: [{kind: test, date: 2026-10-02}]\n";
    let flag = "unsupported-confidence";
    one(
        evidence,
        "",
        flag,
        "Confidence 9 of 10 rests on no evidence",
        "9",
    );
    one(
        evidence,
        "    evidence: [{kind: opinion}]\n",
        flag,
        "Confidence 9 of 10 rests on opinion alone",
        "9",
    );
    one(
        "2026-10-02",
        "2025-12-31",
        "stale-evidence",
        "The newest evidence, of 2025-12-31, is 369 days old",
        "2025-12-31",
    );
}

#[test]
fn a_no_is_repeated_with_its_reason_and_its_effect() {
    one(
        "stable: partly",
        "stable: {verdict: no, because: A fad.}",
        "not-stable",
        "Stable is answered with no: A fad",
        "stable",
    );
    one(
        "relevant: yes, actionable: yes, distinguishable: yes, stable: partly",
        "relevant: yes, actionable: yes, distinguishable: no, stable: partly",
        "not-distinguishable",
        "Distinguishable is answered with no",
        "no",
    );
    let parked = SOUND.replacen("actionable: yes", "actionable: no", 1);
    assert_eq!(
        Scene::of(&parked).messages("not-actionable"),
        ["Actionable is answered with no, which parks it"]
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
        ["None of the five qualifiers is answered"]
    );
    assert_eq!(
        plan(
            "",
            "qualifiers: {measurable: yes, relevant: unknown, actionable: yes, stable: yes}"
        )
        .messages("unknown-qualifier"),
        ["Nobody has said whether it is relevant and distinguishable"]
    );
    let short = plan(
        "qualify: {at_least: 4}\n",
        "qualifiers: {measurable: yes, actionable: partly}",
    );
    assert_eq!(
        short.messages("unknown-qualifier"),
        [
            "Nobody has said whether it is relevant, distinguishable and stable; \
          1.5 of the 4 that the plan asks for are met"
        ]
    );
    let parked = plan(
        "qualify: {at_least: 4}\n",
        "qualifiers: {measurable: no, relevant: no, actionable: partly}",
    );
    assert_eq!(
        parked.messages("too-few-qualifiers"),
        ["It can meet 2.5 qualifiers at most and the plan asks for 4, which parks it"]
    );
}

#[test]
fn what_a_segment_lacks_is_said_at_its_name() {
    one(
        "    where: industry = 'Retail'\n",
        "",
        "no-definition",
        "It has no definition, so no lead can be assigned to it",
        "second",
    );
    one(
        "    message: Sell out before the season ends\n",
        "",
        "no-message",
        "It has no message yet",
        "second",
    );
    one(
        "    touchpoints: [{channel: webinar}]\n",
        "",
        "no-touchpoints",
        "It has no touchpoints yet",
        "third",
    );
    one(
        "    owner: Olga\n",
        "",
        "no-owner",
        "Nobody owns it yet",
        "third",
    );
}

#[test]
fn twins_in_words_and_in_meaning_are_found() {
    one(
        "Sell out before the season ends",
        "Cut changeover  time!",
        "same-message",
        "First and Second have the same message",
        "Cut changeover  time!",
    );
    one(
        "industry = 'Retail'",
        "not (industry <> 'Manufacturing')",
        "same-definition",
        "First and Second have the same definition",
        "not (industry <> 'Manufacturing')",
    );
}

#[test]
fn attributes_in_definitions_are_looked_at() {
    one(
        "where: industry = 'Retail'",
        "where: employes > 10",
        "slip-of-the-pen",
        "`employes` is not declared, but `employees` is",
        "employes",
    );
    one(
        "where: industry = 'Retail'",
        "where: health",
        "sensitive-attribute",
        "`health` is sensitive: using it needs the lead's permission (GDPR, CCPA)",
        "health",
    );
    one(
        "where: industry = 'Manufacturing'",
        "where: industry = 'Manufacturing' and budget > 10",
        "unreliable-attribute",
        "`budget` is what leads say of their budget, often arbitrary in the awareness stage",
        "budget",
    );
    let near_the_decision = SOUND
        .replace("industry = 'Retail'", "industry = 'Retail' and budget > 10")
        .replace(
            "    message: Sell",
            "    stage: decision\n    message: Sell",
        );
    assert!(Scene::of(&near_the_decision).raised().is_empty());
    one(
        "where: industry = 'Retail'",
        "where: industry in ('Retail', 'Retial')",
        "value-not-listed",
        "'Retial' is not among the values of `industry`",
        "'Retial'",
    );
}

#[test]
fn the_policy_on_leads_is_looked_at_too() {
    let text = format!("leads: {{outcome: employes > 10}}\n{SOUND}");
    let scene = Scene::of(&text);
    assert_eq!(scene.raised(), ["slip-of-the-pen"]);
    assert!(
        scene.findings()[0].found.segments.is_empty(),
        "it is about nobody's definition"
    );
}

#[test]
fn goals_are_to_be_smart() {
    one(
        "    baseline: 0.037\n    target: 0.045\n",
        "",
        "goal-not-smart",
        "The goal has no baseline or target",
        "Raise conversion from 3.7 % to 4.5 %",
    );
    let start = SOUND.find("goals:").unwrap();
    let end = SOUND.find("attributes:").unwrap();
    one(
        &SOUND[start..end],
        "",
        "no-goal",
        "The plan names no goal that Impact could be judged by",
        "Nurture program",
    );
}

#[test]
fn reviews_are_due() {
    one(
        "reviewed: 2026-12-18\n",
        "",
        "never-reviewed",
        "The plan does not say when it was last reviewed",
        "Nurture program",
    );
    one(
        "2027-03-15",
        "2027-01-03",
        "review-overdue",
        "The review of 2027-01-03 is 1 day overdue",
        "2027-01-03",
    );
    one(
        "2026-12-18\nreview_by: 2027-03-15",
        "2026-10-03",
        "review-overdue",
        "The last review, of 2026-10-03, was 93 days ago",
        "2026-10-03",
    );
    assert!(
        Scene::of(&SOUND.replace("2027-03-15", "2027-01-04"))
            .raised()
            .is_empty()
    );
}

#[test]
fn sizes_are_held_against_all_expected() {
    one(
        "expected_size: 200",
        "expected_size: 10",
        "expected-too-small",
        "Its 10 expected leads are 1 % of all that are expected",
        "10",
    );
    one(
        "expected_size: 400",
        "expected_size: 1500",
        "expected-too-large",
        "Its 1,500 expected leads are 75 % of all that are expected",
        "1500",
    );
}

#[test]
fn segments_can_be_too_few_or_too_many() {
    let second =
        &SOUND[SOUND.find("  - name: second").unwrap()..SOUND.find("  - name: third").unwrap()];
    one(
        second,
        "",
        "too-few-segments",
        "Only 2 segments are ranked",
        "segments",
    );
    one(
        "title:",
        "flags: {too-many-segments: {above: 2}}\ntitle:",
        "too-many-segments",
        "3 segments are ranked, more than the 2 that a team can usually serve",
        "segments",
    );
}

#[test]
fn pins_are_held_against_the_score() {
    one(
        "segments:",
        "order: {pin: [{segment: third, rank: 1, because: Board}]}\nsegments:",
        "pinned-against-score",
        "It is pinned to rank 1; its score would put it at rank 3",
        "segment",
    );
    let kept = "order: {pin: [{segment: first, rank: 1, because: Board}]}\nsegments:";
    assert!(
        Scene::of(&SOUND.replacen("segments:", kept, 1))
            .raised()
            .is_empty()
    );
    let parked =
        SOUND
            .replacen("segments:", kept, 1)
            .replacen("actionable: yes", "actionable: no", 1);
    assert_eq!(
        Scene::of(&parked).messages("pin-without-effect"),
        ["The pin to rank 1 has no effect: the segment is parked"]
    );
    let unscored =
        SOUND
            .replacen("segments:", kept, 1)
            .replacen("confidence: 9, ease: 9", "ease: 9", 1);
    assert_eq!(
        Scene::of(&unscored).messages("pin-without-effect"),
        ["The pin to rank 1 has no effect: the segment has no score"]
    );
}

#[test]
fn close_neighbours_are_toss_ups_and_equal_ones_are_tied() {
    let scores = "{impact: 4, confidence: 4, ease: 5}";
    let close = Scene::of(&SOUND.replace(scores, "{impact: 7, confidence: 7, ease: 6.1}"));
    assert_eq!(close.raised(), ["toss-up"], "{:?}", close.findings());
    let message = &close.messages("toss-up")[0];
    assert!(
        message.starts_with("Third is ahead of Second in 5"),
        "{message}"
    );
    assert!(message.ends_with(" % of 2,000 draws"), "{message}");
    let tied = SOUND.replace(scores, "{impact: 6, confidence: 7, ease: 7}");
    let broken = Scene::of(&format!("order: {{break_ties: [confidence]}}\n{tied}"));
    assert_eq!(
        broken.messages("tied"),
        ["Third and Second are equal by score; Confidence puts Third ahead"]
    );
    let (messages, _) = changed(scores, "{impact: 7, confidence: 6, ease: 7}", "tied");
    assert_eq!(
        messages,
        ["Second and Third are equal by score; only the order in the file puts Second ahead"]
    );
}

#[test]
fn draws_can_disagree_with_the_order() {
    let likely = "{impact: 7, confidence: 6, ease: {low: 1, likely: 7, high: 8}}";
    let scores = "{impact: 4, confidence: 4, ease: 5}";
    let scene = Scene::of(
        &SOUND
            .replace("{impact: 7, confidence: 6, ease: 7}", likely)
            .replace(scores, "{impact: 6, confidence: 6, ease: 8}"),
    );
    let message = &scene.messages("toss-up")[0];
    assert!(
        message.starts_with("Second is ahead of Third in only "),
        "{message}"
    );
    assert!(
        message.ends_with(": the draws disagree with the order"),
        "{message}"
    );
}

#[test]
fn the_formula_decides_first_place_or_a_clear_pair() {
    let first = SOUND.replace(
        "{impact: 9, confidence: 9, ease: 9}",
        "{impact: 10, confidence: 10, ease: 4}",
    );
    let first = first.replace(
        "{impact: 7, confidence: 6, ease: 7}\n    panel:",
        "{impact: 7.5, confidence: 7.5, ease: 7.2}\n    panel:",
    );
    assert_eq!(
        Scene::of(&first).messages("formula-decides"),
        ["Second comes first by product, First by mean"]
    );
    let pinned = format!("order: {{pin: [{{segment: second, rank: 1, because: Board}}]}}\n{first}");
    assert!(Scene::of(&pinned).messages("formula-decides").is_empty());
    let clear = SOUND
        .replace(
            "{impact: 7, confidence: 6, ease: 7}",
            "{impact: 10, confidence: 8, ease: 1}",
        )
        .replace(
            "{impact: 4, confidence: 4, ease: 5}",
            "{impact: 6, confidence: 6, ease: 6}",
        );
    let messages = Scene::of(&clear).messages("formula-decides");
    assert_eq!(messages.len(), 1);
    assert!(
        messages[0].starts_with("Third is ahead of Second in "),
        "{messages:?}"
    );
    assert!(
        messages[0].ends_with("% of draws by product, but behind by mean and ratio"),
        "{messages:?}"
    );
}
