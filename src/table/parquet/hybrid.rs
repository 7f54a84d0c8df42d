//! Small numbers as Parquet packs them: runs of one number, and numbers of a few bits each (the
//! [format's][1] "RLE and bit-packing hybrid").
//!
//! [1]: https://parquet.apache.org/docs/file-format/data-pages/encodings/

use bytes::Bytes;

/// Numbers that are unpacked when they are asked for.
#[derive(Debug, Default)]
pub(super) struct Hybrid {
    bytes: Bytes,
    /// Where the next run begins.
    at: usize,
    /// Bits of a number, at most 32.
    width: usize,
    run: Run,
}

/// Numbers that follow each other and are packed alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Run {
    /// One number, so many times.
    Same(u32, usize),
    /// So many numbers, whose bits begin at this bit.
    Packed(usize, usize),
}

impl Default for Run {
    fn default() -> Self {
        Self::Same(0, 0)
    }
}

impl Run {
    /// How many numbers it has.
    fn count(self) -> usize {
        match self {
            Self::Same(_, count) | Self::Packed(_, count) => count,
        }
    }
}

impl Hybrid {
    /// Runs of numbers of `width` bits; none where that is too wide.
    pub(super) fn new(bytes: Bytes, width: usize) -> Option<Self> {
        (width <= 32).then(|| Self {
            bytes,
            width,
            ..Self::default()
        })
    }

    /// Bits, eight in a byte and nothing else.
    pub(super) fn bits(bytes: Bytes) -> Self {
        Self {
            at: bytes.len(),
            width: 1,
            run: Run::Packed(0, bytes.len() * 8),
            bytes,
        }
    }

    /// The next numbers that are packed alike, at most so many; none where there are none.
    fn next(&mut self, most: usize) -> Option<Run> {
        while self.run.count() == 0 {
            self.run = self.begin()?;
        }
        let count = self.run.count().min(most);
        let (taken, rest) = match self.run {
            Run::Same(number, left) => (Run::Same(number, count), Run::Same(number, left - count)),
            Run::Packed(bit, left) => (
                Run::Packed(bit, count),
                Run::Packed(bit + count * self.width, left - count),
            ),
        };
        self.run = rest;
        Some(taken)
    }

    /// Fills `numbers` with the next ones; none where there are fewer.
    pub(super) fn read(&mut self, mut numbers: &mut [u32]) -> Option<()> {
        while !numbers.is_empty() {
            let run = self.next(numbers.len())?;
            let (some, rest) = numbers.split_at_mut(run.count());
            match run {
                Run::Same(number, _) => some.fill(number),
                Run::Packed(bit, _) => unpack(&self.bytes, bit, self.width, some),
            }
            numbers = rest;
        }
        Some(())
    }

    fn begin(&mut self) -> Option<Run> {
        let header = self.variable()?;
        let count = usize::try_from(header >> 1).ok()?;
        let rest = &self.bytes[self.at..];
        if header & 1 == 0 {
            let length = self.width.div_ceil(8);
            let mut number = [0; 4];
            number[..length].copy_from_slice(rest.get(..length)?);
            self.at += length;
            return Some(Run::Same(u32::from_le_bytes(number), count));
        }
        let begin = self.at * 8;
        // The last run may be cut short behind the last number that counts.
        let length = count.checked_mul(self.width)?.min(rest.len());
        let there = (length * 8).checked_div(self.width);
        self.at += length;
        Some(Run::Packed(begin, there.unwrap_or(count.checked_mul(8)?)))
    }

    /// A number in bytes of seven bits, the lowest first.
    fn variable(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..63).step_by(7) {
            let byte = *self.bytes.get(self.at)?;
            self.at += 1;
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }
}

/// Numbers of `width` bits from a bit on.
fn unpack(bytes: &[u8], bit: usize, width: usize, numbers: &mut [u32]) {
    // Eight at once from where they begin with a whole byte.
    let whole = (0..8).find(|before| (bit + before * width).is_multiple_of(8));
    let begin = whole.unwrap_or(0).min(numbers.len());
    let from = bytes.get((bit + begin * width) / 8..).unwrap_or_default();
    let done = match whole {
        Some(_) => eights(width)(from, &mut numbers[begin..]),
        None => 0,
    };
    let mask = (1_u64 << width) - 1;
    for place in (0..begin).chain(begin + done..numbers.len()) {
        let bit = bit + place * width;
        numbers[place] = (word(bytes, bit / 8) >> (bit % 8) & mask) as u32;
    }
}

/// What unpacks eight numbers of a width at a time, as far as it can, and says how many it did.
fn eights(width: usize) -> fn(&[u8], &mut [u32]) -> usize {
    macro_rules! of_widths {
        ($($width:literal)*) => {
            match width {
                $($width => eights_of::<$width>,)*
                _ => |_, _| 0,
            }
        };
    }
    of_widths!(1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20)
}

/// The width is known beforehand, so that no shift has to be found out.
fn eights_of<const WIDTH: usize>(mut bytes: &[u8], numbers: &mut [u32]) -> usize {
    let mask = (1_u64 << WIDTH) - 1;
    let mut done = 0;
    for eight in numbers.as_chunks_mut::<8>().0 {
        let Some(from) = bytes.first_chunk::<32>() else {
            break;
        };
        for (place, number) in eight.iter_mut().enumerate() {
            let bit = place * WIDTH;
            let word = from[bit / 8..].first_chunk::<8>();
            let word = word.map_or(0, |word| u64::from_le_bytes(*word));
            *number = (word >> (bit % 8) & mask) as u32;
        }
        bytes = &bytes[WIDTH..];
        done += 8;
    }
    done
}

/// Eight bytes from a place on, zeros past the end.
#[inline(always)]
fn word(bytes: &[u8], place: usize) -> u64 {
    let rest = bytes.get(place..).unwrap_or_default();
    match rest.first_chunk::<8>() {
        Some(eight) => u64::from_le_bytes(*eight),
        None => rest
            .iter()
            .rev()
            .fold(0, |word, byte| word << 8 | u64::from(*byte)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Runs as a writer packs them: numbers, and whether each is repeated or packed.
    fn pack(runs: &[(bool, Vec<u32>)], width: usize) -> (Vec<u8>, Vec<u32>) {
        let (mut bytes, mut numbers) = (Vec::new(), Vec::new());
        let mask = ((1_u64 << width) - 1) as u32;
        let header = |bytes: &mut Vec<u8>, mut number: usize| {
            while number > 0x7f {
                bytes.push(0x80 | (number & 0x7f) as u8);
                number >>= 7;
            }
            bytes.push(number as u8);
        };
        for (packed, run) in runs {
            if *packed {
                let mut run: Vec<u32> = run.iter().map(|number| number & mask).collect();
                run.resize(run.len().next_multiple_of(8), 0);
                header(&mut bytes, run.len() / 4 + 1);
                let begin = bytes.len();
                bytes.resize(begin + run.len() * width / 8, 0);
                for (place, number) in run.iter().enumerate() {
                    for bit in (0..width).filter(|bit| number >> bit & 1 == 1) {
                        let at = place * width + bit;
                        bytes[begin + at / 8] |= 1 << (at % 8);
                    }
                }
                numbers.extend(run);
            } else {
                let number = run.first().copied().unwrap_or(0) & mask;
                header(&mut bytes, run.len() << 1);
                bytes.extend(&number.to_le_bytes()[..width.div_ceil(8)]);
                numbers.extend(run.iter().map(|_| number));
            }
        }
        (bytes, numbers)
    }

    proptest! {
        #[test]
        fn numbers_come_back_in_any_portions(
            width in 0_usize..=32,
            runs in prop::collection::vec(
                (any::<bool>(), prop::collection::vec(any::<u32>(), 0..40)), 0..6),
            portions in prop::collection::vec(1_usize..20, 1..10),
        ) {
            let (bytes, numbers) = pack(&runs, width);
            let mut hybrid = Hybrid::new(Bytes::from(bytes), width).unwrap();
            let (mut found, mut portion) = (Vec::new(), portions.iter().cycle());
            while found.len() < numbers.len() {
                let count = *portion.next().unwrap();
                let begin = found.len();
                found.resize(numbers.len().min(begin + count), 0);
                hybrid.read(&mut found[begin..]).unwrap();
            }
            prop_assert_eq!(found, numbers);
            prop_assert_eq!(hybrid.next(1), None);
        }

        #[test]
        fn any_bytes_come_to_an_end(bytes in prop::collection::vec(any::<u8>(), 0..40), width in 0_usize..=32) {
            let mut hybrid = Hybrid::new(Bytes::from(bytes), width).unwrap();
            let mut numbers = [0; 100];
            (0..100).find(|_| hybrid.read(&mut numbers).is_none());
        }
    }
}
