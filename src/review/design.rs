//! How to test the messages next quarter: how many leads it takes, how many to hold out, how long.

use super::arrivals::Arrivals;
use crate::audit::stats::rates::{Sample, control_needed, smallest_lift_of_groups, wilson};
use crate::audit::{Audit, Rate};
use crate::lead_error::LeadError;
use crate::masks::MaskTable;
use crate::plan::{Plan, SegmentId};

/// Relative lifts that every design has figures for.
pub const LIFTS: [f64; 4] = [0.05, 0.1, 0.2, 0.5];
/// The finest share that is proposed to be held out.
const STEP: f64 = 0.01;
/// More leads than anyone has.
const MOST: f64 = 1e15;

/// A test of the messages, planned from today's leads.
#[derive(Debug, Clone, PartialEq)]
pub struct Design {
    /// The share to hold out, 0 to 1 without its ends.
    pub share: f64,
    /// One for each ranked segment with a definition, in priority order, over the leads it wins.
    pub segments: Vec<(SegmentId, GroupDesign)>,
    /// Of all leads that are won.
    pub overall: GroupDesign,
}

/// A test of one message, or of all of them together.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupDesign {
    /// Leads that it has today.
    pub leads: u64,
    /// Their outcome rate, taken for the rate without a message; `None` if no outcome is known.
    pub rate: Option<Rate>,
    /// Leads a week that arrive; `None` without dates.
    pub leads_a_week: Option<f64>,
    /// The smallest relative lift (0.2 for 20 %) that its leads show with 80 % power at the share; `None`
    /// if no lift is large enough.
    pub smallest_detectable_lift: Option<f64>,
    /// The same with half of them held out, which shows the most.
    pub smallest_lift_at_half: Option<f64>,
    /// What the expected lift takes; `None` if the plan expects none.
    pub expected: Option<Needed>,
    /// What each of [`LIFTS`] takes.
    pub lifts: Vec<Needed>,
}

/// What it takes to show a lift with 80 % power at a two-sided 5 %.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Needed {
    /// The relative lift, 0.2 for 20 %.
    pub lift: f64,
    /// Leads of both groups together at the design's share; `None` if the rate is not known or 0, or
    /// the lift would take it to 1 and beyond, or is not above 0.
    pub leads: Option<u64>,
    /// Those of them that are held out.
    pub held_out: Option<u64>,
    /// The smallest share to hold out, in whole percent, at which today's leads are enough; `None` if
    /// they aren't even half and half.
    pub share: Option<f64>,
    /// Weeks until enough leads have arrived at the design's share, 0 if they have; `None` if that isn't
    /// known.
    pub weeks: Option<f64>,
}

/// Plans a test for next quarter from the leads of a table and what the order does to them, with so
/// much of them (0 to 1 without its ends) held out.
///
/// Fleiss, Levin and Paik (2003), formula 4.18, in [`control_needed`].
///
/// # Errors
/// If a temporary file holds rows of the mask table and cannot be read; see [`MaskTable::each`].
pub fn design(
    plan: &Plan,
    audit: &Audit,
    masks: &MaskTable,
    share: f64,
) -> Result<Design, LeadError> {
    let arrivals = Arrivals::of(plan, masks)?;
    let group = |leads: u64, sample: Sample, expected: Option<f64>| {
        let leads_a_week = arrivals.a_week(leads);
        let needed = |lift: f64| Needed::of(lift, sample, (leads, leads_a_week), share);
        GroupDesign {
            leads,
            rate: wilson(sample),
            leads_a_week,
            smallest_detectable_lift: smallest_lift_at(sample, leads, share),
            smallest_lift_at_half: smallest_lift_at(sample, leads, 0.5),
            expected: expected.map(needed),
            lifts: LIFTS.map(needed).to_vec(),
        }
    };
    let (mut known, mut outcomes) = (0, 0);
    let segments = audit.segments.iter().map(|one| {
        known += one.outcome_known;
        outcomes += one.outcomes;
        let sample = Sample {
            successes: one.outcomes,
            leads: one.outcome_known,
        };
        let expected = plan.segment(one.segment).expected_lift;
        (one.segment, group(one.won, sample, expected))
    });
    let segments = segments.collect();
    let all = Sample {
        successes: outcomes,
        leads: known,
    };
    Ok(Design {
        share,
        segments,
        overall: group(audit.covered, all, None),
    })
}

fn smallest_lift_at(sample: Sample, leads: u64, share: f64) -> Option<f64> {
    let control = (leads as f64 * share).round() as u64;
    let message = leads.saturating_sub(control);
    (control > 0 && message > 0)
        .then(|| smallest_lift_of_groups(sample, control, message))
        .flatten()
}

impl Needed {
    fn of(
        lift: f64,
        sample: Sample,
        (leads, leads_a_week): (u64, Option<f64>),
        share: f64,
    ) -> Self {
        let rate = sample.successes as f64 / sample.leads as f64;
        let higher = rate * (1.0 + lift);
        let control = |share: f64| {
            let control = control_needed(rate, higher, (1.0 - share) / share).ceil();
            (rate > 0.0 && lift > 0.0 && higher < 1.0 && control / share < MOST).then_some(control)
        };
        let at_share = control(share);
        let needed = at_share.map(|control| (control / share).ceil());
        let is_enough = |share: f64| control(share).is_some_and(|one| one <= leads as f64 * share);
        let weeks = needed.zip(leads_a_week).map(|(needed, a_week)| {
            let missing = (needed - leads as f64).max(0.0);
            if missing > 0.0 { missing / a_week } else { 0.0 }
        });
        Self {
            lift,
            leads: needed.map(|needed| needed as u64),
            held_out: at_share.map(|control| control as u64),
            share: (1..=50)
                .map(|percent| f64::from(percent) * STEP)
                .find(|share| is_enough(*share)),
            weeks: weeks.filter(|weeks| weeks.is_finite()),
        }
    }

    /// Whether today's leads are enough at the design's share.
    pub fn is_enough(&self, leads: u64) -> bool {
        self.leads.is_some_and(|needed| needed <= leads)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::audit;
    use crate::masks::{Mask, Measures, Standing, month_of};
    use crate::testing;

    const PLAN: &str = "\
title: T
as_of: 2027-03-01
leads: {outcome: won, date: seen}
segments:
  - {name: a, where: x > 1, expected_lift: 0.2, scores: {impact: 9, confidence: 9, ease: 9}}
  - {name: b, where: x < 1, scores: {impact: 5, confidence: 5, ease: 5}}
";

    /// A design for a segment with so many leads, of which so many have the outcome, all of January and
    /// February 2027, and another one without any outcome.
    fn designed(leads: u64, outcomes: u64, share: f64) -> Design {
        let plan = testing::read(PLAN);
        let mut masks = MaskTable::of(&plan);
        for (segment, outcome, leads) in [
            (0, true, outcomes),
            (0, false, leads - outcomes),
            (1, false, 100),
        ] {
            let words = [1_u64 << segment];
            let standing = Standing {
                mask: Mask::new(&words),
                outcome: Some(outcome),
                month: month_of(jiff::civil::date(2027, 1 + i8::from(outcome), 1)),
                ..Standing::default()
            };
            let measures = Measures::of_leads(leads);
            masks.count(&standing, &measures).unwrap();
        }
        let order: Vec<SegmentId> = plan.segment_ids().collect();
        let audit = audit(&plan, &order, &masks, Vec::new()).unwrap();
        design(&plan, &audit, &masks, share).unwrap()
    }

    /// 5 % against 6 %: 16,315 leads in equal groups, by `power.prop.test` of R, and 46,505 where one
    /// of ten is held out; whole leads in both groups.
    #[test]
    fn leads_needed_are_the_published_ones() {
        let expected = |share| {
            let one = designed(1000, 50, share).segments[0].1.expected.unwrap();
            (one.leads, one.held_out)
        };
        assert_eq!(expected(0.5), (Some(16_316), Some(8158)));
        assert_eq!(expected(0.1), (Some(46_510), Some(4651)));
    }

    #[test]
    fn the_smallest_share_and_the_weeks_follow_from_the_leads() {
        let of = |leads: u64, share| {
            let found = designed(leads, leads / 20, share).segments.remove(0).1;
            (found.expected.unwrap(), found)
        };
        let (few, found) = of(10_000, 0.1);
        assert_eq!(few.share, None);
        // 46,510 are needed, and 10,000 came in the 59 days to 1 March.
        let a_week = 10_000.0 / 59.0 * 7.0;
        assert!((found.leads_a_week.unwrap() - a_week).abs() < 1e-9);
        assert!((few.weeks.unwrap() - 36_510.0 / a_week).abs() < 1e-9);
        let (enough, found) = of(50_000, 0.1);
        assert_eq!((enough.share, enough.weeks), (Some(0.1), Some(0.0)));
        assert!(enough.is_enough(50_000) && found.smallest_detectable_lift.unwrap() < 0.2);
        let (half, _) = of(20_000, 0.1);
        let share = half.share.unwrap();
        assert!(share > 0.25 && share < 0.5, "{share}");
        let at_share = of(20_000, share).0;
        assert!(at_share.is_enough(20_000), "{at_share:?}");
        assert!(!of(20_000, share - 0.01).0.is_enough(20_000));
    }

    #[test]
    fn without_an_outcome_nothing_is_planned() {
        let found = designed(1000, 50, 0.1);
        let other = &found.segments[1].1;
        assert_eq!(other.expected, None);
        assert!(
            other
                .lifts
                .iter()
                .all(|one| one.leads.is_none() && one.share.is_none())
        );
        assert_eq!(other.smallest_detectable_lift, None);
        assert_eq!(found.overall.leads, 1100);
        let all = designed(0, 0, 0.1);
        assert_eq!(all.segments[0].1.rate, None);
        assert_eq!(all.segments[0].1.expected.unwrap().leads, None);
    }
}
