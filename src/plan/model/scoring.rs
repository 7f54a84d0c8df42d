//! Scores, their scale and how they become one number.

use serde::Serialize;

use crate::text::{named, words};

named! {
    /// One of the three scores.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Criterion {
        /// How much the segment could add to the goals.
        Impact = "impact",
        /// How sure the team is.
        Confidence = "confidence",
        /// How little it takes; written as `effort` where the plan counts the other way.
        Ease = "ease",
    }
}

/// One value for each criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct ByCriterion<T> {
    /// For Impact.
    pub impact: T,
    /// For Confidence.
    pub confidence: T,
    /// For Ease, or for Effort where the plan counts that.
    pub ease: T,
}

impl<T> ByCriterion<T> {
    /// The value for one criterion.
    pub fn get(&self, criterion: Criterion) -> &T {
        match criterion {
            Criterion::Impact => &self.impact,
            Criterion::Confidence => &self.confidence,
            Criterion::Ease => &self.ease,
        }
    }

    /// The value for one criterion, to change.
    pub fn get_mut(&mut self, criterion: Criterion) -> &mut T {
        match criterion {
            Criterion::Impact => &mut self.impact,
            Criterion::Confidence => &mut self.confidence,
            Criterion::Ease => &mut self.ease,
        }
    }

    /// One value for each criterion, made by a function.
    pub fn from_fn(mut make: impl FnMut(Criterion) -> T) -> Self {
        Self {
            impact: make(Criterion::Impact),
            confidence: make(Criterion::Confidence),
            ease: make(Criterion::Ease),
        }
    }
}

/// How scores become one number.
#[derive(Debug, Clone, PartialEq)]
pub struct Scoring {
    /// The scale of every score.
    pub scale: Scale,
    /// How the three are joined.
    pub formula: Formula,
    /// How much each counts: none below zero, not all zero.
    pub weights: ByCriterion<f64>,
    /// How several scorers become one.
    pub panel: PanelRule,
    /// Points assumed either side of a score that is one number; not below zero.
    pub margin: f64,
    /// Whether the third score is written as ease or as effort.
    pub third: Third,
}

impl Scoring {
    /// A score of the plan in the favorable direction, or a favorable one in the plan's: only
    /// effort changes, into the ease at the same distance from the other end of the scale.
    #[inline]
    pub fn favorable(&self, criterion: Criterion, score: f64) -> f64 {
        match (criterion, self.third) {
            (Criterion::Ease, Third::Effort) => self.scale.turned(score),
            _ => score,
        }
    }

    /// What the plan calls a criterion: `effort` for the third where it counts that.
    pub fn name_of(&self, criterion: Criterion) -> &'static str {
        match criterion {
            Criterion::Ease => self.third.name(),
            _ => criterion.name(),
        }
    }

    /// The same as people read it: `Impact`; for the third `Ease` or `Effort`.
    pub fn heading_of(&self, criterion: Criterion) -> String {
        words::capitalized(self.name_of(criterion))
    }
}

/// The scale of every score; `min` is below `max`, both finite.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    /// The lowest score.
    pub min: f64,
    /// The highest score.
    pub max: f64,
}

impl Scale {
    /// The scale unless a plan sets another.
    pub const USUAL: Self = Self {
        min: 1.0,
        max: 10.0,
    };

    /// From the lowest to the highest, in points.
    pub fn span(self) -> f64 {
        self.max - self.min
    }

    /// Whether a score is on the scale.
    pub fn contains(self, score: f64) -> bool {
        (self.min..=self.max).contains(&score)
    }

    /// The score nearest to a value that is on the scale.
    #[inline]
    pub fn clamp(self, score: f64) -> f64 {
        score.clamp(self.min, self.max)
    }

    /// The score at the same distance from the other end: effort as ease, and ease as effort.
    #[inline]
    pub fn turned(self, score: f64) -> f64 {
        self.min + self.max - score
    }
}

named! {
    /// How the three scores are joined.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    pub enum Formula {
        /// I^w · C^w · E^w; the usual ICE score.
        Product = "product",
        /// The weighted arithmetic mean; orders as the sum does.
        Mean = "mean",
        /// The weighted geometric mean.
        GeometricMean = "geometric_mean",
        /// I^w · C^w / effort^w.
        Ratio = "ratio",
    }
}

named! {
    /// How several scorers become one.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum PanelRule {
        /// The middle value.
        Median = "median",
        /// The arithmetic mean.
        Mean = "mean",
    }
}

named! {
    /// How the third score is written.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Third {
        /// The most is easiest.
        Ease = "ease",
        /// The most is hardest.
        Effort = "effort",
    }
}

/// A score as it was given, on the plan's scale and in the plan's direction.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Estimate {
    /// One number.
    Point(f64),
    /// Anything between two; `low` is not above `high`.
    Range {
        /// The lowest.
        low: f64,
        /// The highest.
        high: f64,
    },
    /// The lowest, the likeliest and the highest, in that order.
    ThreePoint {
        /// The lowest.
        low: f64,
        /// The likeliest.
        likely: f64,
        /// The highest.
        high: f64,
    },
}

impl Estimate {
    /// A number or a range as people write it, `7` or `7..8`; `None` if it is neither, or off the scale.
    pub fn read(text: &str, scale: Scale) -> Option<Self> {
        let number = |text: &str| {
            let number: Option<f64> = text.trim().parse().ok();
            number.filter(|one| scale.contains(*one))
        };
        let Some((low, high)) = text.split_once("..") else {
            return number(text).map(Self::Point);
        };
        let ends = number(low).zip(number(high));
        let ends = ends.filter(|(low, high)| low <= high);
        ends.map(|(low, high)| Self::Range { low, high })
    }

    /// The number it ranks by: itself, the middle of a range, the likely one of three.
    pub fn central(self) -> f64 {
        match self {
            Self::Point(value) => value,
            Self::Range { low, high } => f64::midpoint(low, high),
            Self::ThreePoint { likely, .. } => likely,
        }
    }

    /// The lowest and the highest value it speaks of.
    pub fn bounds(self) -> (f64, f64) {
        match self {
            Self::Point(value) => (value, value),
            Self::Range { low, high } | Self::ThreePoint { low, high, .. } => (low, high),
        }
    }

    /// As a plan has it, with up to six decimals: `7`, `7..8`, `{low: 5, likely: 7, high: 9}`.
    pub fn written(self) -> String {
        let number = |value: f64| words::number(value, 6);
        match self {
            Self::Point(value) => number(value),
            Self::Range { low, high } => format!("{}..{}", number(low), number(high)),
            Self::ThreePoint { low, likely, high } => {
                let [low, likely, high] = [low, likely, high].map(number);
                format!("{{low: {low}, likely: {likely}, high: {high}}}")
            }
        }
    }
}
