//! The sheets of words: findings, and method.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::book::{Book, Cell, Table, cut, fit};
use crate::report::model::FindingEntry;

pub(super) fn findings(book: &Book, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let row = |one: &FindingEntry| {
        let labels: Vec<&str> = one.segments.iter().map(|one| one.label.as_str()).collect();
        let (about, allowed) = (labels.join(", "), one.allowed.as_deref());
        vec![
            Cell::text(allowed.map_or(one.severity, |_| "allowed")),
            Cell::text(one.flag),
            Cell::text(if about.is_empty() { "the plan" } else { &about }),
            Cell::text(&one.message),
            Cell::text(&one.help),
            Cell::text(allowed.unwrap_or_default()),
            Cell::number(one.line as f64, &book.formats.whole),
        ]
    };
    let columns = vec![
        ("Severity", 10.0),
        ("Flag", 22.0),
        ("About", 26.0),
        ("Finding", 46.0),
        ("What to do", 46.0),
        ("Allowed because", 22.0),
        ("Line", 7.0),
    ];
    let table = Table {
        title: "Findings",
        about: "All that the flags found, with the line of the plan.",
        columns,
        rows: book.report.findings.iter().map(row).collect(),
        frozen: 0,
        filtered: Some(6),
        printed: None,
    };
    book.table(sheet, &table).map(|_| ())
}

pub(super) fn method(book: &Book, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let report = book.report;
    sheet.set_column_width(0, 26)?;
    sheet.set_column_width(1, 100)?;
    sheet.write_string_with_format(0, 0, "Method", &book.formats.title)?;
    let mut at = 2;
    let mut say = |name: &str, text: &str| -> Result<(), XlsxError> {
        sheet.write_string_with_format(at, 0, name, &book.formats.bold)?;
        sheet.write_string_with_format(at, 1, cut(text), &book.formats.text)?;
        fit(sheet, at, std::iter::once((text, 100.0)))?;
        at += 1;
        Ok(())
    };
    let summary = &report.summary;
    let parts = [
        ("What to do first", &summary.first),
        ("How sure that is", &summary.sure),
        ("What the leads say", &summary.leads),
        ("What to watch", &summary.watch),
        ("Next steps", &summary.next),
        ("Method", &report.method.explained),
    ];
    for (name, sentences) in parts {
        for (place, sentence) in sentences.iter().enumerate() {
            say(if place == 0 { name } else { "" }, sentence)?;
        }
    }
    say("Formula audit", &report.formulas.verdict)?;
    say("Certainty", &report.certainty.caption)?;
    for term in &report.vocabulary {
        say(term.word, term.meaning)?;
    }
    say("Plan", &report.provenance.plan)?;
    say(
        "Lead table",
        report.provenance.leads.as_deref().unwrap_or("none"),
    )?;
    say("As of", &report.locale.date(report.study.plan().as_of.date))?;
    say("SHA-256 of the plan", &report.provenance.sha256)?;
    say("segplan", report.provenance.version)
}
