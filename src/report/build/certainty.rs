//! How sure the order is, and what other formulas would say.

use super::facts::Facts;
use crate::order;
use crate::plan::{Formula, SegmentId};
use crate::report::model::{CertaintyOfOrder, FormulaColumn, Formulas, Reversal};
use crate::text::words::{count, list, sentence};

pub(super) fn certainty(facts: &Facts) -> CertaintyOfOrder {
    let certainty = &facts.study.certainty;
    CertaintyOfOrder {
        draws: certainty.draws,
        seed: certainty.seed,
        caption: sentence(&certainty.caption(facts.plan)),
    }
}

pub(super) fn formulas(facts: &Facts) -> Formulas {
    let audit = &facts.study.formulas;
    let reversal = |one: &order::Reversal| Reversal {
        upper: facts.named(one.upper),
        lower: facts.named(one.lower),
        formulas: one.formulas.iter().copied().map(name).collect(),
    };
    Formulas {
        verdict: verdict(facts),
        columns: audit
            .orders
            .iter()
            .map(|(formula, order)| column(facts, *formula, order))
            .collect(),
        reversals: audit.reversals.iter().map(reversal).collect(),
    }
}

fn column(facts: &Facts, formula: Formula, order: &[SegmentId]) -> FormulaColumn {
    let place = |id| order.iter().take_while(|one| **one != id).count() + 1;
    FormulaColumn {
        formula: name(formula),
        own: formula == facts.plan.scoring.formula,
        places: facts.study.ranking.order().map(place).collect(),
    }
}

fn verdict(facts: &Facts) -> String {
    let audit = &facts.study.formulas;
    let first = |formula| {
        let mut orders = audit.orders.iter().filter(|(one, _)| *one == formula);
        orders.next()?.1.first().copied()
    };
    let Some(own) = first(facts.plan.scoring.formula) else {
        return "No segment is ranked, so no formula decides anything.".to_owned();
    };
    let others = audit.orders.iter().map(|(formula, _)| *formula);
    let others = others.filter(|formula| first(*formula).is_some_and(|first| first != own));
    let others: Vec<String> = others.map(name).collect();
    let (ranked, reversed) = (facts.study.ranking.ranked.len(), audit.reversals.len());
    let label = facts.plan.label(own);
    let reordered = format!(
        "a different formula would reorder {reversed} of {}",
        count(ranked * ranked.saturating_sub(1) / 2, "pair")
    );
    match others.as_slice() {
        [] if reversed == 0 => {
            "Every usual formula gives the same order: the choice of formula decides nothing."
                .to_owned()
        }
        [] => format!("{label} comes first under every usual formula; {reordered}."),
        others => format!(
            "{label} comes first by the plan's formula, but not by the {}; {reordered}.",
            list(others)
        ),
    }
}

fn name(formula: Formula) -> String {
    formula.name().replace('_', " ")
}
