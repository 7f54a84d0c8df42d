//! What a row answers to every question, as one number.
//!
//! Each column contributes a class, and the classes of a row, read as the digits of a number in
//! mixed radix, are its signature. Rows of one signature fit the same segments, so conditions are
//! asked once a signature and not once a row.

/// Beyond this a level's number is split off, so that a name can stand before it in 64 bits.
const LEVEL_UP_TO: u64 = 1 << 42;

/// Names for the signatures that occur, from 0.
#[derive(Debug)]
pub(super) struct Signatures {
    /// Most tables need one. A level's number is the name that the level before gave, then its
    /// own digits.
    levels: Vec<Level>,
    /// How many values each digit can take, in the order of the digits.
    radices: Vec<u64>,
}

#[derive(Debug)]
struct Level {
    /// Its digits, as a range of all.
    first: usize,
    end: usize,
    /// How many numbers its digits make.
    product: u64,
    names: Names,
}

/// Where a digit goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Position {
    /// Which level.
    pub(super) level: usize,
    /// What its value is multiplied with.
    pub(super) stride: u64,
}

impl Signatures {
    /// For digits of these radices, each at least 1 and at most 2¹⁶.
    pub(super) fn new(radices: Vec<u64>) -> Self {
        let mut levels: Vec<Level> = Vec::new();
        for (digit, radix) in radices.iter().enumerate() {
            match levels.last_mut() {
                Some(level) if level.product * radix <= LEVEL_UP_TO => {
                    level.product *= radix;
                    level.end = digit + 1;
                }
                _ => levels.push(Level {
                    first: digit,
                    end: digit + 1,
                    product: *radix,
                    names: Names::new(),
                }),
            }
        }
        Self { levels, radices }
    }

    /// Where a digit goes.
    pub(super) fn position(&self, digit: usize) -> Position {
        for (level, found) in self.levels.iter().enumerate() {
            if digit < found.end {
                let stride = self.radices[found.first..digit].iter().product();
                return Position { level, stride };
            }
        }
        Position {
            level: 0,
            stride: 0,
        }
    }

    /// How many levels there are; none where there are no digits.
    pub(super) fn levels(&self) -> usize {
        self.levels.len()
    }

    /// Names what rows have at a level: `names` holds the names of the level before and takes the
    /// new ones, `digits` the sums of digit × stride of this level.
    #[inline]
    pub(super) fn name(&mut self, level: usize, digits: &[u64], names: &mut [u32]) {
        let level = &mut self.levels[level];
        for (digits, name) in digits.iter().zip(names) {
            *name = level.names.of(u64::from(*name) * level.product + digits);
        }
    }

    /// How many names the last level has given.
    pub(super) fn named(&self) -> usize {
        self.levels
            .last()
            .map_or(1, |level| level.names.numbers.len())
    }

    /// The most names that a level has given.
    pub(super) fn fullest(&self) -> usize {
        let named = self.levels.iter().map(|level| level.names.numbers.len());
        named.max().unwrap_or(0)
    }

    /// The digits behind a name of the last level.
    pub(super) fn digits(&self, name: u32) -> Vec<u64> {
        let mut digits = vec![0; self.radices.len()];
        let mut name = name as usize;
        for level in self.levels.iter().rev() {
            let number = level.names.numbers[name];
            let mut rest = number % level.product;
            let radices = &self.radices[level.first..level.end];
            for (digit, radix) in digits[level.first..level.end].iter_mut().zip(radices) {
                *digit = rest % radix;
                rest /= radix;
            }
            name = (number / level.product) as usize;
        }
        digits
    }

    /// Forgets all names.
    pub(super) fn clear(&mut self) {
        for level in &mut self.levels {
            level.names = Names::new();
        }
    }
}

/// Numbers that have occurred, named in the order of their first occurrence.
#[derive(Debug)]
pub(super) struct Names {
    /// One more than a number's name, or 0, and the number: an open-addressing table.
    slots: Vec<(u64, u32)>,
    numbers: Vec<u64>,
}

impl Names {
    pub(super) fn new() -> Self {
        Self {
            slots: vec![(0, 0); 1024],
            numbers: Vec::new(),
        }
    }

    #[inline(always)]
    pub(super) fn of(&mut self, number: u64) -> u32 {
        let mask = self.slots.len() - 1;
        let mut at = spread(number) & mask;
        loop {
            let (found, name) = self.slots[at];
            if found == number && name != 0 {
                return name - 1;
            }
            if name == 0 {
                return self.add(number, at);
            }
            at = (at + 1) & mask;
        }
    }

    /// How many names there are.
    pub(super) fn count(&self) -> usize {
        self.numbers.len()
    }

    /// The number of a name.
    pub(super) fn number(&self, name: usize) -> u64 {
        self.numbers[name]
    }

    #[cold]
    fn add(&mut self, number: u64, at: usize) -> u32 {
        self.numbers.push(number);
        let name = self.numbers.len() as u32;
        self.slots[at] = (number, name);
        if self.numbers.len() * 2 > self.slots.len() {
            self.grow();
        }
        name - 1
    }

    fn grow(&mut self) {
        let mask = self.slots.len() * 2 - 1;
        let mut slots = vec![(0, 0); mask + 1];
        for (name, number) in self.numbers.iter().enumerate() {
            let mut at = spread(*number) & mask;
            while slots[at].1 != 0 {
                at = (at + 1) & mask;
            }
            slots[at] = (*number, name as u32 + 1);
        }
        self.slots = slots;
    }
}

#[inline(always)]
fn spread(number: u64) -> usize {
    (number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn digits_come_back(
            radices in prop::collection::vec(1_u64..5000, 1..12),
            rows in prop::collection::vec(prop::collection::vec(any::<u64>(), 12), 1..50),
        ) {
            let mut signatures = Signatures::new(radices.clone());
            for row in rows {
                let row: Vec<u64> = radices.iter().zip(row).map(|(radix, any)| any % radix).collect();
                let mut name = [0];
                for level in 0..signatures.levels() {
                    let digits = (0..row.len())
                        .map(|digit| (signatures.position(digit), row[digit]))
                        .filter(|(position, _)| position.level == level)
                        .map(|(position, digit)| position.stride * digit)
                        .sum();
                    signatures.name(level, &[digits], &mut name);
                }
                prop_assert_eq!(signatures.digits(name[0]), row);
            }
        }
    }
}
