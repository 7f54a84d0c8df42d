//! Three scores into one number, with its workings.

use super::Score;
use crate::plan::{ByCriterion, Criterion, Formula, Scoring, Third};

/// The number that three scores make, given in the plan's own direction of the third; higher is
/// better. Finite for scores on the scale.
///
/// - product: I^wᵢ · C^w꜀ · E^wₑ
/// - mean: (wᵢ·I + w꜀·C + wₑ·E) / Σw
/// - geometric mean: the product to the power of 1/Σw
/// - ratio: I^wᵢ · C^w꜀ / effort^wₑ
///
/// All but the ratio take effort as the ease at the same distance from the other end of the
/// scale, and the ratio takes ease as effort in the same way.
#[must_use]
pub fn score(scoring: &Scoring, scores: &ByCriterion<f64>) -> f64 {
    let value = match scoring.formula {
        Formula::Product => product(scores, &scoring.weights, ease(scoring, scores)),
        Formula::Mean => mean(scores, &scoring.weights, ease(scoring, scores)),
        Formula::GeometricMean => {
            let total = total(&scoring.weights);
            let shares = ByCriterion::from_fn(|criterion| scoring.weights.get(criterion) / total);
            product(scores, &shares, ease(scoring, scores))
        }
        Formula::Ratio => {
            let ByCriterion {
                impact,
                confidence,
                ease: third,
            } = scoring.weights;
            power(scores.impact, impact) * power(scores.confidence, confidence)
                / power(effort(scoring, scores), third)
        }
    };
    value.clamp(f64::MIN, f64::MAX)
}

/// The same number with its workings.
#[must_use]
pub fn explained(scoring: &Scoring, scores: &ByCriterion<f64>) -> Score {
    let value = score(scoring, scores);
    let (lowest, highest) = extent(scoring);
    let percent = (value - lowest) / (highest - lowest) * 100.0;
    Score {
        value,
        favorable: favorable(scoring, scores),
        like: like(scoring, value),
        percent: percent.clamp(0.0, 100.0),
    }
}

/// The logarithm of the number that a formula other than the mean makes (of the geometric mean,
/// Σw times it), for scores above zero: it orders alike and costs less than powers do.
#[must_use]
pub fn logarithm(scoring: &Scoring, scores: &ByCriterion<f64>) -> f64 {
    let weights = &scoring.weights;
    let third = match scoring.formula {
        Formula::Ratio => -effort(scoring, scores).ln(),
        _ => ease(scoring, scores).ln(),
    };
    weights.impact * scores.impact.ln()
        + weights.confidence * scores.confidence.ln()
        + weights.ease * third
}

/// The lowest and the highest number that the scale allows.
#[must_use]
pub fn extent(scoring: &Scoring) -> (f64, f64) {
    (
        alike(scoring, scoring.scale.min),
        alike(scoring, scoring.scale.max),
    )
}

/// The single favorable score that, given on each criterion, makes the number. For the ratio it
/// solves x^(wᵢ+w꜀) / (min + max − x)^wₑ = value, whose left side only rises with x, by bisection.
#[must_use]
pub fn like(scoring: &Scoring, value: f64) -> f64 {
    match scoring.formula {
        Formula::Mean | Formula::GeometricMean => value,
        Formula::Product => power(value, 1.0 / total(&scoring.weights)),
        Formula::Ratio => {
            let (mut low, mut high) = (scoring.scale.min, scoring.scale.max);
            for _ in 0..BISECTIONS {
                let middle = f64::midpoint(low, high);
                if alike(scoring, middle) < value {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            rounded(high)
        }
    }
}

/// Enough to find a score to 12 digits.
const BISECTIONS: usize = 48;

/// A number to 12 significant digits, as numbers are compared: what the last bits of a computation
/// differ by never decides an order.
#[must_use]
pub fn rounded(value: f64) -> f64 {
    if value == 0.0 {
        return 0.0;
    }
    let digits = 11 - value.abs().log10().floor() as i32;
    let scale = 10_f64.powi(digits.abs());
    let near = match digits {
        0.. => (value * scale).round() / scale,
        _ => (value / scale).round() * scale,
    };
    if near.is_finite() { near } else { value }
}

/// The three scores in the favorable direction.
fn favorable(scoring: &Scoring, scores: &ByCriterion<f64>) -> ByCriterion<f64> {
    ByCriterion {
        ease: rounded(ease(scoring, scores)),
        ..*scores
    }
}

/// The number that one favorable score makes, given on each criterion.
fn alike(scoring: &Scoring, favorable: f64) -> f64 {
    let scores = ByCriterion::from_fn(|criterion| scoring.favorable(criterion, favorable));
    score(scoring, &scores)
}

fn ease(scoring: &Scoring, scores: &ByCriterion<f64>) -> f64 {
    scoring.favorable(Criterion::Ease, scores.ease)
}

fn effort(scoring: &Scoring, scores: &ByCriterion<f64>) -> f64 {
    match scoring.third {
        Third::Effort => scores.ease,
        Third::Ease => scoring.scale.turned(scores.ease),
    }
}

fn product(scores: &ByCriterion<f64>, weights: &ByCriterion<f64>, ease: f64) -> f64 {
    power(scores.impact, weights.impact)
        * power(scores.confidence, weights.confidence)
        * power(ease, weights.ease)
}

fn mean(scores: &ByCriterion<f64>, weights: &ByCriterion<f64>, ease: f64) -> f64 {
    (scores.impact * weights.impact + scores.confidence * weights.confidence + ease * weights.ease)
        / total(weights)
}

fn total(weights: &ByCriterion<f64>) -> f64 {
    weights.impact + weights.confidence + weights.ease
}

/// A power; the exponents that people write cost little.
fn power(base: f64, exponent: f64) -> f64 {
    match exponent {
        1.0 => base,
        2.0 => base * base,
        0.5 => base.sqrt(),
        0.0 => 1.0,
        _ => base.powf(exponent),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Scale, testing::scoring};

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
            let [lowest, highest] =
                [1.0, 10.0].map(|all| explained(&scoring, &scores(all, all, all)));
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
}
