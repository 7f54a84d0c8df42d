//! `scoring`, and every score in the plan.

use super::reader::{Fields, Reader};
use super::single::{Single, Wrong};
use super::{keys, scalar};
use crate::diagnostic::Diagnostic;
use crate::lists;
use crate::plan::format::{Shape, THREE_POINT};
use crate::plan::model::{
    ByCriterion, Criterion, Estimate, Formula, PanelRule, Scale, Scoring, Third, Verdict,
};
use crate::text::words;
use crate::yaml::{Entry, Node, Value};

/// In place of a scale that was reported, so that no score is off it.
const ANY_SCALE: Scale = Scale {
    min: f64::NEG_INFINITY,
    max: f64::INFINITY,
};

/// Reads `scoring`, except for the direction of the third score, which the scores settle.
pub(super) fn scoring(plan: &Fields<'_>) -> Scoring {
    let fields = plan.group("scoring");
    let scale = scale(&fields);
    let formula = fields.read("formula", |value| value.word(Formula::from_name));
    let formula = formula.unwrap_or(Formula::Product);
    let weights = weights(&fields);
    let panel = fields.read("panel", |value| value.word(PanelRule::from_name));
    let margin = fields.read("margin", |value| margin(value, scale));
    check_scale_suits(&fields, scale, formula);
    check_scores_stay_finite(&fields, scale, weights);
    Scoring {
        scale,
        formula,
        weights,
        panel: panel.unwrap_or(PanelRule::Median),
        margin: margin.unwrap_or(scale.span() / 9.0),
        third: Third::Ease,
    }
}

fn scale(scoring: &Fields<'_>) -> Scale {
    let Some(entry) = scoring.entry("scale") else {
        return Scale::USUAL;
    };
    if let Value::Scalar(text, _) = &entry.value.value
        && let Some((min, max)) = scalar::range(text)
    {
        let (min, max) = (words::number(min, 6), words::number(max, 6));
        let message = "the scale should be a group of keys, but here is a range";
        let help = format!("write `scale: {{min: {min}, max: {max}}}`");
        scoring
            .reader
            .error("wrong-type", entry.value.span, message, help);
        return ANY_SCALE;
    }
    let fields = scoring.group("scale");
    let ends = (
        fields.read("min", Single::number),
        fields.read("max", Single::number),
    );
    let (Some(min), Some(max)) = ends else {
        return ANY_SCALE;
    };
    if min < max && (max - min).is_finite() {
        return Scale { min, max };
    }
    let (min, max) = (words::number(min, 6), words::number(max, 6));
    fields.reader.error(
        "inverted-range",
        fields.place("min"),
        format!("the scale runs from {min} to {max}: the highest score must be above the lowest"),
        "write the lowest score as `min` and the highest as `max`, like {min: 1, max: 10}",
    );
    ANY_SCALE
}

/// The points either side of a score given as one number; no more than the whole scale.
fn margin(value: Single<'_>, scale: Scale) -> Result<f64, Wrong> {
    let margin = value.number()?;
    if margin <= scale.span() {
        return Ok(margin);
    }
    let [margin, span] = [margin, scale.span()].map(|points| words::number(points, 6));
    let message = format!("a margin of {margin} is wider than the scale");
    let help = format!("the scale spans {span} points; write fewer");
    Err(value.wrong("out-of-range", message, help))
}

fn weights(scoring: &Fields<'_>) -> ByCriterion<f64> {
    let fields = scoring.group("weights");
    let third = third_of(&fields);
    let weight = |name| fields.read(name, Single::number).unwrap_or(1.0);
    let weights = ByCriterion {
        impact: weight("impact"),
        confidence: weight("confidence"),
        ease: third.map_or(1.0, |(third, _)| weight(third.name())),
    };
    if Criterion::ALL.iter().all(|one| *weights.get(*one) == 0.0) {
        let message = "all weights are zero, so nothing counts";
        let help = "give at least one score a weight above zero";
        fields
            .reader
            .error("zero-weights", fields.span, message, help);
        return ByCriterion::from_fn(|_| 1.0);
    }
    weights
}

fn check_scale_suits(fields: &Fields<'_>, scale: Scale, formula: Formula) {
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
    fields
        .reader
        .error("scale-and-formula", fields.place("scale"), message, help);
}

/// Scores are powers of the scale by the weights; beyond all measure they could not be compared.
fn check_scores_stay_finite(fields: &Fields<'_>, scale: Scale, weights: ByCriterion<f64>) {
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
    fields.reader.error(
        "scale-and-weights",
        at.map_or(fields.span, |node| node.span),
        "with this scale and these weights, scores become too large to compare",
        "only the ratio of weights matters: write small ones, like {impact: 2, confidence: 1, ease: 1}",
    );
}

/// The entry with the third score of a group, and whether it is ease or effort; both is an error.
fn third_of<'n>(fields: &Fields<'n>) -> Option<(Third, &'n Entry)> {
    let found = |third: Third| fields.entry(third.name()).map(|entry| (third, entry));
    let both = (found(Third::Ease), found(Third::Effort));
    for (third, entry) in [both.0, both.1].into_iter().flatten() {
        fields
            .reader
            .thirds
            .borrow_mut()
            .push((third, entry.key_span));
    }
    both.0.or(both.1)
}

/// The direction that the whole plan uses, or what contradicts it.
pub(super) fn settle_direction(plan: &Fields<'_>, formula: Formula) -> Third {
    let mut thirds = plan.reader.thirds.take();
    lists::sort_by_key(&mut thirds, |(_, span)| span.start);
    let Some(&(first, first_at)) = thirds.first() else {
        return match formula {
            Formula::Ratio => Third::Effort,
            _ => Third::Ease,
        };
    };
    if let Some(&(other, at)) = thirds.iter().find(|(third, _)| *third != first) {
        let (other, first) = (other.name(), first.name());
        let message =
            format!("`{other}` here and `{first}` elsewhere: the two count in opposite directions");
        let help = "use one of them throughout the plan: `ease` (the highest is the easiest) or `effort` (the highest is the hardest)";
        let problem = Diagnostic::error("mixed-directions", at, message, help);
        plan.reader
            .report(problem.also(first_at, format!("`{first}` first here")));
    } else if formula == Formula::Ratio && first == Third::Ease {
        let formula = plan
            .node("scoring")
            .and_then(|scoring| scoring.get("formula"));
        let problem = Diagnostic::error(
            "ratio-needs-effort",
            formula.map_or(first_at, |entry| entry.value.span),
            "ratio divides by effort, but this plan scores `ease`: dividing by ease would put the hardest segments first",
            "either score `effort` (the highest is the hardest) instead of `ease`, or use formula: product, which multiplies by ease",
        );
        plan.reader
            .report(problem.also(first_at, "`ease` first here"));
    }
    first
}

/// The agreed scores of a segment.
pub(super) fn scores(fields: &Fields<'_>, scale: Scale) -> ByCriterion<Option<Estimate>> {
    read_each(fields, |entry| {
        estimate(fields.reader, entry, Shape::Estimate, scale)
    })
}

/// The scores of one scorer, and the criteria that they answer with `unknown`.
pub(super) fn votes(
    fields: &Fields<'_>,
    scale: Scale,
) -> (ByCriterion<Option<Estimate>>, ByCriterion<bool>) {
    let votes = read_each(fields, |entry| match is_unknown(&entry.value) {
        true => Some(None),
        false => estimate(fields.reader, entry, Shape::Vote, scale).map(Some),
    });
    (
        ByCriterion::from_fn(|one| (*votes.get(one)).flatten()),
        ByCriterion::from_fn(|one| *votes.get(one) == Some(None)),
    )
}

fn is_unknown(value: &Node) -> bool {
    let name = Verdict::Unknown.name();
    matches!(&value.value, Value::Scalar(word, _) if word.eq_ignore_ascii_case(name))
}

/// What stands at the three keys of a group.
fn read_each<T>(fields: &Fields<'_>, read: impl Fn(&Entry) -> Option<T>) -> ByCriterion<Option<T>> {
    let third = third_of(fields);
    if let (Some(_), Some(effort)) = (fields.entry("ease"), fields.entry("effort")) {
        // Told once, by the direction of the plan; the number itself is still checked.
        read(effort);
    }
    ByCriterion {
        impact: fields.entry("impact").and_then(&read),
        confidence: fields.entry("confidence").and_then(&read),
        ease: third.and_then(|(_, entry)| read(entry)),
    }
}

fn estimate(reader: &Reader<'_>, entry: &Entry, shape: Shape, scale: Scale) -> Option<Estimate> {
    let known = |entry: &Entry| keys::meant(&entry.key, &THREE_POINT).is_some();
    let estimate = match &entry.value.value {
        Value::Map(entries) if entries.iter().any(known) => three_point(reader, entry)?,
        _ => reader.read(&entry.value, (&entry.key, shape), |value| {
            one_line(value, scale)
        })?,
    };
    reader.read(&entry.value, (&entry.key, shape), |value| {
        check_order(value, estimate)?;
        check_ends(value, estimate, scale)?;
        Ok(estimate)
    })
}

fn one_line(value: Single<'_>, scale: Scale) -> Result<Estimate, Wrong> {
    let help = match &value.node.value {
        Value::Scalar(text, style) => match scalar::estimate(text, *style) {
            Ok(estimate) => return Ok(estimate),
            Err(help) if scalar::is_blank_word(text) => match value.shape {
                Shape::Vote => {
                    Some("write `unknown` for \"I don't know\", or leave it empty".to_owned())
                }
                _ => help,
            },
            Err(help) => help,
        },
        Value::List(_) => Some(format!(
            "{}; several scorers go under `panel`",
            forms(scale)
        )),
        Value::Map(_) => None,
    };
    let help = help.unwrap_or_else(|| forms(scale));
    Err(value.should_be("wrong-type", "a score", help))
}

/// How a score may be written.
fn forms(scale: Scale) -> String {
    let (min, max) = ends(scale);
    let number = match scale.span().is_finite() {
        true => format!("a number from {min} to {max}"),
        false => "a number".to_owned(),
    };
    format!("write {number}, a range like 7..8, or {{low: 5, likely: 7, high: 9}}")
}

/// The ends of a scale as they are written.
fn ends(scale: Scale) -> (String, String) {
    (words::number(scale.min, 6), words::number(scale.max, 6))
}

fn three_point(reader: &Reader<'_>, entry: &Entry) -> Option<Estimate> {
    let fields = reader.fields(&entry.value, &THREE_POINT, entry.key_span)?;
    let ends = ["low", "likely", "high"].map(|end| fields.read(end, Single::number));
    let [Some(low), Some(likely), Some(high)] = ends else {
        return None;
    };
    Some(Estimate::ThreePoint { low, likely, high })
}

/// An estimate runs from low to high.
fn check_order(value: Single<'_>, estimate: Estimate) -> Result<(), Wrong> {
    let shown = |end| words::number(end, 6);
    let help = match estimate {
        Estimate::Range { low, high } if low > high => {
            format!("write {}..{}", shown(high), shown(low))
        }
        Estimate::ThreePoint { low, likely, high } if low > likely || likely > high => {
            let mut ends = [low, likely, high];
            ends.sort_by(f64::total_cmp);
            let [low, likely, high] = ends.map(shown);
            format!("write the lowest first: {{low: {low}, likely: {likely}, high: {high}}}")
        }
        _ => return Ok(()),
    };
    let message = format!("`{}` runs from high to low", value.name);
    Err(value.wrong("inverted-range", message, help))
}

fn check_ends(value: Single<'_>, estimate: Estimate, scale: Scale) -> Result<(), Wrong> {
    let (low, high) = estimate.bounds();
    let Some(off) = [low, high].into_iter().find(|end| !scale.contains(*end)) else {
        return Ok(());
    };
    let (name, (min, max)) = (value.name, ends(scale));
    let off = words::shortened(&words::number(off, 6));
    let message = format!("{off} is outside the scale of {min} to {max}");
    let help = format!(
        "write `{name}` as a score from {min} to {max}, or set another `scale` under `scoring`"
    );
    Err(value.wrong("out-of-scale", message, help))
}
