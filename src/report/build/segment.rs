//! What a report says of one candidate.

use serde_json::{Value, json};

use super::facts::Facts;
use crate::assess::{CountedScore, ParkReason, ScoreOrigin};
use crate::order::TieBreak;
use crate::plan::{self, Criterion, Estimate, SegmentId};
use crate::report::Locale;
use crate::report::model::{
    Certainty, Criterion as CriterionEntry, Qualifier, Segment, SegmentLeads,
};
use crate::study::{AheadBy, LeadTotals};
use crate::text::words::{capitalized, count, sentence, share};

/// In the order in which reports show them.
const CRITERIA: [Criterion; 3] = [Criterion::Impact, Criterion::Confidence, Criterion::Ease];

pub(super) fn entry(facts: &Facts, id: SegmentId) -> Segment {
    let study = facts.study;
    let segment = facts.plan.segment(id);
    let candidate = study.assessment.candidate(id);
    let row = study.row(id);
    let ranked = row.map(|row| row.ranked);
    let parked = candidate.parked.iter();
    let missing = study.missing_scores(id).into_iter();
    Segment {
        plan: segment.clone(),
        id,
        page: facts.pages[id.0],
        rank: ranked.map(|row| row.rank),
        definition: segment.definition.as_ref().map(|definition| {
            let words = facts.in_words(&definition.condition);
            json!({"written": definition.text, "words": words})
        }),
        criteria: CRITERIA.map(|one| criterion(facts, id, one)),
        score: candidate.score,
        panel: segment
            .panel
            .iter()
            .map(|one| ballot(one, facts.locale))
            .collect(),
        qualifiers: qualifiers(segment),
        qualifiers_met: candidate.qualifiers_met,
        findings: facts.findings(study.findings_of(id)),
        certainty: row.map(|row| Certainty {
            draws: row.certainty.clone(),
            word: row.ahead_by.map(AheadBy::word),
            share_ahead: row.share_ahead(),
        }),
        cut: row.and_then(|row| row.cut),
        serving: segment.cost.map(|cost| study.cost(cost)),
        comes_after: segment.after.iter().map(|id| facts.named(*id)).collect(),
        tie_broken_by: ranked.and_then(|row| row.tie_broken_by).map(tie_break),
        pinned: ranked.and_then(|row| row.pinned.clone()),
        parked_because: parked.map(|why| reason(facts, *why)).collect(),
        missing: missing
            .map(|name| facts.locale.words.word(name).to_owned())
            .collect(),
        flips: match facts.pages[id.0] {
            true => flips(facts, id),
            false => Vec::new(),
        },
        leads: leads(facts, id),
    }
}

fn qualifiers(segment: &plan::Segment) -> [Qualifier; 5] {
    use plan::Qualifier::{Actionable, Distinguishable, Measurable, Relevant, Stable};
    [Measurable, Relevant, Actionable, Distinguishable, Stable].map(|which| {
        let judgement = segment.qualifiers.get(which);
        Qualifier {
            name: capitalized(which.name()),
            verdict: judgement.verdict.name(),
            because: judgement.because.clone(),
        }
    })
}

fn criterion(facts: &Facts, id: SegmentId, criterion: Criterion) -> CriterionEntry {
    let scoring = &facts.plan.scoring;
    let counted = *facts.study.assessment.candidate(id).scores.get(criterion);
    let bounds = counted.map(|counted| bounds(facts, id, criterion, counted));
    CriterionEntry {
        name: facts.name_of(criterion),
        value: counted.map(|counted| counted.value),
        low: bounds.map(|(low, ..)| low),
        high: bounds.map(|(_, high, _)| high),
        assumed: bounds.is_some_and(|(.., assumed)| assumed),
        origin: counted.map(|counted| match counted.origin {
            ScoreOrigin::Agreed => "agreed".to_owned(),
            ScoreOrigin::Panel(1) => "one scorer".to_owned(),
            ScoreOrigin::Panel(several) => {
                format!("{} of {}", scoring.panel.name(), count(several, "scorer"))
            }
        }),
    }
}

/// The lowest and the highest that was given, else what the margin assumes, and whether it is that.
fn bounds(
    facts: &Facts,
    id: SegmentId,
    criterion: Criterion,
    counted: CountedScore,
) -> (f64, f64, bool) {
    let segment = facts.plan.segment(id);
    let ballots = segment.panel.iter();
    let given: Vec<Estimate> = match counted.origin {
        ScoreOrigin::Agreed => segment.scores.get(criterion).iter().copied().collect(),
        ScoreOrigin::Panel(_) => ballots
            .filter_map(|ballot| *ballot.scores.get(criterion))
            .collect(),
    };
    let start = (counted.value, counted.value);
    let (low, high) = given.iter().fold(start, |(low, high), one| {
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

fn ballot(ballot: &plan::Ballot, locale: Locale) -> Value {
    let number = |value| locale.number(value, 2);
    let written = |one: Estimate| match one {
        Estimate::Point(value) => number(value),
        Estimate::Range { low, high } => format!("{}–{}", number(low), number(high)),
        Estimate::ThreePoint { low, likely, high } => {
            format!("{}–{}–{}", number(low), number(likely), number(high))
        }
    };
    let scores = CRITERIA.map(|criterion| match *ballot.scores.get(criterion) {
        Some(score) => Some(written(score)),
        None => (*ballot.unknown.get(criterion)).then(|| "unknown".to_owned()),
    });
    json!({"scorer": ballot.scorer, "scores": scores})
}

fn tie_break(tie: TieBreak) -> String {
    match tie {
        TieBreak::Key(key) => super::method::key(key),
        TieBreak::FileOrder => "the order in the file".to_owned(),
    }
}

fn reason(facts: &Facts, why: ParkReason) -> String {
    match why {
        ParkReason::Lacks(qualifier) => format!(
            "Parked: marked not {}, which the plan requires.",
            qualifier.name()
        ),
        ParkReason::TooFewQualifiers => format!(
            "Parked: it can't meet the {} qualifiers that the plan requires.",
            facts.locale.number(facts.plan.qualify.at_least, 1)
        ),
    }
}

/// The smallest score changes that move the segment past a neighbor, one sentence each: up past
/// the segment above, or down behind the segment below.
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

fn leads(facts: &Facts, id: SegmentId) -> Option<SegmentLeads> {
    let figures = facts.study.leads_of(id)?.clone();
    let totals = facts.study.audit.as_ref().map(LeadTotals::of)?;
    Some(SegmentLeads {
        share: share(figures.matched, totals.open),
        so_far: facts.study.share_so_far(id),
        figures,
    })
}
