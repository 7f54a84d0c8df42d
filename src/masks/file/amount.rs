//! Sums of values as text.

use crate::condition::value::{AMOUNT_BELOW, Decimal, millionths};

/// Millionths as a decimal, without zeros at its end: `121.75`.
pub(super) fn decimal(millionths: i128) -> String {
    let unscaled = millionths;
    let text = Decimal { unscaled, scale: 6 }.text();
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The millionths of a decimal, exactly up to six places; of any other number, as a query may
/// write it (`1.5e3`), the nearest. `None` if the text is no number.
pub(super) fn from_decimal(text: &str) -> Option<i128> {
    exact(text).or_else(|| {
        let number: f64 = text.parse().ok()?;
        (number.abs() < AMOUNT_BELOW).then(|| millionths(number))
    })
}

fn exact(text: &str) -> Option<i128> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let digits = whole.strip_prefix('-').unwrap_or(whole);
    let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let fits = !digits.is_empty() && decimals.len() <= 6 && plain(digits) && plain(decimals);
    format!("{whole}{decimals:0<6}")
        .parse()
        .ok()
        .filter(|_| fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_come_back() {
        for amount in [0, 1, -1, 1_500_000, -53_277_500_000, i128::from(i64::MAX)] {
            assert_eq!(from_decimal(&decimal(amount)), Some(amount));
        }
        assert_eq!(from_decimal("1.2345678"), Some(1_234_568));
        assert_eq!(from_decimal("1.5e3"), Some(1_500_000_000));
        for text in ["", "-", "x", "NaN", "inf", "1e24", "1,5"] {
            assert_eq!(from_decimal(text), None, "{text}");
        }
    }
}
