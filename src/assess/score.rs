//! Three scores into one number, with its workings.

use std::slice;

use super::{Candidate, Score};
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
    let mut value = 0.0;
    let given = ByCriterion::from_fn(|criterion| slice::from_ref(scores.get(criterion)));
    score_each(scoring, &given, slice::from_mut(&mut value));
    value
}

/// The [`score()`] of each candidate of many, of whose scores each criterion has a list; all lists
/// are as long as `out`.
pub(crate) fn score_each(scoring: &Scoring, scores: &ByCriterion<&[f64]>, out: &mut [f64]) {
    let weights = &scoring.weights;
    let total = total(weights);
    match scoring.formula {
        Formula::Product => product_each(scoring, scores, weights, out),
        Formula::Mean => {
            let ease = scores.ease.iter().map(|third| ease(scoring, *third));
            let triples = scores.impact.iter().zip(scores.confidence).zip(ease);
            for (out, ((impact, confidence), ease)) in out.iter_mut().zip(triples) {
                let sum = impact * weights.impact + confidence * weights.confidence;
                *out = (sum + ease * weights.ease) / total;
            }
        }
        Formula::GeometricMean => {
            let shares = ByCriterion::from_fn(|criterion| weights.get(criterion) / total);
            product_each(scoring, scores, &shares, out);
        }
        Formula::Ratio => {
            let effort = |third| effort(scoring, third);
            let over = |value, effort| value / effort;
            start_with(scores, weights, out);
            join_powers(out, scores.ease, effort, weights.ease, over);
        }
    }
    for out in out {
        *out = out.clamp(f64::MIN, f64::MAX);
    }
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

impl Candidate {
    /// Recomputes the score under this scoring.
    #[must_use]
    pub fn scored_by(mut self, scoring: &Scoring) -> Self {
        let scores = self.complete();
        self.score = scores.map(|scores| explained(scoring, &scores));
        self
    }
}

/// The logarithm of the number that a formula other than the mean makes (of the geometric mean,
/// Σw times it), for scores above zero: it orders alike and costs less than powers do.
pub fn logarithm(scoring: &Scoring, scores: &ByCriterion<f64>) -> f64 {
    let weights = &scoring.weights;
    let third = match scoring.formula {
        Formula::Ratio => -effort(scoring, scores.ease).ln(),
        _ => ease(scoring, scores.ease).ln(),
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
        Formula::Product => value.powf(1.0 / total(&scoring.weights)),
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
        ease: rounded(ease(scoring, scores.ease)),
        ..*scores
    }
}

/// The number that one favorable score makes, given on each criterion.
pub(super) fn alike(scoring: &Scoring, favorable: f64) -> f64 {
    let scores = ByCriterion::from_fn(|criterion| scoring.favorable(criterion, favorable));
    score(scoring, &scores)
}

fn ease(scoring: &Scoring, third: f64) -> f64 {
    scoring.favorable(Criterion::Ease, third)
}

fn effort(scoring: &Scoring, third: f64) -> f64 {
    match scoring.third {
        Third::Effort => third,
        Third::Ease => scoring.scale.turned(third),
    }
}

fn product_each(
    scoring: &Scoring,
    scores: &ByCriterion<&[f64]>,
    exponents: &ByCriterion<f64>,
    out: &mut [f64],
) {
    let ease = |third| ease(scoring, third);
    start_with(scores, exponents, out);
    join_powers(out, scores.ease, ease, exponents.ease, |value, ease| {
        value * ease
    });
}

/// Impact and confidence to their powers, which all products begin with.
fn start_with(scores: &ByCriterion<&[f64]>, exponents: &ByCriterion<f64>, out: &mut [f64]) {
    let same = |score| score;
    join_powers(out, scores.impact, same, exponents.impact, |_, one| one);
    join_powers(
        out,
        scores.confidence,
        same,
        exponents.confidence,
        |value, one| value * one,
    );
}

fn total(weights: &ByCriterion<f64>) -> f64 {
    weights.impact + weights.confidence + weights.ease
}

/// Joins each number with the power of a base, which a score gives; the exponents that people write
/// cost little.
fn join_powers(
    out: &mut [f64],
    scores: &[f64],
    base: impl Fn(f64) -> f64,
    exponent: f64,
    join: impl Fn(f64, f64) -> f64,
) {
    let pairs = out.iter_mut().zip(scores);
    match exponent {
        1.0 => pairs.for_each(|(out, score)| *out = join(*out, base(*score))),
        2.0 => pairs.for_each(|(out, score)| *out = join(*out, base(*score) * base(*score))),
        0.5 => pairs.for_each(|(out, score)| *out = join(*out, base(*score).sqrt())),
        0.0 => pairs.for_each(|(out, _)| *out = join(*out, 1.0)),
        _ => pairs.for_each(|(out, score)| *out = join(*out, base(*score).powf(exponent))),
    }
}
