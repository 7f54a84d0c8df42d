//! Scores and their workings, some of them published ones.

use crate::assess::score::*;
use crate::plan::{ByCriterion, Formula, Scale, Scoring, Third};
use crate::testing::scoring;

fn scores(impact: f64, confidence: f64, ease: f64) -> ByCriterion<f64> {
    ByCriterion {
        impact,
        confidence,
        ease,
    }
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1.0)
}

#[test]
fn the_published_pair_ties_on_the_mean_and_parts_by_product() {
    let (a, b) = (scores(8.0, 5.0, 2.0), scores(3.0, 4.0, 8.0));
    let mean = scoring(Formula::Mean, Third::Ease);
    assert_eq!((score(&mean, &a), score(&mean, &b)), (5.0, 5.0));
    let product = scoring(Formula::Product, Third::Ease);
    assert_eq!((score(&product, &a), score(&product, &b)), (80.0, 96.0));
}

#[test]
fn a_product_reads_like_its_cube_root_on_each() {
    let found = explained(
        &scoring(Formula::Product, Third::Ease),
        &scores(8.0, 6.0, 7.0),
    );
    assert_eq!(found.value, 336.0);
    assert!(near(found.like, 6.952053289772898), "{}", found.like);
    assert!(near(found.percent, 335.0 / 999.0 * 100.0));
    assert_eq!(
        extent(&scoring(Formula::Product, Third::Ease)),
        (1.0, 1000.0)
    );
}

#[test]
fn effort_counts_from_the_other_end_of_the_scale_but_divides_a_ratio_as_it_is() {
    let given = scores(8.0, 5.0, 4.0);
    let product = explained(&scoring(Formula::Product, Third::Effort), &given);
    assert_eq!((product.value, product.favorable.ease), (280.0, 7.0));
    let ratio = explained(&scoring(Formula::Ratio, Third::Effort), &given);
    assert_eq!((ratio.value, ratio.favorable.ease), (10.0, 7.0));
    let of_ease = score(
        &scoring(Formula::Ratio, Third::Ease),
        &scores(8.0, 5.0, 7.0),
    );
    assert_eq!(of_ease, 10.0);
}

#[test]
fn weights_are_exponents_or_shares() {
    let weights = scores(2.0, 1.0, 0.0);
    let value = |formula| {
        let scoring = Scoring {
            weights,
            ..scoring(formula, Third::Effort)
        };
        score(&scoring, &scores(8.0, 5.0, 9.0))
    };
    assert_eq!(value(Formula::Product), 320.0);
    assert_eq!(value(Formula::Mean), 7.0);
    assert!(near(value(Formula::GeometricMean), 320_f64.cbrt()));
    assert_eq!(value(Formula::Ratio), 320.0);
}

#[test]
fn the_logarithm_is_the_numbers_own() {
    for &third in Third::ALL {
        let weights = scores(1.5, 0.0, 0.7);
        let given = scores(8.0, 5.0, 3.0);
        for (formula, times) in [
            (Formula::Product, 1.0),
            (Formula::GeometricMean, 2.2),
            (Formula::Ratio, 1.0),
        ] {
            let scoring = Scoring {
                weights,
                ..scoring(formula, third)
            };
            let expected = score(&scoring, &given).ln() * times;
            assert!(near(logarithm(&scoring, &given), expected), "{formula:?}");
        }
    }
}

#[test]
fn the_like_score_given_on_each_makes_the_same_number() {
    for &formula in Formula::ALL {
        for &third in Third::ALL {
            let scoring = Scoring {
                scale: Scale { min: 1.0, max: 5.0 },
                weights: scores(1.0, 0.5, 2.0),
                ..scoring(formula, third)
            };
            let found = explained(&scoring, &scores(4.5, 2.0, 3.0));
            assert!(
                near(alike(&scoring, found.like), found.value),
                "{formula:?} {third:?}: {found:?}"
            );
        }
    }
}

#[test]
fn the_ends_of_the_scale_are_none_and_all() {
    for &formula in Formula::ALL {
        let scoring = scoring(formula, Third::Ease);
        let [lowest, highest] = [1.0, 10.0].map(|all| explained(&scoring, &scores(all, all, all)));
        assert!(near(lowest.like, 1.0) && near(highest.like, 10.0));
        assert_eq!((lowest.percent, highest.percent), (0.0, 100.0));
    }
}

#[test]
fn what_the_last_bits_differ_by_is_rounded_away() {
    assert_ne!(0.1 + 0.2, 0.3);
    assert_eq!(rounded(0.1 + 0.2), rounded(0.3));
    assert_eq!(rounded(9.999_999_999_999_9), 10.0);
    assert_eq!(rounded(-1_234_567_890_123_456.0), -1_234_567_890_120_000.0);
    assert_ne!(rounded(1.000_000_000_01), rounded(1.000_000_000_02));
    for value in [0.0, f64::MAX, f64::MIN_POSITIVE] {
        assert!(near(rounded(value), value));
    }
}
