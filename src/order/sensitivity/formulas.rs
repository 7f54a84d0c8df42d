//! What other usual formulas would make of the same scores.

use std::collections::BTreeMap;

use crate::assess::{Assessment, Candidate};
use crate::order::certainty::Certainty;
use crate::order::rank::Ranking;
use crate::order::rank::keys::Contender;
use crate::plan::{Formula, Plan, Scale, Scoring, SegmentId};

/// The order under each usual formula, and who changes places.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FormulaAudit {
    /// The ranked candidates under each formula that the scale admits, best first; pins left out.
    pub orders: Vec<(Formula, Vec<SegmentId>)>,
    /// Pairs whose order another formula turns round: both formulas tell the two apart by the
    /// ordering keys, tie-breaks aside. Upper ones first, and only among the first
    /// [`Certainty::PAIRWISE_UP_TO`] of the order by the plan's own formula.
    pub reversals: Vec<Reversal>,
}

/// A pair whose order another formula turns round.
#[derive(Debug, Clone, PartialEq)]
pub struct Reversal {
    /// Ahead by the plan's formula.
    pub upper: SegmentId,
    /// Ahead by the other.
    pub lower: SegmentId,
    /// The formulas that turn them round.
    pub formulas: Vec<Formula>,
}

/// Ranks the ranked candidates under each usual formula that the scale admits, with the plan's
/// weights, ordering keys and tie-breaks, and tells which pairs another formula turns round.
/// Ratio takes ease as effort (min + max − ease), the others effort as ease in the same way.
/// Where the order does not rest on the score, every formula gives the same.
#[must_use]
pub fn formula_audit(plan: &Plan, assessment: &Assessment, ranking: &Ranking) -> FormulaAudit {
    let under = |formula| {
        let scoring = Scoring {
            formula,
            ..plan.scoring.clone()
        };
        let rescored = |id| assessment.candidate(id).clone().scored_by(&scoring);
        contenders(plan, ranking, rescored)
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

/// Whether a formula makes sense on a scale: products need scores not below zero, a ratio scores
/// above it.
fn admits(scale: Scale, formula: Formula) -> bool {
    match formula {
        Formula::Mean => true,
        Formula::Product | Formula::GeometricMean => scale.min >= 0.0,
        Formula::Ratio => scale.min > 0.0,
    }
}

/// The ranked candidates, each changed in some way, in the order they would have without pins.
fn contenders(
    plan: &Plan,
    ranking: &Ranking,
    changed: impl Fn(SegmentId) -> Candidate,
) -> Vec<Contender> {
    let contender = |id| Contender::of(plan, id, &changed(id));
    let mut contenders: Vec<Contender> = ranking.order().filter_map(contender).collect();
    contenders.sort_unstable_by(Contender::compare);
    contenders
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::assess;
    use crate::order::rank;
    use crate::plan::testing::{pin, plan, segment};
    use crate::plan::{Criterion, OrderKey, Third};

    fn audit(plan: &Plan) -> FormulaAudit {
        let assessment = assess(plan);
        formula_audit(plan, &assessment, &rank(plan, &assessment))
    }

    fn order(audit: &FormulaAudit, formula: Formula) -> Vec<usize> {
        let order = audit.orders.iter().find(|(one, _)| *one == formula);
        order.unwrap().1.iter().map(|id| id.0).collect()
    }

    #[test]
    fn formulas_that_tell_a_pair_apart_differently_reverse_it() {
        // Product 96 before 80, mean 5 before 5.33, ratio 4 / 3 · 3 = 4 before 8 / 9 · 5 = 4.44.
        let plan = plan([
            segment("a", [3.0, 4.0, 8.0]),
            segment("b", [10.0, 4.0, 2.0]),
        ]);
        let found = audit(&plan);
        assert_eq!(order(&found, Formula::Product), [0, 1]);
        assert_eq!(order(&found, Formula::GeometricMean), [0, 1]);
        assert_eq!(order(&found, Formula::Mean), [1, 0]);
        assert_eq!(order(&found, Formula::Ratio), [1, 0]);
        assert_eq!(
            found.reversals,
            [Reversal {
                upper: SegmentId(0),
                lower: SegmentId(1),
                formulas: vec![Formula::Mean, Formula::Ratio],
            }]
        );
    }

    #[test]
    fn a_tie_is_no_reversal() {
        let mut plan = plan([segment("a", [8.0, 5.0, 2.0]), segment("b", [3.0, 4.0, 8.0])]);
        let found = audit(&plan);
        assert_eq!(
            order(&found, Formula::Mean),
            [0, 1],
            "tied at 5.0, by confidence"
        );
        let by_mean = |one: &Reversal| one.formulas.contains(&Formula::Mean);
        assert!(!found.reversals.iter().any(by_mean));
        plan.scoring.formula = Formula::Mean;
        assert_eq!(audit(&plan).reversals, []);
    }

    #[test]
    fn pins_and_the_direction_of_the_third_score_change_no_formula() {
        let scores = [[3.0, 4.0, 8.0], [10.0, 4.0, 2.0], [6.0, 6.0, 6.0]];
        let segments = |turned: bool| {
            scores.map(|[impact, confidence, ease]| {
                let third = if turned { 11.0 - ease } else { ease };
                segment("s", [impact, confidence, third])
            })
        };
        let mut pinned = plan(segments(false));
        pinned.order.pins = vec![pin(1, 1)];
        let mut effort = plan(segments(true));
        effort.scoring.third = Third::Effort;
        let plain = audit(&plan(segments(false)));
        assert_eq!(audit(&pinned), plain);
        assert_eq!(audit(&effort), plain);
    }

    #[test]
    fn a_scale_from_zero_admits_no_ratio_and_an_order_without_score_no_reversal() {
        let mut plan = plan([
            segment("a", [3.0, 4.0, 8.0]),
            segment("b", [10.0, 4.0, 2.0]),
        ]);
        plan.order.by = vec![OrderKey::Criterion(Criterion::Impact)];
        assert_eq!(audit(&plan).reversals, []);
        plan.scoring.scale.min = 0.0;
        let formulas: Vec<Formula> = audit(&plan).orders.iter().map(|(one, _)| *one).collect();
        assert_eq!(
            formulas,
            [Formula::Product, Formula::Mean, Formula::GeometricMean]
        );
    }
}
