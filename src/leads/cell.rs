//! The bytes of a cell.

use std::borrow::Cow;

/// The first sixteen bytes of a cell as two words, zero past its end; `bytes` may go on after the
/// cell, which makes this faster.
#[inline(always)]
pub(super) fn words(bytes: &[u8], length: usize) -> (u64, u64) {
    let (first, second) = match bytes.first_chunk::<16>() {
        Some(sixteen) => halves(sixteen),
        None => padded(bytes),
    };
    let (low, high) = MASKS[length.min(16)];
    (first & low, second & high)
}

/// Sixteen bytes as two words.
#[inline(always)]
pub(super) fn halves(sixteen: &[u8; 16]) -> (u64, u64) {
    let word = |eight: Option<&[u8; 8]>| eight.map_or(0, |eight| u64::from_le_bytes(*eight));
    (word(sixteen.first_chunk()), word(sixteen.last_chunk()))
}

/// The bytes of a text of each length up to sixteen.
const MASKS: [(u64, u64); 17] = {
    let mut masks = [(0, 0); 17];
    let mut length = 1;
    while length <= 16 {
        let mask = u128::MAX >> (128 - 8 * length);
        masks[length] = (mask as u64, (mask >> 64) as u64);
        length += 1;
    }
    masks
};

#[cold]
fn padded(bytes: &[u8]) -> (u64, u64) {
    let mut sixteen = [0; 16];
    let length = bytes.len().min(16);
    sixteen[..length].copy_from_slice(&bytes[..length]);
    halves(&sixteen)
}

/// A cell's text without the quotes around it; a doubled quote inside is one.
pub(super) fn unquoted(cell: &[u8]) -> Cow<'_, [u8]> {
    if cell.first() != Some(&b'"') {
        return Cow::Borrowed(cell);
    }
    let mut text = Vec::with_capacity(cell.len());
    let (mut inside, mut after_quote) = (true, false);
    for byte in &cell[1..] {
        match (byte, inside) {
            (b'"', true) => (inside, after_quote) = (false, true),
            (b'"', false) if after_quote => {
                text.push(b'"');
                (inside, after_quote) = (true, false);
            }
            (byte, _) => {
                text.push(*byte);
                after_quote = false;
            }
        }
    }
    Cow::Owned(text)
}

/// `true` or `false` in small letters, at once: none for anything else.
#[inline(always)]
pub(super) fn short_boolean(bytes: &[u8], length: usize) -> Option<bool> {
    const TRUE: u64 = u64::from_le_bytes(*b"true\0\0\0\0");
    const FALSE: u64 = u64::from_le_bytes(*b"false\0\0\0");
    let (word, _) = words(bytes, length);
    let short = length <= 5;
    ((word == TRUE || word == FALSE) && short).then_some(word == TRUE)
}
