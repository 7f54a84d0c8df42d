//! What a row of the mask table is about, and what it counts.

/// How a lead stands to a plan. Leads that stand alike are a row of the mask table.
///
/// A mask is a set of segments: bit i stands for the i-th of
/// [`MaskTable::segments`](super::MaskTable::segments).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Standing {
    /// The segments that the lead fits.
    pub mask: u128,
    /// The segments whose condition is null for it, because an attribute is missing.
    pub undecided: u128,
    /// Whether `leads.exclude` is true: the lead gets nothing, and all else is left at its default.
    pub excluded: bool,
    /// Whether it is held out to compare with; `None` if the plan has no control group.
    pub control: Option<bool>,
    /// `leads.outcome`; `None` if it is null or the plan has none.
    pub outcome: Option<bool>,
    /// `leads.reachable`; `None` if it is null or the plan has none.
    pub reachable: Option<bool>,
    /// The month of `leads.date`, 1 for January 1850; 0 if the date is missing or earlier, or the
    /// plan has none. See [`month_of`](super::month_of).
    pub month: u16,
}

impl Standing {
    /// How every excluded lead stands.
    pub const EXCLUDED: Self = Self {
        mask: 0,
        undecided: 0,
        excluded: true,
        control: None,
        outcome: None,
        reachable: None,
        month: 0,
    };
}

/// What is counted of leads that stand alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Measures {
    /// Leads.
    pub leads: u64,
    /// Sum of `leads.value`, in millionths.
    pub value: i128,
    /// Leads with a value.
    pub valued: u64,
}

/// Sums over rows of a mask table. They cannot overflow, since the table itself does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// Leads.
    pub leads: u64,
    /// Leads that may be contacted.
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
    /// Adds a row.
    pub fn add_row(&mut self, standing: &Standing, row: &Measures) {
        let counted = |is: bool| if is { row.leads } else { 0 };
        self.add(&Self {
            leads: row.leads,
            reachable: counted(standing.reachable == Some(true)),
            outcomes: counted(standing.outcome == Some(true)),
            outcome_unknown: counted(standing.outcome.is_none()),
            value: row.value,
            valued: row.valued,
        });
    }

    /// Adds sums over other rows.
    pub fn add(&mut self, other: &Self) {
        self.leads += other.leads;
        self.reachable += other.reachable;
        self.outcomes += other.outcomes;
        self.outcome_unknown += other.outcome_unknown;
        self.value += other.value;
        self.valued += other.valued;
    }

    /// Sum of `leads.value`, in its unit.
    #[must_use]
    pub fn amount(&self) -> f64 {
        self.value as f64 / 1e6
    }

    /// Leads with a true outcome, and leads whose outcome is known.
    #[must_use]
    pub fn outcome_counts(&self) -> (u64, u64) {
        (self.outcomes, self.leads - self.outcome_unknown)
    }
}
