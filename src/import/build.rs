//! The ideas of a sheet as segments of a plan.

use super::formula::Method;
use super::idea::{Idea, Stated};
use super::ideas::Raw;
use super::number::Kind;
use super::scale::Scales;
use super::{Import, ImportOptions, ImportedScore, ImportedSegment, Remark, criteria};
use crate::lists;
use crate::plan::{ByCriterion, Formula, PanelRule};
use crate::text::words;

/// The plan that a sheet's ideas make.
pub(super) fn build(raw: Raw, method: &Method, scales: &Scales, options: &ImportOptions) -> Import {
    let mut remarks = [raw.remarks, raw.missing, raw.unread].concat();
    let mut findings = method.findings.clone();
    findings.extend(scales.findings.iter().cloned());
    findings.extend(word_map(&raw.ideas, options));
    let panel = raw.panel.map(|rule| {
        if method.of_means {
            PanelRule::Mean
        } else {
            rule
        }
    });
    let mut segments = Vec::new();
    for idea in raw.ideas {
        let mut read = |scores: &[Option<Stated>; 3]| {
            by_criterion(scores, scales, method, options, &mut remarks)
        };
        let scores = read(&idea.scores);
        let panel = idea
            .panel
            .iter()
            .map(|(scorer, scores)| (scorer.clone(), read(scores)));
        let panel = panel.filter(|(_, scores)| scores_any(scores)).collect();
        let stated = idea
            .score
            .map(|score| format!("stated score {}", score.shown));
        segments.push(ImportedSegment {
            name: idea.name,
            label: idea.label,
            places: idea.places,
            texts: idea.texts,
            scores,
            panel,
            rank: idea.rank.map(|(rank, place)| (rank as u64, place)),
            comments: stated.into_iter().chain(idea.comments).collect(),
        });
    }
    remarks.extend(method.remarks.iter().cloned());
    let third = method.third;
    let mut columns = raw.columns;
    for role in columns.iter_mut().filter_map(|column| column.role.as_mut()) {
        // The third score has the name of the plan, whatever the sheet calls it.
        if let Some(rest) = role.strip_prefix(raw.called.name()) {
            *role = format!("{}{rest}", third.name());
        }
    }
    if raw.has_reach {
        findings.push("ICE has no Reach: the plan ranks without it".to_owned());
    }
    Import {
        title: raw.title,
        origin: raw.origin,
        formula: method.formula,
        third,
        scale: scales.plan,
        weights: weights(method, scales),
        panel,
        segments,
        columns,
        findings,
        remarks,
    }
}

/// What counts as much on the plan's scale as the sheet's weights do on its own.
fn weights(method: &Method, scales: &Scales) -> ByCriterion<f64> {
    let Some(weights) = method.weights.filter(|_| method.formula == Formula::Mean) else {
        return ByCriterion::from_fn(|_| 1.0);
    };
    let weights: Vec<f64> = weights
        .iter()
        .zip(scales.factors)
        .map(|(weight, factor)| weight / factor)
        .collect();
    let most = weights.iter().copied().fold(0.0, f64::max);
    let share = |place: usize| (weights[place] / most * 1e6).round() / 1e6;
    ByCriterion {
        impact: share(0),
        confidence: share(1),
        ease: share(2),
    }
}

fn by_criterion(
    scores: &[Option<Stated>; 3],
    scales: &Scales,
    method: &Method,
    options: &ImportOptions,
    remarks: &mut Vec<Remark>,
) -> ByCriterion<Option<ImportedScore>> {
    let mut read = ByCriterion::from_fn(|_| None);
    for (place, criterion) in criteria() {
        let stated = scores[place].as_ref();
        *read.get_mut(criterion) =
            stated.and_then(|stated| scales.score(stated, place, method, options, remarks));
    }
    read
}

fn scores_any(scores: &ByCriterion<Option<ImportedScore>>) -> bool {
    criteria().any(|(_, criterion)| scores.get(criterion).is_some())
}

/// The numbers that the words of a sheet were taken for.
fn word_map(ideas: &[Idea], options: &ImportOptions) -> Option<String> {
    let words = ideas
        .iter()
        .flat_map(Idea::stated)
        .filter(|(_, stated)| stated.given.kind == Kind::Word);
    let mut map: Vec<(String, f64)> = Vec::new();
    for (_, stated) in words {
        let known = map
            .iter()
            .any(|(word, _)| word.to_lowercase() == stated.shown.to_lowercase());
        if !known {
            map.push((stated.shown.clone(), stated.given.value));
        }
    }
    lists::sort_by(&mut map, |one, two| two.1.total_cmp(&one.1));
    let pairs = map
        .iter()
        .map(|(word, number)| format!("{word} = {}", words::number(*number, 2)));
    let pairs: Vec<String> = pairs.collect();
    let said = if options.words.is_given() {
        "as you said"
    } else {
        "--words says otherwise"
    };
    (!pairs.is_empty()).then(|| {
        format!(
            "Words stand for numbers from 1 to 10: {} ({said})",
            pairs.join(", ")
        )
    })
}
