//! On which scale a sheet's scores are, and how they get onto the plan's.

use super::formula::Method;
use super::heading::stated_scale;
use super::idea::{Idea, Stated};
use super::ideas::{Raw, heading};
use super::number::{Kind, is_hardness};
use super::{ImportOptions, ImportedScore, Remark, criteria};
use crate::plan::{Criterion, Formula, Scale, Third};
use crate::text::words;

/// The plan's scale, and for each criterion what its numbers are multiplied by.
#[derive(Debug)]
pub(super) struct Scales {
    pub(super) plan: Scale,
    pub(super) factors: [f64; 3],
    /// The highest number that counts in the sheet; what lies above is no score.
    tops: [f64; 3],
    pub(super) findings: Vec<String>,
}

/// What is known of the numbers of one criterion.
struct Column {
    low: f64,
    high: f64,
    /// Whether the ends are stated, by the heading or on the command line.
    stated: bool,
}

/// The scales of the three criteria.
pub(super) fn scales(raw: &Raw, method: &Method, options: &ImportOptions) -> Scales {
    let columns: Vec<Column> = criteria()
        .map(|(place, criterion)| column(raw, place, criterion, options))
        .collect();
    let [impact, confidence, third] =
        [0, 1, 2].map(|place| (columns[place].low, columns[place].high));
    let alike = impact == confidence && confidence == third;
    let (low, high) = impact;
    // A scale such as 1 to 5 that all three have is the plan's; percentages become 1 to 10.
    let own = alike && (2.0..=20.0).contains(&high) && (low >= 0.0);
    let zero = columns.iter().all(|column| column.high == 10.0)
        && columns.iter().any(|column| column.low == 0.0);
    let min = match method.formula {
        Formula::Ratio => 1.0,
        _ if zero || (own && low < 1.0) => 0.0,
        _ => 1.0,
    };
    let plan = match own {
        true => Scale { min, max: high },
        false => Scale { min, max: 10.0 },
    };
    let factors = [impact, confidence, third].map(|(_, high)| plan.max / high);
    let mut findings = Vec::new();
    for (place, criterion) in criteria() {
        if factors[place] != 1.0 {
            let column = &columns[place];
            let heading = words::shortened(heading(raw, criterion));
            let number = |value: f64| words::grouped(value, 2);
            let from = match column.stated {
                true => format!("{} to {}", number(column.low), number(column.high)),
                false => format!("up to {}", number(column.high)),
            };
            findings.push(format!(
                "\"{heading}\" is on another scale ({from}): multiplied so that {} becomes {}",
                number(column.high),
                number(plan.max)
            ));
        }
    }
    let (min, max) = (words::number(plan.min, 2), words::number(plan.max, 2));
    let stated = columns.iter().any(|column| column.stated);
    findings.push(match stated {
        true => format!("Scores are from {min} to {max}"),
        false => format!(
            "No heading states a scale: scores are taken as {min} to {max} (--scale says otherwise)"
        ),
    });
    Scales {
        plan,
        factors,
        tops: [0, 1, 2].map(|place| columns[place].high),
        findings,
    }
}

fn column(raw: &Raw, place: usize, criterion: Criterion, options: &ImportOptions) -> Column {
    let stated = options
        .scale
        .or_else(|| stated_scale(heading(raw, criterion)));
    let values = raw
        .ideas
        .iter()
        .flat_map(Idea::stated)
        .filter(|(at, _)| *at == place);
    let values: Vec<&Stated> = values.map(|(_, stated)| stated).collect();
    let numbers: Vec<f64> = values
        .iter()
        .filter(|one| one.given.kind != Kind::Word)
        .map(|one| highest(one))
        .collect();
    let max = numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let min = numbers.iter().copied().fold(f64::INFINITY, f64::min);
    let known = |low: f64, high: f64| Column {
        low,
        high,
        stated: false,
    };
    if values.iter().any(|one| one.given.kind == Kind::Percent) {
        return Column {
            low: 0.0,
            high: 100.0,
            stated: true,
        };
    }
    if let Some((low, high)) = stated {
        // A percentage may be stored as a share of one.
        let shares = high == 100.0 && max <= 1.0 && min < 1.0;
        let high = if shares { 1.0 } else { high };
        return Column {
            low,
            high,
            stated: true,
        };
    }
    let units = values.iter().any(|one| one.given.kind == Kind::Unit);
    if numbers.is_empty() {
        return known(1.0, 10.0);
    }
    if max <= 1.0 && min > 0.0 && numbers.iter().any(|value| *value < 1.0) {
        return known(0.0, 1.0);
    }
    if max <= 10.0 && !units {
        return known(if min < 1.0 { 0.0 } else { 1.0 }, 10.0);
    }
    if units || criterion == Criterion::Ease {
        return known(0.0, max);
    }
    known(0.0, usual_top(&numbers, max, criterion))
}

/// The top of a scale that goes beyond 10: without a single number far above the others.
fn usual_top(numbers: &[f64], max: f64, criterion: Criterion) -> f64 {
    let above: usize = numbers.iter().filter(|value| **value > 10.0).count();
    if above == 1 && numbers.len() >= 4 {
        return 10.0;
    }
    let in_fives = numbers.iter().all(|value| value % 5.0 == 0.0);
    match max <= 100.0 && (criterion == Criterion::Confidence || max > 50.0 || in_fives) {
        true => 100.0,
        false => max,
    }
}

fn highest(stated: &Stated) -> f64 {
    stated
        .given
        .range
        .map_or(stated.given.value, |(_, high)| high)
}

impl Scales {
    /// A score on the plan's scale, with what the sheet has where that is something else; `None`,
    /// with a remark, for what is off its own scale.
    pub(super) fn score(
        &self,
        stated: &Stated,
        place: usize,
        method: &Method,
        options: &ImportOptions,
        remarks: &mut Vec<Remark>,
    ) -> Option<ImportedScore> {
        let given = &stated.given;
        let number = |value: f64| words::number(value, 4);
        if given.kind == Kind::Word {
            let third = (place == 2).then_some(method.third);
            let value = of_word(given.value, &stated.shown, third, self.plan);
            let comment = format!("\"{}\" in {}", stated.shown, stated.place);
            return Some(self.turned((value, value), Some(comment), options));
        }
        let ends = given.range.unwrap_or((given.value, given.value));
        let factor = self.factors[place];
        let scaled = (rounded(ends.0 * factor), rounded(ends.1 * factor));
        let Scale { min, max } = self.plan;
        if scaled.1 > max || scaled.0 < 0.0 {
            let top = number(self.tops[place]);
            let message = format!(
                "{} is off the scale, which ends at {top}: not taken, so the segment isn't ranked",
                stated.shown
            );
            remarks.push(Remark::at(stated.place.clone(), message));
            return None;
        }
        let raised = (scaled.0.max(min), scaled.1.max(min));
        let comment = (factor != 1.0 || given.kind != Kind::Number)
            .then(|| format!("{} in {}", stated.shown, stated.place));
        if raised != scaled {
            remarks.push(Remark::at(
                stated.place.clone(),
                format!(
                    "{} would be {}, below the lowest score: taken as {}",
                    stated.shown,
                    number(scaled.0),
                    number(min)
                ),
            ));
        }
        Some(self.turned(raised, comment, options))
    }

    /// The score as it is, or at the same distance from the other end where the lowest is the best.
    fn turned(
        &self,
        ends: (f64, f64),
        comment: Option<String>,
        options: &ImportOptions,
    ) -> ImportedScore {
        if !options.lowest_is_best {
            return ImportedScore { ends, comment };
        }
        let was = match ends.0 == ends.1 {
            true => words::number(ends.0, 4),
            false => format!(
                "{} to {}",
                words::number(ends.0, 4),
                words::number(ends.1, 4)
            ),
        };
        ImportedScore {
            ends: (self.plan.turned(ends.1), self.plan.turned(ends.0)),
            comment: Some(
                comment.unwrap_or(format!("{was} in the sheet, where the lowest is the best")),
            ),
        }
    }
}

/// What a word that stands for a number from 1 to 10 is on a scale. Words of effort count the other way
/// where the third score is ease; `third` is None for the other scores.
pub(super) fn of_word(value: f64, word: &str, third: Option<Third>, scale: Scale) -> f64 {
    let value = match is_hardness(word) && third == Some(Third::Ease) {
        true => mirrored(value),
        false => value,
    };
    let Scale { min, max } = scale;
    match (min, max) {
        (1.0, 10.0) => value,
        _ => rounded((value * max / 10.0).max(min)),
    }
}

/// The number of a word that counts the other way: very easy for very hard.
fn mirrored(value: f64) -> f64 {
    match value {
        2.0 => 8.0,
        8.0 => 2.0,
        5.0 => 5.0,
        value => 11.0 - value,
    }
}

/// A converted score with at most four decimals.
pub(super) fn rounded(value: f64) -> f64 {
    (value * 1e4).round() / 1e4
}
