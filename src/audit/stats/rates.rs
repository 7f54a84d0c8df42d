//! Rates, differences of rates, and what a table of this size can show.

use statrs::function::erf::erfc;

use crate::audit::{Difference, Rate};

/// The 97.5th percentile of the standard normal distribution: 95 % lie between −z and z.
const Z95: f64 = 1.959_963_984_540_054;
/// Its 80th percentile: 80 % power.
const POWER: f64 = 0.841_621_233_572_914_3;

/// Leads of which some succeeded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sample {
    /// How many succeeded, at most `leads`.
    pub successes: u64,
    /// How many there are.
    pub leads: u64,
}

impl Sample {
    /// The share that succeeded; NaN if there are no leads.
    fn rate(self) -> f64 {
        self.successes as f64 / self.leads as f64
    }
}

/// The share that succeeded, with Wilson's 95 % score interval. `None` if there are no leads. The
/// ends are exactly 0 and 1 if none or all succeeded.
///
/// Wilson (1927), Journal of the American Statistical Association 22:209.
#[must_use]
pub fn wilson(sample: Sample) -> Option<Rate> {
    if sample.leads == 0 {
        return None;
    }
    let (n, rate) = (sample.leads as f64, sample.rate());
    let square = Z95 * Z95;
    let middle = (rate + square / (2.0 * n)) / (1.0 + square / n);
    let spread =
        Z95 / (1.0 + square / n) * (rate * (1.0 - rate) / n + square / (4.0 * n * n)).sqrt();
    let (none, all) = (sample.successes == 0, sample.successes == sample.leads);
    Some(Rate {
        rate,
        low: if none {
            0.0
        } else {
            (middle - spread).max(0.0)
        },
        high: if all { 1.0 } else { (middle + spread).min(1.0) },
    })
}

/// The first rate less the second, with Newcombe's 95 % hybrid score interval (his method 10). The
/// interval is not adjusted for several comparisons, and `p_adjusted` is left `None`. `None` if
/// one has no leads.
///
/// Newcombe (1998), Statistics in Medicine 17:873.
#[must_use]
pub fn newcombe(one: Sample, other: Sample) -> Option<Difference> {
    let (one, other) = (wilson(one)?, wilson(other)?);
    let difference = one.rate - other.rate;
    Some(Difference {
        difference,
        low: difference - (one.rate - one.low).hypot(other.high - other.rate),
        high: difference + (one.high - one.rate).hypot(other.rate - other.low),
        p_adjusted: None,
    })
}

/// The pooled two-proportion z test: z, positive if the first rate is higher, and its two-sided p.
/// `None` if one has no leads, or if none or all of both succeeded, so that there is nothing to
/// test. Its square is Pearson's χ² of the 2 × 2 table, without a continuity correction.
#[must_use]
pub fn pooled_z_test(one: Sample, other: Sample) -> Option<(f64, f64)> {
    let leads = (one.leads as f64, other.leads as f64);
    let pooled = (one.successes as f64 + other.successes as f64) / (leads.0 + leads.1);
    let variance = pooled * (1.0 - pooled) * (1.0 / leads.0 + 1.0 / leads.1);
    if one.leads == 0 || other.leads == 0 || variance <= 0.0 {
        return None;
    }
    let z = (one.rate() - other.rate()) / variance.sqrt();
    Some((z, erfc(z.abs() / std::f64::consts::SQRT_2)))
}

/// Holm's adjustment of several p, each in its place; those that are `None` do not count. Every
/// adjusted p is at least as large as before and at most 1.
///
/// Holm (1979), Scandinavian Journal of Statistics 6:65.
#[must_use]
pub fn holm(ps: &[Option<f64>]) -> Vec<Option<f64>> {
    let places = ps.iter().enumerate();
    let mut known: Vec<(usize, f64)> = places
        .filter_map(|(place, p)| Some((place, (*p)?)))
        .collect();
    known.sort_by(|one, other| one.1.total_cmp(&other.1));
    let mut adjusted = vec![None; ps.len()];
    let mut highest: f64 = 0.0;
    for (rank, (place, p)) in known.iter().enumerate() {
        highest = highest.max(p * (known.len() - rank) as f64).min(1.0);
        adjusted[*place] = Some(highest);
    }
    adjusted
}

/// How many leads each of two groups needs so that 80 % of such tests show the difference of
/// these rates (0 to 1) at a two-sided 5 %. Infinite if the rates are equal.
///
/// The normal approximation of R's `power.prop.test`.
#[must_use]
pub fn leads_needed(one: f64, other: f64) -> f64 {
    let sum = one + other;
    let by_chance = Z95 * (sum * (1.0 - sum / 2.0)).sqrt();
    let by_power = POWER * (one * (1.0 - one) + other * (1.0 - other)).sqrt();
    ((by_chance + by_power) / (one - other)).powi(2)
}

/// The smallest relative lift of the rate (0.2 for 20 %) that a test with these leads could show,
/// half of them in each group, with 80 % power at a two-sided 5 %; see [`leads_needed`]. `None` if
/// there are no leads, the rate is 0 or 1, or no higher rate below 1 is enough.
#[must_use]
pub fn smallest_detectable_lift(sample: Sample) -> Option<f64> {
    if sample.successes == 0 || sample.successes >= sample.leads {
        return None;
    }
    let rate = sample.rate();
    let group = sample.leads as f64 / 2.0;
    let is_enough = |higher: f64| leads_needed(rate, higher) <= group;
    let (mut low, mut high) = (rate, 1.0 - 1e-9);
    if !is_enough(high) {
        return None;
    }
    // Fewer leads are needed the higher the rate: halve the interval down to a float's precision.
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        match is_enough(middle) {
            true => high = middle,
            false => low = middle,
        }
    }
    Some(high / rate - 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(successes: u64, leads: u64) -> Sample {
        Sample { successes, leads }
    }

    fn near(one: f64, other: f64, within: f64) {
        assert!((one - other).abs() < within, "{one} is not {other}");
    }

    #[test]
    fn wilson_s_interval_of_ten() {
        let three = wilson(of(3, 10)).unwrap();
        near(three.low, 0.107_791_3, 5e-8);
        near(three.high, 0.603_221_9, 5e-8);
        near(wilson(of(0, 10)).unwrap().high, 0.277_532_8, 5e-8);
        near(wilson(of(10, 10)).unwrap().low, 0.722_467_2, 5e-8);
        assert_eq!(wilson(of(0, 0)), None);
    }

    #[test]
    fn the_pooled_test_of_5_in_83_and_12_in_99() {
        let (z, p) = pooled_z_test(of(5, 83), of(12, 99)).unwrap();
        near(z, -1.40783, 5e-6);
        near(p, 0.15918, 5e-6);
        assert_eq!(pooled_z_test(of(0, 83), of(0, 99)), None);
        assert_eq!(pooled_z_test(of(0, 0), of(1, 99)), None);
    }

    /// Newcombe (1998), Statistics in Medicine 17:873, table II, method 10.
    #[test]
    fn newcombe_s_published_intervals() {
        for (one, other, low, high) in [
            (of(56, 70), of(48, 80), 0.0524, 0.3339),
            (of(9, 10), of(3, 10), 0.1705, 0.8090),
            (of(10, 10), of(0, 20), 0.6791, 1.0000),
        ] {
            let found = newcombe(one, other).unwrap();
            near(found.low, low, 6e-5);
            near(found.high, high, 6e-5);
        }
    }

    #[test]
    fn leads_needed_are_those_of_power_prop_test() {
        near(leads_needed(0.50, 0.55), 1564.672, 5e-4);
        near(leads_needed(0.05, 0.10), 434.432, 5e-4);
    }

    #[test]
    fn the_smallest_lift_is_the_one_that_just_suffices() {
        let lift = smallest_detectable_lift(of(100, 2000)).unwrap();
        near(leads_needed(0.05, 0.05 * (1.0 + lift)), 1000.0, 1e-3);
        assert_eq!(smallest_detectable_lift(of(0, 2000)), None);
        assert_eq!(smallest_detectable_lift(of(3, 4)), None);
    }

    /// Holm (1979) as R's `p.adjust(c(.01, .04, .03, .005), "holm")` gives it.
    #[test]
    fn holm_adjusts_in_place() {
        let adjusted = holm(&[Some(0.01), None, Some(0.04), Some(0.03), Some(0.005)]);
        let expected = [Some(0.03), None, Some(0.06), Some(0.06), Some(0.02)];
        for (one, other) in adjusted.iter().zip(expected) {
            assert_eq!(one.is_some(), other.is_some());
            near(one.unwrap_or(0.0), other.unwrap_or(0.0), 1e-12);
        }
    }
}
