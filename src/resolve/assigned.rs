//! Leads counted by the segment and the group that they had in an earlier run, whatever they fit today.

use super::changes::Earlier;
use crate::condition::{Comparison, Condition, Expression, Literal, Operand, Predicate, Test};
use crate::count::{Counter, LeadQuery, SetRoom, field_columns, key_column, need_key};
use crate::lead_error::LeadError;
use crate::masks::{Mask, MaskTable, Measures, Standing, insert};
use crate::plan::{Plan, SegmentId};
use crate::table::{
    Batch, Consumer, Finish, Input, Progress, Stop, Table, TableOptions, WrongCells,
};

/// Leads by the segment and the group that they had in an earlier run.
#[derive(Debug, Clone, PartialEq)]
pub struct AssignedCounts {
    /// A lead fits the segment that it was given, and no other.
    pub masks: MaskTable,
    /// Leads that the earlier run did not have, or that have no key; they are not counted.
    pub new: u64,
    /// Leads that it gave to segments which the plan doesn't have, or doesn't define; they are not
    /// counted.
    pub elsewhere: u64,
    /// Leads of the earlier run that are not in the table.
    pub gone: u64,
}

/// Reads a lead table and counts its leads by what they were given in an earlier run, which is to be
/// read for the same plan and order. Outcomes are today's; leads that the plan excludes today count,
/// those that it excluded then don't. Where the earlier run has no groups, those of `leads.control`
/// count. It takes 24 bytes of memory a lead of the earlier run.
///
/// # Errors
/// As for [`count_leads()`](crate::count::count_leads()), and if the plan names no key.
pub fn count_assigned(
    plan: &Plan,
    order: &[SegmentId],
    input: Input,
    earlier: &Earlier,
    options: &TableOptions,
    progress: &Progress,
) -> Result<AssignedCounts, LeadError> {
    let masks = MaskTable::of(plan);
    let bits: Vec<Option<usize>> = order
        .iter()
        .map(|id| masks.segments().iter().position(|one| one == id))
        .collect();
    let query = LeadQuery::of(&undefined(plan));
    let table = Table::open(input, options, progress)?;
    let columns = field_columns(&query, &table)?;
    need_key(plan, "leads are looked up by their key")?;
    let Some(key) = key_column(&query, &table)? else {
        return Ok(AssignedCounts::of(masks));
    };
    let threads = options.threads();
    let pass = table.read(&query.selection(&columns, vec![key]), || Assigned {
        counter: Counter::new(&query, &columns, threads, None),
        earlier,
        key,
        bits: &bits,
        words: vec![0; masks.segments().len().div_ceil(64).max(1)],
        counts: AssignedCounts::of(MaskTable::of(plan)),
    })?;
    let mut counts = AssignedCounts::of(masks);
    for part in pass.done {
        counts.masks.merge(&part.masks)?;
        counts.new += part.new;
        counts.elsewhere += part.elsewhere;
    }
    counts.gone = earlier.unseen();
    Ok(counts)
}

/// The plan whose segments are those that leads had then, by the attribute of `leads.assigned`; `None` if the
/// plan names none. Leads of other segments, and those without one, are excluded.
pub fn assigned_plan(plan: &Plan) -> Option<Plan> {
    let attribute = plan.leads.assigned?;
    let test = |predicate| {
        Condition::Test(Test {
            operand: Operand::Attribute(attribute),
            predicate,
        })
    };
    let expression = |condition: Condition| Expression {
        text: String::new(),
        condition,
        mentions: Vec::new(),
        texts: Vec::new(),
        tests: Vec::new(),
    };
    let named = |name: &str| Literal::Text(name.to_owned());
    let mut then = undefined(plan);
    let mut names = vec![named(&plan.default.name)];
    for (segment, own) in then.segments.iter_mut().zip(&plan.segments) {
        if own.definition.is_some() {
            names.push(named(&own.name));
            let is_own = Predicate::Compare(Comparison::Equal, named(&own.name));
            segment.definition = Some(expression(test(is_own)));
        }
    }
    let elsewhere = Condition::Not(Box::new(test(Predicate::In(names))));
    let exclude = Condition::Or(vec![test(Predicate::IsNull), elsewhere]);
    then.leads.exclude = Some(expression(exclude));
    Some(then)
}

/// The plan without what says who fits what today.
fn undefined(plan: &Plan) -> Plan {
    let mut plan = plan.clone();
    for segment in &mut plan.segments {
        segment.definition = None;
    }
    plan.leads.exclude = None;
    plan.leads.value = None;
    plan
}

impl AssignedCounts {
    fn of(masks: MaskTable) -> Self {
        Self {
            masks,
            new: 0,
            elsewhere: 0,
            gone: 0,
        }
    }
}

/// Counts the leads of one thread.
struct Assigned<'a> {
    counter: Counter<'a>,
    earlier: &'a Earlier,
    key: usize,
    /// For each segment of the order its bit in a mask.
    bits: &'a [Option<usize>],
    words: Vec<u64>,
    counts: AssignedCounts,
}

impl Assigned<'_> {
    /// Counts a lead that stands so and was given a segment of this number, in this group.
    fn add(
        &mut self,
        standing: Standing<'_>,
        (segment, control): (usize, Option<bool>),
    ) -> Result<(), LeadError> {
        let one = Measures::of_leads(1);
        let control = match self.earlier.has_groups() {
            true => control,
            false => standing.control,
        };
        self.words.fill(0);
        let ranked = self.bits.len();
        match self.bits.get(segment) {
            Some(Some(bit)) => insert(&mut self.words, *bit),
            None if segment == ranked => {}
            None if segment == ranked + 1 => {
                return self.counts.masks.count(&Standing::EXCLUDED, &one);
            }
            Some(None) | None => {
                self.counts.elsewhere += 1;
                return Ok(());
            }
        }
        let standing = Standing {
            mask: Mask::new(&self.words),
            undecided: Mask::NONE,
            control,
            ..standing
        };
        self.counts.masks.count(&standing, &one)
    }
}

impl Consumer for Assigned<'_> {
    fn begin(&mut self, part: usize, rows: usize) -> Result<(), LeadError> {
        self.counter.begin(part, rows)
    }

    fn rows(&mut self, batch: &mut dyn Batch) -> Result<(), Stop> {
        self.counter.rows(batch)?;
        if self.counter.is_refused() {
            return Ok(());
        }
        let mut room = SetRoom::default();
        for row in 0..batch.rows() {
            let key = batch.cell(self.key, row)?;
            let known = (!key.is_empty()).then(|| self.earlier.lead(&key)).flatten();
            let Some(known) = known else {
                self.counts.new += 1;
                continue;
            };
            let number = self.counter.numbers()[row] as usize;
            let standing = self.counter.standing(number, &mut room);
            let standing = Standing {
                mask: Mask::NONE,
                undecided: Mask::NONE,
                ..standing
            };
            self.add(standing, known)?;
        }
        Ok(())
    }

    fn wrong(&mut self) -> WrongCells {
        self.counter.wrong()
    }
}

impl Finish for Assigned<'_> {
    type Done = AssignedCounts;

    fn done(self) -> Self::Done {
        self.counts
    }
}
