//! How steady a segment is over time: the population stability index beside what chance makes of it.

use std::collections::BTreeMap;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use rand_distr::{Binomial, Distribution};

use crate::audit::{Drift, PeriodCount, SegmentAudit, Stability};
use crate::masks::{MaskTable, Totals, first_day};
use crate::plan::Plan;

/// At most so many periods: months where these are enough, else quarters, else years.
const PERIODS_UP_TO: u16 = 24;
/// How often chance is asked.
const RESAMPLES: usize = 400;

/// Adds to each segment how steady it is; `bits` are their places in the masks. Leads without a
/// date are left out.
pub(crate) fn add(plan: &Plan, bits: &[usize], table: &MaskTable, segments: &mut [SegmentAudit]) {
    let months = table
        .resolved()
        .map(|(standing, _)| standing.month)
        .filter(|month| *month > 0);
    let (Some(first), Some(last)) = (months.clone().min(), months.max()) else {
        return;
    };
    let width = match last - first + 1 {
        span if span <= PERIODS_UP_TO => 1,
        span if span <= 3 * PERIODS_UP_TO => 3,
        _ => 12,
    };
    let all = by_period(table, width, u128::MAX, true);
    if all.len() < 2 {
        return;
    }
    for (segment, bit) in segments.iter_mut().zip(bits) {
        let matched = by_period(table, width, 1 << bit, false);
        let name = &plan.segment(segment.segment).name;
        segment.stability = stability(name, plan.leads.outcome.is_some(), &all, &matched);
    }
}

/// What is counted of leads that fit one of the segments of a mask, or of all leads, by the first
/// month of each period.
fn by_period(table: &MaskTable, width: u16, mask: u128, all: bool) -> BTreeMap<u16, Totals> {
    let mut periods: BTreeMap<u16, Totals> = BTreeMap::new();
    for (standing, row) in table.resolved() {
        if standing.month > 0 && (all || standing.mask & mask != 0) {
            let period = (standing.month - 1) / width * width + 1;
            periods.entry(period).or_default().add_row(standing, row);
        }
    }
    periods
}

fn stability(
    name: &str,
    has_outcome: bool,
    all: &BTreeMap<u16, Totals>,
    matched: &BTreeMap<u16, Totals>,
) -> Option<Stability> {
    let nobody = Totals::default();
    let periods: Vec<PeriodCount> = all
        .iter()
        .map(|(month, all)| {
            let matched = matched.get(month).unwrap_or(&nobody);
            let (outcomes, known) = if has_outcome {
                matched.outcome_counts()
            } else {
                (0, 0)
            };
            Some(PeriodCount {
                start: first_day(*month)?,
                leads: all.leads,
                matched: matched.leads,
                known,
                outcomes,
            })
        })
        .collect::<Option<_>>()?;
    let column = |get: fn(&PeriodCount) -> u64| periods.iter().map(get).collect::<Vec<u64>>();
    let size = drift(name, &column(|one| one.matched), &column(|one| one.leads))?;
    let rate = drift(name, &column(|one| one.outcomes), &column(|one| one.known));
    Some(Stability {
        periods,
        size,
        rate,
    })
}

/// The population stability index of counts against what they are drawn from, period by period,
/// Σ (aₚ − eₚ) ln(aₚ / eₚ), and its 95th percentile where chance alone draws as many (fixed bands
/// such as 0.1 and 0.25 mislead on small segments). Half a lead is added to each count, so that
/// an empty period has a logarithm. None where nothing is counted or there are fewer than two
/// periods. The seed is the segment's name.
fn drift(name: &str, counts: &[u64], from: &[u64]) -> Option<Drift> {
    let pairs = counts.iter().zip(from).filter(|(_, from)| **from > 0);
    let (counts, from): (Vec<u64>, Vec<u64>) = pairs.unzip();
    let number: u64 = counts.iter().sum();
    if number == 0 || from.len() < 2 {
        return None;
    }
    let whole: u64 = from.iter().sum();
    let expected: Vec<f64> = from
        .iter()
        .map(|part| *part as f64 / whole as f64)
        .collect();
    let mut stream = ChaCha8Rng::seed_from_u64(seed(name));
    let mut by_chance: Vec<f64> = (0..RESAMPLES)
        .map(|_| index(&draw(number, &expected, &mut stream), &expected))
        .collect();
    by_chance.sort_by(f64::total_cmp);
    Some(Drift {
        index: index(&counts, &expected),
        by_chance: by_chance[RESAMPLES * 95 / 100],
    })
}

fn index(counts: &[u64], expected: &[f64]) -> f64 {
    let whole = counts.iter().sum::<u64>() as f64 + 0.5 * counts.len() as f64;
    let number = whole - 0.5 * counts.len() as f64;
    counts
        .iter()
        .zip(expected)
        .map(|(count, expected)| {
            let a = (*count as f64 + 0.5) / whole;
            let e = (expected * number + 0.5) / whole;
            (a - e) * (a / e).ln()
        })
        .sum()
}

/// So many leads, each in a period by chance.
fn draw(number: u64, expected: &[f64], stream: &mut ChaCha8Rng) -> Vec<u64> {
    let (mut left, mut share) = (number, 1.0);
    expected
        .iter()
        .map(|expected| {
            let chance = (expected / share).clamp(0.0, 1.0);
            let drawn = Binomial::new(left, chance).map_or(0, |binomial| binomial.sample(stream));
            left -= drawn;
            share = (share - expected).max(f64::MIN_POSITIVE);
            drawn
        })
        .collect()
}

fn seed(name: &str) -> u64 {
    name.bytes().fold(0xcbf2_9ce4_8422_2325, |seed, byte| {
        (seed ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A worked example: shares .2 .3 .5 against .25 .25 .5, large enough that the halves vanish.
    #[test]
    fn the_index_is_the_sum_of_its_parts() {
        let found = index(&[200_000_000, 300_000_000, 500_000_000], &[0.25, 0.25, 0.5]);
        let expected = -0.05 * (0.8_f64).ln() + 0.05 * (1.2_f64).ln();
        assert!((found - expected).abs() < 1e-7, "{found} {expected}");
    }

    #[test]
    fn chance_is_told_from_change() {
        let from = [1000, 1100, 900, 1050, 1000, 950];
        let steady = drift("steady", &[101, 108, 92, 104, 99, 96], &from).unwrap();
        assert!(steady.index < steady.by_chance, "{steady:?}");
        let fad = drift("fad", &[300, 280, 10, 2, 4, 4], &from).unwrap();
        assert!(fad.index > 3.0 * fad.by_chance, "{fad:?}");
        assert_eq!(drift("none", &[0; 6], &from), None);
    }

    /// For many leads the index times their number is χ² with one degree less than periods:
    /// 95 % of it stay below 11.07 for six.
    #[test]
    fn what_chance_makes_is_chi_square() {
        let from = [1000; 6];
        let drift = drift("x", &[5000; 6], &from).unwrap();
        let scaled = drift.by_chance * 30_000.0;
        assert!((9.0..13.5).contains(&scaled), "{scaled}");
    }
}
