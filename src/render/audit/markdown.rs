//! The audit as Markdown, for wikis and pull requests.

use std::fmt::Write;

use super::grid::grid;
use super::{Audited, sections, summary};
use crate::render::markdown::{escape, table};

/// The audit as Markdown: summary, table, and what there is to say beside it.
#[must_use]
pub fn audit(audited: &Audited) -> String {
    let mut out = format!("# {}\n\n", escape(&audited.study.plan().title));
    for line in summary::summary(audited) {
        let _ = writeln!(out, "{}\n", escape(&line));
    }
    let grid = grid(audited);
    out.push_str(&table(&grid.header, &grid.rows));
    for line in summary::not_counted(audited)
        .into_iter()
        .chain(summary::legend(audited))
    {
        let _ = writeln!(out, "\n{}", escape(&line));
    }
    for section in sections::sections(audited) {
        let _ = write!(out, "\n## {}\n\n", escape(section.heading));
        for item in section.items {
            let _ = writeln!(out, "- {}", escape(&item));
        }
    }
    out
}
