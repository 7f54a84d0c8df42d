//! What is counted of many rows.

use super::standing::Measures;

/// What is counted of rows, by their numbers. Values take no room where no lead has one.
#[derive(Debug, Clone, Default)]
pub(crate) struct Measured {
    leads: Vec<u64>,
    /// Sum and count of each row's values; empty if no row has any.
    values: Vec<(i128, u64)>,
}

impl Measured {
    /// How many rows there are.
    pub(crate) fn len(&self) -> usize {
        self.leads.len()
    }

    /// What is counted of the row with a number.
    #[inline]
    pub(crate) fn of(&self, number: usize) -> Measures {
        let (value, valued) = self.values.get(number).copied().unwrap_or_default();
        Measures {
            leads: self.leads[number],
            value,
            valued,
        }
    }

    /// What is counted of each row.
    pub(crate) fn iter(&self) -> impl Iterator<Item = Measures> {
        (0..self.len()).map(|number| self.of(number))
    }

    /// Adds to the row with a number, which may be the next one.
    #[inline]
    pub(crate) fn add(&mut self, number: usize, measures: &Measures) {
        match self.leads.get_mut(number) {
            Some(leads) => *leads += measures.leads,
            None => self.leads.push(measures.leads),
        }
        if measures.valued > 0 {
            self.add_value(number, measures.value, measures.valued);
        }
    }

    #[inline]
    fn add_value(&mut self, number: usize, value: i128, valued: u64) {
        if self.values.len() <= number {
            self.values.resize(number + 1, (0, 0));
        }
        let (sum, count) = &mut self.values[number];
        *sum = sum.saturating_add(value);
        *count += valued;
    }

    /// Counts a lead of each row with one of these numbers, which are below `rows`.
    pub(crate) fn count(&mut self, numbers: &[u32], rows: usize) {
        self.leads.resize(rows, 0);
        let leads = self.leads.as_mut_slice();
        for number in numbers {
            leads[*number as usize] += 1;
        }
    }

    /// Adds the values that these leads have, in millionths.
    pub(crate) fn add_values(
        &mut self,
        numbers: &[u32],
        values: impl Iterator<Item = Option<i128>>,
    ) {
        for (number, value) in numbers.iter().zip(values) {
            if let Some(value) = value {
                self.add_value(*number as usize, value, 1);
            }
        }
    }

    /// Forgets all rows.
    pub(crate) fn clear(&mut self) {
        self.leads.clear();
        self.values.clear();
    }
}
