//! How steady segments are over the periods of `leads.date`.

use std::collections::BTreeMap;

use super::blocks::Matched;
use super::lineup::Lineup;
use super::stats::drift::drift;
use super::{PeriodCount, Stability};
use crate::masks::{Rows, Totals, first_day};
use crate::plan::Plan;

/// At most so many periods: months where these are enough, else quarters, else years.
const PERIODS_UP_TO: u16 = 24;

/// What is counted of a period: of all leads, and of those that fit each segment.
#[derive(Debug)]
struct PeriodTotals {
    all: Totals,
    matched: Matched,
}

impl PeriodTotals {
    fn new(lineup: &Lineup) -> Self {
        Self {
            all: Totals::default(),
            matched: Matched::new(lineup.words()),
        }
    }

    fn join(&mut self, other: Self) {
        self.all.add(&other.all);
        self.matched.join(other.matched);
    }
}

/// What is counted of each month with leads. Leads without a date are left out.
#[derive(Debug)]
pub(super) struct Months<'a> {
    lineup: &'a Lineup,
    months: BTreeMap<u16, PeriodTotals>,
}

impl<'a> Months<'a> {
    pub(super) fn new(lineup: &'a Lineup) -> Self {
        Self {
            lineup,
            months: BTreeMap::new(),
        }
    }

    /// Adds rows.
    pub(super) fn add(&mut self, rows: &Rows) {
        let dated = rows.iter().filter(|(standing, _)| standing.month > 0);
        for (standing, row) in dated.filter(|(standing, _)| !standing.excluded) {
            let mut totals = Totals::default();
            totals.add_row(&standing, &row);
            let month = self.month(standing.month);
            month.all.add(&totals);
            month.matched.add(standing.mask, &totals);
        }
    }

    /// Adds what other rows came to.
    pub(super) fn join(mut self, other: Self) -> Self {
        for (month, totals) in other.months {
            self.month(month).join(totals);
        }
        self
    }

    fn month(&mut self, month: u16) -> &mut PeriodTotals {
        let month = self.months.entry(month);
        month.or_insert_with(|| PeriodTotals::new(self.lineup))
    }

    /// For each place of the lineup, how steady its segment is, counted over the leads matched.
    /// `None` if fewer than two periods have leads, or the segment has none with a date.
    pub(super) fn stability(self, plan: &Plan) -> Vec<Option<Stability>> {
        let places = self.lineup.segments.iter().zip(&self.lineup.bits);
        let (months, periods) = self.periods();
        places
            .map(|(id, bit)| stability(plan.name(*id), months, &periods, *bit))
            .collect()
    }

    /// How many months a period has, and the periods with leads by their first month.
    fn periods(self) -> (u16, BTreeMap<u16, PeriodTotals>) {
        let month = |entry: Option<(&u16, &PeriodTotals)>| entry.map_or(1, |(month, _)| *month);
        let months = &self.months;
        let width = match month(months.last_key_value()) - month(months.first_key_value()) + 1 {
            span if span <= PERIODS_UP_TO => 1,
            span if span <= 3 * PERIODS_UP_TO => 3,
            _ => 12,
        };
        let mut periods = Months::new(self.lineup);
        for (month, totals) in self.months {
            periods.month((month - 1) / width * width + 1).join(totals);
        }
        let mut periods = periods.months;
        for period in periods.values_mut() {
            period.matched.end();
        }
        (width, periods)
    }
}

fn stability(
    name: &str,
    months: u16,
    periods: &BTreeMap<u16, PeriodTotals>,
    bit: usize,
) -> Option<Stability> {
    let counted = periods.iter().map(|(month, period)| {
        let matched = period.matched.of(bit);
        let (outcomes, known) = matched.outcome_counts();
        Some(PeriodCount {
            start: first_day(*month)?,
            leads: period.all.leads,
            matched: matched.leads,
            known,
            outcomes,
        })
    });
    let periods: Vec<PeriodCount> = counted.collect::<Option<_>>()?;
    let column = |get: fn(&PeriodCount) -> u64| periods.iter().map(get).collect::<Vec<u64>>();
    let size = drift(name, &column(|one| one.matched), &column(|one| one.leads))?;
    let rate = drift(name, &column(|one| one.outcomes), &column(|one| one.known));
    Some(Stability {
        months,
        periods,
        size,
        rate,
    })
}
