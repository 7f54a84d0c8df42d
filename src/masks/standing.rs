//! What a row of the mask table is about, and what it counts.

use std::cmp::Ordering;

use super::mask::Mask;

/// How a lead stands to a plan. Leads that stand alike are a row of the mask table; rows are
/// ordered by the fields from first to last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Standing<'a> {
    /// The segments that the lead fits.
    pub mask: Mask<'a>,
    /// The segments whose condition is null for it, because an attribute is missing.
    pub undecided: Mask<'a>,
    /// Whether `leads.exclude` is true: the lead gets nothing, and all else is left at its default.
    pub excluded: bool,
    /// Whether it is in the control group (`leads.control`); `None` if that is null or the plan has
    /// none.
    pub control: Option<bool>,
    /// `leads.outcome`; `None` if it is null or the plan has none.
    pub outcome: Option<bool>,
    /// `leads.reachable`; `None` if it is null or the plan has none.
    pub reachable: Option<bool>,
    /// The month of `leads.date`, 1 for January 1850; 0 if the date is missing or earlier, or the
    /// plan has none. See [`month_of`](super::month_of).
    pub month: u16,
}

impl Standing<'_> {
    /// How every excluded lead stands.
    pub const EXCLUDED: Standing<'static> = Standing {
        mask: Mask::NONE,
        undecided: Mask::NONE,
        excluded: true,
        control: None,
        outcome: None,
        reachable: None,
        month: 0,
    };
}

impl<'a> Standing<'a> {
    /// As the words of a key: the mask, the undecided segments, in so many words each, and the
    /// rest in one.
    pub(super) fn write(&self, words: usize, key: &mut Vec<u64>) {
        key.clear();
        key.extend((0..words).map(|place| self.mask.word(place)));
        key.extend((0..words).map(|place| self.undecided.word(place)));
        let answer = |answer: Option<bool>| answer.map_or(0, |yes| 1 + u64::from(yes));
        let rest = [
            (1, u64::from(self.excluded)),
            (2, answer(self.control)),
            (2, answer(self.outcome)),
            (2, answer(self.reachable)),
            (12, u64::from(self.month)),
        ];
        key.push(
            rest.iter()
                .fold(0, |rest, (bits, value)| rest << bits | value),
        );
    }

    /// The order of two standings, by their keys; see [`Standing::write`].
    pub(super) fn order(words: usize, one: &'a [u64], other: &'a [u64]) -> Ordering {
        let set = |key: &'a [u64], first: usize| key[first..first + words].iter().rev();
        let rest = || one[2 * words].cmp(&other[2 * words]);
        set(one, 0)
            .cmp(set(other, 0))
            .then_with(|| set(one, words).cmp(set(other, words)))
            .then_with(rest)
    }

    /// From the words of a key; see [`Standing::write`].
    pub(super) fn read(words: usize, key: &'a [u64]) -> Self {
        let (mask, others) = key.split_at(words);
        let (undecided, rest) = others.split_at(words);
        let rest = rest.first().copied().unwrap_or(0);
        let answer = |shift: u32| match rest >> shift & 3 {
            0 => None,
            yes => Some(yes == 2),
        };
        Self {
            mask: Mask::new(mask),
            undecided: Mask::new(undecided),
            excluded: rest >> 18 & 1 == 1,
            control: answer(16),
            outcome: answer(14),
            reachable: answer(12),
            month: (rest & 0xfff) as u16,
        }
    }
}

/// What is counted of leads that stand alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Measures {
    /// How many there are.
    pub leads: u64,
    /// Sum of `leads.value`, in millionths.
    pub value: i128,
    /// Leads with a value.
    pub valued: u64,
}

impl Measures {
    /// So many leads, without values.
    pub fn of_leads(leads: u64) -> Self {
        Self {
            leads,
            ..Self::default()
        }
    }

    /// Adds what cannot overflow: the table's own sums are checked.
    pub(super) fn add(&mut self, other: &Self) {
        self.leads += other.leads;
        self.value += other.value;
        self.valued += other.valued;
    }
}

/// Sums over rows of a mask table. They cannot overflow, since the table itself does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// All leads of these rows.
    pub leads: u64,
    /// Leads in the control group.
    pub control: u64,
    /// Leads of which it is null whether they are in the control group.
    pub control_unknown: u64,
    /// Leads that may be contacted, without the control group, which gets no message.
    pub reachable: u64,
    /// Leads with a true outcome.
    pub outcomes: u64,
    /// Leads whose outcome is null.
    pub outcome_unknown: u64,
    /// Sum of `leads.value`, in millionths.
    pub value: i128,
    /// Leads with a value.
    pub valued: u64,
}

impl Totals {
    /// Adds the leads of a row, by how they stand.
    pub fn add_row(&mut self, standing: &Standing<'_>, row: &Measures) {
        let counted = |is: bool| if is { row.leads } else { 0 };
        self.add(&Self {
            leads: row.leads,
            control: counted(standing.control == Some(true)),
            control_unknown: counted(standing.control.is_none()),
            reachable: counted(standing.reachable == Some(true) && standing.control != Some(true)),
            outcomes: counted(standing.outcome == Some(true)),
            outcome_unknown: counted(standing.outcome.is_none()),
            value: row.value,
            valued: row.valued,
        });
    }

    /// Adds sums over other rows.
    pub fn add(&mut self, other: &Self) {
        self.leads += other.leads;
        self.control += other.control;
        self.control_unknown += other.control_unknown;
        self.reachable += other.reachable;
        self.outcomes += other.outcomes;
        self.outcome_unknown += other.outcome_unknown;
        self.value += other.value;
        self.valued += other.valued;
    }

    /// Sum of `leads.value`, in its unit.
    pub fn amount(&self) -> f64 {
        self.value as f64 / 1e6
    }

    /// Leads with a true outcome, and leads whose outcome is known.
    pub fn outcome_counts(&self) -> (u64, u64) {
        (self.outcomes, self.leads - self.outcome_unknown)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn keys_are_in_the_order_of_what_they_say(
            words in 1_usize..3,
            one in key(),
            other in key(),
        ) {
            let [one, other] = [&one, &other].map(|(sets, rest)| [&sets[..2 * words], &[*rest]].concat());
            let read = |key| Standing::read(words, key);
            prop_assert_eq!(Standing::order(words, &one, &other), read(&one).cmp(&read(&other)));
        }
    }

    /// The words of two sets of up to two words, and the rest.
    fn key() -> impl Strategy<Value = ([u64; 4], u64)> {
        let sets = prop::array::uniform4(0_u64..3);
        let answer = || 0_u64..3;
        let rest = (0_u64..2, answer(), answer(), answer(), 0_u64..3);
        let rest = rest.prop_map(|(excluded, control, outcome, reachable, month)| {
            excluded << 18 | control << 16 | outcome << 14 | reachable << 12 | month
        });
        (sets, rest)
    }
}
