//! The report as a workbook with live formulas: whoever changes an Impact sees score, rank and
//! order move.

mod formats;
mod keys;
mod leads;
mod order;
mod qualifiers;
mod ranking;
mod texts;

use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use unicode_width::UnicodeWidthStr;

use super::theme::{Paper, Theme};
use crate::report::Report;
use crate::report::model::Segment;
use formats::Formats;

/// The row of the headings on every sheet with a table, from 0; the rows follow it.
const HEAD: u32 = 3;
/// The longest text that a cell takes, less a little.
const LONGEST: usize = 32_000;

/// The report as a workbook.
///
/// # Errors
/// Where the workbook cannot be put together, which no report should bring about.
pub fn xlsx(report: &Report, theme: &Theme) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(report)?);
    let book = Book {
        report,
        formats: Formats::new(theme),
        theme,
    };
    for (name, write) in SHEETS {
        if *name != "Leads" || report.leads.is_some() {
            let sheet = workbook.add_worksheet();
            sheet.set_name(*name)?;
            write(&book, sheet)?;
            book.set_up(sheet);
        }
    }
    workbook.save_to_buffer()
}

type Write = fn(&Book, &mut Worksheet) -> Result<(), XlsxError>;

const SHEETS: &[(&str, Write)] = &[
    ("Ranking", ranking::write),
    ("Qualifiers", qualifiers::write),
    ("Order", order::write),
    ("Leads", leads::write),
    ("Findings", texts::findings),
    ("Method", texts::method),
];

/// What every sheet is made from.
struct Book<'a> {
    report: &'a Report,
    formats: Formats,
    theme: &'a Theme,
}

impl Book<'_> {
    /// Every candidate, in the order of its row.
    fn rows(&self) -> Vec<&Segment> {
        self.report.segments().collect()
    }

    /// The first and the last row of a table with one row a candidate, as formulas name them.
    fn span(&self) -> (u32, u32) {
        let first = HEAD + 2;
        (first, first + self.rows().len() as u32 - 1)
    }

    /// A column of such a table, whole: `$C$5:$C$16`.
    fn column(&self, letter: &str) -> String {
        let (first, last) = self.span();
        format!("${letter}${first}:${letter}${last}")
    }

    /// Title and subtitle above a table.
    fn heading(&self, sheet: &mut Worksheet, title: &str, about: &str) -> Result<(), XlsxError> {
        sheet.write_string_with_format(0, 0, title, &self.formats.title)?;
        sheet.write_string_with_format(1, 0, about, &self.formats.soft)?;
        Ok(())
    }

    /// The headings of a table, each with the width of its column.
    fn head(&self, sheet: &mut Worksheet, columns: &[(&str, f64)]) -> Result<(), XlsxError> {
        for (at, (name, width)) in columns.iter().enumerate() {
            sheet.write_string_with_format(HEAD, at as u16, *name, &self.formats.head)?;
            sheet.set_column_width(at as u16, *width)?;
        }
        sheet.set_row_height(HEAD, 32)?;
        Ok(())
    }

    /// A text, which stays text whatever it begins with.
    fn text(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        column: u16,
        text: &str,
    ) -> Result<(), XlsxError> {
        sheet.write_string_with_format(row, column, cut(text), &self.formats.text)?;
        Ok(())
    }

    /// Print set-up, alike on every sheet.
    fn set_up(&self, sheet: &mut Worksheet) {
        let title = header_text(&self.report.title.title);
        let footer = header_text(self.theme.footer.as_deref().unwrap_or_default());
        sheet.set_landscape();
        sheet.set_paper_size(match self.theme.paper() {
            Paper::A4 => 9,
            Paper::Letter => 1,
        });
        sheet.set_print_fit_to_pages(1, 0);
        sheet.set_margins(0.5, 0.5, 0.7, 0.7, 0.3, 0.3);
        sheet.set_header(format!("&L{title}&R&A"));
        sheet.set_footer(format!("&L{footer}&R&P / &N"));
        sheet.set_screen_gridlines(false);
    }
}

/// Makes a row high enough for its texts in columns of these widths, in letters: not every
/// program does so by itself. A letter of each width is the texts' indent.
fn fit(sheet: &mut Worksheet, row: u32, texts: &[(&str, f64)]) -> Result<(), XlsxError> {
    let lines = texts
        .iter()
        .map(|(text, width)| lines(text, *width - 1.0))
        .max()
        .unwrap_or(1);
    if lines > 1 {
        sheet.set_row_height(row, (15.0 * lines as f64).min(400.0))?;
    }
    Ok(())
}

/// How many lines a text takes in a column, about, breaking between words.
fn lines(text: &str, width: f64) -> usize {
    let of_one = |line: &str| {
        let (lines, _) = line
            .split_whitespace()
            .fold((1, 0.0), |(lines, used), word| {
                let long = word.width() as f64 * 0.96;
                match used + long <= width || used == 0.0 {
                    true => (lines + (long / width) as usize, used + long + 1.0),
                    false => (lines + 1 + (long / width) as usize, long + 1.0),
                }
            });
        lines
    };
    text.lines().map(of_one).sum::<usize>().max(1)
}

/// The beginning of a text that a cell takes.
fn cut(text: &str) -> &str {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => &text[..end],
        None => text,
    }
}

/// A text as a header takes it: short, and no sign in it a code.
fn header_text(text: &str) -> String {
    let text: String = text.chars().take(80).collect();
    text.replace('&', "&&")
}

/// Dates from the plan and not from a clock: the same report gives the same bytes.
fn properties(report: &Report) -> Result<DocProperties, XlsxError> {
    let day: Date = report.title.as_of;
    let year = u16::try_from(day.year()).unwrap_or(2000).max(1900);
    let [month, date] = [day.month(), day.day()].map(i8::unsigned_abs);
    let made = ExcelDateTime::from_ymd(year, month, date)?;
    let maker = format!("segplan {}", report.provenance.version);
    Ok(DocProperties::new()
        .set_title(header_text(&report.title.title))
        .set_author(report.title.owner.as_deref().unwrap_or_default())
        .set_comment(format!(
            "Made by {maker}; SHA-256 of the plan {}",
            report.provenance.sha256
        ))
        .set_creation_datetime(&made))
}
