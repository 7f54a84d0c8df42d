//! For a terminal: lines wrapped to its width, tables in columns without rules.

use std::borrow::Cow;
use std::fmt::Write;

use anstyle::Style;
use comfy_table::{
    Attribute, Cell as Shown, CellAlignment, Color, ColumnConstraint, ContentArrangement, presets,
};
use textwrap::{Options, WordSplitter};

use super::fit::Fit;
use super::table::{Cell, Holds, Table, Tone};
use super::{Block, Page};
use crate::render::look::{Look, color};
use crate::text::visible::{visible, visible_lines};

/// Lines longer than this are hard to read, however wide the terminal is.
const READABLE: usize = 100;
/// In a table wider than this, a row is hard to follow.
const WIDEST: u16 = 160;

/// The page as it is shown on a terminal of this look.
pub(super) fn write(page: &Page, look: Look) -> String {
    let mut screen = Screen {
        look,
        text: String::new(),
        legend: Vec::new(),
    };
    for block in &page.blocks {
        screen.block(block);
    }
    screen.explain();
    screen.text
}

struct Screen<'a> {
    look: Look,
    text: String,
    /// What explains the tables so far, for the end of the page.
    legend: Vec<&'a str>,
}

impl<'a> Screen<'a> {
    fn block(&mut self, block: &'a Block) {
        match block {
            Block::Title(text) => self.styled(text, Style::new().bold()),
            Block::Heading(tone, text) => {
                self.text.push('\n');
                self.styled(text, style(*tone).bold());
            }
            Block::Marked(tone, mark, text) => self.marked(*tone, mark, text),
            Block::Line(text) => self.wrapped(text, "", ""),
            Block::Gap => self.text.push('\n'),
            Block::Item(text) => self.wrapped(text, "  ", "    "),
            Block::Subitem(text) => self.wrapped(text, "    - ", "      "),
            Block::Numbered(number, text) => {
                self.wrapped(text, &format!("  {number}. "), "     ");
            }
            Block::Term(name, width, text) => self.term(name, *width, text),
            Block::Prose(text) => text
                .lines()
                .for_each(|line| self.wrapped(line, "  ", "    ")),
            Block::Code(text) => {
                for line in text.lines() {
                    self.text.extend(["  ", &visible(line), "\n"]);
                }
            }
            Block::Table(table) => self.table(table),
        }
    }

    fn term(&mut self, name: &str, width: usize, text: &str) {
        let pad = width.saturating_sub(unicode_width::UnicodeWidthStr::width(name));
        let first = format!("  {}{}  ", visible(name), " ".repeat(pad));
        self.wrapped(text, &first, &" ".repeat(width + 4));
    }

    fn table(&mut self, table: &'a Table) {
        let width = self.look.width.min(usize::from(WIDEST));
        let fit = Fit::of(table, width);
        self.text.push('\n');
        self.text.push_str(&columns(table, &fit, width, self.look));
        let notes = table.notes.iter();
        let notes = notes.filter(|(about, _)| about.is_none_or(|one| fit.columns.contains(&one)));
        self.legend.extend(notes.map(|(_, note)| note.as_str()));
    }

    fn explain(&mut self) {
        if !self.legend.is_empty() {
            self.text.push('\n');
        }
        let dim = self.seen(Style::new().fg_color(Some(color::DIM.into())));
        for note in std::mem::take(&mut self.legend) {
            for line in self.lines(note, "", "") {
                let _ = writeln!(self.text, "{dim}{line}{dim:#}"); // a String takes all
            }
        }
    }

    fn marked(&mut self, tone: Tone, mark: &str, text: &str) {
        let style = self.seen(style(tone).bold());
        let text = format!("{mark}: {text}");
        for line in self.lines(&text, "", "") {
            let _ = match line.strip_prefix(mark) {
                Some(rest) => writeln!(self.text, "{style}{mark}{style:#}{rest}"),
                None => writeln!(self.text, "{line}"),
            };
        }
    }

    /// A style, or none where there is no color.
    fn seen(&self, style: Style) -> Style {
        if self.look.color { style } else { Style::new() }
    }

    fn styled(&mut self, text: &str, style: Style) {
        let style = self.seen(style);
        let text = visible(text);
        let _ = writeln!(self.text, "{style}{text}{style:#}"); // a String takes all
    }

    fn wrapped(&mut self, text: &str, first: &str, rest: &str) {
        for line in self.lines(text, first, rest) {
            self.text.push_str(&line);
            self.text.push('\n');
        }
    }

    fn lines(&self, text: &str, first: &str, rest: &str) -> Vec<String> {
        let width = match self.look.width {
            Look::WIDE => Look::WIDE,
            width => width.min(READABLE),
        };
        let options = Options::new(width)
            .initial_indent(first)
            .subsequent_indent(rest)
            .word_splitter(WordSplitter::NoHyphenation);
        // A number and its percent sign stay together.
        let text = visible(text).replace(" %", "\u{a0}%");
        let lines = textwrap::wrap(&text, options);
        lines
            .iter()
            .map(|line| line.trim_end().replace('\u{a0}', " "))
            .collect()
    }
}

fn style(tone: Tone) -> Style {
    let color = match tone {
        Tone::Plain | Tone::Strong => None,
        Tone::Good => Some(color::GOOD),
        Tone::Warning => Some(color::WARNING),
        Tone::Bad => Some(color::BAD),
    };
    Style::new().fg_color(color.map(Into::into))
}

/// The lines of a table as it fits into a number of columns.
fn columns(table: &Table, fit: &Fit, width: usize, look: Look) -> String {
    let mut shown = comfy_table::Table::new();
    shown
        .load_style(presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(width).unwrap_or(WIDEST));
    match look.color {
        true => shown.enforce_styling(),
        false => shown.force_no_tty(),
    };
    let columns = || fit.columns.iter().map(|place| &table.columns[*place]);
    let titles = || columns().map(|column| column.title_at(fit.level));
    let lines_of = |title: &str| title.lines().count().max(1); // an empty title takes a line, too
    let most = titles().map(lines_of).max().unwrap_or(1);
    shown.set_header(titles().map(|title| {
        // A title of fewer lines stands on the last ones.
        let above = "\n".repeat(most.saturating_sub(lines_of(title)));
        Shown::new(above + &visible_lines(title)).add_attribute(Attribute::Bold)
    }));
    for (place, row) in table.rows.iter().enumerate() {
        if table
            .line
            .as_ref()
            .is_some_and(|(below, _)| *below == place)
        {
            shown.add_row([RULE]);
        }
        let cells = fit.columns.iter().filter_map(|place| row.get(*place));
        shown.add_row(cells.map(|one| cell(one, fit.level)));
    }
    let laid_out = shown.column_iter_mut().zip(columns());
    for ((laid_out, column), gap) in laid_out.zip(fit.gaps(table)) {
        laid_out.set_padding((0, gap));
        if column.holds == Holds::Numbers {
            laid_out.set_cell_alignment(CellAlignment::Right);
        }
        if column.holds != Holds::Names {
            laid_out.set_constraint(ColumnConstraint::ContentWidth);
        }
    }
    let text = shown.to_string();
    let lines = text.lines().map(str::trim_end);
    let widest = lines.clone().map(textwrap::core::display_width).max();
    let drawn = table
        .line
        .as_ref()
        .map(|(_, text)| rule(text, widest.unwrap_or(0)));
    let lines = lines.map(|line| match (line.trim_start(), &drawn) {
        (RULE, Some(drawn)) => drawn,
        _ => line,
    });
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// What stands in the first column where a line is drawn, in place of the line.
const RULE: &str = "─";

/// A line of this width with a text in it.
fn rule(text: &str, width: usize) -> String {
    let start = format!("{RULE}{RULE} {} ", visible(text));
    let rest = width.saturating_sub(textwrap::core::display_width(&start));
    start + &RULE.repeat(rest.max(2))
}

fn cell(cell: &Cell, level: usize) -> Shown {
    let text = visible(cell.text_at(level));
    let shown = Shown::new(in_pieces(&text));
    match cell.tone {
        Tone::Plain => shown,
        Tone::Strong => shown.add_attribute(Attribute::Bold),
        Tone::Good => shown.fg(Color::AnsiValue(color::GOOD.0)),
        Tone::Warning => shown.fg(Color::AnsiValue(color::WARNING.0)),
        Tone::Bad => shown.fg(Color::AnsiValue(color::BAD.0)),
    }
}

/// A text in which words that no line can hold are cut. Laying them out whole takes time with the
/// square of their length.
fn in_pieces(text: &str) -> Cow<'_, str> {
    let longest = usize::from(WIDEST);
    if text.len() <= longest {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + text.len() / longest);
    let mut length = 0;
    for sign in text.chars() {
        length = if sign == ' ' { 0 } else { length + 1 };
        if length > longest {
            out.push('\n');
            length = 1;
        }
        out.push(sign);
    }
    Cow::Owned(out)
}
