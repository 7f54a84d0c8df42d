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

/// The [`score()`] with its workings.
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
pub fn extent(scoring: &Scoring) -> (f64, f64) {
    (
        alike(scoring, scoring.scale.min),
        alike(scoring, scoring.scale.max),
    )
}

/// The single favorable score that, given on each criterion, makes the number. For the ratio it
/// solves x^(wᵢ+w꜀) / (min + max − x)^wₑ = value, whose left side only rises with x, by bisection.
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
pub(super) fn alike(scoring: &Scoring, favorable: f64) -> f64 {
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
