//! A review as JSON, `segplan/review/v1`.

use serde_json::{Value, json as value};

use super::Reviewing;
use crate::audit::Stability;
use crate::render::json::{document, list};
use crate::review::{EffectJudgement, GoalReview, Measurement, SegmentReview};

pub(crate) fn json(reviewing: &Reviewing<'_>) -> String {
    let (review, audit) = (reviewing.review, reviewing.audit);
    let plan = reviewing.study.plan();
    let found = review.uplift.as_ref();
    let assigned = reviewing.assigned.map(|(file, counts)| {
        value!({
            "file": file,
            "new": counts.new,
            "gone": counts.gone,
            "elsewhere": counts.elsewhere,
        })
    });
    let imbalances = reviewing.imbalances.map(|all| {
        list(all, |one| {
            let difference = one.difference.is_finite().then_some(one.difference);
            value!({"column": one.column, "value": one.value, "difference": difference})
        })
    });
    document(&value!({
        "schema": "segplan/review/v1",
        "plan": {"title": plan.title, "as_of": plan.as_of.date.to_string()},
        "summary": super::summary::lines(reviewing),
        "source": reviewing.source,
        "leads": audit.leads,
        "excluded": audit.excluded,
        "outcomes": audit.outcomes,
        "outcome_unknown": audit.outcome_unknown,
        "leads_a_week": review.leads_a_week,
        "goals": list(&review.goals, |one| goal(reviewing, one)),
        "impact": review.impact,
        "segments": list(&review.segments, |one| segment(reviewing, one)),
        "uplift": found.map(|found| found.overall),
        "default": found.map(|found| found.default),
        "group_unknown": found.map(|found| found.unknown),
        "assigned": assigned,
        "share": reviewing.share,
        "imbalances": imbalances,
    }))
}

fn goal(reviewing: &Reviewing<'_>, review: &GoalReview) -> Value {
    let goal = &reviewing.study.plan().goals[review.goal];
    let found = review.found.map(|found| {
        value!({
            "value": found.value,
            "low": found.interval.map(|one| one.0),
            "high": found.interval.map(|one| one.1),
            "leads": found.leads,
        })
    });
    value!({
        "statement": goal.statement,
        "measure": goal.measure.map(crate::plan::Measure::name),
        "baseline": goal.baseline,
        "target": goal.target,
        "due": goal.due.map(|due| due.to_string()),
        "now": found,
        "state": review.state.name(),
    })
}

fn segment(reviewing: &Reviewing<'_>, review: &SegmentReview) -> Value {
    let plan = reviewing.study.plan();
    let own = plan.segment(review.segment);
    let audits = reviewing.audit.segments.iter();
    let audit = audits.clone().find(|one| one.segment == review.segment);
    let measured = review.uplift.as_ref().and_then(Measurement::uplift);
    let biased = match &review.uplift {
        Some(Measurement::Biased(attributes)) => {
            Some(list(attributes, |id| plan.attribute(*id).name.as_str()))
        }
        _ => None,
    };
    let (leads, weeks) = match review.judgement {
        EffectJudgement::Open { leads, weeks } => (leads, weeks),
        _ => (None, None),
    };
    value!({
        "segment": own.name,
        "label": own.label,
        "planned_rank": review.planned_rank,
        "observed_rank": review.observed_rank,
        "matched": audit.map(|one| one.matched),
        "matched_rate": audit.map(|one| one.matched_rate),
        "won": audit.map(|one| one.won),
        "rate": audit.map(|one| one.rate),
        "difference": audit.map(|one| one.difference),
        "leads_a_week": review.leads_a_week,
        "expected_lift": own.expected_lift,
        "uplift": measured,
        "biased_by": biased,
        "confidence": {"is": review.judgement.name(), "leads_missing": leads, "weeks": weeks},
        "stability": audit.and_then(|one| one.stability.as_ref()).map(stability),
    })
}

fn stability(stability: &Stability) -> Value {
    value!({
        "size_varies": stability.size.is_beyond_chance(),
        "rate_varies": stability.rate.map(|rate| rate.is_beyond_chance()),
    })
}
