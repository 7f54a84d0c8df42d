//! What the outputs of `audit` state.

use super::facts::{PLAN, Stated};
use super::grid::{self, Grid};
use super::text::{
    Section, between, figures, from_markdown, markdown_sections, plain, sections, sentence,
};

/// `audit` for a terminal.
pub(super) fn table(page: &str) -> Stated {
    let mut stated = Stated::new("audit as table");
    rows(&grid::of_terminal(page), &mut stated);
    summary(page.lines().nth(1).unwrap(), &mut stated);
    let below = page.lines().skip_while(|line| *line != OVERLAP);
    let losing = below.skip(3).take_while(|line| !line.is_empty());
    for line in losing {
        let cells: Vec<&str> = line.split("  ").filter(|cell| !cell.is_empty()).collect();
        if let [label, _, taker] = cells.as_slice() {
            loses(label.trim(), taker.trim(), &mut stated);
        }
    }
    stated.list("audit beside the table", beside(&sections(page)));
    stated
}

/// The heading of the second table.
const OVERLAP: &str = "Where overlapping leads go";

/// `audit` as Markdown.
pub(super) fn markdown(page: &str) -> Stated {
    let mut stated = Stated::new("audit as markdown");
    for grid in grid::of_markdown(page) {
        match grid.header.iter().any(|name| name == "Loses most to") {
            false => rows(&grid, &mut stated),
            true => {
                for row in &grid.rows {
                    loses(&row[0], &row[2], &mut stated);
                }
            }
        }
    }
    summary(&from_markdown(page.lines().nth(2).unwrap()), &mut stated);
    let sections: Vec<Section> = markdown_sections(page)
        .into_iter()
        .filter(|(heading, _)| heading != OVERLAP)
        .map(|(heading, lines)| {
            (
                heading,
                lines.iter().map(|line| from_markdown(line)).collect(),
            )
        })
        .collect();
    stated.list("audit beside the table", beside(&sections[1..]));
    stated
}

/// Headings and items, without what stands before the first.
fn beside(sections: &[Section]) -> Vec<String> {
    let sections = sections.iter().skip(1);
    let all = sections.flat_map(|(heading, lines)| {
        let items = lines.iter().map(|line| line.trim_start_matches([' ', '-']));
        std::iter::once(heading.as_str()).chain(items)
    });
    all.filter(|item| !item.is_empty()).map(sentence).collect()
}

/// `Enterprise manufacturers (29 of 36)`: who takes most of a segment's leads, and how many.
fn loses(label: &str, taker: &str, stated: &mut Stated) {
    if let Some((taker, leads)) = taker.rsplit_once(" (") {
        let leads = leads.trim_end_matches(')').split(" of ").next().unwrap();
        let leads = leads.replace(',', "");
        stated.say(label, "loses most to", format!("{taker}: {leads}").as_str());
    }
}

fn rows(grid: &Grid, stated: &mut Stated) {
    for row in &grid.rows {
        let label = grid.cell(row, &["Segment"]).unwrap();
        for (what, name) in [
            ("matched", "Fits"),
            ("won", "Wins"),
            ("share so far", "So far"),
            ("matched_rate", "Rate of fits"),
            ("rate", "Rate of wins"),
            ("difference", "vs. others"),
            ("smallest_detectable_lift", "Smallest detectable lift"),
            ("reach", "Reach"),
        ] {
            if let Some(cell) = grid.cell(row, &[name]) {
                stated.say(label, what, cell.trim_end_matches(" *"));
            }
        }
        let bounds = grid
            .cell(row, &["95 % interval"])
            .map(|cell| figures(&cell.replace('–', " ")))
            .unwrap_or_default();
        if let [low, high] = bounds.as_slice() {
            stated.say(label, "rate_low", low.as_str());
            stated.say(label, "rate_high", high.as_str());
        }
    }
}

/// `2,000 leads in FILE; the plan excludes 127. 1,500 (75 %) fit a segment, 373 go to …`.
fn summary(line: &str, stated: &mut Stated) {
    let line = plain(line);
    stated.say(PLAN, "leads", figures(&line)[0].as_str());
    for (what, before, after) in [
        ("excluded", "the plan excludes ", "."),
        ("covered", ". ", " ("),
        ("default leads", "segment, ", " go"),
    ] {
        if let Some(figure) = between(&line, before, after) {
            stated.say(PLAN, what, figure);
        }
    }
}
