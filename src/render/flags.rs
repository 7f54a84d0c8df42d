//! The documentation of flags.

use serde_json::json;

use super::document::{Cell, Column, Page, Table};
use super::json::document;
use crate::flags::{ALL, Flag};
use crate::plan::format::flags::FlagOption;

/// Flags as JSON, `segplan/flags/v1`.
pub(crate) fn json(flags: &[Flag]) -> String {
    let option =
        |option: &FlagOption| json!({"name": option.name, "description": option.description()});
    let flag = |flag: &Flag| {
        let spec = &flag.spec;
        json!({
            "flag": spec.name,
            "severity": spec.severity.name(),
            "needs_leads": flag.needs_leads(),
            "needs_reviews": flag.needs_reviews(),
            "detects": spec.summary(),
            "matters": flag.matters,
            "act": flag.act,
            "options": spec.options.iter().map(option).collect::<Vec<_>>(),
            "example": flag.example,
        })
    };
    let flags: Vec<_> = flags.iter().map(flag).collect();
    document(&json!({"schema": "segplan/flags/v1", "flags": flags}))
}

/// Every flag with its usual severity and what it detects, as one table.
pub(crate) fn table() -> Page {
    let mut page = Page::default();
    let columns = ["Flag", "Severity", "What it detects"].map(Column::words);
    page.table(Table::of(columns).rows(ALL.iter().map(row)));
    page
}

/// The same as a list for a terminal: flags on a plan, then those that need a lead table, and those that need
/// earlier plans.
pub(crate) fn list() -> Page {
    let mut page = Page::default();
    let names = ALL.iter().map(|flag| flag.spec.name.len());
    let width = names.max().unwrap_or(0);
    let groups = [
        ([false, false], "Flags on a plan"),
        ([true, false], "Flags on a lead table"),
        ([false, true], "Flags on the plans of several reviews"),
    ];
    for (needs, title) in groups {
        page.title(title);
        let fits = |flag: &&Flag| [flag.needs_leads(), flag.needs_reviews()] == needs;
        for flag in ALL.iter().filter(fits) {
            let text = format!("{:7}  {}", flag.spec.severity.name(), flag.spec.summary());
            page.term(flag.spec.name, width, text);
        }
        page.gap();
    }
    page.line("`segplan flags NAME` explains why a flag matters and what to do.");
    page
}

fn row(flag: &Flag) -> Vec<Cell> {
    let needs = flag.needs();
    let cells = [
        format!("`{}`", flag.spec.name),
        flag.spec.severity.name().to_owned(),
        format!("{}{needs}", flag.spec.summary()),
    ];
    cells.map(Cell::in_own_words).into()
}

/// One flag's page: what it detects, why it matters, what to do, its settings and an example.
pub(crate) fn one(flag: &Flag) -> Page {
    let spec = &flag.spec;
    let needs = match (flag.needs_leads(), flag.needs_reviews()) {
        (true, _) => " It needs a lead table.",
        (_, true) => " It needs the plans of earlier reviews: `segplan history` finds it.",
        _ => "",
    };
    let severity = format!(
        "severity: error, warning, info or off (default {})",
        spec.severity.name()
    );
    let options = spec.options.iter();
    let options = options.map(|option| format!("{}: {}", option.name, option.description()));
    let settings: Vec<String> = std::iter::once(severity).chain(options).collect();
    let allowance = format!(
        "flags:\n  allow:\n    - flag: {}\n      because: your reason",
        spec.name
    );
    let mut page = Page::titled(spec.name);
    page.heading("What it detects");
    page.prose(&format!("{}.{needs}", spec.summary()));
    page.heading("Why it matters");
    page.prose(flag.matters);
    page.heading("What to do");
    page.prose(flag.act);
    page.heading("Severity and settings");
    page.prose(&settings.join("\n"));
    page.heading("Example");
    page.code(flag.example.trim_end());
    page.heading("To allow it, with your reason");
    page.code(&allowance);
    page
}
