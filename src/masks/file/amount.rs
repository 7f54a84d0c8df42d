//! Sums of values as text.

use crate::condition::value::millionths;

/// Millionths as a decimal, without zeros at its end: `121.75`.
pub(super) fn decimal(millionths: i128) -> String {
    let sign = if millionths < 0 { "-" } else { "" };
    let (whole, rest) = (
        millionths.unsigned_abs() / 1_000_000,
        millionths.unsigned_abs() % 1_000_000,
    );
    match rest {
        0 => format!("{sign}{whole}"),
        rest => {
            let rest = format!("{rest:06}");
            format!("{sign}{whole}.{}", rest.trim_end_matches('0'))
        }
    }
}

/// The millionths of a decimal, exactly up to six places; of any other number, as a query may
/// write it (`1.5e3`), the nearest. `None` if the text is no number.
pub(super) fn from_decimal(text: &str) -> Option<i128> {
    exact(text).or_else(|| {
        let number: f64 = text.parse().ok()?;
        number.is_finite().then(|| millionths(number))
    })
}

fn exact(text: &str) -> Option<i128> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, text),
    };
    let (whole, rest) = digits.split_once('.').unwrap_or((digits, ""));
    let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if rest.len() > 6 || !plain(whole) || !plain(rest) {
        return None;
    }
    let rest: i128 = format!("{rest:0<6}").parse().ok()?;
    let whole = whole.parse::<i128>().ok()?.checked_mul(1_000_000)?;
    Some(sign * whole.checked_add(rest)?)
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
        for text in ["", "-", "x", "NaN", "inf", "1,5"] {
            assert_eq!(from_decimal(text), None, "{text}");
        }
    }
}
