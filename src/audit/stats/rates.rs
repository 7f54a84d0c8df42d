//! Rates, differences of rates, and what a table of this size can show.
//!
//! Throughout, a count of successes is at most the number of leads that it is out of.

use statrs::function::erf::erfc;

use crate::audit::{Difference, Rate};

/// The quantile that leaves 2½ % of the normal distribution above it: 95 % lie between.
const Z95: f64 = 1.959_963_984_540_054;
/// The quantile that leaves 20 % above it: 80 % power.
const POWER: f64 = 0.841_621_233_572_914_3;

/// A share with Wilson's 95 % score interval (Wilson 1927); none where there are no leads.
#[must_use]
pub fn wilson(successes: u64, leads: u64) -> Option<Rate> {
    if leads == 0 {
        return None;
    }
    let n = leads as f64;
    let rate = successes as f64 / n;
    let square = Z95 * Z95;
    let middle = (rate + square / (2.0 * n)) / (1.0 + square / n);
    let spread =
        Z95 / (1.0 + square / n) * (rate * (1.0 - rate) / n + square / (4.0 * n * n)).sqrt();
    Some(Rate {
        rate,
        low: if successes == 0 {
            0.0
        } else {
            (middle - spread).max(0.0)
        },
        high: if successes == leads {
            1.0
        } else {
            (middle + spread).min(1.0)
        },
    })
}

/// The difference of two rates with Newcombe's hybrid score interval (Newcombe 1998, method 10),
/// 95 %, not adjusted for several comparisons, and without a p; none where one has no leads.
#[must_use]
pub fn newcombe(one: (u64, u64), other: (u64, u64)) -> Option<Difference> {
    let (one, other) = (wilson(one.0, one.1)?, wilson(other.0, other.1)?);
    let difference = one.rate - other.rate;
    Some(Difference {
        difference,
        low: difference - (one.rate - one.low).hypot(other.high - other.rate),
        high: difference + (one.high - one.rate).hypot(other.rate - other.low),
        p_adjusted: None,
    })
}

/// The pooled two-proportion z test: z and its two-sided p. None where one has no leads, or where
/// nobody or everybody succeeds, so that there is nothing to test.
#[must_use]
pub fn pooled_z_test(one: (u64, u64), other: (u64, u64)) -> Option<(f64, f64)> {
    let leads = (one.1 as f64, other.1 as f64);
    let pooled = (one.0 + other.0) as f64 / (leads.0 + leads.1);
    let variance = pooled * (1.0 - pooled) * (1.0 / leads.0 + 1.0 / leads.1);
    if one.1 == 0 || other.1 == 0 || variance <= 0.0 {
        return None;
    }
    let z = (one.0 as f64 / leads.0 - other.0 as f64 / leads.1) / variance.sqrt();
    Some((z, erfc(z.abs() / std::f64::consts::SQRT_2)))
}

/// Holm's adjustment of several p (Holm 1979), each in its place; those missing do not count.
#[must_use]
pub fn holm(ps: &[Option<f64>]) -> Vec<Option<f64>> {
    let mut known: Vec<(usize, f64)> = ps
        .iter()
        .enumerate()
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
/// these rates at a two-sided 5 %, by the normal approximation (R's `power.prop.test`).
/// Infinite where the rates are equal.
#[must_use]
pub fn leads_needed(one: f64, other: f64) -> f64 {
    let sum = one + other;
    let by_chance = Z95 * (sum * (1.0 - sum / 2.0)).sqrt();
    let by_power = POWER * (one * (1.0 - one) + other * (1.0 - other)).sqrt();
    ((by_chance + by_power) / (one - other)).powi(2)
}

/// The smallest relative lift of a rate that a test with these leads could show, half of them in
/// each group, with 80 % power at a two-sided 5 %. None where the rate is 0 or no higher rate
/// below 1 is enough.
#[must_use]
pub fn smallest_detectable_lift(successes: u64, leads: u64) -> Option<f64> {
    if successes == 0 || successes >= leads {
        return None;
    }
    let rate = successes as f64 / leads as f64;
    let group = leads as f64 / 2.0;
    let enough = |higher: f64| leads_needed(rate, higher) <= group;
    let (mut low, mut high) = (rate, 1.0 - 1e-9);
    if !enough(high) {
        return None;
    }
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        if enough(middle) {
            high = middle;
        } else {
            low = middle;
        }
    }
    Some(high / rate - 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(one: f64, other: f64, within: f64) {
        assert!((one - other).abs() < within, "{one} is not {other}");
    }

    #[test]
    fn wilson_s_interval_of_ten() {
        let three = wilson(3, 10).unwrap();
        near(three.low, 0.107_791_3, 5e-8);
        near(three.high, 0.603_221_9, 5e-8);
        near(wilson(0, 10).unwrap().high, 0.277_532_8, 5e-8);
        near(wilson(10, 10).unwrap().low, 0.722_467_2, 5e-8);
        assert_eq!(wilson(0, 0), None);
    }

    #[test]
    fn the_pooled_test_of_5_in_83_and_12_in_99() {
        let (z, p) = pooled_z_test((5, 83), (12, 99)).unwrap();
        near(z, -1.40783, 5e-6);
        near(p, 0.15918, 5e-6);
        assert_eq!(pooled_z_test((0, 83), (0, 99)), None);
        assert_eq!(pooled_z_test((0, 0), (1, 99)), None);
    }

    /// Newcombe (1998), Statistics in Medicine 17:873, table II, method 10.
    #[test]
    fn newcombe_s_published_intervals() {
        for (one, other, low, high) in [
            ((56, 70), (48, 80), 0.0524, 0.3339),
            ((9, 10), (3, 10), 0.1705, 0.8090),
            ((10, 10), (0, 20), 0.6791, 1.0000),
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
        let lift = smallest_detectable_lift(100, 2000).unwrap();
        near(leads_needed(0.05, 0.05 * (1.0 + lift)), 1000.0, 1e-3);
        assert_eq!(smallest_detectable_lift(0, 2000), None);
        assert_eq!(smallest_detectable_lift(3, 4), None);
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
