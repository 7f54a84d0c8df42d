//! What the flags on definitions, messages, touchpoints and owners say.

use super::scene::Scene;
use super::sound::{SOUND, one};

#[test]
fn what_a_segment_lacks_is_said_at_its_name() {
    one("    where: industry = 'Retail'\n", "")
        .raises("no-definition")
        .saying("It has no definition, so no lead can be assigned to it")
        .at("second");
    one("    message: Sell out before the season ends\n", "")
        .raises("no-message")
        .saying("It has no message yet")
        .at("second");
    one("    touchpoints: [{channel: webinar}]\n", "")
        .raises("no-touchpoints")
        .saying("It has no touchpoints yet")
        .at("third");
    one("    owner: Olga\n", "")
        .raises("no-owner")
        .saying("It has no owner yet")
        .at("third");
}

#[test]
fn twins_in_words_and_in_meaning_are_found() {
    one("Sell out before the season ends", "Cut changeover  time!")
        .raises("same-message")
        .saying("First and Second have the same message")
        .at("Cut changeover  time!");
    one("industry = 'Retail'", "not (industry <> 'Manufacturing')")
        .raises("same-definition")
        .saying("First and Second have the same definition")
        .at("not (industry <> 'Manufacturing')");
}

#[test]
fn attributes_in_definitions_are_looked_at() {
    one("where: industry = 'Retail'", "where: employes > 10")
        .raises("slip-of-the-pen")
        .saying("`employes` is not declared, but `employees` is")
        .at("employes");
    one("where: industry = 'Retail'", "where: health")
        .raises("sensitive-attribute")
        .saying("`health` is sensitive: using it needs the lead's permission (GDPR, CCPA)")
        .at("health");
    one(
        "where: industry = 'Manufacturing'",
        "where: industry = 'Manufacturing' and budget > 10",
    )
    .raises("unreliable-attribute")
    .saying("`budget` is what leads say about their budget, often arbitrary in the awareness stage")
    .at("budget");
    let near_the_decision = SOUND
        .replace("industry = 'Retail'", "industry = 'Retail' and budget > 10")
        .replace(
            "    message: Sell",
            "    stage: decision\n    message: Sell",
        );
    Scene::of(&near_the_decision).raises_nothing();
    one(
        "where: industry = 'Retail'",
        "where: industry in ('Retail', 'Retial')",
    )
    .raises("value-not-listed")
    .saying("'Retial' is not among the values of `industry`")
    .at("'Retial'");
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
