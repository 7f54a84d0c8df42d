//! Plans that are compared, and what moved their segments.

mod relation;

use proptest::prelude::*;

use super::*;
use crate::assess::assess;
use crate::order::{Draws, certainty, rank};
use crate::plan::{Criterion, Estimate, Formula, Qualifier, Verdict};
use crate::testing::{pin, plan, read, segment};

fn compared(old: &Plan, new: &Plan) -> PlanComparison {
    renamed(old, new, &[]).unwrap()
}

fn renamed(
    old: &Plan,
    new: &Plan,
    names: &[(String, String)],
) -> Result<PlanComparison, RenameError> {
    let draws = Draws {
        count: Some(500),
        seed: 1,
    };
    let studied = [old, new].map(|plan| {
        let assessment = assess(plan);
        let ranking = rank(plan, &assessment);
        let certainty = certainty(plan, &assessment, &ranking, draws);
        (assessment, ranking, certainty)
    });
    let side = |plan, at: usize| Side {
        plan,
        assessment: &studied[at].0,
        ranking: &studied[at].1,
        certainty: &studied[at].2,
    };
    PlanComparison::new(side(old, 0), side(new, 1), names)
}

fn causes(comparison: &PlanComparison) -> Vec<(&str, &Cause)> {
    let moved = comparison.segments.iter();
    let moved = moved.filter_map(|one| Some((one.name.as_str(), &one.moved.as_ref()?.cause)));
    moved.collect()
}

/// a, b and c, in this order.
fn three() -> Plan {
    plan([
        segment("a", [9.0, 8.0, 7.0]),
        segment("b", [8.0, 6.0, 6.0]),
        segment("c", [5.0, 5.0, 5.0]),
    ])
}

#[test]
fn a_plan_is_the_same_as_itself() {
    let same = compared(&three(), &three());
    assert!(!same.differs(None));
    assert_eq!(same.changes().count(), 0);
    assert_eq!(same.summary(), "same segments in the same order");
    assert_eq!(same.held.unwrap().held, []);
}

#[test]
fn each_class_of_change_is_named_where_it_alone_moves_a_segment() {
    let old = three();
    let class_of = |change: &dyn Fn(&mut Plan)| {
        let mut new = three();
        change(&mut new);
        let found = compared(&old, &new);
        assert!(found.changes().next().is_some(), "{found:?}");
        let causes: Vec<Cause> = causes(&found).iter().map(|one| one.1.clone()).collect();
        causes
    };
    let scores = class_of(&|plan| plan.segments[2].scores.impact = Some(Estimate::Point(10.0)));
    assert_eq!(scores, [], "250 is still behind 288");
    let scores = class_of(&|plan| plan.segments[1].scores.ease = Some(Estimate::Point(2.0)));
    assert_eq!(scores, [Cause::One(Class::Scores)]);
    let pins = class_of(&|plan| plan.order.pins = vec![pin(2, 1)]);
    assert_eq!(pins, [Cause::One(Class::Pins)]);
    let qualifiers = class_of(&|plan| {
        plan.segments[0]
            .qualifiers
            .get_mut(Qualifier::Actionable)
            .verdict = Verdict::No;
    });
    assert_eq!(qualifiers, [Cause::One(Class::Qualifiers)]);
    let mut turned = three();
    turned.segments.reverse();
    let found = compared(&old, &turned);
    assert_eq!(
        found.changes().count(),
        0,
        "nothing is tied, so the file's order decides nothing"
    );
}

#[test]
fn causes_may_share_a_move() {
    let old = plan([
        segment("a", [9.0, 8.0, 7.0]),
        segment("c", [5.0, 5.0, 5.0]),
        segment("d", [2.0, 2.0, 2.0]),
    ]);
    let mut new = old.clone();
    new.segments[1].scores = segment("c", [9.0, 9.0, 9.0]).scores;
    new.order.pins = vec![pin(2, 1)];
    let found = compared(&old, &new);
    // c passes a by its scores, and the pinned d passes both.
    let shared = Cause::Parts(vec![Class::Scores, Class::Pins]);
    assert_eq!(
        causes(&found),
        [("d", &Cause::One(Class::Pins)), ("c", &shared)]
    );
    assert_eq!(found.summary(), "2 moved: 1 by pins, 1 by scores and pins");
}

#[test]
fn a_changed_formula_moves_what_it_reverses() {
    let published = [segment("a", [8.0, 5.0, 2.0]), segment("b", [3.0, 4.0, 8.0])];
    let old = plan(published.clone());
    let mut new = plan(published);
    new.scoring.formula = Formula::Mean;
    let found = compared(&old, &new);
    let [(_, cause)] = causes(&found)[..] else {
        panic!("{found:?}");
    };
    assert_eq!(*cause, Cause::One(Class::Policy));
    assert_eq!(found.summary(), "1 moved because the formula changed");
}

#[test]
fn causes_that_only_work_together_are_told_so() {
    // a has 8 points of 10, b 7; a's score falls by less than the weight that it loses.
    let mut old = plan([segment("a", [9.0, 5.0, 5.0]), segment("b", [5.0, 7.0, 5.0])]);
    old.scoring.formula = Formula::Mean;
    let mut new = old.clone();
    new.segments[0].scores.impact = Some(Estimate::Point(8.0));
    assert_eq!(
        causes(&compared(&old, &new)),
        [],
        "8 + 5 + 5 is more than 17"
    );
    new.scoring.weights.confidence = 1.2;
    let weights = {
        let mut alone = old.clone();
        alone.scoring.weights.confidence = 1.2;
        alone
    };
    assert_eq!(causes(&compared(&old, &weights)), [], "20 against 18.4");
    new.segments[0].scores.impact = Some(Estimate::Point(7.5));
    new.scoring.weights.confidence = 1.5;
    // alone: 17.5 against 17, and 21.5 against 20.5; together 20 against 20.5
    let found = compared(&old, &new);
    let together = Cause::Together(vec![Class::Scores, Class::Policy]);
    assert_eq!(causes(&found), [("a", &together)], "{found:?}");
    assert!(found.summary().ends_with("by scores and weights together"));
}

#[test]
fn what_others_do_to_a_rank_is_no_move() {
    let old = three();
    let mut new = three();
    new.segments.insert(0, segment("new", [10.0, 10.0, 10.0]));
    new.segments.remove(2);
    let found = compared(&old, &new);
    assert_eq!(causes(&found), []);
    assert_eq!(
        found.summary(),
        "1 added, 1 dropped, no other segment moved"
    );
    let told: Vec<(&str, String)> = found
        .segments
        .iter()
        .map(|one| (one.mark(), one.ranks()))
        .collect();
    let expected = [("+", "1"), (" ", "1 → 2"), (" ", "3"), ("-", "2")];
    assert_eq!(told, expected.map(|(mark, ranks)| (mark, ranks.to_owned())));
}

#[test]
fn a_segment_under_another_name_is_the_same_only_if_someone_says_so() {
    let text = |name: &str, label: &str| {
        format!(
            "{{title: T, segments: [{{name: {name}, label: {label}, where: x > 1, \
             scores: {{impact: 5, confidence: 5, ease: 5}}}}]}}"
        )
    };
    let (old, new) = (read(&text("one", "One")), read(&text("uno", "Uno")));
    let found = compared(&old, &new);
    assert_eq!(found.possible_renames, [(SegmentId(0), SegmentId(0))]);
    assert_eq!(
        found.summary(),
        "1 added, 1 dropped, no other segment moved"
    );
    let names = |from: &str, to: &str| [(from.to_owned(), to.to_owned())];
    let found = renamed(&old, &new, &names("one", "uno")).unwrap();
    assert_eq!(found.segments[0].renamed_from.as_deref(), Some("one"));
    assert_eq!((found.differs(None), found.segments.len()), (false, 1));
    let wrong = renamed(&old, &new, &names("two", "uno")).unwrap_err();
    assert_eq!(wrong, RenameError::NotInOld("two".to_owned()));
    let wrong = renamed(&old, &old, &names("one", "one")).unwrap_err();
    assert_eq!(wrong, RenameError::StillThere("one".to_owned()));
}

#[test]
fn a_move_that_no_draws_support_is_within_the_noise_and_held() {
    let old = plan([segment("a", [7.0, 7.0, 7.0]), segment("b", [7.0, 7.0, 6.9])]);
    let new = plan([segment("a", [7.0, 7.0, 6.9]), segment("b", [7.0, 7.0, 7.0])]);
    let found = compared(&old, &new);
    let moved = found.segments.iter().find_map(|one| one.moved.as_ref());
    assert_eq!(moved.unwrap().within_noise, Some(true));
    let held = found.held.unwrap();
    assert_eq!(held.order, [SegmentId(0), SegmentId(1)]);
    assert!(held.held[0].share < 0.6, "{held:?}");
    let mut pinned = new.clone();
    pinned.order.pins = vec![pin(1, 1)];
    assert_eq!(
        compared(&old, &pinned).held.unwrap().held,
        [],
        "a pin decides"
    );
}

fn any_plan() -> impl Strategy<Value = Plan> {
    let scores = prop::collection::vec((1..=10_u8, 1..=10_u8, 1..=10_u8), 2..7);
    let formulas = prop::sample::select(vec![Formula::Product, Formula::Mean]);
    (scores, formulas, 0..4_usize, 1..=3_usize).prop_map(|(scores, formula, pinned, rank)| {
        let segments = scores.iter().enumerate().map(|(at, (i, c, e))| {
            let scores = [i, c, e].map(|score| f64::from(*score));
            segment(&format!("s{at}"), scores)
        });
        let mut made = plan(segments);
        made.scoring.formula = formula;
        if pinned < made.segments.len() {
            made.order.pins = vec![pin(pinned, rank.min(made.segments.len()))];
        }
        made
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// All classes made in the old plan are the new one, none of them the old one.
    #[test]
    fn a_mixed_plan_has_both_plans_at_its_ends(old in any_plan(), new in any_plan()) {
        let pairs = Matching::new(&old, &new, &[]).unwrap().pairs;
        let of = |plan: &Plan, id: fn(&Pair) -> Option<SegmentId>| -> Vec<Place> {
            let places = Place::all(plan);
            pairs.iter().map(|pair| id(pair).map_or(Place::Absent, |id| places[id.0])).collect()
        };
        prop_assert_eq!(mixed::places(&old, &new, &pairs, &[]), of(&old, |pair| pair.old));
        prop_assert_eq!(mixed::places(&old, &new, &pairs, &Class::MOVING), of(&new, |pair| pair.new));
    }

    /// Those that did not move stand in the order of before.
    #[test]
    fn what_is_not_told_as_moved_stayed(old in any_plan(), new in any_plan()) {
        let found = compared(&old, &new);
        let stayed = found.segments.iter().filter(|one| one.moved.is_none());
        let ranks: Vec<(usize, usize)> =
            stayed.filter_map(|one| one.is.rank().zip(one.was.rank())).collect();
        prop_assert!(ranks.windows(2).all(|two| two[0] < two[1] && two[0].1 < two[1].1));
    }

    /// A plan of which only one thing was changed has no other cause.
    #[test]
    fn one_change_is_the_only_cause(old in any_plan(), at in 0..7_usize, score in 1..=10_u8) {
        let mut new = old.clone();
        let at = at % new.segments.len();
        *new.segments[at].scores.get_mut(Criterion::Impact) = Some(Estimate::Point(score.into()));
        for (_, cause) in causes(&compared(&old, &new)) {
            prop_assert_eq!(cause, &Cause::One(Class::Scores));
        }
    }
}
