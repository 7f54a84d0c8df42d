//! What the flags on definitions, messages, touchpoints and owners say.

use super::scene::Scene;
use super::sound::{SOUND, one};

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
        "It has no owner yet",
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
            "It can never win a lead: every lead that fits also fits Big, above it",
        ]
    );
    assert_eq!(
        scene.messages("never-matches"),
        [
            "`employees > 300` and `employees < 200` can't be true of the same lead",
            "It can never win a lead: `leads.exclude` excludes all that fit",
            "`employees = 0` is true of no lead, as long as `employees` is within its declared \
             bounds",
        ]
    );
    // Without the list of values another industry is left, and without the bound a company of none.
    let open = plan.replace(", values: [Retail, Manufacturing]", "");
    let scene = Scene::of(&open.replace(", min: 1", ""));
    assert_eq!(scene.messages("unreachable").len(), 1);
    assert_eq!(scene.messages("never-matches").len(), 2);
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
        "`budget` is what leads say about their budget, often arbitrary in the awareness stage",
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
