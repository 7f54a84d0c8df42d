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
