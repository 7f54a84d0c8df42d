//! The documentation of flags.

use super::document::{Cell, Column, Page, Table};
use crate::flags::{ALL, Flag, docs};

/// Every flag with its usual severity and what it detects, as one table.
pub(crate) fn table() -> Page {
    let mut page = Page::default();
    page.table(Table {
        columns: ["Flag", "Severity", "What it detects"]
            .map(Column::words)
            .into(),
        rows: ALL.iter().map(row).collect(),
        notes: Vec::new(),
    });
    page
}

/// The same as a list for a terminal: flags on a plan, then those that need a lead table.
pub(crate) fn list() -> Page {
    let mut page = Page::default();
    let names = ALL.iter().map(|flag| flag.spec.name.len());
    let width = names.max().unwrap_or(0);
    for (needs_leads, title) in [(false, "Flags on a plan"), (true, "Flags on a lead table")] {
        page.title(title);
        for flag in ALL.iter().filter(|flag| flag.needs_leads() == needs_leads) {
            let text = format!("{:7}  {}", flag.spec.severity.name(), flag.spec.summary());
            page.term(flag.spec.name, width, text);
        }
        page.gap();
    }
    page.line("`segplan flags NAME` tells why one matters and what to do.");
    page
}

fn row(flag: &Flag) -> Vec<Cell> {
    let needs = match flag.needs_leads() {
        true => " (needs a lead table)",
        false => "",
    };
    let cells = [
        format!("`{}`", flag.spec.name),
        flag.spec.severity.name().to_owned(),
        format!("{}{needs}", flag.spec.summary()),
    ];
    cells.map(Cell::in_own_words).into()
}

/// One flag's page.
pub(crate) fn one(flag: &Flag) -> Page {
    let mut page = Page::titled(flag.spec.name);
    for section in docs::page(flag) {
        page.heading(section.heading);
        match section.verbatim {
            true => page.code(&section.text),
            false => page.prose(&section.text),
        }
    }
    page
}
