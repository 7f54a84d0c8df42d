//! Published figures of each statistic of rates.

use super::rates::*;

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

/// Agresti (2007), An Introduction to Categorical Data Analysis, section 2.2: heart attacks of 189
/// among 11,034 physicians with placebo and 104 among 11,037 with aspirin, a ratio of 1.82 with the
/// interval 1.43 to 2.31.
#[test]
fn katz_s_interval_of_the_physicians() {
    let ratio = katz(of(189, 11_034), of(104, 11_037)).unwrap();
    near(ratio.ratio, 1.82, 5e-3);
    near(ratio.low, 1.43, 5e-3);
    near(ratio.high, 2.31, 5e-3);
    assert_eq!(katz(of(0, 10), of(1, 10)), None);
    assert_eq!(katz(of(1, 10), of(0, 10)), None);
}

/// Gerber, Green and Larimer (2008), American Political Science Review 102:33, table 2: of 191,243
/// 29.7 % voted, of 38,201 neighbors 37.8 %. Households were drawn, not people, so the interval is
/// not theirs.
#[test]
fn the_neighbors_differ_by_8_1_points() {
    let rate = |share: f64, leads: u64| of((share * leads as f64).round() as u64, leads);
    let found = newcombe(rate(0.378, 38_201), rate(0.297, 191_243)).unwrap();
    near(found.difference, 0.081, 5e-5);
}

/// 5 % against 6 %: 16,315 leads in equal groups, as `power.prop.test` has it, and 46,505 where one
/// of ten is held out.
#[test]
fn unequal_groups_need_more_leads() {
    near(2.0 * control_needed(0.05, 0.06, 1.0), 16_315.0, 0.5);
    near(10.0 * control_needed(0.05, 0.06, 9.0), 46_505.0, 0.5);
    let lift = smallest_lift_of_groups(of(50, 1_000), 100_000, 900_000).unwrap();
    near(
        control_needed(0.05, 0.05 * (1.0 + lift), 9.0),
        100_000.0,
        1e-3,
    );
    assert_eq!(smallest_lift_of_groups(of(5, 100), 100, 0), None);
    assert_eq!(smallest_lift_of_groups(of(5, 100), 0, 100), None);
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
