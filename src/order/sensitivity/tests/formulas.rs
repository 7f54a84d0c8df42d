//! Orders under other formulas.

use crate::assess::assess;
use crate::order::rank;
use crate::order::sensitivity::{FormulaAudit, Reversal, formula_audit};
use crate::plan::{Criterion, Formula, OrderKey, Plan, SegmentId, Third};
use crate::testing::{pin, plan, segment};

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
