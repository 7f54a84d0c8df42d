//! Leads that show what an order does: one that each segment wins, and those at the edges of its
//! definition.

use jiff::ToSpan;

use super::definitions::Definitions;
use super::reach::{OrderReach, Reach};
use super::{Claim, Witness};
use crate::condition::{Literal, Operand, Predicate, Test, evaluate};
use crate::plan::{Attribute, Plan, SegmentId};

/// A lead, and what it is there for.
#[derive(Debug, Clone, PartialEq)]
pub struct ShownLead {
    /// The lead.
    pub lead: Witness,
    /// What becomes of it, by the rules that counting obeys, too.
    pub gets: Gets,
    /// What it shows.
    pub shows: Shows,
}

/// What becomes of a lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gets {
    /// This segment, the first of the order that it fits.
    Segment(SegmentId),
    /// The default, as it fits none.
    Default,
    /// Nothing: it is excluded.
    Nothing,
}

/// What a lead shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shows {
    /// That a segment can win a lead.
    Wins(SegmentId),
    /// A lead that fits a segment which can win none.
    Fits(SegmentId),
    /// A value at the edge of a test in a segment's definition, by the test's place.
    Edge(SegmentId, usize),
    /// An attribute that a test in a segment's definition asks for is missing.
    Missing(SegmentId, usize),
    /// A lead for the default.
    Default,
    /// A lead that is excluded.
    Excluded,
}

/// Leads that show what an order does; of two with the same values the first. Segments for which no lead
/// was found have none.
pub fn witnesses(plan: &Plan, order: &[SegmentId], reach: &OrderReach) -> Vec<ShownLead> {
    if reach.segments.is_empty() {
        return Vec::new();
    }
    let definitions = Definitions::new(plan);
    let prover = definitions.prover();
    let mut shown: Vec<ShownLead> = Vec::new();
    let mut show = |lead: Witness, shows| {
        if shown.iter().all(|one| one.lead != lead) {
            let gets = gets(plan, order, &lead);
            shown.push(ShownLead { lead, gets, shows });
        }
    };
    let found = |claims: &[Claim]| prover.find(claims).lead();
    let mut leads: Vec<(SegmentId, Witness)> = Vec::new();
    for id in order {
        let (Some(one), Some(own)) = (reach.of(*id), definitions.places[id.0]) else {
            continue;
        };
        match &one.reach {
            Reach::Wins(lead) => {
                show(lead.clone(), Shows::Wins(*id));
                leads.push((*id, lead.clone()));
            }
            Reach::Taken(_) => {
                if let Some(lead) = found(&definitions.claims(own, &[])) {
                    show(lead, Shows::Fits(*id));
                }
            }
            Reach::NeverFits(_) | Reach::Excluded | Reach::Undecided => {}
        }
    }
    if let Some(lead) = found(&definitions.none_of(order)) {
        show(lead, Shows::Default);
    }
    if let Some(lead) = definitions.excluded().and_then(|claim| found(&[claim])) {
        show(lead, Shows::Excluded);
    }
    for (id, lead) in leads {
        let definition = plan.segment(id).definition.iter();
        for (place, test) in definition.flat_map(|one| one.condition.tests()).enumerate() {
            let attribute = test.operand.attribute();
            for value in edges(plan, test) {
                show(lead.with(attribute, Some(value)), Shows::Edge(id, place));
            }
            show(lead.with(attribute, None), Shows::Missing(id, place));
        }
    }
    shown
}

/// What becomes of a lead under an order, by the rules that counting obeys, too.
pub fn gets(plan: &Plan, order: &[SegmentId], lead: &Witness) -> Gets {
    let holds =
        |condition| evaluate(condition, &|id| lead.value(id), plan.as_of.date) == Some(true);
    let exclude = plan.leads.exclude.as_ref();
    if exclude.is_some_and(|one| holds(&one.condition)) {
        return Gets::Nothing;
    }
    let fits = |id: &&SegmentId| {
        let definition = plan.segment(**id).definition.as_ref();
        definition.is_some_and(|one| holds(&one.condition))
    };
    order
        .iter()
        .find(fits)
        .map_or(Gets::Default, |id| Gets::Segment(*id))
}

/// The values at which the answer to a test of numbers or days turns, and those beside them, as far as
/// the attribute can have them.
fn edges(plan: &Plan, test: &Test) -> Vec<Literal> {
    let attribute = plan.attribute(test.operand.attribute());
    let ends: Vec<&Literal> = match &test.predicate {
        Predicate::Compare(_, end) => vec![end],
        Predicate::Between(low, high) => vec![low, high],
        _ => Vec::new(),
    };
    let beside = |end: &Literal| match (test.operand, end) {
        (Operand::Attribute(_), Literal::Integer(number)) => {
            let beside = [number.checked_sub(1), Some(*number), number.checked_add(1)];
            beside.map(|one| one.map(Literal::Integer)).to_vec()
        }
        (Operand::Attribute(_), Literal::Number(number)) => {
            let beside = [number - 1.0, *number, number + 1.0];
            beside.map(|one| Some(Literal::Number(one))).to_vec()
        }
        (Operand::Attribute(_), Literal::Date(day)) => {
            let beside = [day.yesterday().ok(), Some(*day), day.tomorrow().ok()];
            beside.map(|one| one.map(Literal::Date)).to_vec()
        }
        (Operand::DaysSince(_), Literal::Integer(days)) => {
            let days_ago = |days: i64| {
                let span = 0.days().try_days(days).ok()?;
                plan.as_of.date.checked_sub(span).ok()
            };
            let beside = [days.checked_sub(1), Some(*days), days.checked_add(1)];
            beside
                .map(|one| Some(Literal::Date(days_ago(one?)?)))
                .to_vec()
        }
        _ => Vec::new(),
    };
    let values = ends.into_iter().flat_map(beside).flatten();
    values.filter(|value| can_have(attribute, value)).collect()
}

fn can_have(attribute: &Attribute, value: &Literal) -> bool {
    let number = match value {
        Literal::Integer(number) => *number as f64,
        Literal::Number(number) => *number,
        _ => return true,
    };
    attribute.min.is_none_or(|min| min <= number) && attribute.max.is_none_or(|max| number <= max)
}
