//! What all sheets have in common: a title, a table, rows high enough, print set-up.

use rust_xlsxwriter::{Format, Formula, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr;

use super::formats::Formats;
use crate::plan::{Plan, Verdict};
use crate::render::report::theme::{Paper, Theme};
use crate::report::Report;
use crate::report::model::Segment;
use crate::text::Language;

/// The row of the headings on every sheet with a table, from 0; the rows follow it.
pub(super) const HEAD: u32 = 3;
/// Up to so many segments the cells are formulas: each rank looks at all others, so with ten times
/// as many a spreadsheet would calculate for minutes after each change.
const LIVE_UP_TO: usize = 1_000;
/// The longest text that a cell takes, less a little.
const LONGEST: usize = 32_000;

pub(super) struct Book<'a> {
    pub(super) report: &'a Report,
    pub(super) formats: Formats,
    pub(super) theme: &'a Theme,
}

/// The content of a cell with its looks.
pub(super) enum Cell<'a> {
    /// A text, which stays text whatever it begins with, and which makes its row high enough.
    Text(String),
    /// A word that may be chosen from a list.
    Choice(String),
    /// A number, or an empty cell that looks as if it had one.
    Number(Option<f64>, &'a Format),
    /// A formula with what it gives as the report is written, for viewers that do not calculate.
    Formula(String, String, &'a Format),
}

impl<'a> Cell<'a> {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    pub(super) fn number(value: f64, format: &'a Format) -> Self {
        Self::Number(Some(value), format)
    }

    /// A formula that shows nothing until it is calculated.
    pub(super) fn formula(formula: String, format: &'a Format) -> Self {
        Self::Formula(formula, String::new(), format)
    }

    /// A text that a formula finds.
    pub(super) fn found(formula: String, now: Option<&str>, format: &'a Format) -> Self {
        Self::Formula(formula, now.unwrap_or_default().to_owned(), format)
    }
}

/// A table with what stands above it.
pub(super) struct Table<'a> {
    pub(super) title: &'a str,
    pub(super) about: &'a str,
    /// The headings, each with the width of its column in letters.
    pub(super) columns: Vec<(&'a str, f64)>,
    pub(super) rows: Vec<Vec<Cell<'a>>>,
    /// Columns from the left that stay in sight.
    pub(super) frozen: u16,
    /// The last column that can be filtered by; `None` if nothing can.
    pub(super) filtered: Option<u16>,
    /// The last column in print; none for all.
    pub(super) printed: Option<u16>,
}

impl Book<'_> {
    pub(super) fn plan(&self) -> &Plan {
        self.report.study.plan()
    }

    /// The words of the headings: English for the team.
    pub(super) fn words(&self) -> Language {
        self.report.locale.words
    }

    /// Whether this is the client's edition.
    pub(super) fn is_for_client(&self) -> bool {
        self.report.client.is_some()
    }

    /// Whether ranks and the order follow the scores; else they are as of the report.
    pub(super) fn is_live(&self) -> bool {
        self.plan().segments.len() <= LIVE_UP_TO
    }

    /// An answer to a qualifier as the cells have it.
    pub(super) fn answer(&self, verdict: Verdict) -> String {
        self.words().say(verdict.name(), &[])
    }

    /// What a segment without a rank is instead.
    pub(super) fn standing(&self, segment: &Segment) -> &'static str {
        match segment.parked_because.is_empty() {
            true => self.words().word("segment.unscored"),
            false => self.words().word("segment.parked"),
        }
    }

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

    /// Writes a table; gives its last row, that of its headings where it has no other.
    pub(super) fn table(&self, sheet: &mut Worksheet, table: &Table) -> Result<u32, XlsxError> {
        sheet.write_string_with_format(0, 0, cut(table.title), &self.formats.title)?;
        sheet.write_string_with_format(1, 0, cut(table.about), &self.formats.soft)?;
        for (at, (name, width)) in (0..).zip(&table.columns) {
            sheet.write_string_with_format(HEAD, at, *name, &self.formats.head)?;
            sheet.set_column_width(at, width.max(longest_word(name)))?;
        }
        sheet.set_row_height(HEAD, 32)?;
        // Else a cell without a result yet shows 0 in viewers that do not calculate.
        sheet.set_formula_result_default("");
        for (at, cells) in (HEAD + 1..).zip(&table.rows) {
            for (column, cell) in (0..).zip(cells) {
                self.cell(sheet, at, column, cell)?;
            }
            let texts = cells.iter().zip(&table.columns);
            let texts = texts.filter_map(|(cell, (_, width))| Some((cell.wrapped()?, *width)));
            fit(sheet, at, texts)?;
        }
        let last = HEAD + table.rows.len() as u32;
        if let Some(column) = table.filtered {
            sheet.autofilter(HEAD, 0, last.max(HEAD + 1), column)?;
        }
        if let Some(column) = table.printed {
            sheet.set_print_area(0, 0, last, column)?;
        }
        sheet.set_freeze_panes(HEAD + 1, table.frozen)?;
        sheet.set_repeat_rows(HEAD, HEAD)?;
        Ok(last)
    }

    pub(super) fn cell(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        column: u16,
        cell: &Cell,
    ) -> Result<(), XlsxError> {
        match cell {
            Cell::Text(text) => {
                sheet.write_string_with_format(row, column, cut(text), &self.formats.text)?
            }
            Cell::Choice(word) => {
                sheet.write_string_with_format(row, column, word, &self.formats.choice)?
            }
            Cell::Number(None, format) => sheet.write_blank(row, column, format)?,
            Cell::Number(Some(value), format) => {
                sheet.write_number_with_format(row, column, *value, format)?
            }
            Cell::Formula(_, now, format) if !self.is_live() => match now.parse::<f64>() {
                Ok(number) => sheet.write_number_with_format(row, column, number, format)?,
                Err(_) => sheet.write_string_with_format(row, column, cut(now), format)?,
            },
            Cell::Formula(formula, now, format) => {
                let formula = Formula::new(formula).set_result(now);
                sheet.write_formula_with_format(row, column, formula, format)?
            }
        };
        Ok(())
    }

    /// Print set-up, alike on every sheet.
    pub(super) fn set_up(&self, sheet: &mut Worksheet) {
        let title = header_text(&self.plan().title);
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

impl Cell<'_> {
    /// What may need several lines.
    fn wrapped(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Formula(_, text, _) => Some(text),
            _ => None,
        }
    }
}

/// Makes a row high enough for its texts in columns of these widths, in letters: not every
/// program does so by itself. A letter of each width is the texts' indent.
pub(super) fn fit<'a>(
    sheet: &mut Worksheet,
    row: u32,
    texts: impl Iterator<Item = (&'a str, f64)>,
) -> Result<(), XlsxError> {
    let lines = texts.map(|(text, width)| lines(text, width - 1.0)).max();
    let lines = lines.unwrap_or(1);
    if lines > 1 {
        sheet.set_row_height(row, (15.0 * lines as f64).min(400.0))?;
    }
    Ok(())
}

/// The width in letters that the longest word of a heading needs.
fn longest_word(heading: &str) -> f64 {
    let words = heading.split(' ').map(UnicodeWidthStr::width);
    words.max().unwrap_or(0) as f64 * 1.05 + 1.0
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
