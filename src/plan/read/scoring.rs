//! `scoring`, and every score in the plan.

use super::fields::Fields;
use super::reader::Reader;
use super::scalar;
use crate::diagnostic::Diagnostic;
use crate::plan::format::{self, SCORES};
use crate::plan::model::{
    ByCriterion, Criterion, Estimate, Formula, PanelRule, Scale, Scoring, Third,
};
use crate::text::{Span, words};
use crate::yaml::{Entry, Node, Value};

/// In place of a scale that was reported, so that no score is off it.
const ANY_SCALE: Scale = Scale {
    min: f64::NEG_INFINITY,
    max: f64::INFINITY,
};

/// Reads `scoring`, except for the direction of the third score, which the scores settle.
pub(super) fn scoring(reader: &mut Reader<'_>, plan: &Fields<'_>) -> Scoring {
    let fields = reader.group(plan, "scoring");
    let read = fields.as_ref();
    let scale = read.map_or(Scale::USUAL, |fields| scale(reader, fields));
    let formula = read
        .and_then(|fields| reader.word(fields, "formula", Formula::from_name))
        .unwrap_or(Formula::Product);
    let weights = read.map_or_else(even_weights, |fields| weights(reader, fields));
    let panel = read
        .and_then(|fields| reader.word(fields, "panel", PanelRule::from_name))
        .unwrap_or(PanelRule::Median);
    let margin = read
        .and_then(|fields| margin(reader, fields, scale))
        .unwrap_or(scale.span() / 9.0);
    if let Some(fields) = read {
        check_scale_suits(reader, fields, scale, formula);
        check_scores_stay_finite(reader, fields, scale, weights);
    }
    Scoring {
        scale,
        formula,
        weights,
        panel,
        margin,
        third: Third::Ease,
    }
}

fn scale(reader: &mut Reader<'_>, scoring: &Fields<'_>) -> Scale {
    let Some(entry) = scoring.entry("scale") else {
        return Scale::USUAL;
    };
    if let Some((min, max)) = in_one_line(&entry.value) {
        let (min, max) = (words::number(min, 6), words::number(max, 6));
        let message = "the scale should be a group of keys; here is a range";
        let help = format!("write `scale: {{min: {min}, max: {max}}}`");
        reader.error("wrong-type", entry.value.span, message, help);
        return ANY_SCALE;
    }
    let Some(fields) = reader.group(scoring, "scale") else {
        return ANY_SCALE;
    };
    let ends = (reader.number(&fields, "min"), reader.number(&fields, "max"));
    let (Some(min), Some(max)) = ends else {
        return ANY_SCALE;
    };
    if min < max && (max - min).is_finite() {
        return Scale { min, max };
    }
    let (min, max) = (words::number(min, 6), words::number(max, 6));
    reader.error(
        "inverted-range",
        fields.place("min"),
        format!("the scale runs from {min} to {max}, which is not a scale"),
        "write the lowest score as `min` and the highest as `max`, as {min: 1, max: 10}",
    );
    ANY_SCALE
}

/// The ends of a scale written as `1..5`.
fn in_one_line(node: &Node) -> Option<(f64, f64)> {
    match &node.value {
        Value::Scalar(text, _) => scalar::range(text),
        _ => None,
    }
}

/// The points either side of a score given as one number; no more than the whole scale.
fn margin(reader: &mut Reader<'_>, scoring: &Fields<'_>, scale: Scale) -> Option<f64> {
    let margin = reader.number(scoring, "margin")?;
    if margin <= scale.span() {
        return Some(margin);
    }
    let [margin, span] = [margin, scale.span()].map(|points| words::number(points, 6));
    let message = format!("a margin of {margin} is wider than the scale");
    let help = format!("the scale spans {span} points; write fewer");
    reader.refuse("out-of-range", scoring.place("margin"), message, help)
}

fn even_weights() -> ByCriterion<f64> {
    ByCriterion::from_fn(|_| 1.0)
}

fn weights(reader: &mut Reader<'_>, scoring: &Fields<'_>) -> ByCriterion<f64> {
    let Some(fields) = reader.group(scoring, "weights") else {
        return even_weights();
    };
    let third = third_of(reader, &fields);
    let mut weight = |name| reader.number(&fields, name).unwrap_or(1.0);
    let weights = ByCriterion {
        impact: weight("impact"),
        confidence: weight("confidence"),
        ease: third.map_or(1.0, |(third, _)| weight(third.name())),
    };
    if Criterion::ALL.iter().all(|one| *weights.get(*one) == 0.0) {
        let message = "all weights are zero, so nothing counts";
        let help = "give at least one score a weight above zero";
        reader.error("zero-weights", fields.span, message, help);
        return even_weights();
    }
    weights
}

fn check_scale_suits(reader: &mut Reader<'_>, fields: &Fields<'_>, scale: Scale, formula: Formula) {
    let suits = match formula {
        Formula::Product | Formula::GeometricMean => scale.min >= 0.0,
        Formula::Ratio => scale.min > 0.0,
        Formula::Mean => true,
    };
    if suits || scale == ANY_SCALE {
        return;
    }
    let name = formula.name();
    let least = match formula {
        Formula::Ratio => "above 0",
        _ => "0 or more",
    };
    let message = format!("{name} needs a scale whose lowest score is {least}");
    let help = "raise `min`, or use formula: mean, which takes any scale";
    reader.error("scale-and-formula", fields.place("scale"), message, help);
}

/// Scores are powers of the scale by the weights; beyond all measure they could not be compared.
fn check_scores_stay_finite(
    reader: &mut Reader<'_>,
    fields: &Fields<'_>,
    scale: Scale,
    weights: ByCriterion<f64>,
) {
    const MOST: f64 = 1e100;
    let base = scale.min.abs().max(scale.max.abs()).max(1.0);
    let power: f64 = Criterion::ALL.iter().map(|one| weights.get(*one)).sum();
    // A number below one has its largest power at the lowest score.
    let smallest = match scale.min > 0.0 {
        true => scale.min.min(1.0),
        false => 1.0,
    };
    if base.powf(power) <= MOST && smallest.powf(-power) <= MOST {
        return;
    }
    let at = fields.node("weights").or(fields.node("scale"));
    reader.error(
        "scale-and-weights",
        at.map_or(fields.span, |node| node.span),
        "with this scale and these weights, scores become too large to compare",
        "only the ratio of weights matters: write small ones, as {impact: 2, confidence: 1, ease: 1}",
    );
}

/// The entry that gives the third score of a group, as ease or as effort, and which; both in one
/// group is an error.
fn third_of<'n>(reader: &mut Reader<'_>, fields: &Fields<'n>) -> Option<(Third, &'n Entry)> {
    let found = |third: Third| fields.entry(third.name()).map(|entry| (third, entry));
    let both = (found(Third::Ease), found(Third::Effort));
    for (third, entry) in [both.0, both.1].into_iter().flatten() {
        reader.thirds.push((third, entry.key_span));
    }
    both.0.or(both.1)
}

/// The direction that the whole plan uses, or what contradicts it.
pub(super) fn settle_direction(
    reader: &mut Reader<'_>,
    formula: Formula,
    formula_at: Option<Span>,
) -> Third {
    reader.thirds.sort_by_key(|(_, span)| span.start);
    let Some(&(first, first_at)) = reader.thirds.first() else {
        return match formula {
            Formula::Ratio => Third::Effort,
            _ => Third::Ease,
        };
    };
    if let Some(&(other, at)) = reader.thirds.iter().find(|(third, _)| *third != first) {
        let (other, first) = (other.name(), first.name());
        let message =
            format!("`{other}` here and `{first}` elsewhere: the two count in opposite directions");
        let help = "use one of them in the whole plan: ease (the most is easiest) or effort (the most is hardest)";
        reader.report(
            Diagnostic::error("mixed-directions", at, message)
                .also(first_at, format!("`{first}` first here"))
                .help(help),
        );
    } else if formula == Formula::Ratio && first == Third::Ease {
        reader.report(
            Diagnostic::error(
                "ratio-needs-effort",
                formula_at.unwrap_or(first_at),
                "ratio divides by effort, and this plan gives `ease`: dividing by ease would put the hardest segments first",
            )
            .also(first_at, "`ease` first here")
            .help("either score `effort` (the most is hardest) in place of `ease`, or use formula: product, which multiplies by ease"),
        );
    }
    first
}

/// The three scores of a group: the agreed ones of a segment, or one scorer's.
pub(super) fn scores(
    reader: &mut Reader<'_>,
    node: &Node,
    object: &'static format::Object,
    at: Span,
    scale: Scale,
) -> ByCriterion<Option<Estimate>> {
    let Some(fields) = reader.fields(node, object, at) else {
        return ByCriterion::default();
    };
    let third = third_of(reader, &fields);
    if let (Some(_), Some(effort)) = (fields.entry("ease"), fields.entry("effort")) {
        // Told once, by the direction of the plan; the number itself is still checked.
        estimate(reader, effort, scale);
    }
    let mut read = |entry: Option<&Entry>| entry.and_then(|entry| estimate(reader, entry, scale));
    ByCriterion {
        impact: read(fields.entry("impact")),
        confidence: read(fields.entry("confidence")),
        ease: read(third.map(|(_, entry)| entry)),
    }
}

/// The agreed scores of a segment.
pub(super) fn agreed(
    reader: &mut Reader<'_>,
    segment: &Fields<'_>,
    scale: Scale,
) -> ByCriterion<Option<Estimate>> {
    match segment.entry("scores") {
        Some(entry) => scores(reader, &entry.value, &SCORES, entry.key_span, scale),
        None => ByCriterion::default(),
    }
}

fn estimate(reader: &mut Reader<'_>, entry: &Entry, scale: Scale) -> Option<Estimate> {
    let estimate = match &entry.value.value {
        Value::Map(_) => three_point(reader, entry, scale)?,
        Value::List(_) => {
            let help = format!("{}; several scorers go under `panel`", forms(scale));
            return no_score(reader, entry, "a list", help);
        }
        Value::Scalar(text, style) => match scalar::estimate(text, *style) {
            Ok(estimate) => estimate,
            Err(help) => {
                let help = help.unwrap_or_else(|| forms(scale));
                return no_score(reader, entry, &format!("`{text}`"), help);
            }
        },
    };
    on_scale(reader, entry, estimate, scale).then_some(estimate)
}

fn no_score<T>(reader: &mut Reader<'_>, entry: &Entry, found: &str, help: String) -> Option<T> {
    let message = format!("`{}` should be a score; here is {found}", entry.key);
    reader.refuse("wrong-type", entry.value.span, message, help)
}

/// How a score may be written.
fn forms(scale: Scale) -> String {
    let (min, max) = ends(scale);
    let number = match scale.span().is_finite() {
        true => format!("a number from {min} to {max}"),
        false => "a number".to_owned(),
    };
    format!("write {number}, a range as 7..8, or {{low: 5, likely: 7, high: 9}}")
}

/// The ends of a scale as they are written.
fn ends(scale: Scale) -> (String, String) {
    (words::number(scale.min, 6), words::number(scale.max, 6))
}

fn three_point(reader: &mut Reader<'_>, entry: &Entry, scale: Scale) -> Option<Estimate> {
    let known = |entry: &Entry| super::keys::meant(&entry.key, &format::THREE_POINT).is_some();
    if let Value::Map(entries) = &entry.value.value
        && !entries.iter().any(known)
    {
        return no_score(reader, entry, "a group of keys", forms(scale));
    }
    let fields = reader.fields(&entry.value, &format::THREE_POINT, entry.key_span)?;
    let low = reader.number(&fields, "low");
    let likely = reader.number(&fields, "likely");
    let high = reader.number(&fields, "high");
    Some(Estimate::ThreePoint {
        low: low?,
        likely: likely?,
        high: high?,
    })
}

fn upwards(mut ends: [f64; 3]) -> String {
    ends.sort_by(f64::total_cmp);
    let [low, likely, high] = ends.map(|end| words::number(end, 6));
    format!("write the lowest first: {{low: {low}, likely: {likely}, high: {high}}}")
}

fn on_scale(reader: &mut Reader<'_>, entry: &Entry, estimate: Estimate, scale: Scale) -> bool {
    let at = entry.value.span;
    let (low, high) = estimate.bounds();
    let ordered = match estimate {
        Estimate::Point(_) => true,
        Estimate::Range { low, high } => low <= high,
        Estimate::ThreePoint { low, likely, high } => low <= likely && likely <= high,
    };
    if !ordered {
        let help = if let Estimate::ThreePoint { low, likely, high } = estimate {
            upwards([low, likely, high])
        } else {
            let [low, high] = [low, high].map(|end| words::number(end, 6));
            format!("write {high}..{low}")
        };
        let message = format!("`{}` runs from high to low", entry.key);
        reader.error("inverted-range", at, message, help);
        return false;
    }
    let Some(off) = [low, high].into_iter().find(|end| !scale.contains(*end)) else {
        return true;
    };
    let (off, (min, max)) = (words::number(off, 6), ends(scale));
    let message = format!("{off} is outside the scale of {min} to {max}");
    let help = format!(
        "write `{}` as a score from {min} to {max}, or set another `scale` under `scoring`",
        entry.key
    );
    reader.error("out-of-scale", at, message, help);
    false
}
