//! How sure the order is, and what other formulas would say.

use super::facts::{Facts, sentence};
use crate::order::Reversal as Turned;
use crate::plan::{Formula, SegmentId};
use crate::report::model::{CertaintyOfOrder, FormulaColumn, Formulas, Reversal};
use crate::text::words::{count, list};

pub(super) fn certainty(facts: &Facts) -> CertaintyOfOrder {
    let certainty = &facts.study.certainty;
    CertaintyOfOrder {
        draws: certainty.draws,
        seed: certainty.seed,
        caption: sentence(&certainty.caption(facts.plan)),
        groups: facts.study.groups(),
    }
}

pub(super) fn formulas(facts: &Facts) -> Formulas {
    let audit = &facts.study.formulas;
    let orders = audit.orders.iter();
    let columns: Vec<FormulaColumn> = orders
        .filter_map(|(formula, order)| column(facts, *formula, order))
        .collect();
    let reversal = |one: &Turned| Reversal {
        upper: facts.named(one.upper),
        lower: facts.named(one.lower),
        formulas: one.formulas.iter().copied().map(name).collect(),
    };
    Formulas {
        verdict: verdict(facts, &columns, audit.reversals.len()),
        columns,
        reversals: audit.reversals.iter().map(reversal).collect(),
    }
}

fn column(facts: &Facts, formula: Formula, order: &[SegmentId]) -> Option<FormulaColumn> {
    let place = |id| {
        order
            .iter()
            .position(|one| *one == id)
            .map_or(0, |at| at + 1)
    };
    Some(FormulaColumn {
        formula: name(formula),
        own: formula == facts.plan.scoring.formula,
        places: facts.study.ranking.order().map(place).collect(),
        first: facts.named(*order.first()?),
    })
}

fn verdict(facts: &Facts, columns: &[FormulaColumn], reversed: usize) -> String {
    let Some(own) = columns.iter().find(|one| one.own) else {
        return "No segment is ranked, so no formula decides anything.".to_owned();
    };
    let first = &own.first.label;
    let others = columns.iter().filter(|one| one.first != own.first);
    let others: Vec<&str> = others.map(|one| one.formula).collect();
    let ranked = facts.study.ranking.ranked.len();
    let turned = format!(
        "a different formula would reorder {reversed} of {}",
        count(ranked * ranked.saturating_sub(1) / 2, "pair")
    );
    match others.as_slice() {
        [] if reversed == 0 => {
            "Every usual formula gives the same order: the choice of formula decides nothing."
                .to_owned()
        }
        [] => format!("{first} comes first under every usual formula; {turned}."),
        others => format!(
            "{first} comes first by the plan's formula, but not by the {}; {turned}.",
            list(others)
        ),
    }
}

fn name(formula: Formula) -> &'static str {
    match formula {
        Formula::Product => "product",
        Formula::Mean => "mean",
        Formula::GeometricMean => "geometric mean",
        Formula::Ratio => "ratio",
    }
}
