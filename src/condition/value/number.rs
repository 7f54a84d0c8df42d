//! Numbers, as tables write them in different countries.

use std::borrow::Cow;

use crate::text::named;

named! {
    /// What stands before the decimals of a number.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    pub enum DecimalSign {
        /// `1,234.50`.
        Point = ".",
        /// `1.234,50`.
        Comma = ",",
    }
}

impl DecimalSign {
    #[inline]
    fn sign(self) -> char {
        match self {
            Self::Point => '.',
            Self::Comma => ',',
        }
    }

    /// What stands between thousands where this stands before decimals.
    #[inline]
    fn other(self) -> char {
        match self {
            Self::Point => ',',
            Self::Comma => '.',
        }
    }
}

/// What stands between thousands in any country: spaces that break and that do not, wide and narrow,
/// and two apostrophes.
const MARKS: [char; 6] = [' ', '\u{a0}', '\u{202f}', '\u{2009}', '\'', '\u{2019}'];

/// How a table writes its numbers. Without a decimal sign that somebody stated, decimals follow a
/// point and nothing stands between thousands: `1,234` could be either.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NumberFormat(pub Option<DecimalSign>);

impl NumberFormat {
    /// What stands before decimals.
    #[inline]
    pub fn point(self) -> u8 {
        match self.0 {
            Some(DecimalSign::Comma) => b',',
            Some(DecimalSign::Point) | None => b'.',
        }
    }

    /// A whole number: `1500`, `-3`, also `1500.0` as tables write it that once had gaps.
    #[inline]
    pub fn integer(self, text: &str) -> Option<i64> {
        let text = self.plain(text)?;
        let whole = match text.split_once('.') {
            Some((whole, zeros)) if zeros.bytes().all(|digit| digit == b'0') => whole,
            Some(_) => return None,
            None => &text,
        };
        whole.parse().ok()
    }

    /// A number: `3.5`, `-12`, `1e6`; neither infinite nor undefined.
    #[inline]
    pub fn number(self, text: &str) -> Option<f64> {
        let text = self.plain(text)?;
        let plausible = |byte: u8| matches!(byte, b'0'..=b'9' | b'.' | b'-' | b'+' | b'e' | b'E');
        if !text.bytes().all(plausible) {
            return None;
        }
        text.parse().ok().filter(|value: &f64| value.is_finite())
    }

    /// The number with a point before decimals and nothing between thousands. None if its digits are
    /// not in groups of three with one and the same sign between them.
    #[inline]
    fn plain(self, text: &str) -> Option<Cow<'_, str>> {
        let Some(decimal) = self.0 else {
            return Some(Cow::Borrowed(text));
        };
        let end = text.find([decimal.sign(), 'e', 'E']).unwrap_or(text.len());
        let (whole, rest) = text.split_at(end);
        let rest = match rest.strip_prefix(decimal.sign()) {
            Some(decimals) if decimals.contains('.') => return None,
            Some(decimals) => format!(".{decimals}"),
            None => rest.to_owned(),
        };
        let is_mark = |sign: char| sign == decimal.other() || MARKS.contains(&sign);
        let Some(mark) = whole.chars().find(|sign| is_mark(*sign)) else {
            return Some(Cow::Owned(format!("{whole}{rest}")));
        };
        let (first, thousands) = whole.split_once(mark)?;
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let unsigned = first.strip_prefix(['-', '+']).unwrap_or(first);
        let is_grouped = matches!(unsigned.len(), 1..=3)
            && digits(unsigned)
            && !unsigned.starts_with('0')
            && thousands
                .split(mark)
                .all(|group| group.len() == 3 && digits(group));
        is_grouped.then(|| Cow::Owned(format!("{first}{}{rest}", thousands.replace(mark, ""))))
    }
}

/// By the length of a cell: how far its digits are from the high end of a word, and zeros in the place of
/// those that are missing before them. No digits where there are none, or too many.
const BEFORE_DIGITS: [(u32, u64); 10] = {
    let mut before = [(0, u64::MAX); 10];
    let mut length = 1;
    while length < 8 {
        before[length] = (
            64 - 8 * length as u32,
            0x0030_3030_3030_3030 >> (8 * (length - 1)),
        );
        length += 1;
    }
    before[8] = (0, 0);
    before
};

/// A cell of one to eight bytes as a word, the last of them highest, zeros (`0`) in the place of those that are
/// missing; for any other a word that is no digits. `bytes` begin with the cell, which is
/// `length` long, and go on for eight bytes at least.
#[inline(always)]
pub fn digits(bytes: &[u8], length: usize) -> u64 {
    let Some(eight) = bytes.first_chunk::<8>() else {
        return 0;
    };
    let (shift, zeros) = BEFORE_DIGITS[length.min(9)];
    (u64::from_le_bytes(*eight) << shift) | zeros
}

/// The whole number that eight [`digits`] stand for; -1 where they are not all digits. Many of them are
/// read at once where the compiler has registers for it: no branch, and no product of long words.
#[inline(always)]
pub fn whole_number(digits: u64) -> i32 {
    // Of a digit the high half is 3, and still so when 6 is added.
    let high = 0xf0f0_f0f0_f0f0_f0f0;
    let with_six = digits.wrapping_add(0x0606_0606_0606_0606);
    let are_digits = (digits & high) | ((with_six & high) >> 4) == 0x3333_3333_3333_3333;
    let ones = digits & 0x0f0f_0f0f_0f0f_0f0f;
    let tens = (ones << 3) + (ones << 1);
    let pairs = (tens + (ones >> 8)) & 0x00ff_00ff_00ff_00ff;
    let hundreds = (pairs << 6) + (pairs << 5) + (pairs << 2);
    let fours = (hundreds + (pairs >> 16)) & 0x0000_ffff_0000_ffff;
    let value = (fours & 0xffff) * 10_000 + (fours >> 32);
    if are_digits { value as i32 } else { -1 }
}

/// A whole number without a sign of up to eight digits, read in a few instructions; `None` for
/// anything else. `bytes` begin with the cell, which is `length` long, and go on for eight bytes at
/// least.
#[inline(always)]
pub fn short_integer(bytes: &[u8], length: usize) -> Option<i64> {
    let value = whole_number(digits(bytes, length));
    (value >= 0).then_some(value.into())
}

/// Whether a number is up to three digits, a point and three digits, as in `1.500`: read as one and
/// a half, though countries that write a comma before decimals may mean 1500. Not `0.500`.
#[inline]
pub fn may_be_thousands(cell: &[u8]) -> bool {
    let Some((whole, [b'.', fraction @ ..])) = cell.split_last_chunk::<4>() else {
        return false;
    };
    let digits = |text: &[u8]| text.iter().all(u8::is_ascii_digit);
    matches!(whole, [b'1'..=b'9', rest @ ..] if rest.len() < 3 && digits(rest)) && digits(fraction)
}

/// A plain decimal of up to fifteen digits (`53277.50`), which one division gives exactly; `point`
/// stands before its decimals.
#[inline]
pub fn short_number(cell: &[u8], point: u8) -> Option<f64> {
    const TENS: [f64; 16] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
    ];
    if cell.is_empty() || cell.len() > 16 {
        return None;
    }
    let (mut digits, mut at) = (0_u64, None);
    for (place, byte) in cell.iter().enumerate() {
        match byte {
            b'0'..=b'9' => digits = digits * 10 + u64::from(byte - b'0'),
            sign if *sign == point && at.is_none() => at = Some(place),
            _ => return None,
        }
    }
    let places = at.map_or(0, |at| cell.len() - 1 - at);
    let counted = cell.len() - usize::from(at.is_some());
    (1..=15)
        .contains(&counted)
        .then(|| digits as f64 / TENS[places])
}
