//! How sure the order is, and what other formulas would say.

use super::{Facts, named};
use crate::order::FormulaAudit;
use crate::plan::{Formula, SegmentId};
use crate::report::model::{CertaintyOfOrder, FormulaColumn, Formulas, Named, Reversal};
use crate::text::words::{count, list};

pub(super) fn certainty(facts: &Facts) -> CertaintyOfOrder {
    let certainty = facts.certainty;
    let mut groups: Vec<(usize, usize)> = Vec::new();
    let mut last = None;
    let rows = certainty.rows.iter().zip(&facts.ranking.ranked);
    for (row, ranked) in rows.filter(|(_, ranked)| ranked.pinned.is_none()) {
        match groups.last_mut() {
            Some(group) if last == Some(row.group) => group.1 = ranked.rank,
            _ => groups.push((ranked.rank, ranked.rank)),
        }
        last = Some(row.group);
    }
    CertaintyOfOrder {
        draws: certainty.draws,
        seed: certainty.seed,
        caption: super::sentence(&certainty.caption(facts.plan)),
        groups,
    }
}

pub(super) fn formulas(facts: &Facts) -> Formulas {
    let audit: &FormulaAudit = facts.formulas;
    let columns: Vec<FormulaColumn> = audit
        .orders
        .iter()
        .filter_map(|(formula, order)| {
            Some(FormulaColumn {
                formula: name(*formula).to_owned(),
                own: *formula == facts.plan.scoring.formula,
                places: facts.ranking.order().map(|id| place(order, id)).collect(),
                first: named(facts.plan, *order.first()?),
            })
        })
        .collect();
    let reversals = audit
        .reversals
        .iter()
        .map(|one| Reversal {
            upper: named(facts.plan, one.upper),
            lower: named(facts.plan, one.lower),
            formulas: one
                .formulas
                .iter()
                .map(|formula| name(*formula).to_owned())
                .collect(),
        })
        .collect();
    Formulas {
        verdict: verdict(facts, &columns, audit.reversals.len()),
        columns,
        reversals,
    }
}

fn place(order: &[SegmentId], id: SegmentId) -> usize {
    order
        .iter()
        .position(|one| *one == id)
        .map_or(0, |place| place + 1)
}

fn verdict(facts: &Facts, columns: &[FormulaColumn], reversed: usize) -> String {
    let own: Option<&Named> = columns.iter().find(|one| one.own).map(|one| &one.first);
    let others: Vec<&str> = columns
        .iter()
        .filter(|one| own.is_some_and(|own| one.first != *own))
        .map(|one| one.formula.as_str())
        .collect();
    let pairs = facts.ranking.ranked.len() * facts.ranking.ranked.len().saturating_sub(1) / 2;
    let turned = format!(
        "ties aside, {} of {} would change places under another",
        reversed,
        count(pairs, "pair")
    );
    match (own, others.is_empty()) {
        (None, _) => "No segment is ranked, so no formula decides anything.".to_owned(),
        (Some(_), true) if reversed == 0 => {
            "Every usual formula gives the same order: the choice of formula decides nothing."
                .to_owned()
        }
        (Some(first), true) => {
            format!(
                "{} comes first under every usual formula; {turned}.",
                first.label
            )
        }
        (Some(first), false) => format!(
            "{} comes first by the plan's formula, but not by the {}; {turned}.",
            first.label,
            list(&others)
        ),
    }
}

/// A formula's name in words.
pub(super) fn name(formula: Formula) -> &'static str {
    match formula {
        Formula::Product => "product",
        Formula::Mean => "mean",
        Formula::GeometricMean => "geometric mean",
        Formula::Ratio => "ratio",
    }
}
