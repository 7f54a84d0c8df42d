//! How scores become an order: the method line, and the workings of a score.

use super::Study;
use crate::assess::score;
use crate::plan::{Criterion, Formula, Scale, Scoring, SegmentId, Third};
use crate::text::words;

impl Study {
    /// How the order comes about, in a sentence: keys, formula, weights, scale, direction.
    pub fn method(&self) -> String {
        let scoring = &self.plan().scoring;
        let Scale { min, max } = scoring.scale;
        let [min, max] = [min, max].map(|end| words::number(end, 2));
        let direction = match scoring.third {
            Third::Ease => format!("{max} is easiest"),
            Third::Effort if turns_effort(scoring) => {
                format!("Effort {max} is hardest and counts in reverse")
            }
            Third::Effort => format!("{max} is hardest"),
        };
        let keys: Vec<&str> = self.plan().order.by.iter().map(|key| key.name()).collect();
        let by = match keys.as_slice() {
            ["score"] => String::new(),
            keys => format!("Ordered by {}. ", keys.join(", then ")),
        };
        let joined = joined(scoring.formula, &factors(scoring).map(str::to_owned));
        let weights = weights(scoring).map_or_else(String::new, |weights| {
            format!(", weights {}", ratio(weights, 3))
        });
        format!(
            "{by}Score: {joined}{weights} ({min} to {max}, {direction}), at most {}.",
            words::grouped(score::extent(scoring).1, 2),
        )
    }

    /// How a segment's score came about: `8 × 6 × 7 = 336 of 1,000, equivalent to 7.0 on every
    /// score`; `None` if one of the three is missing.
    pub fn workings(&self, segment: SegmentId) -> Option<String> {
        let scoring = &self.plan().scoring;
        let candidate = self.assessment.candidate(segment);
        let (score, given) = (candidate.score?, candidate.complete()?);
        let number = |value: f64| words::number(value, 2);
        let third = match (scoring.formula, scoring.third) {
            (Formula::Ratio, Third::Ease) => scoring.scale.turned(given.ease),
            (Formula::Ratio, Third::Effort) => given.ease,
            _ => score.favorable.ease,
        };
        let values = [given.impact, given.confidence, third].map(number);
        let weights = weights(scoring).map_or_else(String::new, |weights| {
            format!(", weighted {}", ratio(weights, 2))
        });
        let turned = match turns_effort(scoring) {
            true => format!(
                " (Effort {} counts as Ease {})",
                number(given.ease),
                values[2]
            ),
            false => String::new(),
        };
        Some(format!(
            "{}{weights}{turned} = {} of {}, equivalent to {:.1} on every score",
            joined(scoring.formula, &values),
            words::grouped(score.value, 2),
            words::grouped(score::extent(scoring).1, 2),
            score.like,
        ))
    }
}

/// What the formula joins: Impact, Confidence, and Ease (under the ratio, Effort).
pub(crate) fn factors(scoring: &Scoring) -> [&'static str; 3] {
    let third = match scoring.formula {
        Formula::Ratio => "Effort",
        _ => "Ease",
    };
    ["Impact", "Confidence", third]
}

/// The weights of the three; `None` if all are 1.
pub(crate) fn weights(scoring: &Scoring) -> Option<[f64; 3]> {
    let weights = [Criterion::Impact, Criterion::Confidence, Criterion::Ease]
        .map(|criterion| *scoring.weights.get(criterion));
    (weights != [1.0; 3]).then_some(weights)
}

/// Whether the plan scores Effort and the formula takes Ease, counted from the other end.
fn turns_effort(scoring: &Scoring) -> bool {
    scoring.third == Third::Effort && scoring.formula != Formula::Ratio
}

/// Three names or numbers, joined as the formula joins them.
fn joined(formula: Formula, [impact, confidence, third]: &[String; 3]) -> String {
    match formula {
        Formula::Product => format!("{impact} × {confidence} × {third}"),
        Formula::Mean => format!("mean of {impact}, {confidence} and {third}"),
        Formula::GeometricMean => format!("geometric mean of {impact}, {confidence} and {third}"),
        Formula::Ratio => format!("{impact} × {confidence} / {third}"),
    }
}

/// `2 : 1 : 1`
fn ratio(weights: [f64; 3], places: usize) -> String {
    weights
        .map(|weight| words::number(weight, places))
        .join(" : ")
}
