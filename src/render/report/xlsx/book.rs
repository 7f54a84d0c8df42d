//! What all sheets have in common: headings, texts, rows high enough, print set-up.

use rust_xlsxwriter::{Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr;

use super::formats::Formats;
use crate::render::report::theme::{Paper, Theme};
use crate::report::Report;
use crate::report::model::Segment;

/// The row of the headings on every sheet with a table, from 0; the rows follow it.
pub(super) const HEAD: u32 = 3;
/// The longest text that a cell takes, less a little.
const LONGEST: usize = 32_000;

/// What every sheet is made from.
pub(super) struct Book<'a> {
    pub(super) report: &'a Report,
    pub(super) formats: Formats,
    pub(super) theme: &'a Theme,
}

impl Book<'_> {
    /// Every candidate, in the order of its row.
    pub(super) fn rows(&self) -> Vec<&Segment> {
        self.report.segments().collect()
    }

    /// The first and the last row of a table with one row a candidate, as formulas name them.
    pub(super) fn span(&self) -> (u32, u32) {
        let first = HEAD + 2;
        (first, first + self.rows().len() as u32 - 1)
    }

    /// A column of such a table, whole: `$C$5:$C$16`.
    pub(super) fn column(&self, letter: &str) -> String {
        let (first, last) = self.span();
        format!("${letter}${first}:${letter}${last}")
    }

    /// Title and subtitle above a table.
    pub(super) fn heading(
        &self,
        sheet: &mut Worksheet,
        title: &str,
        about: &str,
    ) -> Result<(), XlsxError> {
        sheet.write_string_with_format(0, 0, title, &self.formats.title)?;
        sheet.write_string_with_format(1, 0, about, &self.formats.soft)?;
        Ok(())
    }

    /// The headings of a table, each with the width of its column.
    pub(super) fn head(
        &self,
        sheet: &mut Worksheet,
        columns: &[(&str, f64)],
    ) -> Result<(), XlsxError> {
        for (at, (name, width)) in columns.iter().enumerate() {
            sheet.write_string_with_format(HEAD, at as u16, *name, &self.formats.head)?;
            sheet.set_column_width(at as u16, *width)?;
        }
        sheet.set_row_height(HEAD, 32)?;
        Ok(())
    }

    /// A text, which stays text whatever it begins with.
    pub(super) fn text(
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
    pub(super) fn set_up(&self, sheet: &mut Worksheet) {
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
pub(super) fn fit(sheet: &mut Worksheet, row: u32, texts: &[(&str, f64)]) -> Result<(), XlsxError> {
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
pub(super) fn cut(text: &str) -> &str {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => &text[..end],
        None => text,
    }
}

/// A text as a header takes it: short, and no sign in it a code.
pub(super) fn header_text(text: &str) -> String {
    let text: String = text.chars().take(80).collect();
    text.replace('&', "&&")
}
