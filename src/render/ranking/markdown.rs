//! The ranking as Markdown, for wikis and pull requests.

use std::fmt::Write;

use super::grid::{self, LEGEND};
use crate::plan::Criterion;
use crate::render::markdown::{escape, table};
use crate::study::{Method, Study};
use crate::text::words;

/// The ranking as Markdown: table, parked and unscored candidates, the default, next steps.
#[must_use]
pub fn ranking(study: &Study, top: Option<usize>) -> String {
    let plan = study.plan();
    let mut out = format!("# {}\n\n", escape(&plan.title));
    let _ = writeln!(out, "{}\n", Method::of(plan).line());
    let thirds = words::capitalized(plan.scoring.name_of(Criterion::Ease));
    let mut header = vec!["#", "Segment", "Impact", "Confidence", &thirds, "Score"];
    if study.audit.is_some() {
        header.extend(["Fits", "Wins"]);
    }
    header.extend(["MRADS", "Ahead of next", "Flags"]);
    let rows: Vec<Vec<String>> = grid::ranked(study, top)
        .map(|row| {
            let mut cells = vec![row.rank(), row.label().to_owned()];
            cells.extend(Criterion::ALL.iter().map(|one| row.criterion(*one)));
            cells.push(row.score(2));
            if study.audit.is_some() {
                cells.extend(row.sizes());
            }
            cells.extend([row.marks(), row.sureness(), row.flags(false).join(", ")]);
            cells
        })
        .collect();
    out.push_str(&table(&header, &rows));
    let _ = write!(out, "\n{LEGEND}\n\n{}\n", study.certainty.caption(plan));
    for (place, pair) in grid::at_stake(study).iter().enumerate() {
        if place == 0 {
            out.push_str("\n## What hangs on the order of neighbours\n\n");
        }
        let _ = writeln!(out, "- {}", escape(pair));
    }
    list(&mut out, "Parked", grid::parked(study));
    list(&mut out, "Not scored", grid::unscored(study));
    let _ = write!(out, "\nEveryone else: {}\n", escape(&plan.default.label));
    let steps = study.next_steps();
    if !steps.is_empty() {
        out.push_str("\n## Next steps\n\n");
        for (place, step) in steps.iter().enumerate() {
            let _ = writeln!(out, "{}. {}", place + 1, escape(step));
        }
    }
    out
}

fn list<'a>(out: &mut String, heading: &str, rows: impl Iterator<Item = grid::Row<'a>>) {
    for (place, row) in rows.enumerate() {
        if place == 0 {
            let _ = write!(out, "\n## {heading}\n\n");
        }
        let _ = writeln!(
            out,
            "- {}: {}",
            escape(row.label()),
            words::list(&row.because())
        );
    }
}
