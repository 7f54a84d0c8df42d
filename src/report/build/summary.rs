//! The report in a few sentences: what to do first and why, how sure, what to watch.

use crate::audit::SegmentAudit;
use crate::order::Sureness;
use crate::report::model::{Leads, Report, Segment, Summary};
use crate::study::{AheadBy, Row, Start};
use crate::text::words::{count, list, sentence};

pub(super) fn summary(report: &Report) -> Summary {
    let steps = report.study.next_steps();
    Summary {
        first: first(report),
        sure: sure(report),
        watch: watch(report),
        next: steps.iter().map(|step| sentence(step)).collect(),
        leads: match &report.leads {
            Some(leads) => what_leads_say(report, leads),
            None => Vec::new(),
        },
    }
}

fn first(report: &Report) -> Vec<String> {
    let Some(top) = report.ranked.first() else {
        return vec![
            "No segment can be ranked yet: each is parked or lacks a score. The chapter on parked and unscored segments says what each one needs.".to_owned(),
        ];
    };
    let label = &top.plan.label;
    let (start, named) = match report.study.start() {
        Some(Start::Pinned(_, why)) => (
            format!(
                "Start with {label}, which is pinned to first place: {}",
                sentence(why)
            ),
            1,
        ),
        Some(Start::Either(_, other)) => (
            format!(
                "Start with {label} or {}: the scores do not separate them.",
                report.study.label(other)
            ),
            2,
        ),
        Some(Start::With(_)) | None => {
            (format!("Start with {label}: {}.", workings(report, top)), 1)
        }
    };
    let mut said = vec![start];
    if let Some(message) = &top.plan.message {
        said.push(format!("Its message: “{}”.", message.trim_end_matches('.')));
    }
    match labels(report.ranked.iter().skip(named), 2).as_slice() {
        [] => {}
        [next] => said.push(format!("Next comes {next}.")),
        next => said.push(format!("Next come {}.", list(next))),
    }
    said
}

/// The labels of the first so many.
fn labels<'a>(segments: impl Iterator<Item = &'a Segment>, most: usize) -> Vec<&'a str> {
    let first = segments.take(most);
    first.map(|one| one.plan.label.as_str()).collect()
}

fn workings(report: &Report, one: &Segment) -> String {
    let number = |value| report.locale.number(value, 2);
    let Some(score) = one.score else {
        return "it is ranked first".to_owned();
    };
    let parts = one.criteria.iter();
    let parts = parts.filter_map(|part| Some(format!("{} {}", part.name, number(part.value?))));
    format!(
        "it scores {} of {} (equivalent to {} on every score), from {}",
        number(score.value),
        number(report.method.highest),
        report.locale.number(score.like, 1),
        list(parts)
    )
}

fn sure(report: &Report) -> Vec<String> {
    let mut said = Vec::new();
    said.extend(top_two(report));
    let by_score = report.ranked.iter().filter(|one| one.pinned.is_none());
    let by_score = by_score.count();
    if by_score > 1 {
        said.push(match report.study.groups().as_slice() {
            [_] => "No two neighbors are clearly apart: treat the order as one group, and let what you know decide.".to_owned(),
            groups if groups.len() == by_score => {
                "The order is clear throughout.".to_owned()
            }
            groups => format!(
                "The order is clear between these {}, but not within them: {}.",
                count(groups.len(), "group"),
                list(groups.iter().take(8).map(group))
            ),
        });
    }
    if report.formulas.columns.len() > 1 {
        said.push(report.formulas.verdict.clone());
    }
    said.extend(report.study.cut_in_words());
    said
}

/// How sure it is that the first segment whose place the scores decide is ahead of the next.
fn top_two(report: &Report) -> Option<String> {
    let study = &report.study;
    let percent = |share| report.locale.percent(share, 0);
    let label = |row: &Row| study.label(row.ranked.segment);
    let (top, next, share) = study.top_two()?;
    let word = match top.ahead_by? {
        AheadBy::TieBreak(_) => "the two are tied, and a tie-break decides".to_owned(),
        AheadBy::Keys(Sureness::Disagrees) => "the simulation favors the opposite order".to_owned(),
        AheadBy::Keys(Sureness::TossUp) => "that is a toss-up".to_owned(),
        AheadBy::Keys(Sureness::Leaning) => "that leans its way, but is not settled".to_owned(),
        by => format!("that is {}", by.word()),
    };
    let pinned = match top.ranked.rank {
        1 => "",
        _ => ", the highest segment that isn't pinned,",
    };
    Some(format!(
        "Taking each score only as precisely as it was given, {}{pinned} comes first in {} of the simulated rankings and ahead of {} in {}: {word}.",
        label(&top),
        percent(top.certainty.first),
        label(&next),
        percent(share)
    ))
}

fn group((first, last): &(usize, usize)) -> String {
    match last - first {
        0 => format!("rank {first}"),
        1 => format!("ranks {first} and {last}"),
        _ => format!("ranks {first} to {last}"),
    }
}

fn watch(report: &Report) -> Vec<String> {
    let mut said = Vec::new();
    said.extend(weak(report));
    if let Some(top) = report.ranked.first() {
        let open = top.findings.iter().filter(|one| one.is_open()).take(2);
        said.extend(open.map(|one| format!("{}: {} {}", top.plan.label, one.message, one.help)));
    }
    if let Some(best) = report.parked.first() {
        let reason = best.parked_because.first().map_or("", String::as_str);
        said.push(match report.parked.len() {
            1 => format!("One segment is parked: {}. {reason}", best.plan.label),
            more => format!(
                "{more} segments are parked; {} has the highest score. {reason}",
                best.plan.label
            ),
        });
    }
    if let Some(first) = report.unscored.first() {
        let label = &first.plan.label;
        said.push(match report.unscored.len() {
            1 => format!("One segment is not scored yet: {label}."),
            more => format!("{more} segments are not scored yet, such as {label}."),
        });
    }
    let about_plan = report.findings.iter();
    let about_plan = about_plan.filter(|one| one.segments.is_empty() && one.is_open());
    said.extend(
        about_plan
            .take(3)
            .map(|one| format!("{} {}", one.message, one.help)),
    );
    said
}

/// Which ranked segments have open warnings; `None` if no segment is ranked.
fn weak(report: &Report) -> Option<String> {
    let weak: Vec<&Segment> = report
        .ranked
        .iter()
        .filter(|one| report.study.is_weak(one.id))
        .collect();
    let named = list(&labels(weak.iter().copied(), 5));
    let ranked = report.ranked.len();
    Some(match weak.len() {
        0 if report.ranked.is_empty() => return None,
        0 => "No ranked segment has an open warning.".to_owned(),
        1 => format!("One of {ranked} ranked segments has an open warning: {named}."),
        some => format!(
            "{some} of {ranked} ranked segments have open warnings: {named}{}.",
            if some > 5 { ", among others" } else { "" }
        ),
    })
}

/// The ranked segments whose leads are counted.
fn counted(report: &Report) -> impl Iterator<Item = (&Segment, &SegmentAudit)> {
    let ranked = report.ranked.iter();
    ranked.filter_map(|one| Some((one, &one.leads.as_ref()?.figures)))
}

fn what_leads_say(report: &Report, leads: &Leads) -> Vec<String> {
    let whole = |number| report.locale.whole(number);
    let mut said = vec![coverage(report, leads)];
    if let Some((one, most)) = counted(report).max_by_key(|(_, figures)| figures.won)
        && most.won > 0
    {
        said.push(format!(
            "The largest segment is {}, with {} leads.",
            one.plan.label,
            whole(most.won)
        ));
    }
    let loses = counted(report)
        .filter_map(|(one, figures)| Some((one, figures, figures.lost_to.first()?)))
        .max_by_key(|(_, figures, _)| figures.matched.saturating_sub(figures.won));
    if let Some((one, figures, (taker, _))) = loses {
        said.push(format!(
            "{} wins {} of the {} leads that fit it; most of the others go to {}.",
            one.plan.label,
            whole(figures.won),
            whole(figures.matched),
            report.names[taker.0].label
        ));
    }
    said.extend(leads.rate.map(|rate| rates(report, rate)));
    said.extend(report.study.cut_of_leads_in_words());
    said
}

fn coverage(report: &Report, leads: &Leads) -> String {
    let whole = |number| report.locale.whole(number);
    let audit = &leads.audit;
    let of = match audit.excluded {
        0 => format!("Of {} leads", whole(audit.leads)),
        some => format!(
            "The plan excludes {} of {} leads. Of the other {}",
            whole(some),
            whole(audit.leads),
            whole(audit.leads.saturating_sub(some))
        ),
    };
    let held_out = match audit.control {
        None | Some(0) => String::new(),
        Some(1) => " 1 lead is held out as the control group and gets no message.".to_owned(),
        Some(some) => format!(
            " {} leads are held out as the control group and get no message.",
            whole(some)
        ),
    };
    match leads.coverage {
        Some(share) => format!(
            "{of}, {} ({}) get a segment's own message; {} go to {}.{held_out}",
            whole(audit.covered),
            report.locale.percent(share, 0),
            whole(audit.default.leads),
            report.default.label
        ),
        None => "The plan excludes every lead of the table.".to_owned(),
    }
}

fn rates(report: &Report, overall: f64) -> String {
    let percent = |share| report.locale.percent(share, 1);
    let apart = counted(report)
        .filter(|(_, figures)| {
            figures
                .difference
                .is_some_and(|one| one.p_adjusted.is_some_and(|p| p < 0.05))
        })
        .filter_map(|(one, figures)| Some((one, figures.rate?.rate)))
        .max_by(|a, b| a.1.total_cmp(&b.1));
    let all = format!("The outcome rate of all leads is {}", percent(overall));
    match apart {
        Some((one, rate)) if rate > overall => {
            format!(
                "{all}; {} stands out with {}.",
                one.plan.label,
                percent(rate)
            )
        }
        _ => format!("{all}."),
    }
}
