//! The formulas that sheets use, each to be tested against a row.

use super::expression::Term;
use super::heading::stated_scale;
use super::idea::Stated;
use super::ideas::Raw;
use crate::plan::{Formula, Third};
use crate::text::words;

/// What a formula does with the third score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Shape {
    Product,
    Sum([f64; 3]),
    Geometric,
    Ratio,
    /// Product and sum with the third score turned: subtracted from this number.
    TurnedProduct(f64),
    TurnedSum(f64),
}

/// A formula that a sheet may use.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Candidate {
    pub(super) shape: Shape,
    pub(super) factor: f64,
    /// Whether it multiplies by Reach as well.
    pub(super) reach: bool,
}

/// A row whose stated score can be tested.
pub(super) struct Tested<'r> {
    pub(super) scores: [(f64, f64); 3],
    pub(super) reach: Option<f64>,
    pub(super) stated: &'r Stated,
}

pub(super) const ONE_EACH: [f64; 3] = [1.0; 3];

impl Candidate {
    pub(super) fn of(shape: Shape, factor: f64) -> Self {
        Self {
            shape,
            factor,
            reach: false,
        }
    }

    pub(super) fn value(&self, [impact, confidence, third]: [f64; 3], reach: Option<f64>) -> f64 {
        let value = match self.shape {
            Shape::Product => impact * confidence * third,
            Shape::Sum([i, c, e]) => i * impact + c * confidence + e * third,
            Shape::Geometric => (impact * confidence * third).cbrt(),
            Shape::Ratio => impact * confidence / third,
            Shape::TurnedProduct(from) => impact * confidence * (from - third),
            Shape::TurnedSum(from) => impact + confidence + from - third,
        };
        let reach = reach.filter(|_| self.reach).unwrap_or(1.0);
        value * self.factor * reach
    }

    /// The direction in which it counts the third score.
    pub(super) fn third(&self) -> Third {
        match self.shape {
            Shape::Product | Shape::Geometric | Shape::Sum(_) => Third::Ease,
            Shape::Ratio | Shape::TurnedProduct(_) | Shape::TurnedSum(_) => Third::Effort,
        }
    }

    pub(super) fn formula(&self) -> Formula {
        match self.shape {
            Shape::Product | Shape::TurnedProduct(_) => Formula::Product,
            Shape::Sum(_) | Shape::TurnedSum(_) => Formula::Mean,
            Shape::Geometric => Formula::GeometricMean,
            Shape::Ratio => Formula::Ratio,
        }
    }

    pub(super) fn weights(&self) -> [f64; 3] {
        match self.shape {
            Shape::Sum(weights) => weights,
            _ => ONE_EACH,
        }
    }

    /// In signs: `Impact × Confidence × Ease / 10`.
    pub(super) fn in_signs(&self, third: Third) -> String {
        let third = words::capitalized(third.name());
        let number = |value: f64| words::number(value, 4);
        let signs = match self.shape {
            Shape::Product => format!("Impact × Confidence × {third}"),
            Shape::Ratio => format!("Impact × Confidence / {third}"),
            Shape::Geometric => format!("the cube root of Impact × Confidence × {third}"),
            Shape::Sum(ONE_EACH) if (self.factor - 1.0 / 3.0).abs() < 1e-9 => {
                return format!("the mean of Impact, Confidence and {third}");
            }
            Shape::Sum(ONE_EACH) => format!("Impact + Confidence + {third}"),
            Shape::Sum([i, c, e]) => {
                let [i, c, e] = [i, c, e].map(|weight| number(weight * self.factor));
                return format!("{i} × Impact + {c} × Confidence + {e} × {third}");
            }
            Shape::TurnedProduct(from) => {
                format!("Impact × Confidence × ({} − {third})", number(from))
            }
            Shape::TurnedSum(0.0) => format!("Impact + Confidence − {third}"),
            Shape::TurnedSum(from) => format!("Impact + Confidence + {} − {third}", number(from)),
        };
        let signs = if self.reach {
            format!("Reach × {signs}")
        } else {
            signs
        };
        match self.factor {
            1.0 => signs,
            factor if factor < 1.0 => format!("{signs} / {}", number(1.0 / factor)),
            factor => format!("{signs} × {}", number(factor)),
        }
    }

    /// The same by the power of ten that fits most rows.
    pub(super) fn scaled(self, rows: &[Tested]) -> Self {
        let scaled = POWERS.map(|power| Self {
            factor: self.factor * power,
            ..self
        });
        let fits = |one: &Self| rows.iter().filter(|row| one.fits(row)).count();
        scaled.into_iter().fold(
            self,
            |best, one| if fits(&one) > fits(&best) { one } else { best },
        )
    }

    /// Whether it gives every stated score that it fits to seven digits.
    pub(super) fn is_exact(&self, rows: &[Tested]) -> bool {
        rows.iter().filter(|row| self.fits(row)).all(|row| {
            let value = self.value(row.scores.map(|(value, _)| value), row.reach);
            (value - row.stated.given.value).abs() <= 1e-7 * value.abs()
        })
    }

    /// Whether it gives a stated score, whose digits may be rounded or cut, from scores that may be
    /// rounded.
    pub(super) fn fits(&self, row: &Tested) -> bool {
        let mut values = [f64::INFINITY, f64::NEG_INFINITY];
        for corner in 0..8_usize {
            let mut at = [0.0; 3];
            for (place, (value, rounding)) in row.scores.iter().enumerate() {
                at[place] = if corner & (1 << place) == 0 {
                    value - rounding
                } else {
                    value + rounding
                };
            }
            let value = self.value(at, row.reach);
            values = [values[0].min(value), values[1].max(value)];
        }
        if !values.iter().all(|value| value.is_finite()) {
            return false;
        }
        let stated = row.stated.given.value;
        let unit = unit(row.stated);
        let slack = stated.abs() * 1e-6 + 1e-9;
        // Rounded down: the exact score lies above what is stated, by less than a unit.
        let below = stated - unit / 2.0 - slack;
        let above = stated + unit;
        values[1] >= below && (values[0] < above || values[0] <= stated + slack)
    }
}

/// One of the last digit that a stated score has.
fn unit(stated: &Stated) -> f64 {
    if stated.given.rounding > 0.0 {
        return stated.given.rounding * 2.0;
    }
    let text = format!("{}", stated.given.value);
    let decimals = text.split_once('.').map_or("", |(_, decimals)| decimals);
    match decimals.len() {
        0 => 1.0,
        places @ 1..=4 => 10_f64.powf(-(places as f64)),
        _ => 0.0,
    }
}

/// The formula that an expression is.
pub(super) fn classified(terms: &[Term]) -> Option<Candidate> {
    let of = |powers: [i32; 3]| {
        terms
            .iter()
            .find(|term| term.powers == powers)
            .map(|term| term.factor)
    };
    let near = |one: f64, two: f64| (one - two).abs() <= 1e-9 * one.abs().max(two.abs());
    match terms {
        [
            Term {
                factor,
                powers: [1, 1, 1],
            },
        ] => Some(Candidate::of(Shape::Product, *factor)),
        [
            Term {
                factor,
                powers: [1, 1, -1],
            },
        ] => Some(Candidate::of(Shape::Ratio, *factor)),
        [_, _] => {
            let (free, product) = (of([1, 1, 0])?, of([1, 1, 1])?);
            (product < 0.0 && free > 0.0)
                .then(|| Candidate::of(Shape::TurnedProduct(free / -product), -product))
        }
        [_, _, _] | [_, _, _, _] => {
            let (i, c, e) = (of([1, 0, 0])?, of([0, 1, 0])?, of([0, 0, 1])?);
            let constant = of([0, 0, 0]).unwrap_or(0.0);
            if terms.len() == 4 && of([0, 0, 0]).is_none() || i <= 0.0 || c <= 0.0 {
                return None;
            }
            if near(i, c) && near(i, -e) {
                return Some(Candidate::of(Shape::TurnedSum(constant / i), i));
            }
            if e <= 0.0 || constant != 0.0 {
                return None;
            }
            Some(match near(i, c) && near(i, e) {
                true => Candidate::of(Shape::Sum(ONE_EACH), i),
                false => Candidate::of(Shape::Sum([i, c, e]), 1.0),
            })
        }
        _ => None,
    }
}

/// What a score may be divided by or multiplied with.
const POWERS: [f64; 7] = [1.0, 0.1, 0.01, 10.0, 100.0, 0.001, 1000.0];

/// The formulas that sheets use, the most common first.
pub(super) fn candidates(raw: &Raw) -> Vec<Candidate> {
    let turns = stated_scale(&raw.headings[2])
        .map_or(vec![11.0, 6.0, 10.0], |(low, high)| vec![low + high]);
    let mut candidates = Vec::new();
    let mut add = |shape: Shape, factors: &[f64]| {
        candidates.extend(factors.iter().map(|factor| Candidate::of(shape, *factor)));
    };
    add(Shape::Product, &POWERS);
    add(Shape::Ratio, &POWERS);
    add(Shape::Sum(ONE_EACH), &[1.0, 1.0 / 3.0, 10.0 / 3.0]);
    add(Shape::Geometric, &[1.0]);
    for from in turns {
        add(Shape::TurnedProduct(from), &POWERS[..3]);
        add(Shape::TurnedSum(from), &[1.0, 1.0 / 3.0]);
    }
    add(Shape::TurnedSum(0.0), &[1.0]);
    if raw.has_reach {
        let with_reach = [Shape::Ratio, Shape::Product]
            .into_iter()
            .flat_map(|shape| {
                POWERS.iter().map(move |factor| Candidate {
                    reach: true,
                    ..Candidate::of(shape, *factor)
                })
            });
        candidates.extend(with_reach.collect::<Vec<_>>());
    }
    candidates
}
