//! What the report as a workbook states.

use std::path::Path;

use super::facts::{PLAN, Stated};
use super::grid;
use super::rankings::ranked_rows;
use super::reports::findings;
use super::text::{figures, plain, sentence};

/// The report as a workbook.
pub(super) fn report(file: &Path) -> Stated {
    let mut stated = Stated::new("report as xlsx");
    let mut ranking = grid::of_workbook(file, "Ranking", "Rank");
    let title = grid::of_workbook(file, "Ranking", "");
    stated.say(PLAN, "title", title.rows[0][0].as_str());
    let out = |row: &Vec<String>| row[0].parse::<f64>().is_err();
    for row in ranking.rows.iter().filter(|row| out(row)) {
        stated.say(&row[1], "standing", row[0].as_str());
        if row[0] == "parked" {
            stated.say(&row[1], "score", row[5].as_str());
        }
    }
    ranking.rows.retain(|row| !out(row));
    ranked_rows(&ranking, &mut stated);
    findings(
        &grid::of_workbook(file, "Findings", "Severity"),
        &mut stated,
    );
    let verdicts = grid::of_workbook(file, "Qualifiers", "Segment");
    for row in &verdicts.rows {
        for name in [
            "Measurable",
            "Relevant",
            "Actionable",
            "Distinguishable",
            "Stable",
        ] {
            stated.say(
                &row[0],
                &name.to_lowercase(),
                verdicts.cell(row, &[name]).unwrap(),
            );
        }
    }
    workbook_leads(file, &mut stated);
    let capacity = grid::of_workbook(file, "Capacity", "Rank in the report");
    for row in &capacity.rows {
        let label = plain(&row[1]);
        stated.say(&label, "cost", row[2].as_str());
        stated.say(&label, "cut_in", (row[4] == "in").to_string());
        stated.say(&label, "cut_share", row[5].as_str());
    }
    let mut name = String::new();
    let (mut steps, mut caption) = (Vec::new(), Vec::new());
    for row in &grid::of_workbook(file, "Method", "").rows {
        if !row[0].is_empty() {
            name.clone_from(&row[0]);
        }
        match name.as_str() {
            "Next steps" => steps.push(sentence(&row[1])),
            "Certainty" => caption.push(sentence(&row[1])),
            _ => {}
        }
    }
    stated.list("steps", steps);
    stated.list("caption", caption);
    stated
}

fn workbook_leads(file: &Path, stated: &mut Stated) {
    if let Some(row) = grid::of_workbook(file, "Leads", "").rows.get(1) {
        let figures = figures(&row[0]);
        for (what, figure) in ["leads", "excluded", "covered", "default leads"]
            .iter()
            .zip(figures)
        {
            stated.say(PLAN, what, figure);
        }
    }
    let grid = grid::of_workbook(file, "Leads", "Rank in the report");
    for row in &grid.rows {
        let label = plain(&row[1]);
        let columns = [
            ("rank", 0),
            ("matched", 2),
            ("won", 3),
            ("outcomes", 6),
            ("outcome_known", 7),
            ("rate", 8),
            ("rate_low", 9),
            ("rate_high", 10),
            ("difference", 11),
            ("difference_low", 12),
            ("difference_high", 13),
            ("p_adjusted", 14),
            ("reachable", 15),
            ("unknown", 16),
            ("won_so_far", 17),
        ];
        for (what, column) in columns {
            stated.say(&label, what, row[column].as_str());
        }
        let taken = if row[4].is_empty() {
            String::new()
        } else {
            format!("{}: {}", row[4], row[5])
        };
        stated.say(&label, "loses most to", taken);
    }
}
