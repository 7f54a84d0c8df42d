//! The report in a few sentences: what to do first and why, how sure, what to watch.

use crate::report::model::{Report, Segment, Summary};
use crate::text::words::{count, list};

pub(super) fn summary(report: &Report, next_steps: &[String]) -> Summary {
    Summary {
        first: first(report),
        sure: sure(report),
        watch: watch(report),
        next: next_steps
            .iter()
            .map(|step| super::sentence(step))
            .collect(),
        leads: leads(report),
    }
}

fn first(report: &Report) -> Vec<String> {
    let Some(top) = report.ranked.first() else {
        return vec![
            "No candidate can be ranked yet: each is parked or lacks a score. The chapters on parked and unscored candidates say what each one needs.".to_owned(),
        ];
    };
    let mut said = vec![match &top.pinned {
        Some(why) => format!(
            "Start with {}, which a decision puts first ({}).",
            top.label,
            why.trim_end_matches('.')
        ),
        None => format!("Start with {}: {}.", top.label, workings(report, top)),
    }];
    if let Some(message) = &top.message {
        said.push(format!("Its message: “{}”.", message.trim_end_matches('.')));
    }
    let next: Vec<&str> = report
        .ranked
        .iter()
        .skip(1)
        .take(2)
        .map(|one| one.label.as_str())
        .collect();
    if !next.is_empty() {
        let verb = if next.len() == 1 { "comes" } else { "come" };
        said.push(format!("Next {verb} {}.", list(&next)));
    }
    said
}

fn workings(report: &Report, one: &Segment) -> String {
    let number = |value| report.locale.number(value, 2);
    let Some(score) = one.score else {
        return "it is ranked first".to_owned();
    };
    let parts: Vec<String> = one
        .criteria
        .iter()
        .filter_map(|part| Some(format!("{} {}", part.name, number(part.value?))))
        .collect();
    format!(
        "it scores {} of {} (like {} on each), from {}",
        number(score.value),
        number(report.method.highest),
        report.locale.number(score.like, 1),
        list(&parts)
    )
}

fn sure(report: &Report) -> Vec<String> {
    let mut said = Vec::new();
    let percent = |share| report.locale.percent(share, 0);
    let pairs = report.ranked.iter().zip(report.ranked.iter().skip(1));
    let by_score = pairs
        .clone()
        .find(|(upper, lower)| upper.pinned.is_none() && lower.pinned.is_none());
    if let Some((top, next)) = by_score
        && let Some(sure) = &top.certainty
        && let (Some(share), Some(word)) = (sure.beats_next, sure.word)
    {
        let word = match word {
            "disagrees" => "the draws disagree with the order here".to_owned(),
            "toss-up" => "that is a toss-up".to_owned(),
            "tied" => "the two are tied, and a tie-break decides".to_owned(),
            "leaning" => "that leans its way, no more".to_owned(),
            other => format!("that is {other}"),
        };
        let pinned = if top.rank == Some(1) {
            ""
        } else {
            ", the first that no decision has placed,"
        };
        said.push(format!(
            "With the scores as exact as they were given, {}{pinned} comes first in {} of the draws and ahead of {} in {}: {word}.",
            top.label,
            percent(sure.first),
            next.label,
            percent(share)
        ));
    }
    let runs = &report.certainty.groups;
    let by_score = report
        .ranked
        .iter()
        .filter(|one| one.pinned.is_none())
        .count();
    if by_score > 1 {
        said.push(match runs.as_slice() {
            [_] => "The draws do not separate any neighbours clearly: treat the order as one group and settle it by what you know.".to_owned(),
            runs if runs.len() == by_score => "The draws separate every neighbour from the next.".to_owned(),
            runs => format!(
                "The draws separate {}, but not clearly the neighbours within each: {}.",
                count(runs.len(), "group"),
                list(&runs.iter().take(8).map(run).collect::<Vec<_>>())
            ),
        });
    }
    if report.formulas.columns.len() > 1 {
        said.push(report.formulas.verdict.clone());
    }
    said
}

fn run((first, last): &(usize, usize)) -> String {
    match last - first {
        0 => format!("rank {first}"),
        1 => format!("ranks {first} and {last}"),
        _ => format!("ranks {first} to {last}"),
    }
}

fn watch(report: &Report) -> Vec<String> {
    let mut said = Vec::new();
    let weak: Vec<&str> = report
        .ranked
        .iter()
        .filter(|one| one.weak)
        .map(|one| one.label.as_str())
        .collect();
    match weak.len() {
        0 if report.ranked.is_empty() => {}
        0 => said.push("No ranked segment has a warning of its own.".to_owned()),
        some => {
            let named = list(&weak.iter().take(5).copied().collect::<Vec<_>>());
            let (whose, more) = match some {
                1 => (
                    format!(
                        "One of {} has a warning of its own",
                        count(report.ranked.len(), "ranked segment")
                    ),
                    "",
                ),
                5.. if some > 5 => (
                    format!(
                        "{some} of {} have warnings of their own",
                        count(report.ranked.len(), "ranked segment")
                    ),
                    ", among others",
                ),
                _ => (
                    format!(
                        "{some} of {} have warnings of their own",
                        count(report.ranked.len(), "ranked segment")
                    ),
                    "",
                ),
            };
            said.push(format!("{whose} to settle first: {named}{more}."));
        }
    }
    if let Some(top) = report.ranked.first() {
        said.extend(
            top.findings
                .iter()
                .filter(|one| one.severity != "info" && one.allowed.is_none())
                .take(2)
                .map(|one| format!("{}: {} {}", top.label, one.message, one.help)),
        );
    }
    if let Some(best) = report.parked.first() {
        let reason = best.parked_because.first().map_or("", String::as_str);
        let whose = match report.parked.len() {
            1 => format!("One candidate is parked: {}.", best.label),
            more => format!(
                "{more} candidates are parked, {} first among them.",
                best.label
            ),
        };
        said.push(format!("{whose} {reason}"));
    }
    if let Some(first) = report.unscored.first() {
        said.push(match report.unscored.len() {
            1 => format!("One candidate is not scored yet: {}.", first.label),
            more => format!(
                "{more} candidates are not scored yet, such as {}.",
                first.label
            ),
        });
    }
    said.extend(
        report
            .findings
            .iter()
            .filter(|one| {
                one.segments.is_empty() && one.severity != "info" && one.allowed.is_none()
            })
            .take(3)
            .map(|one| format!("{} {}", one.message, one.help)),
    );
    said
}

fn leads(report: &Report) -> Vec<String> {
    let Some(leads) = &report.leads else {
        return Vec::new();
    };
    let whole = |number| report.locale.whole(number);
    let of = match leads.excluded {
        0 => format!("Of {} leads", whole(leads.total)),
        some => format!(
            "{} of {} leads get nothing by the plan's rule. Of the other {}",
            whole(some),
            whole(leads.total),
            whole(leads.total.saturating_sub(some))
        ),
    };
    let mut said = vec![match leads.coverage {
        Some(share) => format!(
            "{of}, {} ({}) get a segment's own message; {} go to {}.",
            whole(leads.covered),
            report.locale.percent(share, 0),
            whole(leads.default_leads),
            report.default.label
        ),
        None => "The lead table has no lead that may get a message.".to_owned(),
    }];
    let figures = || {
        report
            .ranked
            .iter()
            .filter_map(|one| Some((one, one.leads.as_ref()?)))
    };
    if let Some((one, most)) = figures().max_by_key(|(_, figures)| figures.won)
        && most.won > 0
    {
        said.push(format!("{} wins the most: {}.", one.label, whole(most.won)));
    }
    let loses = figures()
        .filter_map(|(one, figures)| Some((one, figures, figures.lost_to.first()?)))
        .max_by_key(|(_, figures, _)| figures.matched - figures.won);
    if let Some((one, figures, (taker, _))) = loses {
        said.push(format!(
            "{} keeps {} of the {} leads that fit it; most of the others go to {}.",
            one.label,
            whole(figures.won),
            whole(figures.matched),
            taker.label
        ));
    }
    if let Some(rate) = leads.rate {
        said.push(rates(report, rate));
    }
    said
}

fn rates(report: &Report, overall: f64) -> String {
    let percent = |share| report.locale.percent(share, 1);
    let apart = report
        .ranked
        .iter()
        .filter_map(|one| Some((one, one.leads.as_ref()?)))
        .filter(|(_, figures)| figures.p_adjusted.is_some_and(|p| p < 0.05))
        .filter_map(|(one, figures)| Some((one, figures.rate?.at)))
        .max_by(|a, b| a.1.total_cmp(&b.1));
    match apart {
        Some((one, rate)) if rate > overall => format!(
            "The outcome rate of all leads is {}; {} stands out with {}.",
            percent(overall),
            one.label,
            percent(rate)
        ),
        _ => format!("The outcome rate of all leads is {}.", percent(overall)),
    }
}
