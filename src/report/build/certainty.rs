//! How sure the order is, and what other formulas would say.

use serde_json::{Value, json};

use super::facts::Facts;
use crate::plan::{Formula, SegmentId};
use crate::report::Edition;
use crate::report::model::{CertaintyOfOrder, CutLine, Formulas};
use crate::text::words::{count, list, sentence};

pub(super) fn certainty(facts: &Facts) -> CertaintyOfOrder {
    let certainty = facts.study.certainty();
    CertaintyOfOrder {
        draws: certainty.draws,
        seed: certainty.seed,
        caption: match facts.edition {
            Edition::Team => sentence(&certainty.caption(facts.plan)),
            Edition::Client => {
                let draws = facts.locale.whole(certainty.draws as u64);
                facts.locale.words.say("chart.judgment", &[("n", &draws)])
            }
        },
    }
}

pub(super) fn cut(facts: &Facts) -> Option<CutLine> {
    let below = facts.study.cut_line()?;
    let limits = facts.study.capacity()?;
    (!facts.study.ranking.ranked.is_empty()).then_some(CutLine { limits, below })
}

pub(super) fn formulas(facts: &Facts) -> Formulas {
    let audit = &facts.study.formulas;
    let reversals = audit.reversals.iter().map(|one| {
        json!({
            "upper": facts.named(one.upper),
            "lower": facts.named(one.lower),
            "formulas": one.formulas.iter().copied().map(name).collect::<Vec<_>>(),
        })
    });
    let orders = audit.orders.iter();
    Formulas {
        verdict: verdict(facts),
        columns: orders
            .map(|(formula, order)| column(facts, *formula, order))
            .collect(),
        reversals: reversals.collect(),
    }
}

/// The place of each ranked segment under a formula, from 1, in the order of the report's ranking, and
/// whether the formula is the plan's own.
fn column(facts: &Facts, formula: Formula, order: &[SegmentId]) -> Value {
    let place = |id| order.iter().take_while(|one| **one != id).count() + 1;
    let places: Vec<usize> = facts.study.ranking.order().map(place).collect();
    let own = formula == facts.plan.scoring.formula;
    json!({"formula": name(formula), "own": own, "places": places})
}

fn verdict(facts: &Facts) -> String {
    let audit = &facts.study.formulas;
    let first = |formula| {
        let mut orders = audit.orders.iter().filter(|(one, _)| *one == formula);
        orders.next()?.1.first().copied()
    };
    let Some(own) = first(facts.plan.scoring.formula) else {
        return "No segment is ranked, so there is nothing to compare.".to_owned();
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
        [] if reversed == 0 => "Every common formula gives the same order.".to_owned(),
        [] => format!("{label} comes first under every common formula; {reordered}."),
        others => format!(
            "{label} comes first by the plan's formula, but not by the {}; {reordered}.",
            list(others)
        ),
    }
}

fn name(formula: Formula) -> String {
    formula.name().replace('_', " ")
}
