//! Text for a terminal: headings, lines and lists, wrapped to its width.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};
use textwrap::{Options, WordSplitter};

use super::diagnostics::human::Look;

/// A page being written.
#[derive(Debug)]
pub struct Page {
    look: Look,
    text: String,
}

/// Lines longer than this are hard to read, however wide the terminal is.
const READABLE: usize = 100;

impl Page {
    /// An empty page.
    #[must_use]
    pub fn new(look: Look) -> Self {
        Self {
            look,
            text: String::new(),
        }
    }

    /// The finished text.
    #[must_use]
    pub fn finish(self) -> String {
        self.text
    }

    /// The title of the page.
    pub fn title(&mut self, text: &str) {
        self.styled(text, Style::new().bold());
    }

    /// An empty line and a heading.
    pub fn heading(&mut self, text: &str) {
        self.gap();
        self.styled(
            text,
            Style::new().bold().fg_color(Some(AnsiColor::Cyan.into())),
        );
    }

    /// A line, wrapped where it is too long.
    pub fn line(&mut self, text: &str) {
        self.wrapped(text, "", "");
    }

    /// An item of a list.
    pub fn item(&mut self, text: &str) {
        self.wrapped(text, "  ", "    ");
    }

    /// An item below an item.
    pub fn subitem(&mut self, text: &str) {
        self.wrapped(text, "    - ", "      ");
    }

    /// An item with a number.
    pub fn numbered(&mut self, number: usize, text: &str) {
        self.wrapped(text, &format!("  {number}. "), "     ");
    }

    /// A term and what there is to say of it, in two columns.
    pub fn entry(&mut self, term: &str, width: usize, text: &str) {
        let pad = width.saturating_sub(unicode_width::UnicodeWidthStr::width(term));
        let first = format!("  {term}{}  ", " ".repeat(pad));
        self.wrapped(text, &first, &" ".repeat(width + 4));
    }

    /// Text as it is, without wrapping.
    pub fn raw(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// An empty line.
    pub fn gap(&mut self) {
        self.text.push('\n');
    }

    fn styled(&mut self, text: &str, style: Style) {
        let style = if self.look.color { style } else { Style::new() };
        let text = printable(text);
        let _ = writeln!(self.text, "{style}{text}{style:#}"); // a String takes all
    }

    fn wrapped(&mut self, text: &str, first: &str, rest: &str) {
        let width = if self.look.width == Look::WIDE {
            Look::WIDE
        } else {
            self.look.width.min(READABLE)
        };
        let options = Options::new(width)
            .initial_indent(first)
            .subsequent_indent(rest)
            .word_splitter(WordSplitter::NoHyphenation);
        for line in textwrap::wrap(&printable(text), options) {
            self.text.push_str(line.trim_end());
            self.text.push('\n');
        }
    }
}

/// The same text without signs that would steer a terminal.
#[must_use]
pub fn printable(text: &str) -> String {
    text.chars()
        .map(|sign| {
            if sign.is_control() && sign != '\n' {
                '\u{fffd}'
            } else {
                sign
            }
        })
        .collect()
}
