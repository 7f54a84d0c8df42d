//! What one score is drawn from.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::Rng;
use rand_distr::{Beta, Distribution};

use super::streams::BLOCK;
use crate::assess::panel::ballots;
use crate::lists;
use crate::plan::{Criterion, Estimate, Scale, Scoring, Segment};
use crate::text::words;

/// What one score is drawn from, on the plan's scale and in the plan's direction.
pub(super) enum Spread {
    Fixed(f64),
    /// Triangular about the middle; beyond the scale, its end.
    Triangle {
        middle: f64,
        margin: f64,
        scale: Scale,
    },
    /// Anything between two numbers, each equally likely.
    Uniform {
        low: f64,
        span: f64,
    },
    /// Between two numbers, most often near a third: a modified PERT, which is a beta with λ = 4.
    Pert {
        low: f64,
        span: f64,
        shape: Beta<f64>,
    },
    /// What the panel of the draw comes to: a number for each distinct panel of a resample.
    Panel {
        resample: usize,
        values: Vec<f64>,
    },
}

/// How many of the drawn scores are spread in which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Spreads {
    /// Single numbers, drawn within the plan's margin.
    pub assumed: usize,
    /// Numbers that are the same in every draw.
    pub exact: usize,
    /// Ranges and three points, drawn as they were given.
    pub given: usize,
    /// Scores of a panel, drawn by resampling its scorers.
    pub panels: usize,
}

impl Spreads {
    pub(super) fn add(&mut self, spread: &Spread) {
        let count = match spread {
            Spread::Triangle { .. } => &mut self.assumed,
            Spread::Fixed(_) => &mut self.exact,
            Spread::Uniform { .. } | Spread::Pert { .. } => &mut self.given,
            Spread::Panel { .. } => &mut self.panels,
        };
        *count += 1;
    }

    /// How the scores are spread, in words: `each score ±1 assumed` where that holds for all of
    /// them, else each kind with its number.
    pub fn words(self, margin: f64) -> String {
        let margin = words::number(margin, 2);
        let Self {
            assumed,
            exact,
            given,
            panels,
        } = self;
        match (assumed, exact, given, panels) {
            (_, 0, 0, 0) => return format!("each score ±{margin} assumed"),
            (0, _, 0, 0) => return "single scores taken as exact".to_owned(),
            _ => {}
        }
        let count = words::count;
        let kinds = [
            (
                assumed,
                format!("±{margin} assumed for {}", count(assumed, "single score")),
            ),
            (
                exact,
                format!("{} taken as exact", count(exact, "single score")),
            ),
            (given, format!("{} drawn as given", count(given, "range"))),
            (
                panels,
                format!("{} resampled", count(panels, "panel score")),
            ),
        ];
        let used = kinds.into_iter().filter(|(number, _)| *number > 0);
        words::list(used.map(|(_, kind)| kind))
    }
}

/// Scorers with the score each gave, by its central value, in the order of their names.
pub(super) type Given<'a> = Vec<(&'a str, f64)>;

/// What a score is drawn from: the agreed estimate; of a panel, the estimate of a single scorer,
/// or the margin about a number that all agree on. Of a panel that disagrees, the values
/// of its scorers come back as the error.
pub(super) fn given<'a>(
    segment: &'a Segment,
    criterion: Criterion,
    scoring: &Scoring,
) -> Result<Spread, Given<'a>> {
    if let Some(agreed) = segment.scores.get(criterion) {
        return Ok(Spread::of(*agreed, scoring));
    }
    let mut given: Vec<(&str, Estimate)> = ballots(segment, criterion).collect();
    lists::sort_by_key(&mut given, |(name, _)| *name);
    let mut values: Given = Vec::with_capacity(given.len());
    values.extend(
        given
            .iter()
            .map(|(name, estimate)| (*name, estimate.central())),
    );
    match (given.as_slice(), values.as_slice()) {
        ([(_, only)], _) => Ok(Spread::of(*only, scoring)),
        (_, [(_, first), rest @ ..]) if rest.iter().all(|(_, value)| value == first) => {
            Ok(Spread::of(Estimate::Point(*first), scoring))
        }
        _ => Err(values),
    }
}

impl Spread {
    pub(super) fn of(estimate: Estimate, scoring: &Scoring) -> Self {
        match estimate {
            Estimate::Point(value) if scoring.margin > 0.0 => Self::Triangle {
                middle: value,
                margin: scoring.margin,
                scale: scoring.scale,
            },
            Estimate::Range { low, high } if low < high => Self::Uniform {
                low,
                span: high - low,
            },
            Estimate::ThreePoint { low, likely, high } if low < high => {
                let span = high - low;
                let rise = 1.0 + 4.0 * (likely - low) / span;
                let fall = 1.0 + 4.0 * (high - likely) / span;
                Beta::new(rise, fall).map_or(Self::Fixed(likely), |shape| Self::Pert {
                    low,
                    span,
                    shape,
                })
            }
            exact => Self::Fixed(exact.central()),
        }
    }

    /// Draws as many numbers as there is room for; a panel's come from its resample instead.
    pub(super) fn fill(&self, generator: &mut ChaCha8Rng, out: &mut [f64]) {
        match self {
            Self::Fixed(value) => out.fill(*value),
            Self::Triangle {
                middle,
                margin,
                scale,
            } => {
                let mut sums = [0.0; BLOCK];
                for out in out.chunks_mut(BLOCK) {
                    for sum in &mut sums[..out.len()] {
                        // The sum of two uniform numbers is triangular.
                        let random = generator.next_u64();
                        let (one, other) = (random as u32, random >> 32);
                        *sum = (u64::from(one) + other).cast_signed() as f64;
                    }
                    for (out, sum) in out.iter_mut().zip(&sums) {
                        let offset = sum / HALF_RANGE - 1.0;
                        *out = scale.clamp(middle + margin * offset);
                    }
                }
            }
            Self::Uniform { low, span } => {
                for out in out {
                    let share = (generator.next_u64() >> 11) as f64 / (1_u64 << 53) as f64;
                    *out = low + span * share;
                }
            }
            Self::Pert { low, span, shape } => {
                for out in out {
                    *out = low + span * shape.sample(generator);
                }
            }
            Self::Panel { .. } => {}
        }
    }
}

/// The highest number of 32 bits.
const HALF_RANGE: f64 = u32::MAX as f64;
