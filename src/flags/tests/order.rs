//! What the flags on the order say.

use super::scene::{Scene, framed};
use super::sound::{SOUND, one};

#[test]
fn pins_are_held_against_the_score() {
    one(
        "segments:",
        "order: {pin: [{segment: third, rank: 1, because: Board}]}\nsegments:",
    )
    .raises("pinned-against-score")
    .saying("It is pinned to rank 1; its score would put it at rank 3")
    .at("segment");
    let kept = "order: {pin: [{segment: first, rank: 1, because: Board}]}\nsegments:";
    one("segments:", kept).raises_nothing();
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
    let end = " % of 2,000 simulated rankings, but no lead is affected";
    let message = &close.messages("toss-up")[0];
    framed(message, "Third is ahead of Second in 5", end);
    let tied = SOUND.replace(scores, "{impact: 6, confidence: 7, ease: 7}");
    let broken = Scene::of(&format!("order: {{break_ties: [confidence]}}\n{tied}"));
    assert_eq!(
        broken.messages("tied"),
        [
            "Third and Second are equal by score; Confidence puts Third ahead, but no lead is affected"
        ]
    );
    one(scores, "{impact: 7, confidence: 6, ease: 7}").raises("tied").saying(
        "Second and Third are equal by score; only the order in the file puts Second ahead, but no \
             lead is affected",
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
    framed(
        &scene.messages("order-disputed")[0],
        "The simulation favors the opposite order: Second is ahead of Third in only ",
        " % of 2,000 simulated rankings, but no lead is affected",
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
    framed(
        &messages[0],
        "Third is ahead of Second in ",
        "% of simulated rankings by product, but behind by mean and ratio",
    );
}

#[test]
fn a_cut_between_close_neighbors_is_a_toss_up() {
    let close = SOUND.replace(
        "{impact: 4, confidence: 4, ease: 5}",
        "{impact: 7, confidence: 7, ease: 6.1}",
    );
    let cut_after = |segments| Scene::of(&format!("capacity: {{segments: {segments}}}\n{close}"));
    assert_eq!(cut_after(1).messages("cut-toss-up"), [""; 0]);
    assert_eq!(cut_after(3).messages("cut-toss-up"), [""; 0]);
    let scene = cut_after(2);
    assert_eq!(scene.raised(), ["cut-toss-up", "toss-up"]);
    let message = &scene.messages("cut-toss-up")[0];
    assert!(
        message.starts_with(
            "Third makes the cut and Second doesn't, but the scores hardly separate them: Third is \
             ahead in 5"
        ),
        "{message}"
    );
    assert_eq!(scene.pointed_at("cut-toss-up"), "second");
}

#[test]
fn a_ranked_segment_without_a_cost_is_told_where_costs_count() {
    let priced = SOUND.replace("scores: {impact", "cost: 8\n    scores: {impact");
    let free = priced.replacen("    cost: 8\n", "", 1);
    let scene = |capacity: &str, text: &str| Scene::of(&format!("capacity: {capacity}\n{text}"));
    assert_eq!(scene("{cost: 40}", &priced).raised(), [""; 0]);
    assert_eq!(scene("{segments: 3}", &free).raised(), [""; 0]);
    let scene = scene("{cost: 40}", &free);
    let raised = scene.raises("no-cost");
    raised
        .saying("It has no cost, so it counts as free")
        .at("first");
}

#[test]
fn a_segment_is_out_of_order_above_or_without_one_that_it_must_come_after() {
    let after = |name: &str, of: &str| {
        SOUND.replacen(
            &format!("name: {of}\n"),
            &format!("name: {of}\n    after: [{name}]\n"),
            1,
        )
    };
    assert_eq!(Scene::of(&after("first", "third")).raised(), [""; 0]);
    one("name: first\n", "name: first\n    after: [second]\n")
        .raises("out-of-order")
        .saying("First is ranked above Second, which must be served first")
        .at("second");
    let parked = after("first", "third").replacen("actionable: yes", "actionable: no", 1);
    assert_eq!(
        Scene::of(&parked).messages("out-of-order"),
        ["Third must come after First, which is parked"]
    );
    // Second is too dear, so that the cut goes on to Third.
    let dear = after("second", "third").replacen(
        "  - name: second\n",
        "  - name: second\n    cost: 9\n",
        1,
    );
    let filled = Scene::of(&format!("capacity: {{cost: 5, cut: fill}}\n{dear}"));
    assert_eq!(
        filled.messages("out-of-order"),
        ["Third makes the cut, but Second, which must be served first, doesn't"]
    );
    let strict = Scene::of(&format!("capacity: {{cost: 5}}\n{dear}"));
    assert_eq!(strict.messages("out-of-order"), [""; 0]);
}
