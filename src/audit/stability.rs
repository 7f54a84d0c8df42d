//! How steady segments are over the periods of `leads.date`.

use std::collections::BTreeMap;

use super::lineup::Lineup;
use super::stats::drift::drift;
use super::{PeriodCount, Stability};
use crate::masks::{Measures, Standing, Totals, first_day};
use crate::plan::Plan;

/// At most so many periods: months where these are enough, else quarters, else years.
const PERIODS_UP_TO: u16 = 24;

/// What is counted of a period: of all leads, and of those that fit each place of the lineup.
struct PeriodTotals {
    all: Totals,
    matched: Vec<Totals>,
}

impl PeriodTotals {
    fn new(lineup: &Lineup) -> Self {
        Self {
            all: Totals::default(),
            matched: vec![Totals::default(); lineup.segments.len()],
        }
    }

    fn add(&mut self, other: &Self) {
        self.all.add(&other.all);
        let matched = self.matched.iter_mut().zip(&other.matched);
        matched.for_each(|(one, other)| one.add(other));
    }
}

/// What is counted of each month with leads. Leads without a date are left out.
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

    /// Adds a row.
    pub(super) fn add(&mut self, standing: &Standing<'_>, row: &Measures) {
        if standing.month == 0 || standing.excluded {
            return;
        }
        let month = self.months.entry(standing.month);
        let month = month.or_insert_with(|| PeriodTotals::new(self.lineup));
        month.all.add_row(standing, row);
        for place in self.lineup.places(standing.mask) {
            month.matched[place].add_row(standing, row);
        }
    }

    /// For each place of the lineup, how steady its segment is, counted over the leads matched.
    /// `None` if fewer than two periods have leads, or the segment has none with a date.
    pub(super) fn stability(&self, plan: &Plan) -> Vec<Option<Stability>> {
        let periods = self.periods();
        let places = self.lineup.segments.iter().enumerate();
        places
            .map(|(place, id)| stability(&plan.segment(*id).name, &periods, place))
            .collect()
    }

    /// The periods with leads by their first month.
    fn periods(&self) -> BTreeMap<u16, PeriodTotals> {
        let month = |entry: Option<(&u16, &PeriodTotals)>| entry.map_or(1, |(month, _)| *month);
        let months = &self.months;
        let width = match month(months.last_key_value()) - month(months.first_key_value()) + 1 {
            span if span <= PERIODS_UP_TO => 1,
            span if span <= 3 * PERIODS_UP_TO => 3,
            _ => 12,
        };
        let mut periods: BTreeMap<u16, PeriodTotals> = BTreeMap::new();
        for (month, totals) in months {
            let start = (month - 1) / width * width + 1;
            let period = periods.entry(start);
            period
                .or_insert_with(|| PeriodTotals::new(self.lineup))
                .add(totals);
        }
        periods
    }
}

fn stability(name: &str, periods: &BTreeMap<u16, PeriodTotals>, place: usize) -> Option<Stability> {
    let counted = periods.iter().map(|(month, period)| {
        let matched = &period.matched[place];
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
        periods,
        size,
        rate,
    })
}
