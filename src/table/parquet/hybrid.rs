//! Numbers in Parquet's [hybrid of RLE and bit packing][hybrid]: definition levels, dictionary
//! indices and booleans.
//!
//! [hybrid]: https://parquet.apache.org/docs/file-format/data-pages/encodings/

#[cfg(test)]
mod tests;

use bytes::Bytes;
use parquet::errors::Result;

use super::presence::Presence;
use super::stored::{cut_off, wrong};

/// Decodes numbers run by run, as they are asked for.
#[derive(Debug)]
pub(super) struct HybridDecoder {
    bytes: Bytes,
    /// The byte at which the next run begins.
    next_run: usize,
    /// Bits of a number, at most 32.
    width: usize,
    /// Unpacks whole groups of eight numbers, as far as it can, and says how many numbers it did.
    unpack_groups: fn(&[u8], &mut [u32]) -> usize,
    run: Run,
}

/// What is left of a run.
#[derive(Debug, Clone, Copy)]
enum Run {
    /// One number, so many times.
    Repeated(u32, usize),
    /// So many numbers, the first of which begins at this bit.
    Packed(usize, usize),
}

impl HybridDecoder {
    /// For runs of numbers of `width` bits.
    pub(super) fn new(bytes: Bytes, width: u8) -> Result<Self> {
        match width {
            0..=32 => Ok(Self {
                bytes,
                next_run: 0,
                width: usize::from(width),
                unpack_groups: unpack_groups(width),
                run: Run::Repeated(0, 0),
            }),
            _ => Err(wrong("a column has indices of more than 32 bits")),
        }
    }

    /// For single bits, eight in a byte and without runs.
    pub(super) fn of_bits(bytes: Bytes) -> Self {
        Self {
            next_run: bytes.len(),
            width: 1,
            unpack_groups: unpack_groups(1),
            run: Run::Packed(0, bytes.len() * 8),
            bytes,
        }
    }

    /// Decodes the next numbers into `numbers`; an error where there are fewer.
    pub(super) fn read(&mut self, mut numbers: &mut [u32]) -> Result<()> {
        while !numbers.is_empty() {
            let taken = match self.take(numbers.len())? {
                Run::Repeated(number, taken) => {
                    // Most runs are short. What is too much here is overwritten next.
                    match numbers.first_chunk_mut::<32>() {
                        Some(first) if taken <= 32 => *first = [number; 32],
                        _ => numbers[..taken].fill(number),
                    }
                    taken
                }
                Run::Packed(begin, taken) => {
                    self.unpack(begin, &mut numbers[..taken]);
                    taken
                }
            };
            numbers = &mut numbers[taken..];
        }
        Ok(())
    }

    /// Decodes the next numbers, which have one bit, as rows with and without a value; an error where
    /// there are fewer.
    pub(super) fn read_presence(&mut self, rows: usize, to: &mut Presence) -> Result<()> {
        /// So many bits are in eight bytes, wherever in the first of them they begin.
        const AT_ONCE: usize = 56;
        let mut left = rows;
        while left > 0 {
            left -= match self.take(left)? {
                Run::Repeated(number, taken) => {
                    to.push_repeated(number & 1 == 1, taken);
                    taken
                }
                Run::Packed(begin, taken) => {
                    for done in (0..taken).step_by(AT_ONCE) {
                        let count = AT_ONCE.min(taken - done);
                        let bits = self.word(begin + done) & (u64::MAX >> (64 - count));
                        to.push(bits, count);
                    }
                    taken
                }
            };
        }
        Ok(())
    }

    /// The next numbers of one run, at most so many of them; an error where there are none.
    #[inline]
    fn take(&mut self, most: usize) -> Result<Run> {
        while let Run::Repeated(_, 0) | Run::Packed(_, 0) = self.run {
            self.run = self.begin_run().ok_or_else(cut_off)?;
        }
        Ok(match &mut self.run {
            Run::Repeated(number, left) => {
                let taken = most.min(*left);
                *left -= taken;
                Run::Repeated(*number, taken)
            }
            Run::Packed(bit, left) => {
                let (begin, taken) = (*bit, most.min(*left));
                *bit += taken * self.width;
                *left -= taken;
                Run::Packed(begin, taken)
            }
        })
    }

    /// Skips so many numbers where all of them are this one, repeated in one run; else none.
    pub(super) fn skip_repeated(&mut self, number: u32, count: usize) -> bool {
        if let Run::Repeated(_, 0) | Run::Packed(_, 0) = self.run
            && let Some(run) = self.begin_run()
        {
            self.run = run;
        }
        match &mut self.run {
            Run::Repeated(repeated, left) if *repeated == number && *left >= count => {
                *left -= count;
                true
            }
            _ => false,
        }
    }

    fn begin_run(&mut self) -> Option<Run> {
        let header = self.varint()?;
        let count = usize::try_from(header >> 1).ok()?;
        let left = self.bytes.len() - self.next_run;
        if header & 1 == 0 {
            let number = self.number(self.next_run * 8);
            self.next_run += self.width.div_ceil(8);
            return (self.next_run <= self.bytes.len()).then_some(Run::Repeated(number, count));
        }
        let bit = self.next_run * 8;
        // Writers may leave out what follows the last number in the last group of eight.
        let length = count.checked_mul(self.width)?;
        let numbers = match length <= left {
            true => count.checked_mul(8)?,
            false => left * 8 / self.width,
        };
        self.next_run += length.min(left);
        Some(Run::Packed(bit, numbers))
    }

    /// A number in bytes of seven bits, the lowest first.
    fn varint(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..63).step_by(7) {
            let byte = *self.bytes.get(self.next_run)?;
            self.next_run += 1;
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    /// Unpacks numbers, the first of which begins at `bit`.
    fn unpack(&self, bit: usize, numbers: &mut [u32]) {
        // Groups begin with a byte; what is around them is unpacked one by one.
        let at = |place: usize| bit + place * self.width;
        let begin = (0..8).find(|place| at(*place).is_multiple_of(8));
        let begin = begin.unwrap_or(0).min(numbers.len());
        let groups = self.bytes.get(at(begin) / 8..).unwrap_or_default();
        let end = begin + (self.unpack_groups)(groups, &mut numbers[begin..]);
        for place in (0..begin).chain(end..numbers.len()) {
            numbers[place] = self.number(at(place));
        }
    }

    /// The number that begins at `bit`.
    fn number(&self, bit: usize) -> u32 {
        self.word(bit) as u32 & mask(self.width)
    }

    /// The bits from `bit` on, at least 57; beyond the end there are zeros.
    fn word(&self, bit: usize) -> u64 {
        let rest = self.bytes.get(bit / 8..).unwrap_or_default();
        let word = match rest.first_chunk::<8>() {
            Some(eight) => u64::from_le_bytes(*eight),
            None => rest
                .iter()
                .rev()
                .fold(0, |word, byte| word << 8 | u64::from(*byte)),
        };
        word >> (bit % 8)
    }
}

/// What unpacks whole groups of eight numbers of a width.
fn unpack_groups(width: u8) -> fn(&[u8], &mut [u32]) -> usize {
    macro_rules! of_widths {
        ($($width:literal)*) => {
            match width {
                $($width => groups_of::<$width>,)*
                _ => |_, _| 0,
            }
        };
    }
    of_widths!(1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20)
}

/// With a width known to the compiler every shift is a constant, which is three times as fast.
fn groups_of<const WIDTH: usize>(mut bytes: &[u8], numbers: &mut [u32]) -> usize {
    let mask = mask(WIDTH);
    let mut done = 0;
    for group in numbers.as_chunks_mut::<8>().0 {
        let Some(packed) = bytes.first_chunk::<32>() else {
            break;
        };
        for (place, number) in group.iter_mut().enumerate() {
            let bit = place * WIDTH;
            let word = packed[bit / 8..].first_chunk::<8>();
            let word = word.map_or(0, |word| u64::from_le_bytes(*word));
            *number = (word >> (bit % 8)) as u32 & mask;
        }
        bytes = &bytes[WIDTH..];
        done += 8;
    }
    done
}

/// The bits of a number of this width, at most 32.
fn mask(width: usize) -> u32 {
    ((1_u64 << width) - 1) as u32
}
