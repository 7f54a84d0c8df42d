//! One candidate's page.

use super::{Facts, findings, in_words, lead_table, sentence};
use crate::assess::{CountedScore, ParkReason, ScoreOrigin};
use crate::order::{RankCertainty, Sureness, TieBreak};
use crate::plan::{Criterion, Estimate, SegmentId};
use crate::report::Locale;
use crate::report::model::{
    Ballot, Certainty, Criterion as CriterionEntry, Definition, Evidence, Qualifier, Score,
    Segment, Touchpoint,
};
use crate::text::words::{capitalized, count};

pub(super) fn page(facts: &Facts, id: SegmentId) -> Segment {
    let segment = facts.plan.segment(id);
    let candidate = facts.assessment.candidate(id);
    let row = facts.ranking.row(id);
    let unscored = facts.ranking.unscored.iter().find(|one| one.segment == id);
    Segment {
        name: segment.name.clone(),
        label: segment.label.clone(),
        place: id.0 + 1,
        rank: row.map(|row| row.rank),
        description: segment.description.clone(),
        definition: segment.definition.as_ref().map(|definition| Definition {
            written: definition.text.clone(),
            words: in_words(facts.plan, &definition.condition),
        }),
        breadth: segment.breadth.map(crate::plan::Breadth::name),
        persona: segment.persona.clone(),
        stage: segment.stage.map(crate::plan::Stage::name),
        message: segment.message.clone(),
        touchpoints: touchpoints(segment),
        owner: segment.owner.clone(),
        expected_size: segment.expected_size,
        expected_lift: segment.expected_lift,
        cycle_days: segment.cycle_days,
        criteria: criteria(facts, id),
        score: candidate.score.map(|score| Score {
            value: score.value,
            like: score.like,
            percent: score.percent,
        }),
        panel: panel(facts, id),
        evidence: evidence(segment),
        qualifiers: qualifiers(segment),
        qualifiers_met: candidate.qualifiers_met,
        findings: findings(facts, facts.study.findings_of(id)),
        weak: facts.study.is_weak(id),
        certainty: certainty(facts, id),
        tie_broken_by: row.and_then(|row| row.tie_broken_by).map(tie_break),
        pin: facts
            .plan
            .order
            .pins
            .iter()
            .find(|pin| pin.segment == id)
            .map(|pin| pin.rank),
        pinned: row.and_then(|row| row.pinned.clone()),
        parked_because: match row {
            Some(_) => Vec::new(),
            None => candidate
                .parked
                .iter()
                .map(|why| parked(facts, *why))
                .collect(),
        },
        missing: unscored.map_or_else(Vec::new, |one| {
            one.missing
                .iter()
                .map(|lack| name_of(facts, *lack))
                .collect()
        }),
        flips: flips(facts, id),
        leads: lead_table::segment(facts, id),
    }
}

fn touchpoints(segment: &crate::plan::Segment) -> Vec<Touchpoint> {
    let contacts = segment.touchpoints.iter();
    contacts
        .map(|one| Touchpoint {
            channel: one.channel.clone(),
            content: one.content.clone(),
        })
        .collect()
}

fn evidence(segment: &crate::plan::Segment) -> Vec<Evidence> {
    let pieces = segment.evidence.iter();
    pieces
        .map(|one| Evidence {
            kind: capitalized(&one.kind.name().replace('_', " ")),
            note: one.note.clone(),
            date: one.date,
        })
        .collect()
}

fn qualifiers(segment: &crate::plan::Segment) -> [Qualifier; 5] {
    use crate::plan::Qualifier::{Actionable, Distinguishable, Measurable, Relevant, Stable};
    [Measurable, Relevant, Actionable, Distinguishable, Stable].map(|which| {
        let judgement = segment.qualifiers.get(which);
        Qualifier {
            name: capitalized(which.name()),
            verdict: judgement.verdict.name(),
            because: judgement.because.clone(),
        }
    })
}

/// What the plan calls a criterion.
pub(super) fn name_of(facts: &Facts, criterion: Criterion) -> &'static str {
    match facts.plan.scoring.name_of(criterion) {
        "impact" => "Impact",
        "confidence" => "Confidence",
        "effort" => "Effort",
        _ => "Ease",
    }
}

fn criteria(facts: &Facts, id: SegmentId) -> [CriterionEntry; 3] {
    [Criterion::Impact, Criterion::Confidence, Criterion::Ease].map(|criterion| {
        let counted = *facts.assessment.candidate(id).scores.get(criterion);
        let bounds = counted.map(|counted| bounds(facts, id, criterion, counted));
        let scoring = &facts.plan.scoring;
        CriterionEntry {
            name: name_of(facts, criterion),
            value: counted.map(|counted| counted.value),
            favorable: counted.map(|counted| scoring.favorable(criterion, counted.value)),
            assumed: bounds.is_some_and(|(.., assumed)| assumed),
            low: bounds.map(|(low, ..)| low),
            high: bounds.map(|(_, high, _)| high),
            origin: counted.map(|counted| origin(facts, counted)),
        }
    })
}

fn origin(facts: &Facts, counted: CountedScore) -> String {
    match counted.origin {
        ScoreOrigin::Agreed => "agreed".to_owned(),
        ScoreOrigin::Panel(1) => "one scorer".to_owned(),
        ScoreOrigin::Panel(scorers) => {
            format!(
                "{} of {}",
                facts.plan.scoring.panel.name(),
                count(scorers, "scorer")
            )
        }
    }
}

/// The lowest and the highest that was given, else what the margin assumes, and which it is.
fn bounds(
    facts: &Facts,
    id: SegmentId,
    criterion: Criterion,
    counted: CountedScore,
) -> (f64, f64, bool) {
    let segment = facts.plan.segment(id);
    let given: Vec<Estimate> = match counted.origin {
        ScoreOrigin::Agreed => segment.scores.get(criterion).iter().copied().collect(),
        ScoreOrigin::Panel(_) => {
            let ballots = segment.panel.iter();
            ballots
                .filter_map(|ballot| *ballot.scores.get(criterion))
                .collect()
        }
    };
    let (low, high) = given
        .iter()
        .fold((counted.value, counted.value), |(low, high), one| {
            let (least, most) = one.bounds();
            (low.min(least), high.max(most))
        });
    if high > low {
        return (low, high, false);
    }
    let scoring = &facts.plan.scoring;
    let clamp = |value| scoring.scale.clamp(value);
    (
        clamp(low - scoring.margin),
        clamp(high + scoring.margin),
        true,
    )
}

fn panel(facts: &Facts, id: SegmentId) -> Vec<Ballot> {
    let ballots = facts.plan.segment(id).panel.iter();
    ballots
        .map(|ballot| Ballot {
            scorer: ballot.scorer.clone(),
            scores: [Criterion::Impact, Criterion::Confidence, Criterion::Ease].map(|criterion| {
                ballot
                    .scores
                    .get(criterion)
                    .map(|one| given(one, facts.locale))
            }),
        })
        .collect()
}

fn given(estimate: Estimate, locale: Locale) -> String {
    let number = |value| locale.number(value, 2);
    match estimate {
        Estimate::Point(value) => number(value),
        Estimate::Range { low, high } => format!("{}–{}", number(low), number(high)),
        Estimate::ThreePoint { low, likely, high } => {
            format!("{}–{}–{}", number(low), number(likely), number(high))
        }
    }
}

fn certainty(facts: &Facts, id: SegmentId) -> Option<Certainty> {
    let place = facts
        .ranking
        .ranked
        .iter()
        .position(|row| row.segment == id)?;
    let row: &RankCertainty = facts.certainty.rows.get(place)?;
    let next = facts.ranking.ranked.get(place + 1);
    let tied = next.is_some_and(|next| next.tie_broken_by.is_some());
    Some(Certainty {
        first: row.first,
        beats_next: row.beats_next,
        word: row.beats_next.map(|share| match tied {
            true => "tied",
            false => Sureness::of(share).word(),
        }),
        expected_rank: row.expected_rank,
        rank_low: row.rank_low,
        rank_high: row.rank_high,
        group: row.group,
        ranks: row.ranks.clone(),
    })
}

fn tie_break(tie: TieBreak) -> String {
    match tie {
        TieBreak::Key(key) => super::method::key(key),
        TieBreak::FileOrder => "the order in the file".to_owned(),
    }
}

fn parked(facts: &Facts, why: ParkReason) -> String {
    match why {
        ParkReason::Lacks(qualifier) => {
            format!(
                "The plan requires every segment to be {}, and this one is not.",
                qualifier.name()
            )
        }
        ParkReason::TooFewQualifiers => format!(
            "It cannot reach the {} qualifiers that the plan asks for.",
            facts.locale.number(facts.plan.qualify.at_least, 1)
        ),
    }
}

/// What would move it past a neighbour: its own climb past the one above, its own slip behind the
/// one below.
fn flips(facts: &Facts, id: SegmentId) -> Vec<String> {
    let climbs = facts.flips.iter().filter(|flip| flip.lower == id);
    let slips = facts.flips.iter().filter(|flip| flip.upper == id);
    let climbs = climbs.filter_map(|flip| Some((flip, flip.climb?)));
    let slips = slips.filter_map(|flip| Some((flip, flip.slip?)));
    climbs
        .chain(slips)
        .map(|(flip, change)| sentence(&flip.words(facts.plan, &change)))
        .collect()
}
