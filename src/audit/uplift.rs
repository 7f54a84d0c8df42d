//! What the messages did: the outcomes of those that got one against the control group.

use serde::Serialize;

use super::lineup::Lineup;
use super::stats::binomial::binomial_test;
use super::stats::rates::{
    Difference, Rate, Ratio, Sample, holm, katz, newcombe, pooled_z_test, smallest_lift_of_groups,
    wilson,
};
use crate::lead_error::LeadError;
use crate::masks::{MaskTable, Totals};
use crate::plan::SegmentId;

/// The effect of the messages, by intention to treat: every lead counts for the group that it was
/// drawn for, whether the message reached it or not.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct UpliftAudit {
    /// One for each ranked segment with a definition, in priority order, over the leads it wins.
    pub segments: Vec<(SegmentId, Uplift)>,
    /// Of the leads that fit no ranked segment.
    pub default: Uplift,
    /// Of all leads that are not excluded.
    pub overall: Uplift,
    /// Leads of which it is null whether they are in the control group; they count for neither.
    pub unknown: u64,
}

/// The effect of a message: the group that got it against the control group.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Uplift {
    /// The leads that the message was meant for.
    pub message: Group,
    /// The control group.
    pub control: Group,
    /// Rate of those with the message less the rate of the control group; `None` if either has no
    /// known outcome. Its p is adjusted over the segments; `None` for the default and overall.
    pub uplift: Option<Difference>,
    /// The p of the difference, not adjusted; `None` if none or all of the leads succeeded.
    pub p: Option<f64>,
    /// Rate of those with the message over the rate of the control group; `None` if either has no
    /// outcome.
    pub ratio: Option<Ratio>,
    /// The smallest relative lift (0.2 for 20 %) over the rate of the control group that groups of
    /// this size can show; `None` if no lift is large enough.
    pub smallest_detectable_lift: Option<f64>,
    /// How the sizes of the groups fit the share that was to be held out; `None` if no share was
    /// declared, or if there are no leads.
    pub sample_ratio: Option<SampleRatio>,
}

/// Leads of one group.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Group {
    /// All of them.
    pub leads: u64,
    /// Those with a known outcome.
    pub known: u64,
    /// Those with a true outcome.
    pub outcomes: u64,
    /// Outcome rate of those with a known outcome; `None` if there are none.
    pub rate: Option<Rate>,
}

/// Whether the sizes of two groups fit the shares that were meant.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct SampleRatio {
    /// The share that was to be held out, 0 to 1.
    pub expected: f64,
    /// The share that is held out.
    pub found: f64,
    /// How likely chance alone strays this far: two-sided, exact binomial.
    pub p: f64,
}

impl SampleRatio {
    /// Below this p the groups were not drawn, or not kept, as they were meant, and no comparison
    /// of them can be trusted.
    pub const ALARM: f64 = 0.001;

    /// Whether the sizes are further off than chance explains.
    pub fn is_alarm(&self) -> bool {
        self.p < Self::ALARM
    }
}

impl Group {
    fn of(totals: &Totals) -> Self {
        let (outcomes, known) = totals.outcome_counts();
        Self::new(totals.leads, known, outcomes)
    }

    /// So many leads, of whom so many have a known outcome and so many a true one.
    pub fn new(leads: u64, known: u64, outcomes: u64) -> Self {
        let mut group = Self {
            leads,
            known,
            outcomes,
            rate: None,
        };
        group.rate = wilson(group.sample());
        group
    }

    fn sample(&self) -> Sample {
        Sample {
            successes: self.outcomes,
            leads: self.known,
        }
    }
}

impl Uplift {
    /// Of two groups; `share` is the share of both that was to be held out, 0 to 1 without its
    /// ends, where it is known.
    pub fn new(control: Group, message: Group, share: Option<f64>) -> Self {
        let (with, without) = (message.sample(), control.sample());
        let leads = control.leads + message.leads;
        let share = share.filter(|share| *share > 0.0 && *share < 1.0 && leads > 0);
        Self {
            control,
            message,
            uplift: newcombe(with, without),
            p: pooled_z_test(with, without).map(|(_, p)| p),
            ratio: katz(with, without),
            smallest_detectable_lift: smallest_lift_of_groups(
                without,
                control.known,
                message.known,
            ),
            sample_ratio: share.map(|expected| SampleRatio {
                expected,
                found: control.leads as f64 / leads as f64,
                p: binomial_test(control.leads, leads, expected),
            }),
        }
    }
}

/// Adjusts the p of several uplifts by Holm's method, each in its place.
pub fn adjust(uplifts: &mut [(SegmentId, Uplift)]) {
    let ps: Vec<Option<f64>> = uplifts.iter().map(|(_, one)| one.p).collect();
    for ((_, one), p_adjusted) in uplifts.iter_mut().zip(holm(&ps)) {
        if let Some(uplift) = &mut one.uplift {
            uplift.p_adjusted = p_adjusted;
        }
    }
}

/// The effect of the messages on the leads that a table counts, which has the groups where the plan
/// has `leads.control`, for an order, first to last. `share` is the share that was to be held out,
/// 0 to 1 without its ends, where it is known.
///
/// # Errors
/// If a temporary file holds rows of the table and cannot be read; see [`MaskTable::each`].
pub fn uplift(
    order: &[SegmentId],
    table: &MaskTable,
    share: Option<f64>,
) -> Result<UpliftAudit, LeadError> {
    let lineup = Lineup::new(order, table);
    let default = lineup.segments.len();
    // By place in the order, then the default: the control group, those with a message, others.
    let mut sums = vec![[Totals::default(); 3]; default + 1];
    table.each(|standing, row| {
        if !standing.excluded {
            let place = lineup.winner(standing.mask).unwrap_or(default);
            let group = match standing.control {
                Some(true) => 0,
                Some(false) => 1,
                None => 2,
            };
            sums[place][group].add_row(standing, row);
        }
    })?;
    let mut all = [Totals::default(); 3];
    for groups in &sums {
        for (all, group) in all.iter_mut().zip(groups) {
            all.add(group);
        }
    }
    let of = |[control, message, _]: &[Totals; 3]| {
        Uplift::new(Group::of(control), Group::of(message), share)
    };
    let segments = lineup.segments.iter().copied();
    let mut segments: Vec<(SegmentId, Uplift)> = segments.zip(sums.iter().map(of)).collect();
    adjust(&mut segments);
    Ok(UpliftAudit {
        segments,
        default: of(&sums[default]),
        overall: of(&all),
        unknown: all[2].leads,
    })
}

#[cfg(test)]
mod tests {
    use rand_chacha::ChaCha8Rng;
    use rand_chacha::rand_core::SeedableRng;
    use rand_distr::{Binomial, Distribution, Hypergeometric};

    use super::*;
    use crate::masks::{Mask, Measures, Standing};
    use crate::testing;

    const PLAN: &str = "\
title: T
segments:
  - {name: a, where: x > 1}
  - {name: b, where: x > 0}
";

    /// 400 leads fit both segments, so the first wins them; 40 fit the second alone, 20 none.
    fn table(plan: &crate::plan::Plan) -> MaskTable {
        let mut table = MaskTable::of(plan);
        let mut add = |mask: u64, control, outcome, leads| {
            let words = [mask];
            let standing = Standing {
                mask: Mask::new(&words),
                control,
                outcome,
                ..Standing::default()
            };
            let measures = Measures::of_leads(leads);
            table.count(&standing, &measures).unwrap();
        };
        let (yes, no) = (Some(true), Some(false));
        for (control, outcome, leads) in [
            (yes, yes, 10),
            (yes, no, 90),
            (no, yes, 60),
            (no, no, 240),
            (no, None, 5),
            (None, yes, 7),
        ] {
            add(0b11, control, outcome, leads);
        }
        for (control, outcome, leads) in [(yes, yes, 1), (yes, no, 9), (no, yes, 3), (no, no, 27)] {
            add(0b10, control, outcome, leads);
        }
        add(0, yes, no, 20);
        table
            .count(&Standing::EXCLUDED, &Measures::of_leads(50))
            .unwrap();
        table
    }

    #[test]
    fn leads_count_for_the_segment_that_wins_them_and_the_group_they_are_in() {
        let plan = testing::read(PLAN);
        let order: Vec<SegmentId> = plan.segment_ids().collect();
        let found = uplift(&order, &table(&plan), Some(0.25)).unwrap();
        let [(_, first), (_, second)] = found.segments[..] else {
            panic!("{found:?}");
        };
        assert_eq!(
            (first.control, first.message),
            (Group::new(100, 100, 10), Group::new(305, 300, 60))
        );
        let uplift = first.uplift.unwrap();
        assert!((uplift.difference - 0.1).abs() < 1e-12, "{uplift:?}");
        assert!((first.ratio.unwrap().ratio - 2.0).abs() < 1e-12);
        // Two segments have a p; that of the second is 1 and stays so.
        assert_eq!(uplift.p_adjusted, first.p.map(|p| 2.0 * p));
        assert_eq!(second.uplift.unwrap().p_adjusted, Some(1.0));
        assert_eq!(
            (found.overall.control.leads, found.overall.message.leads),
            (130, 335)
        );
        assert_eq!(
            (found.default.control.leads, found.default.message.leads),
            (20, 0)
        );
        assert_eq!((found.default.uplift, found.unknown), (None, 7));
        let ratio = found.overall.sample_ratio.unwrap();
        assert!(ratio.p > 0.1 && !ratio.is_alarm(), "{ratio:?}");
    }

    /// Outcomes of leads of whom each succeeds by chance.
    fn drawn(stream: &mut ChaCha8Rng, leads: u64, rate: f64) -> Group {
        let outcomes = Binomial::new(leads, rate).unwrap().sample(stream);
        Group::new(leads, leads, outcomes)
    }

    /// Holm's method keeps the chance of any false effect among eight segments below 5 %, and a
    /// tenth held out shows 6 % against 5 % of 46,505 leads in four of five tests.
    #[test]
    fn simulated_effects_are_found_as_often_as_is_said() {
        let mut stream = ChaCha8Rng::seed_from_u64(1);
        let runs = 4000_u32;
        let (mut false_effects, mut covered, mut shown) = (0, 0, 0);
        for _ in 0..runs {
            let mut segments: Vec<(SegmentId, Uplift)> = (0..8)
                .map(|place| {
                    let groups = [400, 3600].map(|leads| drawn(&mut stream, leads, 0.08));
                    (SegmentId(place), Uplift::new(groups[0], groups[1], None))
                })
                .collect();
            adjust(&mut segments);
            let is_false = |(_, one): &(SegmentId, Uplift)| one.uplift.unwrap().is_beyond_chance();
            false_effects += u32::from(segments.iter().any(is_false));
            let control = drawn(&mut stream, 4_650, 0.05);
            let message = drawn(&mut stream, 41_855, 0.06);
            let one = Uplift::new(control, message, None);
            let uplift = one.uplift.unwrap();
            covered += u32::from((uplift.low..uplift.high).contains(&0.01));
            shown += u32::from(one.p.unwrap() < 0.05);
        }
        let share = |count: u32| f64::from(count) / f64::from(runs);
        assert!(share(false_effects) < 0.06, "{}", share(false_effects));
        assert!(
            (0.94..0.965).contains(&share(covered)),
            "{}",
            share(covered)
        );
        assert!((0.78..0.82).contains(&share(shown)), "{}", share(shown));
    }

    /// Outcomes that are shuffled over the leads have no effect: one comparison finds one about as
    /// often as its 5 % say, and Holm's method keeps the chance of any below that.
    #[test]
    fn shuffled_outcomes_find_an_effect_as_often_as_is_said() {
        let mut stream = ChaCha8Rng::seed_from_u64(2);
        let (leads, outcomes, held_out) = (4000, 320, 1200);
        let shuffled = Hypergeometric::new(leads, outcomes, held_out).unwrap();
        let runs = 8000_u32;
        let (mut alone, mut any) = (0, 0);
        for _ in 0..runs {
            let segments = (0..6).map(|place| {
                let control = shuffled.sample(&mut stream);
                let rest = leads - held_out;
                let groups = [
                    Group::new(held_out, held_out, control),
                    Group::new(rest, rest, outcomes - control),
                ];
                (SegmentId(place), Uplift::new(groups[0], groups[1], None))
            });
            let mut segments: Vec<(SegmentId, Uplift)> = segments.collect();
            alone += u32::from(segments[0].1.p.unwrap() < 0.05);
            adjust(&mut segments);
            let is_false = |(_, one): &(SegmentId, Uplift)| one.uplift.unwrap().is_beyond_chance();
            any += u32::from(segments.iter().any(is_false));
        }
        let share = |count: u32| f64::from(count) / f64::from(runs);
        assert!((0.035..0.06).contains(&share(alone)), "{}", share(alone));
        assert!(share(any) < 0.06, "{}", share(any));
    }

    #[test]
    fn a_group_of_another_size_than_was_meant_is_an_alarm() {
        let plan = testing::read(PLAN);
        let order: Vec<SegmentId> = plan.segment_ids().collect();
        let ratio = |share| {
            let found = uplift(&order, &table(&plan), share).unwrap();
            found.overall.sample_ratio
        };
        assert!(ratio(Some(0.1)).unwrap().is_alarm());
        assert_eq!((ratio(None), ratio(Some(0.0))), (None, None));
    }
}
