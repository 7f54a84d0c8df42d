//! The report as a workbook with live formulas: a changed Impact changes score, rank and order.

mod book;
mod capacity;
mod formats;
mod keys;
mod leads;
mod order;
mod qualifiers;
mod ranking;
mod texts;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use super::theme::Theme;
use crate::report::Report;
use book::{Book, header_text};
use formats::Formats;

/// The report as a workbook.
///
/// # Errors
/// If the workbook cannot be put together, which no report should bring about.
pub fn xlsx(report: &Report, theme: &Theme) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(report)?);
    let book = Book {
        report,
        formats: Formats::new(theme),
        theme,
    };
    for (key, write) in SHEETS {
        let is_empty = match *key {
            "book.capacity" => report.cut.is_none(),
            "book.leads" => report.leads.is_none(),
            "book.findings" => report.client.is_some(),
            _ => false,
        };
        if !is_empty {
            let sheet = workbook.add_worksheet();
            sheet.set_name(report.locale.words.word(key))?;
            write(&book, sheet)?;
            book.set_up(sheet);
        }
    }
    workbook.save_to_buffer()
}

type Write = fn(&Book, &mut Worksheet) -> Result<(), XlsxError>;

const SHEETS: &[(&str, Write)] = &[
    ("book.ranking", ranking::write),
    ("book.qualifiers", qualifiers::write),
    ("book.order", order::write),
    ("book.capacity", capacity::write),
    ("book.leads", leads::write),
    ("book.findings", texts::findings),
    ("book.method", texts::words),
];

/// Dates from the plan and not from a clock: the same report gives the same bytes.
fn properties(report: &Report) -> Result<DocProperties, XlsxError> {
    let plan = report.study.plan();
    let day = plan.as_of.date;
    let year = u16::try_from(day.year()).unwrap_or(2000).max(1900);
    let [month, date] = [day.month(), day.day()].map(i8::unsigned_abs);
    let made = ExcelDateTime::from_ymd(year, month, date)?;
    let mut comment = format!("Made by segplan {}", report.provenance.version);
    if report.client.is_none() {
        comment = format!(
            "{comment}; SHA-256 of the plan {}",
            report.provenance.sha256
        );
    }
    Ok(DocProperties::new()
        .set_title(header_text(&plan.title))
        .set_author(plan.owner.as_deref().unwrap_or_default())
        .set_comment(comment)
        .set_creation_datetime(&made))
}
