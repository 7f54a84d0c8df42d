//! What the leads say of Confidences, how steady segments are, and whether the groups are alike.

use super::Reviewing;
use crate::audit::{SegmentAudit, Stability};
use crate::discover::Imbalance;
use crate::lists;
use crate::render::document::Page;
use crate::render::figures::{lift_range, share};
use crate::review::{EffectJudgement, Measurement, SegmentReview};
use crate::text::words::{self, leads, signed_percent, thousands};

/// So many segments that are not steady are named.
const STABILITY: usize = 3;

/// Which Confidences the leads contradict, support, or cannot judge.
pub(super) fn sections(page: &mut Page, reviewing: &Reviewing<'_>) {
    let plan = reviewing.study.plan();
    let expected = |one: &SegmentReview| plan.segment(one.segment).expected_lift.unwrap_or(0.0);
    let lift = |one: &SegmentReview| {
        let uplift = one.uplift.as_ref().and_then(Measurement::uplift);
        let ratio = uplift.and_then(|uplift| uplift.ratio);
        ratio.map_or_else(String::new, lift_range)
    };
    let both = |one: &SegmentReview| {
        let (found, expected) = (lift(one), signed_percent(expected(one)));
        format!("found {found}, expected {expected}.")
    };
    let told = |is: &dyn Fn(EffectJudgement) -> bool, say: &dyn Fn(&SegmentReview) -> String| {
        let all = reviewing.review.segments.iter();
        let found = all.filter(|one| is(one.judgement));
        found
            .map(|one| format!("{}: {}", plan.label(one.segment), say(one)))
            .collect::<Vec<String>>()
    };
    page.section(
        "Confidence to question: the whole interval is below the expected lift",
        told(&|one| one == EffectJudgement::Contradicted, &both),
    );
    page.section(
        "Confidence borne out",
        told(
            &|one| matches!(one, EffectJudgement::Supported | EffectJudgement::Exceeded),
            &|one| match one.judgement {
                EffectJudgement::Exceeded => format!(
                    "found {}, more than the expected {}.",
                    lift(one),
                    signed_percent(expected(one))
                ),
                _ => both(one),
            },
        ),
    );
    page.section(
        "Confidence that can't be judged yet",
        told(&|one| matches!(one, EffectJudgement::Open { .. }), &|one| {
            open(one, expected(one))
        }),
    );
    biased(page, reviewing);
}

/// What is missing until a Confidence can be judged.
fn open(one: &SegmentReview, expected: f64) -> String {
    let EffectJudgement::Open {
        leads: missing,
        weeks,
    } = one.judgement
    else {
        return String::new();
    };
    let lift = signed_percent(expected);
    let more = |missing: u64| {
        let noun = if missing == 1 { "lead" } else { "leads" };
        format!(
            "{} more {noun} would show a lift of {lift}",
            thousands(missing)
        )
    };
    match (missing, weeks) {
        (Some(missing), Some(weeks)) => format!("{}, {}.", more(missing), in_weeks(weeks)),
        (Some(missing), None) => format!("{}.", more(missing)),
        (None, _) => match one.uplift.as_ref().and_then(Measurement::uplift) {
            Some(uplift) if uplift.control.outcomes == 0 => {
                format!(
                    "none of {} in the control group has the outcome.",
                    leads(uplift.control.known)
                )
            }
            _ => format!(
                "the groups are large enough for a lift of {lift}, but chance still hides it."
            ),
        },
    }
}

/// How long leads take to arrive.
fn in_weeks(weeks: f64) -> String {
    match weeks {
        weeks if weeks > 520.0 => "more than ten years at this rate of arrival".to_owned(),
        weeks => format!(
            "about {} at this rate of arrival",
            words::count(weeks.ceil() as usize, "week")
        ),
    }
}

/// Segments whose effect isn't measured, and why.
fn biased(page: &mut Page, reviewing: &Reviewing<'_>) {
    let plan = reviewing.study.plan();
    let all = reviewing
        .review
        .segments
        .iter()
        .filter_map(|one| match &one.uplift {
            Some(Measurement::Biased(attributes)) => Some((one.segment, attributes)),
            _ => None,
        });
    let told = all.map(|(segment, attributes)| {
        let names = attributes
            .iter()
            .map(|id| plan.attribute(*id).name.as_str());
        format!("{}: depends on {}", plan.label(segment), words::list(names))
    });
    let told: Vec<String> = told.collect();
    if told.is_empty() {
        return;
    }
    page.section(
        "Not measured: the message may have changed who fits today",
        told,
    );
    page.line(
        "Name the table that `segplan resolve` wrote then, with --assigned, and they are measured by the \
         segment that they had.",
    );
}

/// Segments whose size or rate varies more than chance explains, those of the largest index first.
pub(super) fn stability(page: &mut Page, reviewing: &Reviewing<'_>) {
    let mut audits: Vec<(&SegmentAudit, &Stability)> = reviewing
        .audit
        .segments
        .iter()
        .filter_map(|audit| Some((audit, audit.stability.as_ref()?)))
        .collect();
    let is_dated = !audits.is_empty();
    let index = |stability: &Stability| {
        let rate = stability.rate.map_or(0.0, |rate| rate.index);
        stability.size.index.max(rate)
    };
    lists::sort_by(&mut audits, |one, other| {
        index(other.1).total_cmp(&index(one.1))
    });
    let told = audits.iter().filter_map(|(audit, stability)| {
        let parts = unsteady(stability, reviewing.verbose);
        let label = reviewing.study.label(audit.segment);
        (!parts.is_empty()).then(|| format!("{label}: {}.", parts.join("; ")))
    });
    let mut told: Vec<String> = told.collect();
    if told.is_empty() && is_dated {
        page.gap();
        page.line("No segment's size or outcome rate varies over time more than chance explains.");
    }
    let rest = told.len().saturating_sub(STABILITY);
    if rest > 0 && !reviewing.verbose {
        told.truncate(STABILITY);
        told.push(format!(
            "{} more: --verbose.",
            words::count(rest, "segment")
        ));
    }
    let heading = match reviewing.verbose {
        true => "Sizes and rates over time",
        false => "Sizes and rates that vary more than chance",
    };
    page.section(heading, told);
}

fn unsteady(stability: &Stability, verbose: bool) -> Vec<String> {
    let month = |place: usize| {
        let start = stability.periods[place].start;
        match stability.months {
            12 => start.strftime("%Y").to_string(),
            3 => format!("the quarter from {}", start.strftime("%B %Y")),
            _ => start.strftime("%B %Y").to_string(),
        }
    };
    let extremes = |of: &dyn Fn(usize) -> Option<f64>| {
        let shares = (0..stability.periods.len()).filter_map(|place| Some((place, of(place)?)));
        let shares: Vec<(usize, f64)> = shares.collect();
        let low = shares
            .iter()
            .copied()
            .min_by(|one, other| one.1.total_cmp(&other.1))?;
        let high = shares
            .iter()
            .copied()
            .max_by(|one, other| one.1.total_cmp(&other.1))?;
        Some((low, high))
    };
    let told = |what: &str, of: &dyn Fn(usize) -> Option<f64>| {
        let ((low, least), (high, most)) = extremes(of)?;
        Some(format!(
            "{what} {} in {}, {} in {}",
            share(most),
            month(high),
            share(least),
            month(low)
        ))
    };
    let periods = &stability.periods;
    let size = |place: usize| words::share(periods[place].matched, periods[place].leads);
    let rate = |place: usize| words::share(periods[place].outcomes, periods[place].known);
    let size_moves = verbose || stability.size.is_beyond_chance();
    let rate_moves = stability
        .rate
        .is_some_and(|rate| verbose || rate.is_beyond_chance());
    let size = size_moves
        .then(|| told("share of the leads", &size))
        .flatten();
    let rate = rate_moves.then(|| told("outcome rate", &rate)).flatten();
    size.into_iter().chain(rate).collect()
}

/// Whether the groups are those that were drawn, and alike.
pub(super) fn groups(page: &mut Page, reviewing: &Reviewing<'_>) {
    let Some(uplift) = &reviewing.review.uplift else {
        return;
    };
    let mut told = Vec::new();
    match uplift.overall.sample_ratio {
        Some(ratio) => told.push(format!(
            "{} of {} are in the control group, {} were to be held out{}.",
            share(ratio.found),
            leads(uplift.overall.control.leads + uplift.overall.message.leads),
            share(ratio.expected),
            if ratio.is_alarm() { ": more than chance explains" } else { ": as chance would have it" }
        )),
        None => told.push(
            "Not checked against the share that was to be held out: write it into the plan, `control_share: \
             0.1` below `leads`, or add --share 10%."
                .to_owned(),
        ),
    }
    if let Some(imbalances) = reviewing.imbalances {
        told.push(balance(imbalances));
    }
    page.section("Are the groups alike?", told);
}

fn balance(imbalances: &[Imbalance]) -> String {
    const NAMED: usize = 5;
    let named = imbalances.iter().take(NAMED).map(|one| {
        let what = match &one.value {
            Some(value) => format!("{} = {value}", one.column),
            None => one.column.clone(),
        };
        format!(
            "{what} ({})",
            words::number(one.difference, 2).replace('-', "−")
        )
    });
    let mut named: Vec<String> = named.collect();
    if imbalances.len() > NAMED {
        named.push(format!(
            "{} more",
            thousands((imbalances.len() - NAMED) as u64)
        ));
    }
    match named.is_empty() {
        true => {
            "Alike in every attribute that was known before the messages (standardized differences \
                 of 0.1 at most)."
                .to_owned()
        }
        false => format!(
            "Not alike (standardized differences above 0.1, message less control): {}. With small groups \
             chance does that.",
            words::list(&named)
        ),
    }
}
