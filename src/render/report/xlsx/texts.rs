//! The sheets of words: findings, and method.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::book::{Book, HEAD, cut, fit};

pub(super) fn findings(book: &Book, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    book.heading(
        sheet,
        "Findings",
        "All that the flags found, with the line of the plan.",
    )?;
    book.head(
        sheet,
        &[
            ("Severity", 10.0),
            ("Flag", 22.0),
            ("About", 26.0),
            ("Finding", 46.0),
            ("What to do", 46.0),
            ("Allowed because", 22.0),
            ("Line", 7.0),
        ],
    )?;
    let findings = &book.report.findings;
    for (place, one) in findings.iter().enumerate() {
        let at = HEAD + 1 + place as u32;
        let labels: Vec<&str> = one.segments.iter().map(|one| one.label.as_str()).collect();
        let about = if labels.is_empty() {
            "the plan".to_owned()
        } else {
            labels.join(", ")
        };
        let severity = if one.allowed.is_some() {
            "allowed"
        } else {
            one.severity
        };
        let allowed = one.allowed.as_deref().unwrap_or_default();
        let texts = [severity, one.flag, &about, &one.message, &one.help, allowed];
        for (column, text) in texts.into_iter().enumerate() {
            book.text(sheet, at, column as u16, text)?;
        }
        fit(
            sheet,
            at,
            &[
                (&about, 26.0),
                (&one.message, 46.0),
                (&one.help, 46.0),
                (allowed, 22.0),
            ],
        )?;
        sheet.write_number_with_format(at, 6, one.line as f64, &book.formats.whole)?;
    }
    sheet.autofilter(HEAD, 0, HEAD + findings.len().max(1) as u32, 6)?;
    sheet.set_freeze_panes(HEAD + 1, 0)?;
    sheet.set_repeat_rows(HEAD, HEAD)?;
    Ok(())
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
        fit(sheet, at, &[(text, 100.0)])?;
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
    say("As of", &report.locale.date(report.title.as_of))?;
    say("SHA-256 of the plan", &report.provenance.sha256)?;
    say("segplan", report.provenance.version)
}
