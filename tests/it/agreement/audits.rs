//! What the outputs of `audit` state.

use super::facts::{PLAN, Stated};
use super::grid::{self, Grid};
use super::text::{Section, figures, from_markdown, markdown_sections, plain, sections, sentence};

/// `audit` for a terminal.
pub(super) fn table(page: &str) -> Stated {
    let mut stated = Stated::new("audit as table");
    rows(&grid::of_terminal(page), &mut stated);
    summary(page.lines().nth(1).unwrap(), &mut stated);
    stated.list("audit beside the table", beside(&sections(page)));
    stated
}

/// `audit` as Markdown.
pub(super) fn markdown(page: &str) -> Stated {
    let mut stated = Stated::new("audit as markdown");
    for grid in grid::of_markdown(page) {
        rows(&grid, &mut stated);
    }
    summary(&from_markdown(page.lines().nth(2).unwrap()), &mut stated);
    let sections: Vec<Section> = markdown_sections(page)
        .into_iter()
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

fn rows(grid: &Grid, stated: &mut Stated) {
    for row in &grid.rows {
        let label = grid.cell(row, &["Segment"]).unwrap();
        for (what, name) in [
            ("matched", "Fits"),
            ("won", "Wins"),
            ("rate", "Rate"),
            ("difference", "vs. others"),
            ("p_adjusted", "p"),
            ("reach", "Reach"),
        ] {
            if let Some(cell) = grid.cell(row, &[name]) {
                stated.say(label, what, cell);
            }
        }
        let bounds = grid
            .cell(row, &["95 % interval"])
            .map(figures)
            .unwrap_or_default();
        if let [low, high] = bounds.as_slice() {
            stated.say(label, "rate_low", low.as_str());
            stated.say(label, "rate_high", high.as_str());
        }
    }
}

/// `2,000 leads in FILE; 127 excluded. 1,500 (75 %) get …, 373 go to …`.
fn summary(line: &str, stated: &mut Stated) {
    let line = plain(line);
    let figures = figures(&line);
    for (what, at) in [
        ("leads", 0),
        ("excluded", 1),
        ("covered", 2),
        ("default leads", 4),
    ] {
        stated.say(PLAN, what, figures[at].as_str());
    }
}
