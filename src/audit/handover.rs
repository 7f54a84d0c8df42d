//! What another order would change: leads that change hands.

use std::collections::BTreeMap;

use super::lineup::Lineup;
use crate::lead_error::LeadError;
use crate::lists;
use crate::masks::{MaskTable, Totals};
use crate::plan::SegmentId;

/// Leads that one order gives to one segment and another order to another.
#[derive(Debug, Clone, PartialEq)]
pub struct Handover {
    /// Who has them by the first order; `None` for the default segment.
    pub from: Option<SegmentId>,
    /// Who has them by the second.
    pub to: Option<SegmentId>,
    /// How many there are; at least 1.
    pub leads: u64,
    /// Those with a true outcome.
    pub outcomes: u64,
    /// Sum of `leads.value`, in its unit; 0 if the plan names none.
    pub value: f64,
}

type Moved = BTreeMap<(Option<SegmentId>, Option<SegmentId>), Totals>;

/// The leads that change hands from one order to another, most first.
///
/// # Errors
/// If a temporary file holds rows of the table and cannot be read; see [`MaskTable::each`].
pub fn handovers(
    before: &[SegmentId],
    after: &[SegmentId],
    table: &MaskTable,
) -> Result<Vec<Handover>, LeadError> {
    let (before, after) = (Lineup::new(before, table), Lineup::new(after, table));
    let moved = table.sum(
        Moved::new,
        |mut moved, rows| {
            for (standing, row) in rows.iter().filter(|(standing, _)| !standing.excluded) {
                let winners = (before.winner(standing.mask), after.winner(standing.mask));
                let owner = |lineup: &Lineup, place: Option<usize>| Some(lineup.segments[place?]);
                let (from, to) = (owner(&before, winners.0), owner(&after, winners.1));
                if from != to {
                    moved
                        .entry((from, to))
                        .or_default()
                        .add_row(&standing, &row);
                }
            }
            moved
        },
        |mut moved, others| {
            for (between, leads) in others {
                moved.entry(between).or_default().add(&leads);
            }
            moved
        },
    )?;
    let mut handovers: Vec<Handover> = moved
        .into_iter()
        .map(|((from, to), moved)| Handover {
            from,
            to,
            leads: moved.leads,
            outcomes: moved.outcomes,
            value: moved.amount(),
        })
        .collect();
    lists::sort_by_key(&mut handovers, |handover| std::cmp::Reverse(handover.leads));
    Ok(handovers)
}
