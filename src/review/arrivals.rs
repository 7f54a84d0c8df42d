//! How many leads arrive.

use jiff::civil::Date;

use crate::lead_error::LeadError;
use crate::masks::{MaskTable, first_day};
use crate::plan::Plan;

/// Over how long the leads of a table arrived.
#[derive(Debug, Clone, Copy)]
pub(super) struct Arrivals {
    /// From the first day of the first month with leads to the plan's day, or to the end of the last
    /// month; `None` without dates.
    weeks: Option<f64>,
    /// The share of the leads that have a date.
    dated: f64,
}

impl Arrivals {
    pub(super) fn of(plan: &Plan, masks: &MaskTable) -> Result<Self, LeadError> {
        let (mut first, mut last) = (u16::MAX, 0);
        let (mut all, mut dated) = (0_u64, 0_u64);
        masks.each(|standing, row| {
            if standing.excluded {
                return;
            }
            all += row.leads;
            if standing.month > 0 {
                first = first.min(standing.month);
                last = last.max(standing.month);
                dated += row.leads;
            }
        })?;
        let days = |from: Date, to: Date| (to - from).get_days();
        let span = (last > 0)
            .then(|| Some((first_day(first)?, first_day(last + 1)?)))
            .flatten();
        let weeks = span.map(|(from, end)| {
            let today = plan.as_of.date;
            let end = if from < today { end.min(today) } else { end };
            f64::from(days(from, end).max(7)) / 7.0
        });
        Ok(Self {
            weeks,
            dated: dated as f64 / all.max(1) as f64,
        })
    }

    /// How many of so many leads arrive a week: those without a date came as the others did.
    pub(super) fn a_week(&self, leads: u64) -> Option<f64> {
        let weeks = self.weeks.filter(|_| self.dated > 0.0)?;
        Some(leads as f64 / weeks)
    }
}
