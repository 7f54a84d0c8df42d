//! What people scored alone: by segment and criterion, who gave which score.

use super::rows::{NAMES, Rows, TOP};
use super::svg::Anchor::{Middle, Start};
use super::svg::Chart;
use super::{WIDTH, lettering};
use crate::assess::panel::{PanelRange, ballots};
use crate::plan::{Criterion, Scale};
use crate::report::Report;
use crate::report::model::Segment;
use crate::text::words::capitalized;

/// More people than these, or rows than [`MOST_NAMED_ROWS`], have no room for letters.
const MOST_LETTERS: usize = 12;
const MOST_NAMED_ROWS: usize = 30;
/// Letters that stand for the same score are above each other, up to so many; beyond, side by side.
const MOST_LINES: usize = 5;
const DOWN: f64 = 11.0;
const ACROSS: f64 = 9.0;
/// Room for a name in the remarks.
const LONGEST_NAME: f64 = 160.0;

pub(super) fn draw(report: &Report) -> Option<Chart> {
    if !report.study.has_panel() {
        return None;
    }
    let letters = letters(report);
    let alike = report.ranked.iter().map(most_alike).max().unwrap_or(1);
    let across = alike.div_ceil(MOST_LINES).max(1);
    let lines = match letters.is_empty() {
        true => 2,
        false => alike.div_ceil(across).max(2),
    };
    let down = DOWN * lines as f64 + 6.0;
    let rows = Rows::new(report, down, |one| !one.plan.panel.is_empty())?;
    let words = report.locale.words;
    let mut chart = rows.chart("panel", words.word("chart.panel"), 34.0);
    let wide = (WIDTH - rows.left()) / 3.0;
    for (place, criterion) in Criterion::ALL.iter().enumerate() {
        let left = rows.left() + wide * place as f64 + 10.0;
        let strip = Strip {
            left,
            right: left + wide - 24.0,
            scale: report.study.plan().scoring.scale,
            criterion: *criterion,
            across,
        };
        strip.heading(&mut chart, report, &rows);
        for (place, one) in rows.shown.iter().enumerate() {
            strip.row(&mut chart, one, &letters, (rows.middle(place), rows.down));
        }
    }
    let remarks = remarks(report, &letters);
    let remarks: Vec<&str> = remarks.iter().map(String::as_str).collect();
    rows.small_print(&mut chart, report, &remarks);
    chart.description = format!("{}.", rows.in_words(|one| Some(in_words(report, one))));
    Some(chart)
}

/// The letters that stand for people, with their names: in the team's edition, where they are few.
fn letters(report: &Report) -> Vec<(String, &str)> {
    let mut letters: Vec<(String, &str)> = Vec::new();
    let rows = report
        .ranked
        .iter()
        .filter(|one| !one.plan.panel.is_empty());
    if report.client.is_some() || rows.clone().count() > MOST_NAMED_ROWS {
        return letters;
    }
    for ballot in rows.flat_map(|one| &one.plan.panel) {
        let name = ballot.scorer.as_str();
        if letters.iter().any(|(_, known)| *known == name) {
            continue;
        }
        let first = |signs: usize| capitalized(&name.chars().take(signs).collect::<String>());
        let is_free = |mark: &String| letters.iter().all(|(taken, _)| taken != mark);
        let numbered = || (letters.len() + 1).to_string();
        let mark = [first(1), first(2)].into_iter().find(is_free);
        letters.push((mark.unwrap_or_else(numbered), name));
    }
    if letters.len() > MOST_LETTERS {
        letters.clear();
    }
    letters
}

/// How many people gave a segment the same score at most.
fn most_alike(segment: &Segment) -> usize {
    let each = Criterion::ALL.iter().flat_map(|one| alike(segment, *one));
    each.map(|(_, people)| people.len()).max().unwrap_or(1)
}

/// The different scores of a segment on a criterion, each with those who gave it.
fn alike(segment: &Segment, criterion: Criterion) -> Vec<(f64, Vec<&str>)> {
    let mut given: Vec<(f64, Vec<&str>)> = Vec::new();
    for (scorer, estimate) in ballots(&segment.plan, criterion) {
        let value = estimate.central();
        match given.iter_mut().find(|(known, _)| *known == value) {
            Some((_, people)) => people.push(scorer),
            None => given.push((value, vec![scorer])),
        }
    }
    given
}

/// The scores on one criterion, from left to right.
struct Strip {
    left: f64,
    right: f64,
    scale: Scale,
    criterion: Criterion,
    /// So many letters stand side by side.
    across: usize,
}

impl Strip {
    fn at(&self, score: f64) -> f64 {
        let share = (score - self.scale.min) / self.scale.span();
        self.left + (self.right - self.left) * share
    }

    fn heading(&self, chart: &mut Chart, report: &Report, rows: &Rows) {
        let name = report.study.plan().scoring.name_of(self.criterion);
        let name = capitalized(report.locale.words.word(name));
        chart.text("c-b", [self.left, 16.0], Start, &name);
        for end in [self.scale.min, self.scale.max] {
            let x = self.at(end);
            chart.line("c-grid", [x, TOP - 4.0, x, rows.bottom()]);
            chart.text(
                "c-s",
                [x, TOP - 10.0],
                Middle,
                &report.locale.number(end, 2),
            );
        }
    }

    fn row(
        &self,
        chart: &mut Chart,
        segment: &Segment,
        letters: &[(String, &str)],
        (middle, down): (f64, f64),
    ) {
        chart.line("c-grid", [self.left, middle, self.right, middle]);
        let place = Criterion::ALL.iter().position(|one| *one == self.criterion);
        let counted = place.and_then(|place| segment.criteria.get(place)?.value);
        if let Some(score) = counted {
            chart.rect(
                "c-h1",
                [
                    self.at(score) - 5.0,
                    middle - down * 0.46,
                    10.0,
                    down * 0.92,
                ],
            );
        }
        for (score, people) in alike(segment, self.criterion) {
            let x = self.at(score);
            if letters.is_empty() {
                let radius = 2.6 * (people.len() as f64).sqrt();
                chart.circle("c-dot", [x, middle], radius.min(down * 0.45));
                continue;
            }
            let lines = people.len().div_ceil(self.across);
            for (place, name) in people.iter().enumerate() {
                let (line, column) = (place / self.across, place % self.across);
                let in_line = self.across.min(people.len() - line * self.across);
                let off = |place: usize, of: usize| place as f64 - (of as f64 - 1.0) / 2.0;
                let shift = ACROSS * off(column, in_line);
                let base = middle + DOWN * off(line, lines) + 4.0;
                let letter = letters.iter().find(|(_, known)| known == name);
                let letter = letter.map_or("", |(letter, _)| letter);
                chart.text("c-t", [x + shift, base], Middle, letter);
            }
        }
    }
}

/// What the marks stand for, in lines of the picture's width.
fn remarks(report: &Report, letters: &[(String, &str)]) -> Vec<String> {
    let words = report.locale.words;
    if letters.is_empty() {
        return vec![words.word("chart.panel.circles").to_owned()];
    }
    let mut lines = vec![words.word("chart.panel.letters").to_owned()];
    let wide = |text: &str| lettering::width(text, 11.0);
    for (letter, name) in letters {
        let meaning = format!(
            "{letter} {}",
            lettering::fit(&capitalized(name), 11.0, LONGEST_NAME)
        );
        match lines.last_mut() {
            Some(last) if wide(last) + wide(", ") + wide(&meaning) < WIDTH - 2.0 * NAMES => {
                last.push_str(if last.ends_with(':') { " " } else { ", " });
                last.push_str(&meaning);
            }
            _ => lines.push(meaning),
        }
    }
    lines
}

/// `Career changers: Impact 3 to 9, Confidence 4 to 6, Ease 5`
fn in_words(report: &Report, segment: &Segment) -> String {
    let words = report.locale.words;
    let ranges = Criterion::ALL.iter().filter_map(|one| {
        let range = PanelRange::of_centers(&segment.plan, *one)?;
        let name = capitalized(words.word(report.study.plan().scoring.name_of(*one)));
        let [low, high] = [range.low.0, range.high.0].map(|end| report.locale.number(end, 2));
        let parts = [("name", name.as_str()), ("low", &low), ("high", &high)];
        Some(words.say("chart.panel.range", &parts))
    });
    format!(
        "{}: {}",
        segment.plan.label,
        ranges.collect::<Vec<_>>().join(", ")
    )
}
