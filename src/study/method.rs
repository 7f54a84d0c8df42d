//! How scores become an order: the facts behind the method line and the workings of a score.

use jiff::civil::Date;

use super::Study;
use crate::assess::{Score, score};
use crate::plan::{AsOf, Criterion, Formula, OrderKey, Plan, Scale, SegmentId, Third};
use crate::text::words;

/// How the scores of a plan become an order.
#[derive(Debug, Clone, PartialEq)]
pub struct Method {
    /// How the three scores are joined.
    pub formula: Formula,
    /// What the formula joins: Impact, Confidence, and Ease (under the ratio, Effort).
    pub factors: [&'static str; 3],
    /// Weights of the three; `None` if all are 1.
    pub weights: Option<[f64; 3]>,
    /// The lowest and the highest number that the formula gives on the scale.
    pub extent: (f64, f64),
    /// The scale of every score.
    pub scale: Scale,
    /// Whether the plan scores Ease or Effort.
    pub third: Third,
    /// What the order goes by, first key first.
    pub keys: Vec<OrderKey>,
    /// The day from which every age is counted.
    pub as_of: Date,
    /// Whether the plan or the caller named that day; otherwise it is the day of the run.
    pub as_of_stated: bool,
}

impl Method {
    /// The method of a plan.
    pub fn of(plan: &Plan) -> Self {
        let scoring = &plan.scoring;
        let AsOf { date, stated } = plan.as_of;
        let weights = [Criterion::Impact, Criterion::Confidence, Criterion::Ease]
            .map(|criterion| *scoring.weights.get(criterion));
        Self {
            formula: scoring.formula,
            factors: ["Impact", "Confidence", third_factor(scoring.formula)],
            weights: (weights != [1.0; 3]).then_some(weights),
            extent: score::extent(scoring),
            scale: scoring.scale,
            third: scoring.third,
            keys: plan.order.by.clone(),
            as_of: date,
            as_of_stated: stated,
        }
    }

    /// Whether the plan scores Effort and the formula takes Ease, at the same distance from the
    /// other end of the scale.
    pub fn turns_effort(&self) -> bool {
        self.third == Third::Effort && self.formula != Formula::Ratio
    }

    /// The method in one line: keys, formula, weights, scale, direction, day.
    pub fn line(&self) -> String {
        let (min, max) = (
            words::number(self.scale.min, 2),
            words::number(self.scale.max, 2),
        );
        let direction = match self.third {
            Third::Ease => format!("Ease {max} is easiest"),
            Third::Effort if self.turns_effort() => {
                format!("Effort {max} is hardest and counts turned round")
            }
            Third::Effort => format!("Effort {max} is hardest"),
        };
        let keys: Vec<&str> = self.keys.iter().map(|key| key.name()).collect();
        let by = match keys.as_slice() {
            ["score"] => String::new(),
            keys => format!("by {}, ", keys.join(", then ")),
        };
        let joined = joined(self.formula, &self.factors.map(str::to_owned));
        let weights = self.weights.map_or_else(String::new, |weights| {
            format!(", weights {}", ratio(weights, 3))
        });
        format!(
            "{by}{joined}{weights}, at most {}; each from {min} to {max}, {direction}; as of {}{}",
            words::grouped(self.extent.1, 2),
            self.as_of,
            if self.as_of_stated { "" } else { " (today)" },
        )
    }
}

/// How one segment's score came about.
#[derive(Debug, Clone, PartialEq)]
pub struct Workings {
    /// The method.
    pub method: Method,
    /// The three scores as the formula takes them, in the order of [`Method::factors`].
    pub values: [f64; 3],
    /// The Effort that the plan gives; `None` if the formula takes the third score as it stands.
    pub effort: Option<f64>,
    /// What they make.
    pub score: Score,
}

impl Workings {
    /// `8 × 6 × 7 = 336 of 1,000, equivalent to 7.0 on every score`
    pub fn line(&self) -> String {
        let number = |value: f64| words::number(value, 2);
        let joined = joined(self.method.formula, &self.values.map(number));
        let weights = self.method.weights.map_or_else(String::new, |weights| {
            format!(", weighted {}", ratio(weights, 2))
        });
        let turned = self.effort.map_or_else(String::new, |effort| {
            let ease = number(self.values[2]);
            format!(" (Effort {} counts as Ease {ease})", number(effort))
        });
        format!(
            "{joined}{weights}{turned} = {} of {}, equivalent to {:.1} on every score",
            words::grouped(self.score.value, 2),
            words::grouped(self.method.extent.1, 2),
            self.score.like,
        )
    }
}

impl Study {
    /// How a segment's score came about; `None` if one of the three is missing.
    pub fn workings(&self, segment: SegmentId) -> Option<Workings> {
        let scoring = &self.plan().scoring;
        let candidate = self.assessment.candidate(segment);
        let (score, given) = (candidate.score?, candidate.complete()?);
        let method = Method::of(self.plan());
        let effort = Some(given.ease).filter(|_| method.turns_effort());
        let third = match (method.formula, scoring.third) {
            (Formula::Ratio, Third::Ease) => scoring.scale.turned(given.ease),
            (Formula::Ratio, Third::Effort) => given.ease,
            _ => score.favorable.ease,
        };
        Some(Workings {
            method,
            values: [given.impact, given.confidence, third],
            effort,
            score,
        })
    }
}

fn third_factor(formula: Formula) -> &'static str {
    match formula {
        Formula::Ratio => "Effort",
        _ => "Ease",
    }
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
