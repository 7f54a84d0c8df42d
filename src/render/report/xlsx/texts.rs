//! The sheets of words: findings, and method.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::book::{Book, Cell, Table, cut, fit};
use super::keys::NAME;
use crate::report::client::{Block, Document, Item};
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

/// The summary and the method in words.
pub(super) fn words(book: &Book, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_column_width(0, 26)?;
    sheet.set_column_width(1, 100)?;
    let title = book.words().word("book.method");
    sheet.write_string_with_format(0, 0, title, &book.formats.title)?;
    let mut at = 2;
    let mut say = |name: &str, text: &str| -> Result<(), XlsxError> {
        sheet.write_string_with_format(at, 0, name, &book.formats.bold)?;
        sheet.write_string_with_format(at, 1, cut(text), &book.formats.text)?;
        fit(sheet, at, std::iter::once((text, 100.0)))?;
        at += 1;
        Ok(())
    };
    match &book.report.client {
        Some(document) => {
            let hidden = [
                ("sheet", book.words().word("book.ranking")),
                ("column", NAME),
            ];
            let hidden = book.words().say("book.hidden", &hidden);
            client(document, &mut say)?;
            say(book.words().word("book.name"), &hidden)
        }
        None => method(book, &mut say),
    }
}

/// Writes a name and what is said of it, a row.
type Say<'a> = dyn FnMut(&str, &str) -> Result<(), XlsxError> + 'a;

fn client(document: &Document, say: &mut Say) -> Result<(), XlsxError> {
    for fact in &document.facts {
        say(&fact.name, &fact.text)?;
    }
    let mut texts = said(&document.goals);
    for chapter in &document.chapters {
        for block in &chapter.blocks {
            match block {
                Block::Answers { items } => texts.extend(items.iter().flat_map(said)),
                Block::Text { text } if matches!(chapter.id, "method" | "ranking") => {
                    texts.push((&chapter.title, text));
                }
                Block::Terms { facts, .. } => {
                    let facts = facts.iter();
                    texts.extend(facts.map(|one| (one.name.as_str(), one.text.as_str())));
                }
                _ => {}
            }
        }
    }
    let mut last = "";
    for (name, text) in texts {
        say(if name == last { "" } else { name }, text)?;
        last = name;
    }
    Ok(())
}

/// The texts of an item, each with its heading.
fn said(item: &Item) -> Vec<(&str, &str)> {
    let texts = item.texts.iter();
    texts
        .map(|text| (item.heading.as_str(), text.as_str()))
        .collect()
}

fn method(book: &Book, say: &mut Say) -> Result<(), XlsxError> {
    let report = book.report;
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
