//! One candidate in words: how its score comes about, what holds it back, what would move it,
//! whom it meets in the overlap.

use std::fmt::Display;

use super::document::Page;
use super::ranking::candidate::mark;
use crate::assess::ScoreOrigin;
use crate::diagnostic::Severity;
use crate::order::{self, Sureness};
use crate::plan::{Criterion, Estimate, Qualifier, SegmentId};
use crate::proof::Reach;
use crate::study::{AheadBy, Study};
use crate::text::words;

pub(crate) fn explanation(study: &Study, id: SegmentId) -> Page {
    let segment = study.plan().segment(id);
    let mut page = Page::titled(&format!("{} ({})", segment.label, segment.name));
    page.line(standing(study, id));
    if let Some(description) = &segment.description {
        page.line(description);
    }
    if let Some(notes) = &segment.notes {
        page.line(format!("Notes: {notes}"));
    }
    scoring(&mut page, study, id);
    certainty(&mut page, study, id);
    capacity(&mut page, study, id);
    page.section(
        "Smallest change of one score that would move it",
        changes(study, id).map(|change| words::capitalized(&change)),
    );
    qualifiers(&mut page, study, id);
    findings(&mut page, study, id);
    definition(&mut page, study, id);
    overlap(&mut page, study, id);
    page
}

/// A text after what leads to it; empty if there is none.
fn after(lead: &str, text: Option<impl Display>) -> String {
    text.map_or(String::new(), |text| format!("{lead}{text}"))
}

/// Where it stands and why, in one sentence.
fn standing(study: &Study, id: SegmentId) -> String {
    if let Some(row) = study.ranking.row(id) {
        let of = study.ranking.ranked.len();
        let pinned = after(", pinned there: ", row.pinned.as_ref());
        return format!("Rank {} of {of}{pinned}", row.rank);
    }
    match study.missing_scores(id).as_slice() {
        [] => format!(
            "Parked, not ranked: {}",
            words::list(study.parked_because(id))
        ),
        missing => format!("Not ranked: it has no score for {}", words::list(missing)),
    }
}

fn scoring(page: &mut Page, study: &Study, id: SegmentId) {
    page.heading("Score");
    if let Some(workings) = study.workings(id) {
        page.item(workings);
    }
    for criterion in Criterion::ALL {
        let name = study.plan().scoring.heading_of(*criterion);
        page.term(&name, 10, origin(study, id, *criterion));
    }
    for evidence in &study.plan().segment(id).evidence {
        let kind = words::name_in_words(evidence.kind.name());
        let note = after(": ", evidence.note.as_ref());
        let date = evidence
            .date
            .map_or(String::new(), |date| format!(" ({date})"));
        page.term("Evidence", 10, format!("{kind}{note}{date}"));
    }
}

/// Where one score comes from, with the scorers where a panel gave it.
fn origin(study: &Study, id: SegmentId, criterion: Criterion) -> String {
    let segment = study.plan().segment(id);
    let ballots: Vec<String> = segment
        .panel
        .iter()
        .filter_map(|ballot| match *ballot.scores.get(criterion) {
            Some(estimate) => Some(format!("{} {}", ballot.scorer, written(estimate))),
            None => {
                (*ballot.unknown.get(criterion)).then(|| format!("{} doesn't know", ballot.scorer))
            }
        })
        .collect();
    let given = segment.scores.get(criterion).map(written);
    match study.assessment.candidate(id).scores.get(criterion) {
        None => "not scored".to_owned(),
        Some(counted) => {
            let value = words::number(counted.value, 2);
            let from = match counted.origin {
                ScoreOrigin::Agreed if given.as_ref() == Some(&value) => String::new(),
                ScoreOrigin::Agreed => format!(" from {}", given.unwrap_or_default()),
                ScoreOrigin::Panel(scorers) => format!(
                    ", the {} of {}",
                    study.plan().scoring.panel.name(),
                    words::count(scorers, "scorer")
                ),
            };
            let panel = match ballots.as_slice() {
                [] => String::new(),
                ballots => format!(" ({})", ballots.join(", ")),
            };
            format!("{value}{from}{panel}")
        }
    }
}

/// A score as it is written in plans.
fn written(estimate: Estimate) -> String {
    let number = |value: f64| words::number(value, 2);
    match estimate {
        Estimate::Point(value) => number(value),
        Estimate::Range { low, high } => format!("{}..{}", number(low), number(high)),
        Estimate::ThreePoint { low, likely, high } => {
            format!(
                "{}, likely {}, {}",
                number(low),
                number(likely),
                number(high)
            )
        }
    }
}

fn certainty(page: &mut Page, study: &Study, id: SegmentId) {
    let rows = &study.ranking.ranked;
    let Some(row) = study.row(id) else {
        return;
    };
    page.heading("How sure");
    let certainty = row.certainty;
    if let (Some(share), Some(by), Some(next)) = (
        certainty.beats_next,
        row.ahead_by,
        rows.get(row.ranked.rank),
    ) {
        let next = study.label(next.segment);
        let sure = match by {
            AheadBy::Pin | AheadBy::PinBelow => "the pin decides, not the scores",
            AheadBy::TieBreak(_) => "their scores are equal",
            AheadBy::Keys(Sureness::Disagrees) => "the simulation favors the opposite order",
            AheadBy::Keys(sure) => sure.word(),
        };
        page.item(format!(
            "Ahead of {next} in {} of simulated rankings: {sure}",
            words::percent(share)
        ));
    }
    let ranks = match certainty.rank_low == certainty.rank_high {
        true => format!("rank {}", certainty.rank_low),
        false => format!("rank {} to {}", certainty.rank_low, certainty.rank_high),
    };
    let pins = match rows.iter().any(|row| row.pinned.is_some()) {
        true => "Pins left aside: first",
        false => "First",
    };
    page.item(format!(
        "{pins} in {} of simulated rankings; {ranks} in 90 % of them",
        words::percent(certainty.first)
    ));
    for votes in study.votes_on(id) {
        page.item(words::capitalized(&votes));
    }
    page.item(study.certainty().caption(study.plan()));
}

/// Whether it makes the cut, what serving it takes and what must come before it.
fn capacity(page: &mut Page, study: &Study, id: SegmentId) {
    let segment = study.plan().segment(id);
    let cut = study.row(id).and_then(|row| row.cut).map(|cut| {
        let side = if cut.is_in { "Makes" } else { "Doesn't make" };
        format!("{side} the cut ({})", cut.likely())
    });
    let capacity = study
        .capacity()
        .map(|limits| format!("The team can serve {limits}"));
    let cost = segment
        .cost
        .map(|cost| format!("Serving it takes {}", study.cost(cost)));
    let labels: Vec<&str> = segment.after.iter().map(|id| study.label(*id)).collect();
    let after = (!labels.is_empty()).then(|| format!("Comes after {}", words::list(&labels)));
    page.section(
        "Capacity",
        [cut, capacity, cost, after].into_iter().flatten(),
    );
}

/// The smallest changes of one score that would move it, in words.
pub(super) fn changes(study: &Study, id: SegmentId) -> impl Iterator<Item = String> {
    let plan = study.plan();
    let flips = order::flips_around(plan, &study.assessment, &study.ranking, id);
    flips.into_iter().flat_map(move |flip| {
        let both = [flip.climb, flip.slip].into_iter().flatten();
        both.map(move |change| flip.words(plan, &change))
    })
}

fn qualifiers(page: &mut Page, study: &Study, id: SegmentId) {
    let met = words::number(study.assessment.candidate(id).qualifiers_met, 1);
    page.heading(&format!("Qualifiers: {met} of 5 met"));
    for qualifier in Qualifier::ALL {
        let judgement = study.plan().segment(id).qualifiers.get(*qualifier);
        let because = after(": ", judgement.because.as_ref());
        let required = match study.plan().qualify.required.contains(qualifier) {
            true => " (required)",
            false => "",
        };
        let mark = mark(judgement.verdict);
        let text = format!("{}{required}{because}", judgement.verdict.name());
        page.term(&format!("{mark} {}", qualifier.name()), 17, text);
    }
}

fn findings(page: &mut Page, study: &Study, id: SegmentId) {
    for (place, finding) in study.findings_of(id).enumerate() {
        if place == 0 {
            page.heading("Flags");
        }
        let severity = match (&finding.allowed, finding.severity) {
            (Some(_), _) => "allowed",
            (None, Severity::Info) => "info",
            (None, severity) => severity.name(),
        };
        page.item(format!(
            "{} ({severity}): {}",
            finding.flag, finding.found.message
        ));
        match &finding.allowed {
            Some(because) => page.subitem(format!("The plan allows it: {because}")),
            None => page.subitem(words::capitalized(&finding.found.help)),
        }
    }
}

fn definition(page: &mut Page, study: &Study, id: SegmentId) {
    let plan = study.plan();
    let Some(definition) = &plan.segment(id).definition else {
        return;
    };
    page.heading("Who fits");
    page.item(plan.in_words(&definition.condition));
    page.item(format!("where: {}", definition.text.trim()));
    if let Some(example) = study.example_of(id) {
        let lead = plan.in_words(&example.lead);
        page.item(match example.taker {
            Some(taker) if taker == id => format!("A lead that it wins, for example: {lead}"),
            Some(taker) => format!(
                "A lead that fits but goes to {}, for example: {lead}",
                study.label(taker)
            ),
            None => format!("A lead that fits, for example: {lead}"),
        });
    }
}

/// The segments on one side of another in the order.
enum Others {
    /// There is none with a definition.
    None,
    /// It shares no lead with any of them.
    Apart,
    /// Those that it can share leads with, in words.
    Share(String),
}

/// Whom it meets in the overlap: without a lead table, what the order says; with one, how many.
fn overlap(page: &mut Page, study: &Study, id: SegmentId) {
    let plan = study.plan();
    let Some(row) = study.ranking.row(id) else {
        return;
    };
    if plan.segment(id).definition.is_none() {
        return; // no lead can be assigned to it
    }
    page.heading("In the overlap");
    if let Some(dead) = never_wins(study, id) {
        page.item(dead);
        counted(page, study, id);
        return;
    }
    let (above, rest) = study.ranking.ranked.split_at(row.rank - 1);
    let apart = study.apart_from(id);
    let others = |rows: &[order::Ranked], side: &str| {
        let segments = rows.iter().map(|row| row.segment);
        let defined = segments.filter(|one| plan.segment(*one).definition.is_some());
        let defined: Vec<SegmentId> = defined.collect();
        let sharing = defined.iter().filter(|one| !apart.contains(one));
        let labels: Vec<&str> = sharing.map(|one| study.label(*one)).collect();
        match labels.len() {
            0 if defined.is_empty() => Others::None,
            0 => Others::Apart,
            1..=3 => Others::Share(words::choice(&labels)),
            many => Others::Share(format!("one of {many} segments {side} it")),
        }
    };
    page.item(match others(above, "above") {
        Others::None => "It wins every lead that fits.".to_owned(),
        Others::Apart => {
            "It wins every lead that fits: no lead can fit it and a segment above it.".to_owned()
        }
        Others::Share(above) => format!("Leads that also fit {above} go there."),
    });
    page.item(match others(rest.get(1..).unwrap_or_default(), "below") {
        Others::None => "It takes no leads from others.".to_owned(),
        Others::Apart => {
            "It takes no leads from others: no lead can fit it and a segment below it.".to_owned()
        }
        Others::Share(below) => format!("It takes leads that also fit {below}."),
    });
    counted(page, study, id);
}

/// Why it can never win a lead, if that is proven.
fn never_wins(study: &Study, id: SegmentId) -> Option<String> {
    match &study.reach.of(id)?.reach {
        Reach::Taken(by) => {
            let labels = by.iter().map(|id| study.label(*id));
            Some(format!(
                "All leads that fit go to {}.",
                words::choice(labels)
            ))
        }
        Reach::NeverFits(_) => Some("No lead can fit it.".to_owned()),
        Reach::Excluded => Some("The plan excludes all leads that fit.".to_owned()),
        Reach::Wins(_) | Reach::Undecided => None,
    }
}

/// What a lead table says of it, where one was read.
fn counted(page: &mut Page, study: &Study, id: SegmentId) {
    let Some(one) = study.leads_of(id) else {
        return;
    };
    page.item(format!(
        "In the table {} fit, and it wins {}.",
        words::leads(one.matched),
        words::thousands(one.won)
    ));
    let taken: Vec<String> = one
        .lost_to
        .iter()
        .map(|(taker, leads)| format!("{} to {}", words::thousands(*leads), study.label(*taker)))
        .collect();
    if !taken.is_empty() {
        page.item(format!("Lost: {}.", words::list(&taken)));
    }
    if let (Some(rate), Some(difference)) = (one.rate, one.difference) {
        page.item(format!(
            "Outcome rate of the leads won: {:.1} %, 95 % interval {:.1} to {:.1}; {:+.1} points vs. others.",
            rate.rate * 100.0,
            rate.low * 100.0,
            rate.high * 100.0,
            difference.difference * 100.0,
        ));
    }
}
