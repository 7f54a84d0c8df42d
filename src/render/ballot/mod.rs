//! Ballots to fill in, and what filled ones change in a plan.

#[cfg(feature = "report")]
pub(crate) mod xlsx;

use super::csv::{Formulas, cell};
use super::document::{Column, Page, Table, Tone};
use super::import::changed_lines;
use crate::ballot::{BallotCount, BallotForm, Collected, RefusedCell};
use crate::study::duel_told;
use crate::text::words;

/// So many cells are listed that don't suit the plan.
const MOST_CELLS: usize = 40;

/// A ballot as CSV, with a byte-order mark: without one, Excel reads other letters than English ones
/// wrongly.
pub(crate) fn csv(form: &BallotForm) -> String {
    let mut rows = form.rows().into_iter();
    let disarmed = |row: Vec<String>| -> Vec<String> {
        row.iter()
            .map(|text| cell(text, Formulas::Disarmed))
            .collect()
    };
    let title = rows.next().map(disarmed).unwrap_or_default();
    let title: Vec<&str> = title.iter().map(String::as_str).collect();
    format!("\u{feff}{}", super::csv::write(&title, rows.map(disarmed)))
}

/// Cells that don't suit the plan, by file.
pub(crate) fn refused(cells: &[RefusedCell]) -> Page {
    let mut page = Page::default();
    let mut file = None;
    for refused in cells.iter().take(MOST_CELLS) {
        if file != Some(&refused.file) {
            page.heading_in(Tone::Warning, &refused.file);
            file = Some(&refused.file);
        }
        page.item(refused.remark.to_string());
    }
    let more = cells.len().saturating_sub(MOST_CELLS);
    if more > 0 {
        page.item(format!("and {more} more"));
    }
    page
}

/// What ballots hold and change.
pub(crate) fn collected(collected: &Collected) -> Page {
    let sum = |of: fn(&BallotCount) -> usize| collected.ballots.iter().map(of).sum::<usize>();
    let (new, changed, same) = (
        sum(|one| one.new),
        sum(|one| one.changed),
        sum(|one| one.same),
    );
    let ballots = words::count(collected.ballots.len(), "ballot");
    let mut page = Page::titled(&match new + changed {
        0 if collected.lines.is_empty() => {
            format!("{ballots}: nothing changes, the plan has it all")
        }
        _ => format!("{ballots}: {}", counted(new, changed, same)),
    });
    page.table(table(&collected.ballots));
    let plan = &collected.document.plan;
    let waiting = collected.waiting();
    if !waiting.is_empty() {
        let (scored, all) = (plan.scorers.len() - waiting.len(), plan.scorers.len());
        page.line(format!(
            "{scored} of {all} have scored. Waiting for {}",
            words::list(&waiting)
        ));
    }
    if sum(|one| one.votes) > 0 {
        let duels = plan.duels.iter();
        page.section("Which first?", duels.map(|duel| duel_told(plan, duel)));
    }
    if !collected.lines.is_empty() {
        changed_lines(&mut page, &collected.lines);
    }
    page
}

/// `36 new scores, 2 changed, 4 as before`
fn counted(new: usize, changed: usize, same: usize) -> String {
    let parts = [
        (new, words::count(new, "new answer")),
        (changed, format!("{changed} changed")),
        (same, format!("{same} as before")),
    ];
    let parts = parts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(_, text)| text);
    let parts: Vec<String> = parts.collect();
    match parts.is_empty() {
        true => "no new scores".to_owned(),
        false => parts.join(", "),
    }
}

/// A column of counts: its heading, and the count of a ballot.
type CountColumn = (&'static str, fn(&BallotCount) -> usize);

fn table(ballots: &[BallotCount]) -> Table {
    let shown: [CountColumn; 6] = [
        ("New", |one| one.new),
        ("Changed", |one| one.changed),
        ("As before", |one| one.same),
        ("Don't know", |one| one.unknown),
        ("Empty", |one| one.empty),
        ("Votes", |one| one.votes),
    ];
    let used = |of: &fn(&BallotCount) -> usize| ballots.iter().any(|ballot| of(ballot) > 0);
    let shown: Vec<_> = shown.into_iter().filter(|(_, of)| used(of)).collect();
    let mut columns = vec![Column::names("Scorer")];
    columns.extend(shown.iter().map(|(title, _)| Column::numbers(title)));
    columns.push(Column::names("Ballot"));
    let row = |ballot: &BallotCount| -> Vec<String> {
        let scorers = match ballot.scorers.is_empty() {
            true => "nobody".to_owned(),
            false => words::list(&ballot.scorers),
        };
        let counts = shown.iter().map(|(_, of)| match of(ballot) {
            0 => String::new(),
            count => count.to_string(),
        });
        let file = [ballot.file.clone()];
        [scorers].into_iter().chain(counts).chain(file).collect()
    };
    Table::of(columns).rows(ballots.iter().map(row))
}
