//! How the scores became an order, in figures and in sentences.

use std::fmt::Write;

use super::Facts;
use crate::assess::score;
use crate::plan::{Criterion, Formula, OrderKey};
use crate::report::model::Method;
use crate::text::words::{capitalized, list};

pub(super) fn method(facts: &Facts) -> Method {
    let plan = facts.plan;
    let scoring = &plan.scoring;
    let (lowest, highest) = score::extent(scoring);
    let ByWeight {
        impact,
        confidence,
        ease,
    } = weights(facts);
    Method {
        formula: scoring.formula.name(),
        formula_in_signs: in_signs(facts),
        third: scoring.third.name(),
        min: scoring.scale.min,
        max: scoring.scale.max,
        lowest,
        highest,
        weights: [impact, confidence, ease],
        margin: scoring.margin,
        panel: scoring.panel.name(),
        required: plan.qualify.required.iter().map(|one| one.name()).collect(),
        at_least: plan.qualify.at_least,
        order_by: plan.order.by.iter().copied().map(key).collect(),
        break_ties: plan.order.break_ties.iter().copied().map(key).collect(),
        keys: plan
            .order
            .by
            .iter()
            .chain(&plan.order.break_ties)
            .map(|key| key.name())
            .collect(),
        explained: explained(facts),
    }
}

type ByWeight = crate::plan::ByCriterion<f64>;

fn weights(facts: &Facts) -> ByWeight {
    facts.plan.scoring.weights
}

/// An ordering key in words.
pub(super) fn key(key: OrderKey) -> String {
    match key {
        OrderKey::Score => "the score, highest first".to_owned(),
        OrderKey::Criterion(Criterion::Impact) => "Impact, highest first".to_owned(),
        OrderKey::Criterion(Criterion::Confidence) => "Confidence, highest first".to_owned(),
        OrderKey::Criterion(Criterion::Ease) => "Ease, easiest first".to_owned(),
        OrderKey::Qualifier(which) => {
            format!("the qualifier “{}”, yes first", which.name())
        }
        OrderKey::QualifiersMet => "qualifiers met, most first".to_owned(),
        OrderKey::CycleDays => "the sales cycle, shortest first".to_owned(),
    }
}

/// The formula in signs, with its weights where they are not all one.
fn in_signs(facts: &Facts) -> String {
    let scoring = &facts.plan.scoring;
    let weights = weights(facts);
    let plain = [weights.impact, weights.confidence, weights.ease] == [1.0; 3];
    let third = match scoring.formula {
        Formula::Ratio => "Effort",
        _ => "Ease",
    };
    let name = |criterion: Criterion| match criterion {
        Criterion::Impact => "Impact",
        Criterion::Confidence => "Confidence",
        Criterion::Ease => third,
    };
    let number = |criterion: Criterion| facts.locale.number(*weights.get(criterion), 3);
    let raised = |criterion: Criterion| match *weights.get(criterion) == 1.0 {
        true => name(criterion).to_owned(),
        false => format!("{}^{}", name(criterion), number(criterion)),
    };
    let [i, c, e] = [Criterion::Impact, Criterion::Confidence, Criterion::Ease];
    match scoring.formula {
        Formula::Product => format!("{} × {} × {}", raised(i), raised(c), raised(e)),
        Formula::Ratio => format!("{} × {} ÷ {}", raised(i), raised(c), raised(e)),
        Formula::Mean if plain => "(Impact + Confidence + Ease) ÷ 3".to_owned(),
        Formula::Mean => format!(
            "({} × Impact + {} × Confidence + {} × Ease) ÷ {}",
            number(i),
            number(c),
            number(e),
            facts
                .locale
                .number(weights.impact + weights.confidence + weights.ease, 3)
        ),
        Formula::GeometricMean if plain => "∛(Impact × Confidence × Ease)".to_owned(),
        Formula::GeometricMean => format!(
            "({} × {} × {})^(1 ÷ {})",
            raised(i),
            raised(c),
            raised(e),
            facts
                .locale
                .number(weights.impact + weights.confidence + weights.ease, 3)
        ),
    }
}

fn explained(facts: &Facts) -> Vec<String> {
    let plan = facts.plan;
    let number = |value| facts.locale.number(value, 3);
    let scale = plan.scoring.scale;
    let third = match (plan.scoring.third.name(), plan.scoring.formula) {
        ("effort", Formula::Ratio) => "Effort (the most is hardest)".to_owned(),
        ("effort", _) => format!(
            "Effort (the most is hardest), which counts as Ease = {} − Effort",
            number(scale.min + scale.max)
        ),
        _ => "Ease (the most is easiest)".to_owned(),
    };
    let mut said = vec![
        format!(
            "Each candidate segment has three scores from {} to {}: Impact (how much it could add to the goals), Confidence (how sure the team is) and {third}. They make one number: {}.",
            number(scale.min),
            number(scale.max),
            in_signs(facts)
        ),
        "A score is a judgement, not a measurement. Two numbers that lie close together do not mean that one segment is better: the chapter on certainty says which differences hold.".to_owned(),
        format!(
            "A range ranks by its middle, a three-point score by its likely value, several scorers by their {}. A segment without one of the three scores is listed apart and never counted as zero.",
            plan.scoring.panel.name()
        ),
        qualifying(facts),
        ordering(facts),
        format!(
            "To see how sure the order is, all scores were drawn {} times: a range evenly, three points with the likely one in front, a single number within ±{} of itself, a panel by drawing its scorers anew. A segment's rank interval holds the central 90 % of its ranks; the words sure (95 % and more), likely (80 %), leaning (60 %) and toss-up say how often it is ahead of the next.",
            facts.locale.whole(facts.certainty.draws as u64),
            number(plan.scoring.margin)
        ),
    ];
    if facts.audit.is_some() {
        said.push("A lead goes to the highest segment in the order that it fits: it is won by that one and matched by all that it fits. Outcome rates carry 95 % Wilson intervals, differences from all other leads Newcombe's interval and a p adjusted by Holm's method. They describe what happened and do not prove that a message caused it.".to_owned());
    }
    said
}

fn qualifying(facts: &Facts) -> String {
    let policy = &facts.plan.qualify;
    let required: Vec<&str> = policy.required.iter().map(|one| one.name()).collect();
    let mut said = "Five qualifiers ask whether a segment is worth a message of its own; yes counts one, partly a half.".to_owned();
    if !required.is_empty() {
        let _ = write!(
            said,
            " A “no” to {} parks a segment: it is listed, not ranked.",
            list(&required)
        );
    }
    if policy.at_least > 0.0 {
        let _ = write!(
            said,
            " So does having no way to reach {} of the five.",
            facts.locale.number(policy.at_least, 1)
        );
    }
    said
}

fn ordering(facts: &Facts) -> String {
    let order = &facts.plan.order;
    let keys: Vec<String> = order.by.iter().copied().map(key).collect();
    let ties: Vec<String> = order.break_ties.iter().copied().map(key).collect();
    let mut said = format!("The order goes by {}.", keys.join(", then by "));
    if !ties.is_empty() {
        let _ = write!(
            said,
            " Between equals {} decides, then the order in the file.",
            ties.join(", then ")
        );
    }
    if !order.pins.is_empty() {
        said.push_str(
            " Pinned segments stand where the plan puts them, with the reason beside them.",
        );
    }
    capitalized(&said)
}
