//! The answer of a review, in a few lines.

use super::Reviewing;
use crate::audit::{Difference, Uplift};
use crate::render::figures::{excluded, share, signed};
use crate::review::{EffectJudgement, GoalState};
use crate::text::words::{self, leads, thousands};

/// What is known in all, the most important first.
pub(super) fn lines(reviewing: &Reviewing<'_>) -> Vec<String> {
    let mut lines = vec![leads_read(reviewing)];
    lines.extend(
        reviewing
            .assigned
            .map(|(file, counts)| assigned(file, counts)),
    );
    lines.extend(warning(reviewing));
    lines.push(effect(reviewing));
    lines.extend(confidence(reviewing));
    lines.extend(goals(reviewing));
    lines.push(impact(reviewing));
    lines
}

fn leads_read(reviewing: &Reviewing<'_>) -> String {
    let audit = reviewing.audit;
    let known = audit.leads - audit.excluded - audit.outcome_unknown;
    let rate = words::share(audit.outcomes, known).map(|rate| {
        format!(
            " Outcome rate: {}, {} of {}.",
            share(rate),
            thousands(audit.outcomes),
            leads(known)
        )
    });
    format!(
        "{} in {}{}.{}",
        leads(audit.leads),
        reviewing.source,
        excluded(audit.excluded),
        rate.unwrap_or_default()
    )
}

/// By what the leads were given then, and who is not among them.
fn assigned(file: &str, counts: &crate::resolve::AssignedCounts) -> String {
    let missing = [
        (counts.gone, "no longer in the table"),
        (counts.new, "new since then and not counted"),
        (counts.elsewhere, "in no segment of this plan"),
    ];
    let missing = missing.iter().filter(|(count, _)| *count > 0);
    let missing: Vec<String> = missing
        .map(|(count, what)| format!("{} {what}", thousands(*count)))
        .collect();
    let missing = match missing.is_empty() {
        true => String::new(),
        false => format!(" ({})", missing.join("; ")),
    };
    format!("Effects are counted by the segment and the group in {file}{missing}.")
}

/// That the groups are not those that were drawn.
fn warning(reviewing: &Reviewing<'_>) -> Option<String> {
    let ratio = reviewing.review.uplift.as_ref()?.overall.sample_ratio?;
    ratio.is_alarm().then(|| {
        format!(
            "Don't trust the effects below: {} of the leads are in the control group, {} were to be held \
             out. By chance alone that happens less than once in 1,000 times, so find out how the groups \
             were made or lost.",
            share(ratio.found),
            share(ratio.expected)
        )
    })
}

/// What the messages did in all.
fn effect(reviewing: &Reviewing<'_>) -> String {
    let Some(uplift) = &reviewing.review.uplift else {
        return "There is no control group, so all differences are observational: they say nothing about \
                what the messages did. Hold one out next: `segplan resolve PLAN LEADS -o OUT --holdout 10% \
                --salt NAME`."
            .to_owned();
    };
    let overall = &uplift.overall;
    let rates = overall
        .message
        .rate
        .zip(overall.control.rate)
        .zip(overall.uplift);
    let Some(((message, control), difference)) = rates else {
        return "The effect of the messages can't be told: one of the groups has no lead with a known \
                outcome."
            .to_owned();
    };
    let rates = format!(
        "{} of {} with a message, {} of {} in the control group",
        share(message.rate),
        leads(overall.message.known),
        share(control.rate),
        leads(overall.control.known)
    );
    let interval = interval(&difference);
    match () {
        () if difference.low > 0.0 => format!(
            "The messages raised the outcome rate by {} points ({interval}): {rates}.",
            signed(difference.difference).trim_start_matches('+')
        ),
        () if difference.high < 0.0 => format!(
            "The messages lowered the outcome rate by {} points ({interval}): {rates}.",
            signed(difference.difference).trim_start_matches('−')
        ),
        () => format!(
            "No effect of the messages is shown yet: {} points ({interval}); {rates}.{}",
            signed(difference.difference),
            least(overall)
        ),
    }
}

/// What groups of this size can show.
fn least(overall: &Uplift) -> String {
    overall
        .smallest_detectable_lift
        .map_or_else(String::new, |lift| {
            format!(
                " Groups of this size show a lift of {} and more.",
                words::percent(lift)
            )
        })
}

/// The ends of a difference's interval, in points: `0.3 to 2.1`.
pub(super) fn interval(difference: &Difference) -> String {
    let end = |value| signed(value).trim_start_matches('+').to_owned();
    format!(
        "95 % interval {} to {}",
        end(difference.low),
        end(difference.high)
    )
}

/// How many Confidences the leads support, contradict and leave open.
fn confidence(reviewing: &Reviewing<'_>) -> Option<String> {
    let all = reviewing.review.segments.iter();
    let count =
        |is: &dyn Fn(EffectJudgement) -> bool| all.clone().filter(|one| is(one.judgement)).count();
    let supported =
        count(&|one| matches!(one, EffectJudgement::Supported | EffectJudgement::Exceeded));
    let contradicted = count(&|one| one == EffectJudgement::Contradicted);
    let open = count(&|one| matches!(one, EffectJudgement::Open { .. }));
    if supported + contradicted + open == 0 {
        return None;
    }
    let mut parts = Vec::new();
    if contradicted > 0 {
        parts.push(format!(
            "{contradicted} {} short of the expected lift",
            if contradicted == 1 { "falls" } else { "fall" }
        ));
    }
    if supported > 0 {
        parts.push(format!(
            "{supported} {} it out",
            if supported == 1 { "bears" } else { "bear" }
        ));
    }
    if open > 0 {
        parts.push(format!("{open} can't be judged yet"));
    }
    Some(format!(
        "Of {} with an expected lift, {}.",
        words::count(supported + contradicted + open, "measured segment"),
        words::list(&parts)
    ))
}

fn goals(reviewing: &Reviewing<'_>) -> Option<String> {
    let all = &reviewing.review.goals;
    if all.is_empty() {
        return None;
    }
    let kinds = [
        (GoalState::Met, "met"),
        (GoalState::Missed, "missed"),
        (GoalState::CannotTell, "can't be told from chance yet"),
        (GoalState::NotDue, "not due yet"),
        (GoalState::NotMeasured, "not measured"),
    ];
    let told = kinds.iter().filter_map(|(state, what)| {
        let count = all.iter().filter(|one| one.state == *state).count();
        (count > 0).then(|| format!("{count} {what}"))
    });
    let told: Vec<String> = told.collect();
    Some(format!(
        "{}: {}.",
        words::count(all.len(), "goal"),
        told.join(", ")
    ))
}

/// Whether planned Impact goes with what was found.
fn impact(reviewing: &Reviewing<'_>) -> String {
    let Some(found) = reviewing.review.impact else {
        return "Planned Impact can't be compared with the outcome rates: that takes five segments with \
                outcomes and different scores."
            .to_owned();
    };
    let two = |value: f64| words::number(value, 2).replace('-', "−");
    let figures = format!(
        "rank correlation {} (95 % interval {} to {}, {} segments)",
        two(found.rho),
        two(found.low),
        two(found.high),
        found.pairs
    );
    match () {
        () if found.low > 0.0 => {
            format!("Segments with a higher Impact do have higher outcome rates: {figures}.")
        }
        () if found.high < 0.0 => {
            format!("Segments with a higher Impact have lower outcome rates: {figures}.")
        }
        () => format!("Impact and the outcome rates found show no clear link: {figures}."),
    }
}
