//! How the figures of lead data are written.

use super::document::{Cell, Tone};
use crate::audit::{Difference, Rate, Ratio};
use crate::text::words::{number, signed_percent, thousands};

/// A dash where there is nothing to say.
pub(crate) fn known(text: Option<String>) -> Cell {
    text.unwrap_or_else(|| "–".to_owned()).into()
}

/// With a star where it is more than chance.
pub(crate) fn difference(one: Option<&Difference>) -> Cell {
    let Some(one) = one else {
        return known(None);
    };
    let points = signed(one.difference);
    match one.is_beyond_chance() {
        false => points.into(),
        true if one.difference > 0.0 => Cell::from(format!("{points} *")).tone(Tone::Good),
        true => Cell::from(format!("{points} *")).tone(Tone::Warning),
    }
}

/// A share in percent with one decimal: `7.6 %`.
pub(crate) fn share(share: f64) -> String {
    format!("{} %", points(share))
}

fn points(share: f64) -> String {
    format!("{:.1}", share * 100.0)
}

/// Two shares as the ends of a range: `3.1–7.6 %`.
pub(crate) fn range(low: f64, high: f64) -> String {
    format!("{}–{}", points(low), share(high))
}

/// The interval of a rate.
pub(crate) fn interval(rate: Rate) -> String {
    range(rate.low, rate.high)
}

/// The ends of a difference's interval, in percentage points: `−1.5 to +4.9`.
pub(crate) fn signed_range(difference: &Difference) -> String {
    format!("{} to {}", signed(difference.low), signed(difference.high))
}

/// The ends of a relative lift's interval: `−5 % to +30 %`.
pub(crate) fn lift_range(ratio: Ratio) -> String {
    let [low, high] = [ratio.low, ratio.high].map(|end| signed_percent(end - 1.0));
    format!("{low} to {high}")
}

/// A difference of shares in percentage points, with its sign: `+4.9`, `−1.5`, `0.0`.
pub(crate) fn signed(difference: f64) -> String {
    let points = format!("{:+.1}", difference * 100.0).replace('-', "−");
    match points.trim_start_matches(['+', '−']) {
        "0.0" => "0.0".to_owned(),
        _ => points,
    }
}

/// A p: `0.032`, `< 0.001`.
pub(crate) fn chance(p: f64) -> String {
    if p < 0.001 {
        "< 0.001".to_owned()
    } else {
        number(p, 3)
    }
}

/// How many leads the plan excludes, as it ends a sentence.
pub(crate) fn excluded(leads: u64) -> String {
    match leads {
        0 => String::new(),
        excluded => format!("; the plan excludes {}", thousands(excluded)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_difference_has_no_sign() {
        assert_eq!(
            [0.049, -0.015, -0.0004].map(signed),
            ["+4.9", "−1.5", "0.0"]
        );
    }
}
