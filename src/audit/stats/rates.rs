//! Rates, differences of rates, and what a table of this size can show.

use serde::Serialize;
use statrs::function::erf::erfc;

use crate::lists;

/// The 97.5th percentile of the standard normal distribution: 95 % lie between −z and z.
pub(super) const Z95: f64 = 1.959_963_984_540_054;
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

/// A share with its interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Rate {
    /// The share, 0 to 1.
    #[serde(rename = "at")]
    pub rate: f64,
    /// Low end of Wilson's 95 % interval, 0 to `rate`.
    pub low: f64,
    /// High end, `rate` to 1.
    pub high: f64,
}

/// A difference of two rates with its interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Difference {
    /// The first less the second, −1 to 1.
    #[serde(rename = "at")]
    pub difference: f64,
    /// Low end of Newcombe's 95 % interval, unadjusted.
    pub low: f64,
    /// High end.
    pub high: f64,
    /// Two-sided p by the pooled two-proportion z test, Holm-adjusted over the segments; `None` if
    /// none or all of the leads succeeded.
    pub p_adjusted: Option<f64>,
}

impl Difference {
    /// Adjusted p below which a difference is called more than chance.
    pub const SIGNIFICANT: f64 = 0.05;

    /// Whether chance alone would rarely make so large a difference.
    pub fn is_beyond_chance(&self) -> bool {
        self.p_adjusted.is_some_and(|p| p < Self::SIGNIFICANT)
    }
}

/// A ratio of two rates with its interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Ratio {
    /// The first rate over the second.
    #[serde(rename = "at")]
    pub ratio: f64,
    /// Low end of Katz's 95 % interval.
    pub low: f64,
    /// High end.
    pub high: f64,
}

/// The share that succeeded, with Wilson's 95 % score interval. `None` if there are no leads. The
/// ends are exactly 0 and 1 if none or all succeeded.
///
/// Wilson (1927), Journal of the American Statistical Association 22:209.
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
pub fn holm(ps: &[Option<f64>]) -> Vec<Option<f64>> {
    let places = ps.iter().enumerate();
    let mut known: Vec<(usize, f64)> = places
        .filter_map(|(place, p)| Some((place, (*p)?)))
        .collect();
    lists::sort_by(&mut known, |one, other| one.1.total_cmp(&other.1));
    let mut adjusted = vec![None; ps.len()];
    let mut highest: f64 = 0.0;
    for (rank, (place, p)) in known.iter().enumerate() {
        highest = highest.max(p * (known.len() - rank) as f64).min(1.0);
        adjusted[*place] = Some(highest);
    }
    adjusted
}

/// The first rate over the second, with Katz's 95 % log interval. `None` if one has no successes.
///
/// Katz, Baptista, Azen and Pike (1978), Biometrics 34:469, method C.
pub fn katz(one: Sample, other: Sample) -> Option<Ratio> {
    if one.successes == 0 || other.successes == 0 {
        return None;
    }
    let ratio = one.rate() / other.rate();
    let variance = |of: Sample| 1.0 / of.successes as f64 - 1.0 / of.leads as f64;
    let factor = (Z95 * (variance(one) + variance(other)).sqrt()).exp();
    Some(Ratio {
        ratio,
        low: ratio / factor,
        high: ratio * factor,
    })
}

/// How many leads each of two groups needs so that 80 % of such tests show the difference of
/// these rates (0 to 1) at a two-sided 5 %. Infinite if the rates are equal.
///
/// The normal approximation of R's `power.prop.test`.
pub fn leads_needed(one: f64, other: f64) -> f64 {
    control_needed(one, other, 1.0)
}

/// How many leads a control group with the rate `control` needs, where the group with the rate
/// `message` (both 0 to 1) has `times` as many, so that 80 % of such tests show the difference at a
/// two-sided 5 %. Infinite if the rates are equal.
///
/// Fleiss, Levin and Paik (2003), Statistical Methods for Rates and Proportions, formula 4.18,
/// without a continuity correction; with equal groups that of [`leads_needed`].
pub fn control_needed(control: f64, message: f64, times: f64) -> f64 {
    let pooled = (control + times * message) / (1.0 + times);
    let by_chance = Z95 * ((1.0 + 1.0 / times) * pooled * (1.0 - pooled)).sqrt();
    let by_power = POWER * (control * (1.0 - control) + message * (1.0 - message) / times).sqrt();
    ((by_chance + by_power) / (control - message)).powi(2)
}

/// The smallest relative lift of the rate (0.2 for 20 %) that a test with these leads could show,
/// half of them in each group, with 80 % power at a two-sided 5 %; see [`leads_needed`]. `None` if
/// there are no leads, the rate is 0 or 1, or no higher rate below 1 is enough.
pub fn smallest_detectable_lift(sample: Sample) -> Option<f64> {
    smallest_lift(sample, sample.leads as f64 / 2.0, 1.0)
}

/// The same where so many leads are held out and so many get the message.
pub fn smallest_lift_of_groups(sample: Sample, control: u64, message: u64) -> Option<f64> {
    let control = control as f64;
    smallest_lift(sample, control, message as f64 / control)
}

fn smallest_lift(sample: Sample, control: f64, times: f64) -> Option<f64> {
    if sample.successes == 0 || sample.successes >= sample.leads || times.is_nan() || times <= 0.0 {
        return None;
    }
    let rate = sample.rate();
    let is_enough = |higher: f64| control_needed(rate, higher, times) <= control;
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
