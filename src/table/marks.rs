//! The bytes that give a table in text its structure, found 64 at a time.

use crate::wide;

/// The structural bytes among 64, a bit each, the first byte lowest.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::table) struct Marks {
    /// Separators, or whatever byte is looked for, and line breaks.
    pub(in crate::table) ends: u64,
    /// Line breaks.
    pub(in crate::table) breaks: u64,
    /// Double quotes.
    pub(in crate::table) quotes: u64,
}

/// Takes the structural bytes of a text, 64 bytes at a time.
///
/// No closure: one would not be compiled for the registers of those who call it.
pub(in crate::table) trait Visitor {
    /// Takes those among the place-th 64 bytes. To be inlined always.
    fn visit(&mut self, place: usize, marks: Marks);
}

/// Finds the structural bytes of `text[..length]` and hands them on.
/// [`PADDING`](crate::table::unread::PADDING) follows the text.
#[inline]
pub(in crate::table) fn each<V: Visitor>(
    text: &[u8],
    length: usize,
    delimiter: u8,
    visitor: V,
) -> V {
    #[cfg(target_arch = "x86_64")]
    if wide::is_there() {
        #[expect(
            unsafe_code,
            reason = "wide registers; sound once the processor was asked"
        )]
        return unsafe { avx2::each(text, length, delimiter, visitor) };
    }
    each_by(text, length, |bytes| portable(bytes, delimiter), visitor)
}

#[inline(always)]
fn each_by<V: Visitor>(
    text: &[u8],
    length: usize,
    find: impl Fn(&[u8; 64]) -> Marks,
    visitor: V,
) -> V {
    let mut visitor = visitor; // in registers, as far as there are any
    let blocks = length.div_ceil(64);
    for (block, bytes) in text.as_chunks::<64>().0.iter().take(blocks).enumerate() {
        visitor.visit(block, find(bytes));
    }
    visitor
}

/// Puts the places of all set bits into `places`, in order, the first bit of the first word being
/// place 0. Comes back with how many there are; what stands behind them means nothing.
pub(in crate::table) fn places(words: &[u64], places: &mut Vec<u32>) -> usize {
    wide::run(Places { words, places })
}

/// Putting places into a list, zeros being counted in one step where the processor can.
struct Places<'a> {
    words: &'a [u64],
    places: &'a mut Vec<u32>,
}

impl wide::Task for Places<'_> {
    type Done = usize;

    #[inline(always)]
    fn run(self) -> usize {
        places_by(self.words, self.places)
    }
}

/// Twelve places are written at once, wanted or not: rows of short cells have about as many in 64
/// bytes, and no branch depends on how many.
#[inline(always)]
fn places_by(words: &[u64], places: &mut Vec<u32>) -> usize {
    const AT_ONCE: usize = 12;
    let mut found = 0;
    for (word, base) in words.iter().zip((0..).step_by(64)) {
        if places.len() < found + 64 {
            places.resize((found + 64) * 2, 0);
        }
        let mut bits = *word;
        let (some, more) = places[found..found + 64].split_at_mut(AT_ONCE);
        for place in some {
            *place = base + bits.trailing_zeros();
            bits &= bits.wrapping_sub(1);
        }
        for place in more {
            if bits == 0 {
                break;
            }
            *place = base + bits.trailing_zeros();
            bits &= bits - 1;
        }
        found += word.count_ones() as usize;
    }
    found
}

/// Eight bytes at a time with plain arithmetic, on any machine.
#[inline(always)]
pub(in crate::table) fn portable(bytes: &[u8; 64], delimiter: u8) -> Marks {
    let mut marks = Marks::default();
    for (place, eight) in bytes.as_chunks::<8>().0.iter().enumerate() {
        let word = u64::from_le_bytes(*eight);
        let breaks = equal(word, b'\n');
        let ends = breaks | equal(word, delimiter);
        marks.ends |= ends << (8 * place);
        marks.breaks |= breaks << (8 * place);
        marks.quotes |= equal(word, b'"') << (8 * place);
    }
    marks
}

/// A bit for each of eight bytes that equals `wanted`.
#[inline(always)]
fn equal(word: u64, wanted: u8) -> u64 {
    const LOW: u64 = 0x7f7f_7f7f_7f7f_7f7f;
    let differs = word ^ (u64::from(wanted) * 0x0101_0101_0101_0101);
    let equals = !(((differs & LOW) + LOW) | differs | LOW);
    ((equals >> 7).wrapping_mul(0x0102_0408_1020_4080)) >> 56
}

/// Thirty-two bytes at a time, on processors that have AVX2.
#[cfg(target_arch = "x86_64")]
mod avx2 {
    use std::arch::x86_64::{
        __m256i, _mm256_cmpeq_epi8, _mm256_loadu_si256, _mm256_movemask_epi8, _mm256_or_si256,
        _mm256_set1_epi8,
    };

    use super::{Marks, Visitor};

    #[target_feature(enable = "avx2,bmi1,lzcnt,popcnt")]
    pub(super) fn each<V: Visitor>(text: &[u8], length: usize, delimiter: u8, visitor: V) -> V {
        super::each_by(text, length, |bytes| find(bytes, delimiter), visitor)
    }

    #[target_feature(enable = "avx2")]
    #[inline]
    fn find(bytes: &[u8; 64], delimiter: u8) -> Marks {
        let halves = bytes.as_chunks::<32>().0;
        let (low, high) = (load(&halves[0]), load(&halves[1]));
        let breaks = (equal(low, b'\n'), equal(high, b'\n'));
        let ends = (
            _mm256_or_si256(breaks.0, equal(low, delimiter)),
            _mm256_or_si256(breaks.1, equal(high, delimiter)),
        );
        Marks {
            ends: bits(ends),
            breaks: bits(breaks),
            quotes: bits((equal(low, b'"'), equal(high, b'"'))),
        }
    }

    #[target_feature(enable = "avx2")]
    #[inline]
    #[expect(unsafe_code, reason = "reads as many bytes as there are")]
    fn load(bytes: &[u8; 32]) -> __m256i {
        unsafe { _mm256_loadu_si256(bytes.as_ptr().cast()) }
    }

    #[target_feature(enable = "avx2")]
    #[inline]
    fn equal(bytes: __m256i, wanted: u8) -> __m256i {
        _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(wanted.cast_signed()))
    }

    #[target_feature(enable = "avx2")]
    #[inline]
    fn bits((low, high): (__m256i, __m256i)) -> u64 {
        let bits = |half| u64::from(_mm256_movemask_epi8(half).cast_unsigned());
        bits(low) | (bits(high) << 32)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::table::unread::PADDING;

    impl Visitor for Vec<(usize, Marks)> {
        fn visit(&mut self, place: usize, marks: Marks) {
            self.push((64 * place, marks));
        }
    }

    proptest! {
        #[test]
        fn every_way_finds_the_same(text in "[a;\"\n,\r]{0,300}") {
            let length = text.len();
            let mut padded = text.clone().into_bytes();
            padded.resize(length.next_multiple_of(64) + PADDING, 0);
            let fast = each(&padded, length, b';', Vec::new());
            let mut plain = Vec::new();
            for (place, byte) in text.bytes().enumerate() {
                if place % 64 == 0 {
                    plain.push((place, Marks::default()));
                }
                let (_, marks) = plain.last_mut().unwrap();
                let bit = 1 << (place % 64);
                marks.ends |= if matches!(byte, b';' | b'\n') { bit } else { 0 };
                marks.breaks |= if byte == b'\n' { bit } else { 0 };
                marks.quotes |= if byte == b'"' { bit } else { 0 };
            }
            let find = |bytes: &[u8; 64]| portable(bytes, b';');
            let portable_way = each_by(&padded, length, find, Vec::new());
            prop_assert_eq!(&fast, &plain);
            prop_assert_eq!(&portable_way, &plain);
        }

        #[test]
        fn places_are_those_of_the_set_bits(words in prop::collection::vec(any::<u64>(), 0..9)) {
            let set = |place: &u32| words[*place as usize / 64] >> (place % 64) & 1 == 1;
            let expected: Vec<u32> = (0..64 * words.len() as u32).filter(set).collect();
            let (mut fast, mut plain) = (vec![7; 3], Vec::new());
            let counts = [places(&words, &mut fast), places_by(&words, &mut plain)];
            prop_assert_eq!(counts, [expected.len(); 2]);
            fast.truncate(counts[0]);
            plain.truncate(counts[1]);
            prop_assert_eq!(&fast, &expected);
            prop_assert_eq!(&plain, &expected);
        }
    }
}
