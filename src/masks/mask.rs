//! Sets of segments.

use std::cmp::Ordering;
use std::fmt;

/// A set of the segments of a mask table: bit i stands for the i-th of
/// [`MaskTable::segments`](super::MaskTable::segments). Sets of any size: 64 segments a word, the
/// lowest first; a word that is not there is 0.
#[derive(Clone, Copy, Default)]
pub struct Mask<'a>(&'a [u64]);

impl<'a> Mask<'a> {
    /// No segment.
    pub const NONE: Mask<'static> = Mask(&[]);

    /// The set that these words hold.
    pub fn new(words: &'a [u64]) -> Self {
        Self(words)
    }

    /// The words that hold it; zeros at the end mean nothing.
    pub fn words(self) -> &'a [u64] {
        self.0
    }

    /// The segments from 64 × `place` on; 0 past its end.
    pub(super) fn word(self, place: usize) -> u64 {
        self.0.get(place).copied().unwrap_or(0)
    }

    /// Whether it has the segment of a bit.
    pub fn contains(self, bit: usize) -> bool {
        self.word(bit / 64) >> (bit % 64) & 1 == 1
    }

    /// Its bits, the lowest first.
    pub fn bits(self) -> impl Iterator<Item = usize> + use<'a> {
        let words = self.0.iter().enumerate();
        words.flat_map(|(place, word)| {
            let mut rest = *word;
            std::iter::from_fn(move || {
                let bit = rest.trailing_zeros() as usize;
                rest &= rest.checked_sub(1)?;
                Some(64 * place + bit)
            })
        })
    }

    /// Whether it has no segment.
    pub fn is_empty(self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    /// Whether it shares a segment with another.
    pub fn intersects(self, other: Mask<'_>) -> bool {
        let mut words = self.0.iter().zip(other.0);
        words.any(|(one, other)| one & other != 0)
    }
}

/// Adds a bit to the set that words hold.
///
/// Panics if there is no word for it.
#[inline]
pub(crate) fn insert(words: &mut [u64], bit: usize) {
    words[bit / 64] |= 1 << (bit % 64);
}

impl PartialEq for Mask<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Mask<'_> {}

/// As numbers of which bit i is worth 2ⁱ.
impl Ord for Mask<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        let places = (0..self.0.len().max(other.0.len())).rev();
        places.fold(Ordering::Equal, |order, place| {
            order.then_with(|| self.word(place).cmp(&other.word(place)))
        })
    }
}

impl PartialOrd for Mask<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Debug for Mask<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_set().entries(self.bits()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_may_be_wide() {
        let wide = [1 << 63, 0, 0b101];
        let mask = Mask::new(&wide);
        assert_eq!(mask.bits().collect::<Vec<_>>(), [63, 128, 130]);
        assert!(mask.contains(63) && mask.contains(128) && !mask.contains(129));
        assert!(!mask.contains(1000));
        assert!(mask > Mask::new(&[u64::MAX, u64::MAX]));
        assert_eq!(Mask::new(&[5]), Mask::new(&[5, 0]));
        assert!(Mask::new(&[0, 0]).is_empty());
        assert!(!mask.intersects(Mask::new(&[1])));
        assert_eq!(format!("{mask:?}"), "{63, 128, 130}");
    }
}
