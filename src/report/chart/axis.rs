//! Round numbers along an axis.

/// Ticks from 0 to at least `most` in steps of 1, 2, 2.5 or 5 times a power of ten: about
/// `wanted` of them. `[0, 1]` where `most` is not above zero.
pub(super) fn ticks(most: f64, wanted: usize) -> Vec<f64> {
    if most <= 0.0 || !most.is_finite() {
        return vec![0.0, 1.0];
    }
    let rough = most / wanted.max(1) as f64;
    let power = 10f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 2.5, 5.0, 10.0]
        .iter()
        .map(|times| times * power)
        .find(|step| *step >= rough * 0.999_999)
        .unwrap_or(10.0 * power);
    let last = (most / step - 1e-9).ceil().max(1.0) as usize;
    (0..=last).map(|place| place as f64 * step).collect()
}

/// At most `wanted` whole numbers from 1 to `last`, both included, evenly spread.
pub(super) fn ranks(last: usize, wanted: usize) -> Vec<usize> {
    if last <= wanted {
        return (1..=last).collect();
    }
    let step = [2, 5, 10, 20, 25, 50, 100, 200, 500, 1000]
        .into_iter()
        .find(|step| last / step < wanted)
        .unwrap_or(last);
    let mut ticks: Vec<usize> = std::iter::once(1)
        .chain((step..=last).step_by(step))
        .collect();
    // The last rank gets its number unless it would run into its neighbor.
    match ticks.last().copied() {
        Some(end) if last - end >= step / 2 && last != end => ticks.push(last),
        _ => {}
    }
    ticks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_reach_the_end() {
        assert_eq!(
            ticks(0.23, 5),
            [0.0, 0.05, 0.1, 0.15000000000000002, 0.2, 0.25]
        );
        assert_eq!(ticks(0.0, 5), [0.0, 1.0]);
        assert_eq!(ranks(4, 10), [1, 2, 3, 4]);
        assert_eq!(ranks(60, 10), [1, 10, 20, 30, 40, 50, 60]);
    }
}
