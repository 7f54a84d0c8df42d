//! Sets of classes, and the classes of tests too many to tell apart.

use std::collections::BTreeSet;

use super::*;
use crate::generate::COMPARISONS;

proptest! {
    #[test]
    fn a_set_of_classes_is_a_set_however_many_there_are(
        classes in 1..200_usize,
        one in proptest::collection::btree_set(0..200_usize, 0..40),
        other in proptest::collection::btree_set(0..200_usize, 0..40),
        most in any::<bool>(),
    ) {
        let within = |set: &BTreeSet<usize>| -> BTreeSet<usize> {
            set.iter().copied().filter(|class| *class < classes).collect()
        };
        // Now and then all but a few, so that one is within the other.
        let one = within(&one);
        let other: BTreeSet<usize> = match most {
            true => (0..classes).filter(|class| one.contains(class) || !other.contains(class)).collect(),
            false => within(&other),
        };
        let set = |set: &BTreeSet<usize>| ClassSet::of(classes, |class| set.contains(&class));
        let listed = |set: &ClassSet| set.iter().collect::<BTreeSet<_>>();
        let (left, right) = (set(&one), set(&other));
        prop_assert_eq!(listed(&left), one.clone());
        prop_assert_eq!(left.len(), one.len());
        prop_assert_eq!(left.is_empty(), one.is_empty());
        prop_assert_eq!(left.first(), one.first().copied());
        prop_assert!((0..classes).all(|class| left.has(class) == one.contains(&class)));
        prop_assert_eq!(left.is_within(&right), one.is_subset(&other));
        prop_assert_eq!(left.is_within_or_meets(&right), (one.is_subset(&other), !one.is_disjoint(&other)));
        let changed = |change: fn(&mut ClassSet, &ClassSet)| {
            let mut left = left.clone();
            change(&mut left, &right);
            listed(&left)
        };
        prop_assert_eq!(changed(ClassSet::keep), &one & &other);
        prop_assert_eq!(changed(ClassSet::join), &one | &other);
        prop_assert_eq!(changed(ClassSet::drop), &one - &other);
    }
}

proptest! {
    /// Letters between those of the tests matter to their order.
    #[test]
    fn every_text_is_in_a_class_of_tests_by_order_and_pattern(
        ordered in proptest::collection::vec((0..6_usize, "[ad]{1,3}"), 1..5),
        patterns in proptest::collection::vec("[ad%_]{1,4}", 0..3),
        texts in proptest::collection::vec("[ 0abcdez]{1,4}", 12),
    ) {
        let ordered = ordered.into_iter();
        let ordered = ordered.map(|(sign, text)| Predicate::Compare(COMPARISONS[sign], Literal::Text(text)));
        let predicates = ordered.chain(patterns.into_iter().map(Predicate::Like));
        let tests: Vec<Test> = predicates.map(|one| Test::of(AttributeId(0), one)).collect();
        let domain = Domain::new(&attributes()[0], &tests, TODAY).unwrap();
        for text in texts {
            let value = Some(Literal::Text(text));
            let answers: Vec<_> = tests.iter().map(|test| ask(test, value.clone(), TODAY)).collect();
            prop_assert!(
                domain.classes.iter().any(|class| class.answers == answers),
                "{value:?} of {tests:?}"
            );
        }
    }
}

proptest! {
    /// Their places take more than a word, and a pattern may begin in one and end in the next.
    #[test]
    fn every_text_is_in_a_class_of_long_patterns(
        patterns in proptest::collection::vec(("%?", 18..44_usize, "[ad%_]{0,3}"), 2..5),
        texts in proptest::collection::vec(("d?", 15..48_usize, "[ad]{0,3}"), 12),
    ) {
        let long = |(start, length, end): (String, usize, String)| format!("{start}{}{end}", "a".repeat(length));
        let patterns = patterns.into_iter().map(long);
        let tests: Vec<Test> = patterns
            .map(|one| Test::of(AttributeId(0), Predicate::Like(one)))
            .collect();
        let domain = Domain::new(&attributes()[0], &tests, TODAY).unwrap();
        for text in texts.into_iter().map(long) {
            let value = Some(Literal::Text(text));
            let answers: Vec<_> = tests.iter().map(|test| ask(test, value.clone(), TODAY)).collect();
            prop_assert!(
                domain.classes.iter().any(|class| class.answers == answers),
                "{value:?} of {tests:?}"
            );
        }
    }
}

#[test]
fn a_test_taken_for_free_is_known_where_its_value_is() {
    let known = |condition: &str| {
        let read = read(&[condition]);
        let domain = Domain::free(read[0].tests()[0].clone());
        assert!(domain.is_free() && domain.missing().is_none());
        let classes = domain.known();
        let answers = classes.iter().map(|class| domain.classes[class].answers[0]);
        answers.collect::<Vec<_>>()
    };
    assert_eq!(
        known("industry contains 'a'"),
        [Some(true), Some(false)],
        "a known text contains it or not"
    );
    let is_null = known("industry is null");
    assert!(!is_null.is_empty());
    assert!(
        is_null.iter().all(|answer| *answer == Some(false)),
        "{is_null:?}"
    );
}

#[test]
fn a_missing_value_is_a_class_of_its_own_and_never_known() {
    let read = read(&["employees > 5", "employees is null"]);
    let tests: Vec<Test> = read.iter().map(|one| one.tests()[0].clone()).collect();
    let domain = Domain::new(&attributes()[1], &tests, TODAY).unwrap();
    let missing = domain.missing().unwrap();
    assert_eq!(domain.classes[missing].answers, [None, Some(true)]);
    let known = domain.known();
    assert!(!known.has(missing));
    assert_eq!(known.len(), domain.classes.len() - 1);
}

#[test]
fn numbers_beyond_every_step_of_one_have_a_class() {
    let can_be = |sign, number| {
        let test = Test::of(
            AttributeId(2),
            Predicate::Compare(sign, Literal::Number(number)),
        );
        let condition = Condition::Test(test);
        let prover = Prover::new(&attributes(), vec![&condition], TODAY);
        matches!(prover.find(&[Claim::Fits(0)]), Answer::Lead(_))
    };
    assert!(can_be(Comparison::Greater, 1e300));
    assert!(can_be(Comparison::Less, -1e300));
    assert!(!can_be(Comparison::Greater, f64::MAX));
}

#[test]
fn a_shown_number_is_a_usual_one() {
    let few = "employees <= 5 and employees != 0 and employees != 1";
    let Answer::Lead(lead) = last_alone(&[few]) else {
        panic!("two employees fit");
    };
    assert_eq!(lead.value(AttributeId(1)), Some(Literal::Integer(2)));
}

#[test]
fn a_shown_lead_has_no_value_that_proves_nothing() {
    let values = |conditions: &[&str]| match last_alone(conditions) {
        Answer::Lead(lead) => lead.values().map(|(id, _)| id.0).collect::<Vec<_>>(),
        answer => panic!("{conditions:?}: {answer:?}"),
    };
    assert_eq!(values(&["industry = 'a' or employees > 5"]).len(), 1);
    assert_eq!(values(&["industry = 'a'", "employees > 5"]), [1]);
    // What keeps it from the one above is told only where it must be known.
    assert_eq!(values(&["industry is null", "employees > 5"]), [0, 1]);
}
