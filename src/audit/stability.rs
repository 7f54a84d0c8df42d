//! How steady segments are over the periods of `leads.date`.

use std::collections::BTreeMap;

use super::lineup::Lineup;
use super::stats::drift::drift;
use super::{PeriodCount, Stability};
use crate::masks::{MaskTable, Totals, first_day};
use crate::plan::Plan;

/// At most so many periods: months where these are enough, else quarters, else years.
const PERIODS_UP_TO: u16 = 24;

/// What is counted of a period: of all leads, and of those that fit each place of the lineup.
struct PeriodTotals {
    all: Totals,
    matched: Vec<Totals>,
}

/// For each place of the lineup, how steady its segment is, counted over the leads matched. `None`
/// if fewer than two periods have leads, or the segment has none with a date.
pub(super) fn of(plan: &Plan, lineup: &Lineup, table: &MaskTable) -> Vec<Option<Stability>> {
    let periods = periods(lineup, table);
    let places = lineup.segments.iter().enumerate();
    places
        .map(|(place, id)| stability(&plan.segment(*id).name, &periods, place))
        .collect()
}

/// The periods with leads by their first month. Leads without a date are left out.
fn periods(lineup: &Lineup, table: &MaskTable) -> BTreeMap<u16, PeriodTotals> {
    let dated = table.resolved().filter(|(standing, _)| standing.month > 0);
    let months = dated.clone().map(|(standing, _)| standing.month);
    let (first, last) = (months.clone().min(), months.max());
    let width = match last.zip(first).map_or(0, |(last, first)| last - first + 1) {
        span if span <= PERIODS_UP_TO => 1,
        span if span <= 3 * PERIODS_UP_TO => 3,
        _ => 12,
    };
    let mut periods: BTreeMap<u16, PeriodTotals> = BTreeMap::new();
    for (standing, row) in dated {
        let start = (standing.month - 1) / width * width + 1;
        let period = periods.entry(start).or_insert_with(|| PeriodTotals {
            all: Totals::default(),
            matched: vec![Totals::default(); lineup.segments.len()],
        });
        period.all.add_row(standing, row);
        for place in lineup.fitting(standing.mask) {
            period.matched[place].add_row(standing, row);
        }
    }
    periods
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
