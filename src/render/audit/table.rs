//! The audit for a terminal.

use comfy_table::{Attribute, Cell, CellAlignment, ColumnConstraint};

use super::grid::{SEGMENT, grid};
use super::{Audited, sections, summary};
use crate::render::columns;
use crate::render::diagnostics::human::Look;
use crate::render::prose::{Page, printable};

/// The whole page.
#[must_use]
pub fn audit(audited: &Audited, look: Look) -> String {
    let mut page = begin(audited, look);
    for section in sections::sections(audited) {
        page.heading(section.heading);
        for item in section.items {
            page.item(&item);
        }
    }
    page.finish()
}

/// The page without what stands below the table.
#[must_use]
pub fn summary(audited: &Audited, look: Look) -> String {
    begin(audited, look).finish()
}

fn begin(audited: &Audited, look: Look) -> Page {
    let mut page = Page::new(look);
    page.title(&audited.study.plan().title);
    for line in summary::summary(audited) {
        page.line(&line);
    }
    page.gap();
    if audited.audit.segments.is_empty() {
        page.line("No ranked segment has a definition, so no lead can be counted for one.");
    } else {
        page.raw(&table(audited, look));
        page.gap();
        if let Some(line) = summary::not_counted(audited) {
            page.line(&line);
        }
        for line in summary::legend(audited) {
            page.line(&line);
        }
    }
    page
}

fn table(audited: &Audited, look: Look) -> String {
    let grid = grid(audited);
    let mut table = columns::table(look);
    table.set_header(
        grid.header
            .iter()
            .map(|name| Cell::new(name).add_attribute(Attribute::Bold)),
    );
    for row in grid.rows {
        table.add_row(row.iter().map(|cell| Cell::new(printable(cell))));
    }
    for (place, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, columns::gap(look)));
        if place != SEGMENT {
            column.set_cell_alignment(CellAlignment::Right);
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
    }
    columns::lines(&table)
}
