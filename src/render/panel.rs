//! A panel for people: what to talk about first, then how far people agree, then each scorer.

use super::document::{Cell, Column, Page, Table, Tone};
use super::duels;
use crate::panel::{Agreement, Concordance, Panel, PanelScorer, ScorerSeverity, Talk};
use crate::plan::{Criterion, SegmentId};
use crate::study::{Accord, Study};
use crate::text::words;

/// So many scores are listed to talk about.
const TALKS: usize = 5;
/// So many scorers have their own order shown; one more column each.
const ORDERS: usize = 8;

pub(crate) fn panel(study: &Study, panel: &Panel) -> Page {
    let title = &study.plan().title;
    let mut page = Page::titled(&match panel.scorers.len() {
        0 => title.clone(),
        scorers => format!("{title}: {}", words::count(scorers, "scorer")),
    });
    page.gap();
    for sentence in study.panel_summary(panel) {
        page.line(sentence);
    }
    if panel.scorers.is_empty() {
        page.line(
            "Send each person a ballot (`segplan ballot`) and collect them (`segplan collect`), or write \
             scores under `panel`, as in `panel: {ana: {impact: 8, confidence: 6, ease: 7}}`.",
        );
        duels::section(&mut page, study);
        return page;
    }
    talk(&mut page, study, panel);
    agreement(&mut page, study, panel);
    scorers(&mut page, study, panel);
    orders(&mut page, study, panel);
    duels::section(&mut page, study);
    page
}

fn talk(page: &mut Page, study: &Study, panel: &Panel) {
    let worth: Vec<&Talk> = panel.worth_talking_about().take(TALKS).collect();
    let rest = panel.talk.scores.len() - worth.len() + panel.talk.not_tried;
    if !worth.is_empty() {
        page.heading("Talk about these scores");
        let mut columns = vec![
            Column::numbers("#"),
            Column::names("Segment"),
            Column::words("Score"),
            Column::names("Lowest"),
            Column::names("Highest"),
            Column::names("Decides most against"),
            Column::numbers("Gain"),
        ];
        let with_cut = study.plan().capacity.is_some();
        if with_cut {
            columns.push(Column::numbers("At the cut"));
        }
        let rows = worth.iter().enumerate();
        let mut table =
            Table::of(columns).rows(rows.map(|(place, one)| talk_row(study, place, one)));
        table.note(format!(
            "Gain: how much surer the order gets once the score is settled, in pairs of segments: 0.5 is a \
             toss-up that is decided. Expected over settling at the lowest score, the median and the \
             highest, in {}; based on judgment, not on lead data.",
            words::count(panel.talk.draws, "simulated ranking"),
        ));
        if with_cut {
            table.note("At the cut: the same for who makes the cut, in segments.");
        }
        page.table(table);
        page.line("Have the people at the ends explain their scores first.");
    }
    if !worth.is_empty() && rest > 0 {
        let matter = match rest {
            1 => "1 other score on which people differ matters less".to_owned(),
            _ => format!("The other {rest} scores on which people differ matter less"),
        };
        page.line(format!("{matter} to the order."));
    }
    let contested = panel.contested.iter().map(|one| {
        let (low, high) = (words::number(one.low, 1), words::number(one.high, 1));
        let name = study.plan().scoring.heading_of(one.criterion);
        format!("{name} of {} ({low} to {high})", study.label(one.segment))
    });
    let contested: Vec<String> = contested.collect();
    if !contested.is_empty() {
        page.marked(Tone::Warning, "Contested", words::list(&contested));
    }
}

fn talk_row(study: &Study, place: usize, talk: &Talk) -> Vec<Cell> {
    let end = |(score, names): &(f64, Vec<String>)| {
        let names: Vec<String> = names.iter().map(|name| words::capitalized(name)).collect();
        Cell::from(format!("{} {}", words::number(*score, 2), names.join(", ")))
    };
    let against = talk
        .against
        .map_or_else(String::new, |(other, before, after)| {
            let [before, after] = [before, after].map(words::percent);
            format!("{} ({before} → {after})", study.label(other))
        });
    let gain = |gain: f64| match gain.abs() < 0.005 {
        true => Cell::default(),
        false => Cell::from(format!("{gain:.2}").replace('-', "−")),
    };
    let mut cells = vec![
        (place + 1).to_string().into(),
        Cell::from(study.label(talk.segment)).tone(Tone::Strong),
        study.plan().scoring.heading_of(talk.criterion).into(),
        end(&talk.low),
        end(&talk.high),
        against.into(),
        gain(talk.gain),
    ];
    cells.extend(talk.cut_gain.map(gain));
    cells
}

fn agreement(page: &mut Page, study: &Study, panel: &Panel) {
    page.heading("How far people agree");
    let columns = vec![
        Column::words("Score"),
        Column::words("In words"),
        Column::numbers("Alpha"),
        Column::words("95 % interval"),
        Column::numbers("Scores"),
        Column::numbers("Segments"),
        Column::numbers("Don't know"),
    ];
    let row = |one: &Criterion| {
        let found = panel.agreement.get(*one);
        let unknown = panel
            .unknown
            .iter()
            .filter(|unknown| unknown.criterion == *one);
        let unknown: usize = unknown.map(|unknown| unknown.scorers.len()).sum();
        agreement_row(study.plan().scoring.heading_of(*one), found, unknown)
    };
    let mut table = Table::of(columns).rows(Criterion::ALL.iter().map(row));
    table.note(
        "Alpha: Krippendorff's alpha for ranks, over segments that two people or more scored: 1 is full \
         agreement, 0 is chance; agree from 0.8, roughly from 0.667. Its interval is from resampled \
         segments.",
    );
    page.table(table);
    if let Some(found) = &panel.concordance {
        page.line(on_the_order(found));
    }
}

fn agreement_row(name: String, found: &Agreement, unknown: usize) -> Vec<Cell> {
    let accord = Accord::of(found);
    let tone = match accord {
        Accord::Disagree => Tone::Warning,
        Accord::Agree | Accord::Same => Tone::Good,
        Accord::Roughly | Accord::Unknown => Tone::Plain,
    };
    let interval = found
        .interval
        .map(|(low, high)| format!("{low:.2} to {high:.2}"));
    vec![
        name.into(),
        Cell::from(accord.word()).tone(tone),
        found
            .alpha
            .map_or_else(String::new, |alpha| format!("{alpha:.2}"))
            .into(),
        interval.unwrap_or_default().into(),
        found.scores.to_string().into(),
        found.segments.to_string().into(),
        unless_zero(unknown).into(),
    ]
}

fn unless_zero(number: usize) -> String {
    match number {
        0 => String::new(),
        number => number.to_string(),
    }
}

fn on_the_order(found: &Concordance) -> String {
    let p = match found.p < 0.001 {
        true => "p < 0.001".to_owned(),
        false => format!("p = {:.3}", found.p),
    };
    format!(
        "On the order: Kendall's W is {:.2} over the {} who scored everything, and {} (χ² = {:.1}, {}, \
         {p}).",
        found.w,
        words::count(found.scorers, "scorer"),
        words::count(found.segments, "segment"),
        found.chi_squared,
        words::count(found.degrees, "degree") + " of freedom",
    )
}

fn scorers(page: &mut Page, study: &Study, panel: &Panel) {
    page.heading("How each person scores");
    let mut columns = vec![
        Column::names("Scorer"),
        Column::numbers("Scores"),
        Column::numbers("Don't know").or("Don't\nknow"),
    ];
    columns.extend(
        Criterion::ALL
            .iter()
            .map(|one| Column::words(&study.plan().scoring.heading_of(*one))),
    );
    columns.extend([
        Column::words("Range"),
        Column::names("The order without them"),
    ]);
    let mut table = Table::of(columns).rows(panel.scorers.iter().map(|one| scorer(study, one)));
    table.note(format!(
        "Impact to {}: how far the person's scores lie above (+) or below (−) the panel's {} on average, \
         then ± their own standard deviation, in points.",
        study.plan().scoring.heading_of(Criterion::Ease),
        study.plan().scoring.panel.name(),
    ));
    page.table(table);
}

fn scorer(study: &Study, one: &PanelScorer) -> Vec<Cell> {
    let mut cells: Vec<Cell> = vec![
        words::capitalized(&one.name).into(),
        unless_zero(one.scores).into(),
        unless_zero(one.unknown).into(),
    ];
    cells.extend(Criterion::ALL.iter().map(|criterion| {
        let (severity, spread) = (one.severity.get(*criterion), one.spread.get(*criterion));
        Cell::from(severity_and_spread(*severity, *spread))
    }));
    let range = one.range.map(|(low, high)| {
        let (low, high) = (words::number(low, 1), words::number(high, 1));
        let flat = if one.flat { ", flat" } else { "" };
        format!("{low} to {high}{flat}")
    });
    let tone = if one.flat { Tone::Warning } else { Tone::Plain };
    cells.push(Cell::from(range.unwrap_or_default()).tone(tone));
    cells.push(without(study, one));
    cells
}

fn severity_and_spread(severity: Option<ScorerSeverity>, spread: Option<f64>) -> String {
    let severity = severity.map(
        |one| match words::number(one.difference.abs(), 1).as_str() {
            "0" => "0".to_owned(),
            points if one.difference > 0.0 => format!("+{points}"),
            points => format!("−{points}"),
        },
    );
    let spread = spread.map(|points| format!("±{points:.1}"));
    let parts: Vec<String> = severity.into_iter().chain(spread).collect();
    parts.join(" ")
}

fn without(study: &Study, one: &PanelScorer) -> Cell {
    let first = study.ranking.order().next();
    let gone = one.without.unranked.len();
    let text = match one.without.first {
        None => "nothing is ranked".to_owned(),
        Some(other) if Some(other) != first => format!("{} first", study.label(other)),
        Some(_) if gone > 0 => format!("{} not ranked", words::count(gone, "segment")),
        Some(_) if one.without.reordered > 0 => {
            format!("{} swapped", words::count(one.without.reordered, "pair"))
        }
        Some(_) => "the same".to_owned(),
    };
    let changes = one.without.first != first;
    Cell::from(text).tone(if changes { Tone::Warning } else { Tone::Plain })
}

/// The rank that each scorer alone would give each segment.
fn orders(page: &mut Page, study: &Study, panel: &Panel) {
    let alone = panel
        .scorers
        .iter()
        .filter_map(|one| Some((one, one.alone.as_ref()?)));
    let alone: Vec<_> = alone.collect();
    let incomplete = panel.scorers.len() - alone.len();
    if panel.order.len() < 2 || alone.is_empty() {
        return;
    }
    let shown = &alone[..alone.len().min(ORDERS)];
    page.heading("The order that each person alone would give");
    let mut columns = vec![Column::numbers("Panel"), Column::names("Segment")];
    columns.extend(
        shown
            .iter()
            .map(|(one, _)| Column::numbers(&words::capitalized(&one.name))),
    );
    let rank = |order: &[SegmentId], id: SegmentId| {
        let place = order.iter().position(|one| *one == id);
        place.map_or_else(String::new, |place| (place + 1).to_string())
    };
    let row = |(place, id): (usize, &SegmentId)| {
        let ranks = shown.iter().map(|(_, alone)| rank(&alone.order, *id));
        let row = [(place + 1).to_string(), study.label(*id).to_owned()];
        row.into_iter().chain(ranks).collect()
    };
    let mut rows: Vec<Vec<String>> = panel.order.iter().enumerate().map(row).collect();
    let taus = shown.iter().map(|(_, alone)| {
        alone
            .tau
            .map_or_else(String::new, |tau| format!("{tau:.2}").replace('-', "−"))
    });
    let last = [String::new(), "Tau to the panel's order".to_owned()];
    rows.push(last.into_iter().chain(taus).collect());
    let mut table = Table::of(columns).rows(rows);
    table.note(
        "Tau: Kendall's tau-b, 1 for the panel's order and −1 for its reverse. These orders rest on what \
         people scored alone, without agreed scores and pins.",
    );
    page.table(table);
    if alone.len() > ORDERS {
        page.line(format!(
            "{} more scorers: `--format json`.",
            alone.len() - ORDERS
        ));
    }
    if incomplete > 0 {
        let left = if incomplete == 1 { "has" } else { "have" };
        page.line(format!(
            "{incomplete} of {} {left} not scored everything, and so no order alone.",
            words::count(panel.scorers.len(), "scorer"),
        ));
    }
}
