//! What the flags on the order say.

use super::scene::Scene;
use super::sound::{SOUND, changed, one};

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
fn close_neighbors_are_toss_ups_and_equal_ones_are_tied() {
    let scores = "{impact: 4, confidence: 4, ease: 5}";
    let close = Scene::of(&SOUND.replace(scores, "{impact: 7, confidence: 7, ease: 6.1}"));
    assert_eq!(close.raised(), ["toss-up"], "{:?}", close.findings());
    let message = &close.messages("toss-up")[0];
    assert!(
        message.starts_with("Third is ahead of Second in 5"),
        "{message}"
    );
    assert!(
        message.ends_with(" % of 2,000 simulated rankings"),
        "{message}"
    );
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
fn a_pair_that_the_simulation_turns_round_is_disputed_and_no_toss_up() {
    let likely = "{impact: 7, confidence: 6, ease: {low: 1, likely: 7, high: 8}}";
    let scores = "{impact: 4, confidence: 4, ease: 5}";
    let disputed = SOUND
        .replace("{impact: 7, confidence: 6, ease: 7}", likely)
        .replace(scores, "{impact: 6, confidence: 6, ease: 8}");
    let scene = Scene::of(&disputed);
    assert!(!scene.raised().contains(&"toss-up"), "{:?}", scene.raised());
    let message = &scene.messages("order-disputed")[0];
    assert!(
        message.starts_with(
            "The simulation favors the opposite order: Second is ahead of Third in only "
        ),
        "{message}"
    );
    assert!(
        message.ends_with(" % of 2,000 simulated rankings"),
        "{message}"
    );
    let pinned = "order: {pin: [{segment: third, rank: 3, because: Board}]}";
    let pinned = Scene::of(&format!("{pinned}\n{disputed}"));
    assert_eq!(pinned.messages("order-disputed"), [""; 0]);
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
        messages[0].ends_with("% of simulated rankings by product, but behind by mean and ratio"),
        "{messages:?}"
    );
}
