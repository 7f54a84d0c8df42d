//! Tables that reports have in common, and what they state.

use super::facts::{PLAN, Stated};
use super::grid::Grid;
use super::text::{figures, sentence};

/// The table of all findings.
pub(super) fn findings(grid: &Grid, stated: &mut Stated) {
    let found = grid.rows.iter().map(|row| {
        let cell = |name: &str| grid.cell(row, &[name]).unwrap_or_default();
        let about = cell("About");
        let about = if about == "the plan" { "" } else { about };
        // HTML and Markdown have the reason in the same cell.
        let message = match cell("Severity") {
            "allowed" => cell("Finding")
                .split(" Allowed: ")
                .next()
                .unwrap_or_default(),
            _ => cell("Finding"),
        };
        let message = sentence(message);
        format!(
            "{}[{}] {about}: {message} line {}",
            cell("Severity"),
            cell("Flag"),
            cell("Line")
        )
    });
    stated.list("findings", found.collect());
}

/// The table of what the leads say.
pub(super) fn leads(grid: &Grid, stated: &mut Stated) {
    for row in &grid.rows {
        let cell = |name: &str| grid.cell(row, &[name]);
        let (rank, label) = (cell("Rank").unwrap_or_default(), cell("Segment").unwrap());
        if rank.is_empty() {
            stated.say(PLAN, "default", label);
            stated.say(PLAN, "default leads", cell("Wins").unwrap());
            continue;
        }
        stated.say(label, "rank", rank);
        for (what, name) in [
            ("matched", "Fits"),
            ("won", "Wins"),
            ("share so far", "So far"),
            ("difference", "vs. others"),
            ("p_adjusted", "p"),
        ] {
            if let Some(cell) = cell(name) {
                stated.say(label, what, cell);
            }
        }
        let taken = cell("Loses most to").unwrap();
        let taken = taken
            .strip_suffix(')')
            .and_then(|taken| taken.rsplit_once(" ("));
        let taken = taken.map_or(String::new(), |(label, leads)| {
            format!("{label}: {}", leads.replace(',', ""))
        });
        stated.say(label, "loses most to", taken);
        let won = figures(cell("Rate of leads won").unwrap_or_default());
        if let [rate, rest @ ..] = won.as_slice() {
            let of = rest
                .iter()
                .position(|figure| !figure.ends_with('%'))
                .unwrap();
            let bounds: Vec<_> = rest.iter().filter(|figure| figure.ends_with('%')).collect();
            stated.say(label, "rate", rate.as_str());
            stated.say(label, "outcome_known", rest[of].as_str());
            stated.say(label, "rate_low", bounds[0].as_str());
            stated.say(label, "rate_high", bounds[1].as_str());
        }
        if let [rate, known] = figures(cell("Rate of all that fit").unwrap_or_default()).as_slice()
        {
            stated.say(label, "matched_rate", rate.as_str());
            stated.say(label, "matched_known", known.as_str());
        }
    }
}

/// `4 January 2027` as `2027-01-04`.
pub(super) fn day(written: &str) -> String {
    let words: Vec<&str> = written.split(' ').collect();
    let date = jiff::fmt::strtime::parse("%d %B %Y", words[..3].join(" ")).unwrap();
    date.to_date().unwrap().to_string()
}
