//! From the mask table and an order to the audit.

use super::lineup::Lineup;
use super::stability::Months;
use super::stats::rates::{
    Sample, holm, newcombe, pooled_z_test, smallest_detectable_lift, wilson,
};
use super::sums::Sums;
use super::{Audit, ColumnFacts, DefaultAudit, SegmentAudit, Stability};
use crate::lead_error::LeadError;
use crate::masks::{MaskTable, Totals};
use crate::plan::{Plan, SegmentId};

/// What a priority order, first to last, does to the leads that a table counts. `columns` is what
/// is known of the lead table itself; empty if only mask tables were read.
///
/// # Errors
/// If a temporary file holds rows of the table and cannot be read; see [`MaskTable::each`].
pub fn audit(
    plan: &Plan,
    order: &[SegmentId],
    table: &MaskTable,
    columns: Vec<ColumnFacts>,
) -> Result<Audit, LeadError> {
    let lineup = Lineup::new(order, table);
    let (mut sums, months) = table.sum(
        || (Sums::new(&lineup), Months::new(&lineup)),
        |(mut sums, mut months), rows| {
            sums.add(rows);
            months.add(rows);
            (sums, months)
        },
        |(sums, months), others| (sums.join(others.0), months.join(others.1)),
    )?;
    sums.end();
    let has_control = plan.leads.control.is_some();
    Ok(Audit {
        leads: table.leads(),
        excluded: table.excluded(),
        outcomes: sums.all.outcomes,
        outcome_unknown: sums.all.outcome_unknown,
        control: has_control.then_some(sums.all.control),
        control_unknown: if has_control {
            sums.all.control_unknown
        } else {
            0
        },
        covered: sums.all.leads - sums.default.leads,
        default: DefaultAudit {
            leads: sums.default.leads,
            outcomes: sums.default.outcomes,
            because_unknown: sums.because_unknown,
        },
        overlaps: sums.overlaps(),
        combinations: sums.combinations(),
        masks: sums.masks,
        segments: segments(plan, &lineup, &sums, months.stability(plan)),
        not_resolved: lineup.not_resolved.clone(),
        columns,
    })
}

fn segments(
    plan: &Plan,
    lineup: &Lineup,
    sums: &Sums<'_>,
    stability: Vec<Option<Stability>>,
) -> Vec<SegmentAudit> {
    let places = 0..lineup.segments.len();
    let mut segments: Vec<SegmentAudit> = places
        .map(|place| segment(plan, lineup, sums, place))
        .collect();
    let p_adjusted = holm(&p_values(&segments, sums));
    let more = p_adjusted.into_iter().zip(stability);
    for (segment, (p_adjusted, stability)) in segments.iter_mut().zip(more) {
        segment.stability = stability;
        if let Some(difference) = &mut segment.difference {
            difference.p_adjusted = p_adjusted;
        }
    }
    segments
}

/// What the sums say of the segment at a place.
fn segment(plan: &Plan, lineup: &Lineup, sums: &Sums<'_>, place: usize) -> SegmentAudit {
    let (won, matched) = (&sums.won[place], sums.matched(place));
    // Without `leads.outcome` nothing is known of any lead.
    let (one, others) = compared(sums, place);
    let matched_counts = counts(&matched);
    let mut segment = SegmentAudit {
        segment: lineup.segments[place],
        priority: lineup.priorities[place],
        matched: matched.leads,
        won: won.leads,
        shared: sums.shared(place),
        lost_to: sums.lost_to(place),
        outcomes: one.successes,
        outcome_known: one.leads,
        rate: wilson(one),
        matched_outcomes: matched_counts.successes,
        matched_known: matched_counts.leads,
        matched_rate: wilson(matched_counts),
        difference: newcombe(one, others),
        smallest_detectable_lift: smallest_detectable_lift(one),
        unknown: sums.undecided(place),
        control: None,
        smallest_lift_with_control: None,
        reachable: plan.leads.reachable.as_ref().map(|_| won.reachable),
        value: plan.leads.value.map(|_| won.amount()),
        valued: won.valued,
        stability: None,
    };
    if plan.leads.control.is_some() {
        let message = won.leads - won.control - won.control_unknown;
        segment.hold_out(won.control, message);
    }
    segment
}

/// Of the segments that differ from all others: p before it is adjusted.
fn p_values(segments: &[SegmentAudit], sums: &Sums<'_>) -> Vec<Option<f64>> {
    let p = |(place, segment): (usize, &SegmentAudit)| {
        segment.difference?;
        let (one, others) = compared(sums, place);
        pooled_z_test(one, others).map(|(_, p)| p)
    };
    segments.iter().enumerate().map(p).collect()
}

/// The leads that a place wins, and all others, the default's among them; those with a known
/// outcome.
fn compared(sums: &Sums<'_>, place: usize) -> (Sample, Sample) {
    let (one, all) = (counts(&sums.won[place]), counts(&sums.all));
    let others = Sample {
        successes: all.successes - one.successes,
        leads: all.leads - one.leads,
    };
    (one, others)
}

fn counts(totals: &Totals) -> Sample {
    let (successes, leads) = totals.outcome_counts();
    Sample { successes, leads }
}
