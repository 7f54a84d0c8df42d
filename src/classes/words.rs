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

/// What a cell is looked for by: its first sixteen bytes; of a longer one, the first eight and a digest
/// of the whole.
#[inline(always)]
pub(super) fn key(bytes: &[u8], length: usize) -> (u64, u64) {
    if length <= 16 {
        return words(bytes, length);
    }
    let (low, _) = words(bytes, 8);
    (low, digest(&bytes[..length]))
}

/// Whether a text longer than sixteen bytes stands at the beginning of `known`.
#[inline(always)]
pub(super) fn same(known: &[u8], text: &[u8]) -> bool {
    let Some(known) = known.get(..text.len()) else {
        return false;
    };
    match text.len() {
        17..=32 => {
            known.first_chunk::<16>() == text.first_chunk::<16>()
                && known.last_chunk::<16>() == text.last_chunk::<16>()
        }
        _ => known == text,
    }
}

/// A number that few texts longer than sixteen bytes share: from their beginning, end and length.
#[inline]
fn digest(text: &[u8]) -> u64 {
    let sixteen = |bytes: Option<&[u8; 16]>| bytes.map_or((0, 0), halves);
    let (low, high) = sixteen(text.first_chunk());
    let (before_last, last) = sixteen(text.last_chunk());
    let begin = (low ^ high.rotate_left(31)).wrapping_mul(ODD);
    let end = (before_last ^ last.rotate_left(17)).wrapping_mul(ODD.rotate_left(32));
    begin ^ end.rotate_left(32) ^ text.len() as u64
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
