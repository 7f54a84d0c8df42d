//! Pins that follow from votes.

use crate::assess::assess;
use crate::order::rank;
use crate::plan::{Duel, Pin, Plan, SegmentId};
use crate::study::duel_in_words;
use crate::yaml::edit::Edit;
use crate::yaml::{Node, Route};

/// Whether any pin of a plan follows from votes.
pub(super) fn any(plan: &Plan) -> bool {
    plan.order.pins.iter().any(|pin| is_from_votes(plan, pin))
}

/// The edits after which the pins follow from the votes as they are now. Without `new`, only pairs
/// of which a segment is pinned so already are looked at.
pub(super) fn edits(plan: &Plan, new: bool) -> Vec<Edit> {
    let wanted = wanted(plan, new);
    let route = Route::root().key("order").key("pin");
    let mut edits = Vec::new();
    let mut gone = Vec::new();
    for (place, pin) in plan.order.pins.iter().enumerate() {
        if !is_from_votes(plan, pin) {
            continue;
        }
        let Some(now) = wanted.iter().find(|one| one.segment == pin.segment) else {
            gone.push(Edit::Remove(route.clone().item(place)));
            continue;
        };
        let at = route.clone().item(place);
        edits.push(Edit::Replace(
            at.clone().key("rank"),
            (now.rank as u64).into(),
        ));
        if now.because != pin.because {
            edits.push(Edit::Replace(
                at.key("because"),
                now.because.as_str().into(),
            ));
        }
    }
    edits.extend(gone.into_iter().rev());
    let old = |pin: &Pin| plan.order.pins.iter().any(|one| one.segment == pin.segment);
    let added = wanted.iter().filter(|pin| !old(pin)).map(|pin| {
        Node::map([
            ("segment", plan.name(pin.segment).into()),
            ("rank", Node::from(pin.rank as u64)),
            ("because", pin.because.as_str().into()),
        ])
    });
    let added: Vec<Node> = added.collect();
    match plan.order.pins.is_empty() && !added.is_empty() {
        true => edits.push(Edit::Put(route, Node::list(added))),
        false => edits.extend(
            added
                .into_iter()
                .map(|pin| Edit::AddItem(route.clone(), None, pin)),
        ),
    }
    edits
}

/// Whether a pin has the words of votes for its reason, and a duel that it may be of.
fn is_from_votes(plan: &Plan, pin: &Pin) -> bool {
    let counts = |because: &str| {
        let (first, rest) = because.split_once(" of ")?;
        let (of, rest) = rest.split_once(" put ")?;
        let numbers = [first, of]
            .iter()
            .all(|count| count.parse::<usize>().is_ok());
        Some(numbers && rest.ends_with(" first"))
    };
    let votes_on = |duel: &&Duel| duel.between.contains(&pin.segment);
    counts(&pin.because) == Some(true) && plan.duels.iter().any(|duel| votes_on(&duel))
}

/// The pins that the votes come to: of the neighbors in the order without such pins, those that won
/// a duel, ahead of whom they won against.
fn wanted(plan: &Plan, new: bool) -> Vec<Pin> {
    let mut by_hand = plan.clone();
    by_hand.order.pins.retain(|pin| !is_from_votes(plan, pin));
    let rows = rank(&by_hand, &assess(&by_hand)).ranked;
    let is_pinned = |id: SegmentId| {
        let mut pins = plan.order.pins.iter();
        pins.any(|pin| pin.segment == id && is_from_votes(plan, pin))
    };
    // The duel of a row with the next one, where it decides.
    let decided = |place: usize| {
        let (upper, lower) = (rows.get(place)?, rows.get(place + 1)?);
        let between = [upper.segment, lower.segment];
        let free = upper.pinned.is_none() && lower.pinned.is_none();
        let asked = new || between.into_iter().any(is_pinned);
        let mut duels = plan.duels.iter();
        let duel = duels.find(|duel| duel.is_between(between[0], between[1]))?;
        duel.winner().filter(|_| free && asked).map(|_| duel)
    };
    let mut pins = Vec::new();
    let mut start = 0;
    while start < rows.len() {
        let duels: Vec<&Duel> = (start..).map_while(decided).collect();
        let run = &rows[start..=start + duels.len()];
        let segments: Vec<SegmentId> = run.iter().map(|row| row.segment).collect();
        let ordered = in_order(&segments, &duels);
        for (rank, segment) in (run[0].rank..).zip(ordered) {
            let won = duels.iter().filter(|duel| duel.winner() == Some(segment));
            let won: Vec<String> = won.map(|duel| duel_in_words(plan, duel)).collect();
            if !won.is_empty() {
                pins.push(Pin {
                    segment,
                    rank,
                    because: won.join("; "),
                });
            }
        }
        start += duels.len() + 1;
    }
    pins
}

/// A run of neighbors with the winner of each duel ahead of the other one, else as they are. Duels
/// of neighbors make no circles.
fn in_order(segments: &[SegmentId], duels: &[&Duel]) -> Vec<SegmentId> {
    let mut left = segments.to_vec();
    let mut ordered: Vec<SegmentId> = Vec::new();
    while !left.is_empty() {
        let waits = |id: &SegmentId| {
            let beaten = |duel: &&&Duel| duel.between.contains(id) && duel.winner() != Some(*id);
            let winners = duels.iter().filter(beaten).filter_map(|duel| duel.winner());
            winners.into_iter().any(|winner| !ordered.contains(&winner))
        };
        let next = left.iter().position(|id| !waits(id)).unwrap_or(0);
        ordered.push(left.remove(next));
    }
    ordered
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Vote;
    use crate::testing;

    /// Neighbors 0, 1, 2 … and the winner of each pair.
    fn run(winners: &[usize]) -> Vec<usize> {
        let duels: Vec<Duel> = winners
            .iter()
            .enumerate()
            .map(|(place, winner)| Duel {
                between: [SegmentId(place), SegmentId(place + 1)],
                votes: vec![Vote {
                    scorer: "ana".to_owned(),
                    first: SegmentId(*winner),
                }],
            })
            .collect();
        let segments: Vec<SegmentId> = (0..=winners.len()).map(SegmentId).collect();
        let ordered = in_order(&segments, &duels.iter().collect::<Vec<_>>());
        ordered.into_iter().map(|id| id.0).collect()
    }

    #[test]
    fn each_winner_comes_ahead_of_whom_it_won_against() {
        assert_eq!(run(&[1]), [1, 0]);
        assert_eq!(run(&[0, 1]), [0, 1, 2]);
        assert_eq!(run(&[1, 2]), [2, 1, 0]);
        assert_eq!(run(&[0, 2]), [0, 2, 1]);
        assert_eq!(run(&[1, 1, 3]), [1, 0, 3, 2]);
    }

    #[test]
    fn pins_of_votes_are_told_from_those_by_hand() {
        let plan = |because: &str| {
            let text = format!(
                "{{title: t, order: {{pin: [{{segment: b, rank: 1, because: '{because}'}}]}}, duels: [{{between: [a, b]}}], \
                 segments: [{{name: a}}, {{name: b}}, {{name: c}}]}}"
            );
            testing::read(&text)
        };
        assert!(any(&plan("5 of 7 put B first")));
        assert!(!any(&plan("Board commitment")));
        assert!(!any(&plan("Two of them put B first")));
    }
}
