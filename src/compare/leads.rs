//! What two plans do to leads: to those of one table, or each to its own.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{Joint, JointId, PlanComparison, SegmentComparison};
use crate::audit::{Audit, ColumnFacts, Rate, SegmentAudit, audit, handovers};
use crate::lead_error::LeadError;
use crate::lists;
use crate::masks::MaskTable;
use crate::plan::{Plan, SegmentId};

/// What the two plans do to leads.
#[derive(Debug, Clone, PartialEq)]
pub struct LeadsCompared {
    /// Leads under the old plan, and under the new: of one table the same.
    pub leads: [u64; 2],
    /// Leads that each of the plans excludes.
    pub excluded: [u64; 2],
    /// Leads that fit at least one segment.
    pub covered: [u64; 2],
    /// The leads that each segment wins, in the order of [`PlanComparison::segments`]; `None` for a plan that
    /// doesn't rank or define it.
    pub segments: Vec<[Option<Won>; 2]>,
    /// Leads that change hands, most first; `None` for two tables, whose leads are not the same.
    pub handed: Option<Vec<Handed>>,
    /// What is different about attributes in the second table; empty for one table.
    pub drift: Vec<AttributeDrift>,
}

/// The leads that a segment wins.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Won {
    /// How many there are.
    pub leads: u64,
    /// Their outcome rate; `None` if no outcome is known.
    pub rate: Option<Rate>,
    /// The sum of their values; `None` if the plan names none.
    pub value: Option<f64>,
}

/// Leads that one plan gives to one segment and the other plan to another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Handed {
    /// Who has them by the old plan.
    pub from: JointId,
    /// Who has them by the new plan.
    pub to: JointId,
    /// How many there are; at least 1.
    pub leads: u64,
    /// Those with a true outcome.
    pub outcomes: u64,
    /// The sum of their values; 0 if the plan names none.
    pub value: f64,
}

/// What is different about an attribute in the second of two tables.
#[derive(Debug, Clone, PartialEq)]
pub struct AttributeDrift {
    /// Its name in the new plan.
    pub name: String,
    /// The share of leads without a value in the first table and in the second, 0 to 1, if it
    /// changed by [`AttributeDrift::MISSING_BY`] and more.
    pub missing: Option<[f64; 2]>,
    /// Texts that no lead of the first table has, with their leads, most first.
    pub new_values: Vec<(String, u64)>,
}

impl AttributeDrift {
    /// By so much the share of missing values changes before it is told.
    pub const MISSING_BY: f64 = 0.1;
    /// A new text is told if at least this share of the leads with a value have it.
    pub const VALUE_FROM: f64 = 0.01;
}

impl Won {
    fn of(one: &SegmentAudit) -> Self {
        Self {
            leads: one.won,
            rate: one.rate,
            value: one.value,
        }
    }
}

impl LeadsCompared {
    /// Of the leads of one table, counted by a joint plan.
    ///
    /// # Errors
    /// If a temporary file holds rows of the table and cannot be read; see [`MaskTable::each`].
    pub fn of_one_table(
        comparison: &PlanComparison,
        joint: &Joint,
        table: &MaskTable,
    ) -> Result<Self, LeadError> {
        let (was, is) = (&joint.old_order, &joint.new_order);
        let audits = [
            audit(&joint.plan, was, table, Vec::new())?,
            audit(&joint.plan, is, table, Vec::new())?,
        ];
        let mut merged: BTreeMap<(JointId, JointId), Handed> = BTreeMap::new();
        for one in handovers(was, is, table)? {
            let (from, to) = (joint.stands_for(one.from), joint.stands_for(one.to));
            let sum = merged.entry((from, to)).or_insert(Handed {
                from,
                to,
                leads: 0,
                outcomes: 0,
                value: 0.0,
            });
            sum.leads += one.leads;
            sum.outcomes += one.outcomes;
            sum.value += one.value;
        }
        let mut handed: Vec<Handed> = merged.into_values().collect();
        handed.retain(|one| one.from != one.to);
        lists::sort_by_key(&mut handed, |one| std::cmp::Reverse(one.leads));
        let place = |id: SegmentId| joint.stands_for(Some(id));
        let excluded = |audit: &Audit| {
            let of = audit.segments.iter();
            let of = of.filter(|one| place(one.segment) == JointId::Excluded);
            of.map(|one| one.won).sum::<u64>()
        };
        let [was, is] = &audits;
        Ok(Self {
            leads: [was.leads, is.leads],
            excluded: [excluded(was), excluded(is)],
            covered: [was.covered - excluded(was), is.covered - excluded(is)],
            segments: sizes(comparison.segments.len(), [was, is], |_, id| {
                match place(id) {
                    JointId::Segment(place) => Some(place),
                    JointId::Excluded | JointId::Default => None,
                }
            }),
            handed: Some(handed),
            drift: Vec::new(),
        })
    }

    /// Of the leads of two tables, each audited by its plan.
    pub fn of_two_tables(
        comparison: &PlanComparison,
        (old, was): (&Plan, &Audit),
        (new, is): (&Plan, &Audit),
    ) -> Self {
        let places = |of: fn(&SegmentComparison) -> Option<SegmentId>| {
            let all = comparison.segments.iter().enumerate();
            let places = all.filter_map(|(place, one)| Some((of(one)?, place)));
            places.collect::<HashMap<SegmentId, usize>>()
        };
        let places = [places(|one| one.old), places(|one| one.new)];
        let segments = sizes(comparison.segments.len(), [was, is], |side, id| {
            places[side].get(&id).copied()
        });
        Self {
            leads: [was.leads, is.leads],
            excluded: [was.excluded, is.excluded],
            covered: [was.covered, is.covered],
            segments,
            handed: None,
            drift: drift((old, &was.columns), (new, &is.columns)),
        }
    }

    /// Leads that change hands, in all; `None` for two tables.
    pub fn moved(&self) -> Option<u64> {
        let handed = self.handed.as_ref()?;
        Some(handed.iter().map(|one| one.leads).sum())
    }
}

/// What each segment wins by two audits; `place` has the place of a segment of either.
fn sizes(
    segments: usize,
    audits: [&Audit; 2],
    place: impl Fn(usize, SegmentId) -> Option<usize>,
) -> Vec<[Option<Won>; 2]> {
    let mut sizes = vec![[None, None]; segments];
    for (side, audit) in audits.into_iter().enumerate() {
        for one in &audit.segments {
            if let Some(place) = place(side, one.segment) {
                sizes[place][side] = Some(Won::of(one));
            }
        }
    }
    sizes
}

/// What is different about the attributes that both plans read.
fn drift(
    (old, before): (&Plan, &[ColumnFacts]),
    (new, now): (&Plan, &[ColumnFacts]),
) -> Vec<AttributeDrift> {
    let name = |plan: &Plan, facts: &ColumnFacts| plan.attribute(facts.attribute).name.clone();
    let found = now.iter().filter_map(|now| {
        let own = name(new, now);
        let before = before.iter().find(|one| name(old, one) == own)?;
        let missing = [missing(before)?, missing(now)?];
        let is_other = (missing[0] - missing[1]).abs() >= AttributeDrift::MISSING_BY;
        let drift = AttributeDrift {
            name: own,
            missing: is_other.then_some(missing),
            new_values: new_values(before, now),
        };
        (drift.missing.is_some() || !drift.new_values.is_empty()).then_some(drift)
    });
    found.collect()
}

fn missing(facts: &ColumnFacts) -> Option<f64> {
    let all = facts.known + facts.missing;
    (all > 0).then(|| facts.missing as f64 / all as f64)
}

fn new_values(before: &ColumnFacts, now: &ColumnFacts) -> Vec<(String, u64)> {
    let (Some(before), Some(values)) = (&before.values, &now.values) else {
        return Vec::new();
    };
    let known: HashSet<&str> = before.iter().map(|(value, _)| value.as_str()).collect();
    let least = now.known as f64 * AttributeDrift::VALUE_FROM;
    let new = values
        .iter()
        .filter(|(value, leads)| !known.contains(value.as_str()) && *leads as f64 >= least);
    new.cloned().collect()
}
