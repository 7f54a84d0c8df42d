//! The order that other usual formulas would give the same scores.

use std::collections::BTreeMap;

use crate::assess::Assessment;
use crate::lists;
use crate::order::certainty::Certainty;
use crate::order::rank::Ranking;
use crate::order::rank::keys::Contender;
use crate::plan::{Formula, Plan, Scale, Scoring, SegmentId};

/// The order under each usual formula, and the pairs that change places.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FormulaAudit {
    /// The ranked candidates under each formula that the scale admits, best first; pins left out.
    pub orders: Vec<(Formula, Vec<SegmentId>)>,
    /// Pairs whose order another formula reverses: by the ordering keys alone, without tie-breaks,
    /// neither formula has the two equal. Upper ones first, and only among the first
    /// [`Certainty::PAIRWISE_UP_TO`] of the order by the plan's own formula.
    pub reversals: Vec<Reversal>,
}

/// A pair whose order another formula reverses.
#[derive(Debug, Clone, PartialEq)]
pub struct Reversal {
    /// Ahead by the plan's formula.
    pub upper: SegmentId,
    /// Ahead by the other.
    pub lower: SegmentId,
    /// The formulas that reverse them.
    pub formulas: Vec<Formula>,
}

/// Ranks the ranked candidates under each usual formula that the scale admits, with the plan's
/// weights, ordering keys and tie-breaks, and lists the pairs that another formula reverses.
/// Ratio takes ease as effort (min + max − ease), the others effort as ease in the same way.
/// Where the order does not rest on the score, every formula gives the same.
pub fn formula_audit(plan: &Plan, assessment: &Assessment, ranking: &Ranking) -> FormulaAudit {
    let under = |formula| {
        let scoring = Scoring {
            formula,
            ..plan.scoring.clone()
        };
        let contender = |id| {
            let rescored = assessment.candidate(id).clone().scored_by(&scoring);
            Contender::of(plan, id, &rescored)
        };
        let mut contenders: Vec<Contender> = ranking.order().filter_map(contender).collect();
        lists::sort_by(&mut contenders, Contender::compare);
        contenders
    };
    let formulas = Formula::ALL.iter().copied();
    let orders: Vec<(Formula, Vec<Contender>)> = formulas
        .filter(|formula| *formula == plan.scoring.formula || admits(plan.scoring.scale, *formula))
        .map(|formula| (formula, under(formula)))
        .collect();
    let own = orders
        .iter()
        .find(|(formula, _)| *formula == plan.scoring.formula);
    FormulaAudit {
        reversals: own.map_or_else(Vec::new, |(_, own)| reversals(plan, own, &orders)),
        orders: orders
            .iter()
            .map(|(formula, order)| (*formula, order.iter().map(|one| one.segment).collect()))
            .collect(),
    }
}

/// Whether a scale suits a formula: products need scores not below zero, a ratio scores above it.
fn admits(scale: Scale, formula: Formula) -> bool {
    match formula {
        Formula::Mean => true,
        Formula::Product | Formula::GeometricMean => scale.min >= 0.0,
        Formula::Ratio => scale.min > 0.0,
    }
}

fn reversals(
    plan: &Plan,
    own: &[Contender],
    orders: &[(Formula, Vec<Contender>)],
) -> Vec<Reversal> {
    let keys = plan.order.by.len();
    let own = &own[..own.len().min(Certainty::PAIRWISE_UP_TO)];
    let others: Vec<(Formula, Vec<&Contender>)> = orders
        .iter()
        .filter(|(formula, _)| *formula != plan.scoring.formula)
        .map(|(formula, order)| (*formula, aligned(own, order)))
        .collect();
    let mut reversals = Vec::new();
    for (place, upper) in own.iter().enumerate() {
        for (below, lower) in own.iter().enumerate().skip(place + 1) {
            if upper.by_keys(lower, keys).is_eq() {
                continue;
            }
            let turned = |other: &[&Contender]| other[below].by_keys(other[place], keys).is_lt();
            let formulas: Vec<Formula> = others
                .iter()
                .filter(|(_, other)| turned(other))
                .map(|(formula, _)| *formula)
                .collect();
            if !formulas.is_empty() {
                reversals.push(Reversal {
                    upper: upper.segment,
                    lower: lower.segment,
                    formulas,
                });
            }
        }
    }
    reversals
}

/// The contenders of one order in the order of another.
fn aligned<'a>(wanted: &[Contender], order: &'a [Contender]) -> Vec<&'a Contender> {
    let known: BTreeMap<SegmentId, &Contender> =
        order.iter().map(|one| (one.segment, one)).collect();
    let find = |one: &Contender| known.get(&one.segment).copied();
    wanted.iter().filter_map(find).collect()
}
