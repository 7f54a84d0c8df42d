//! Interner for numbers, short enough to be places in a list.

/// Numbers that have occurred, named in the order of their first occurrence.
#[derive(Debug)]
pub(super) struct Interner {
    /// One more than a number's name, or 0, and the number: an open-addressing table.
    slots: Vec<(u64, u32)>,
    numbers: Vec<u64>,
}

impl Interner {
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
