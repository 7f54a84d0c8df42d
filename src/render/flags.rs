//! The documentation of flags.

use super::document::{Cell, Column, Extent, Page, Table};
use crate::flags::{ALL, Flag, docs};

/// The list: name, usual severity, what it detects. In brief it is one table, which README holds.
#[must_use]
pub fn list(extent: Extent) -> Page {
    let mut page = Page::default();
    match extent {
        Extent::Whole => terms(&mut page),
        Extent::Brief => page.table(Table {
            columns: ["Flag", "Severity", "What it detects"]
                .map(Column::words)
                .into(),
            rows: ALL.iter().map(row).collect(),
            notes: Vec::new(),
        }),
    }
    page
}

fn terms(page: &mut Page) {
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
#[must_use]
pub fn one(flag: &Flag) -> Page {
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
