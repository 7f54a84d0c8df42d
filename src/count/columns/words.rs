//! The first bytes of a cell as machine words.

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

/// An odd number that spreads what it multiplies: 2⁶⁴ over the golden ratio.
pub(super) const ODD: u64 = 0x9e37_79b9_7f4a_7c15;

/// A number of 24 bits that few texts share, by their first sixteen bytes and their length.
#[inline(always)]
pub(super) fn spread((low, high): (u64, u64), length: usize) -> usize {
    let mixed = (low ^ high.rotate_left(23) ^ length as u64).wrapping_mul(ODD);
    (mixed >> 40) as usize
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
