//! A cell as machine words: its first bytes, and what it is looked for by.

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
fn halves(sixteen: &[u8; 16]) -> (u64, u64) {
    let word = |eight: Option<&[u8; 8]>| eight.map_or(0, |eight| u64::from_le_bytes(*eight));
    (word(sixteen.first_chunk()), word(sixteen.last_chunk()))
}

/// An odd number that spreads what it multiplies: 2⁶⁴ over the golden ratio.
const ODD: u64 = 0x9e37_79b9_7f4a_7c15;

/// A number of 24 bits that few texts share, by their first sixteen bytes and their length.
#[inline(always)]
pub(super) fn spread((low, high): (u64, u64), length: usize) -> usize {
    let mixed = (low ^ high.rotate_left(23) ^ length as u64).wrapping_mul(ODD);
    (mixed >> 40) as usize
}

/// The first and the last sixteen bytes of a cell; of one that has no more than sixteen, these twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ends {
    pub(super) first: (u64, u64),
    pub(super) last: (u64, u64),
}

impl Ends {
    /// Of any cell. No branch depends on its length.
    #[inline(always)]
    pub(super) fn of(bytes: &[u8], length: usize) -> Self {
        let first = words(bytes, length);
        let last = match bytes
            .get(length.max(16) - 16..)
            .map(<[u8]>::first_chunk::<16>)
        {
            Some(Some(sixteen)) => {
                let ((low, high), masks) = (halves(sixteen), MASKS[length.min(16)]);
                (low & masks.0, high & masks.1)
            }
            _ => first,
        };
        Self { first, last }
    }

    /// As [`spread`] for what has no more than sixteen bytes.
    #[inline(always)]
    pub(super) fn spread(&self, length: usize) -> usize {
        let ((low, high), (before_last, last)) = (self.first, self.last);
        let inner = (before_last ^ low).rotate_left(41) ^ (last ^ high).rotate_left(11);
        spread((low ^ inner, high), length)
    }
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
