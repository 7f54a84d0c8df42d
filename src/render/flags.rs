//! The documentation of flags for a terminal.

use super::diagnostics::human::Look;
use super::prose::Page;
use crate::flags::{ALL, Flag, docs};

/// The list: name, severity, what it detects.
#[must_use]
pub fn list(look: Look) -> String {
    let mut page = Page::new(look);
    let width = ALL.iter().map(|flag| flag.name.len()).max().unwrap_or(0);
    for (needs_leads, title) in [(false, "Flags on a plan"), (true, "Flags on a lead table")] {
        let listed: Vec<&Flag> = ALL
            .iter()
            .filter(|flag| flag.needs_leads == needs_leads)
            .collect();
        if listed.is_empty() {
            continue;
        }
        page.title(title);
        for flag in listed {
            let text = format!("{:7}  {}", flag.severity.name(), flag.summary());
            page.entry(flag.name, width, &text);
        }
        page.gap();
    }
    page.line("`segplan flags NAME` tells why one matters and what to do.");
    page.finish()
}

/// One flag's page.
#[must_use]
pub fn one(flag: &Flag, look: Look) -> String {
    let mut page = Page::new(look);
    page.title(flag.name);
    for section in docs::page(flag) {
        page.heading(section.heading);
        for line in section.text.lines() {
            match section.verbatim {
                true => page.raw(&format!("  {line}\n")),
                false => page.item(line),
            }
        }
    }
    page.finish()
}
