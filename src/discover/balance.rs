//! Whether two groups of leads are alike: standardized differences of their columns.

use std::collections::BTreeSet;

use super::contrast::is_left_out;
use super::dictionary::Dictionary;
use super::leads::{LeadColumn, Leads};
use crate::classes::Field;
use crate::condition::{AttributeId, Condition, Literal, evaluate};
use crate::count::literal;
use crate::lists;
use crate::plan::Plan;
use crate::profile::{LeadSample, Profile};

/// Values of a column that are compared one by one at most; a column with more is left out.
const VALUES_UP_TO: usize = 50;

/// A column in which two groups differ.
#[derive(Debug, Clone, PartialEq)]
pub struct Imbalance {
    /// Its name.
    pub column: String,
    /// The value whose share differs, `(empty)` for none; `None` if it is the mean of numbers.
    pub value: Option<String>,
    /// The standardized difference, of the second group less the first: in standard deviations, the
    /// mean of both groups' variances taken.
    pub difference: f64,
}

impl Imbalance {
    /// Differences up to this size are small enough.
    pub const ABOVE: f64 = 0.1;
}

/// The columns in which the leads of the second group (`Some(false)`: with a message) differ from those
/// of the first (`Some(true)`: the control group) by more than [`Imbalance::ABOVE`], the largest first:
/// means of numbers, shares of texts and answers, shares of missing values. Keys, personal data and the
/// columns `besides` are left out.
///
/// Austin (2009), Statistics in Medicine 28:3083.
pub fn balance(
    profile: &Profile,
    dictionary: &Dictionary,
    leads: &Leads,
    groups: &[Option<bool>],
    besides: &BTreeSet<usize>,
) -> Vec<Imbalance> {
    let mut found = Vec::new();
    for (place, column) in profile.columns.iter().enumerate() {
        if is_left_out(column) || besides.contains(&place) {
            continue;
        }
        let kind = dictionary.attributes[place].kind;
        let values = &leads.columns[place];
        let missing = values
            .values
            .iter()
            .map(Option::is_none)
            .collect::<Vec<_>>();
        let mut add = |value: Option<String>, difference: Option<f64>| {
            let difference = difference.filter(|one| one.abs() > Imbalance::ABOVE);
            found.extend(difference.map(|difference| Imbalance {
                column: column.name.clone(),
                value,
                difference,
            }));
        };
        add(
            Some("(empty)".to_owned()),
            of_shares(values, &missing, groups),
        );
        if kind.is_numeric() {
            add(None, of_means(&leads.amounts(place), groups));
            continue;
        }
        let named = values.values.iter().flatten().filter_map(name);
        let named: Vec<String> = named.collect();
        if named.len() > VALUES_UP_TO {
            continue;
        }
        for name_of_it in named {
            let is_it = |value: &Option<Literal>| {
                value.as_ref().and_then(name).as_ref() == Some(&name_of_it)
            };
            let is_it: Vec<bool> = values.values.iter().map(is_it).collect();
            let difference = of_shares(values, &is_it, groups);
            add(Some(name_of_it), difference);
        }
    }
    lists::sort_by(&mut found, |one, other| {
        other.difference.abs().total_cmp(&one.difference.abs())
    });
    found
}

/// A value whose share is compared: a text, or yes of a yes and no.
fn name(value: &Literal) -> Option<String> {
    match value {
        Literal::Text(text) => Some(text.clone()),
        Literal::Boolean(true) => Some("true".to_owned()),
        _ => None,
    }
}

/// The standardized difference of the shares of leads whose value is one of those marked.
fn of_shares(column: &LeadColumn, marked: &[bool], groups: &[Option<bool>]) -> Option<f64> {
    let mut counts = [[0_u64; 2]; 2];
    for (code, group) in column.codes.iter().zip(groups) {
        if let Some(is_control) = group {
            let [all, with] = &mut counts[usize::from(!is_control)];
            *all += 1;
            *with += u64::from(marked[*code as usize]);
        }
    }
    let share = |[all, with]: [u64; 2]| (all > 0).then(|| with as f64 / all as f64);
    let (one, other) = (share(counts[0])?, share(counts[1])?);
    standardized(other - one, one * (1.0 - one), other * (1.0 - other))
}

/// The standardized difference of the means of the numbers that are there.
fn of_means(amounts: &[Option<f64>], groups: &[Option<bool>]) -> Option<f64> {
    let moments = |wanted: bool| {
        let own = amounts.iter().zip(groups);
        let own = own
            .filter(|(_, group)| **group == Some(wanted))
            .filter_map(|(amount, _)| *amount);
        let own: Vec<f64> = own.collect();
        let count = own.len() as f64;
        let mean = own.iter().sum::<f64>() / count;
        let squares: f64 = own.iter().map(|amount| (amount - mean).powi(2)).sum();
        (own.len() > 1).then(|| (mean, squares / (count - 1.0)))
    };
    let ((one, first), (other, second)) = (moments(true)?, moments(false)?);
    standardized(other - one, first, second)
}

fn standardized(difference: f64, one: f64, other: f64) -> Option<f64> {
    let deviation = f64::midpoint(one, other).sqrt();
    match (deviation > 0.0, difference == 0.0) {
        (true, _) => Some(difference / deviation),
        (false, true) => None,
        // All of one group and none of the other.
        (false, false) => Some(f64::INFINITY.copysign(difference)),
    }
}

/// A plan's answer for each lead of a sample, whose columns have these names; `None` where it is null.
pub fn answers_of_plan(
    sample: &LeadSample,
    columns: &[String],
    plan: &Plan,
    condition: &Condition,
) -> Vec<Option<bool>> {
    let place = |id: AttributeId| {
        let wanted = plan.attribute(id).column.trim();
        columns.iter().position(|one| one.trim() == wanted)
    };
    let asked = condition
        .tests()
        .into_iter()
        .map(|test| test.operand.attribute());
    let asked: Vec<(AttributeId, Option<usize>, Field)> = asked
        .map(|id| (id, place(id), Field::of(id, plan.attribute(id))))
        .collect();
    let answer = |cells: Vec<&str>| {
        let value = |id: AttributeId| {
            let (_, place, field) = asked.iter().find(|one| one.0 == id)?;
            literal(field, cells.get((*place)?)?, false).flatten()
        };
        evaluate(condition, &value, plan.as_of.date)
    };
    let leads = sample.leads.iter();
    leads.map(|lead| answer(lead.cells().collect())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Means 2 and 4 with variances 1 and 4: 2 / √2.5. Shares ½ and ¾: ¼ / √((¼ + 3/16) / 2).
    #[test]
    fn differences_are_in_standard_deviations() {
        let amounts = [1.0, 2.0, 3.0, 2.0, 4.0, 6.0].map(Some);
        let groups = [true, true, true, false, false, false].map(Some);
        let found = of_means(&amounts, &groups).unwrap();
        assert!((found - 2.0 / 2.5_f64.sqrt()).abs() < 1e-12, "{found}");
        let column = LeadColumn {
            codes: vec![0, 0, 1, 1, 0, 0, 0, 1],
            values: vec![None, None],
        };
        let groups = [true, true, true, true, false, false, false, false].map(Some);
        let found = of_shares(&column, &[true, false], &groups).unwrap();
        let by_hand = 0.25 / f64::midpoint(0.25, 0.1875).sqrt();
        assert!((found - by_hand).abs() < 1e-12, "{found}");
        assert_eq!(standardized(0.0, 0.0, 0.0), None);
        assert_eq!(standardized(-1.0, 0.0, 0.0), Some(f64::NEG_INFINITY));
    }
}
