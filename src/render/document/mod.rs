//! Text outputs before they have a format: a title, headings, lines, lists and tables.
//!
//! Each output is built once, as a [`Page`]; a format is one file here with one writer, and a
//! row of [`FORMATS`].

mod fit;
mod markdown;
mod table;
mod terminal;

pub(crate) use table::{Cell, Column, Table, Tone};

use super::look::Look;

/// A text format other than the terminal's.
#[derive(Debug)]
pub(crate) struct TextFormat {
    /// Its name on the command line.
    pub(crate) name: &'static str,
    /// The ends of file names that stand for it.
    pub(crate) extensions: &'static [&'static str],
    /// What it is for, in a few words.
    pub(crate) purpose: &'static str,
    pub(crate) write: fn(&Page) -> String,
}

pub(crate) const FORMATS: &[TextFormat] = &[TextFormat {
    name: "markdown",
    extensions: &["md", "markdown"],
    purpose: "For wikis and pull requests",
    write: markdown::write,
}];

/// A text output before it has a format. Texts are as people wrote them: a writer escapes what
/// would mean something else in its format.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Page {
    blocks: Vec<Block>,
}

#[derive(Debug, Clone, PartialEq)]
enum Block {
    Title(String),
    Heading(Tone, String),
    /// A line that begins with a word that stands out.
    Marked(Tone, String, String),
    Line(String),
    Gap,
    Item(String),
    Subitem(String),
    Numbered(usize, String),
    /// A name, the columns that the names of its list take, and a text.
    Term(String, usize, String),
    Prose(String),
    Code(String),
    Table(Table),
}

impl Page {
    /// An output under a title.
    pub(crate) fn titled(title: &str) -> Self {
        let mut page = Self::default();
        page.title(title);
        page
    }

    /// The page for a terminal.
    pub(crate) fn on_terminal(&self, look: Look) -> String {
        terminal::write(self, look)
    }

    pub(crate) fn title(&mut self, text: &str) {
        self.push(Block::Title(text.to_owned()));
    }

    pub(crate) fn heading(&mut self, text: &str) {
        self.heading_in(Tone::Plain, text);
    }

    /// A heading that stands out.
    pub(crate) fn heading_in(&mut self, tone: Tone, text: &str) {
        self.push(Block::Heading(tone, text.to_owned()));
    }

    /// A line after a word that stands out: `Parked: …`.
    pub(crate) fn marked(&mut self, tone: Tone, mark: &str, text: impl Into<String>) {
        self.push(Block::Marked(tone, mark.to_owned(), text.into()));
    }

    /// A heading with its items; nothing if there are no items.
    pub(crate) fn section<I>(&mut self, heading: &str, items: I)
    where
        I: IntoIterator<Item = String>,
    {
        self.listed(heading, items.into_iter().map(Block::Item));
    }

    /// A heading with numbered items; nothing if there are no items.
    pub(crate) fn numbered(&mut self, heading: &str, items: Vec<String>) {
        let items = items.into_iter().enumerate();
        self.listed(
            heading,
            items.map(|(place, item)| Block::Numbered(place + 1, item)),
        );
    }

    fn listed(&mut self, heading: &str, items: impl Iterator<Item = Block>) {
        let mut items = items.peekable();
        if items.peek().is_some() {
            self.heading(heading);
            self.blocks.extend(items);
        }
    }

    /// A line of its own, however long.
    pub(crate) fn line(&mut self, text: impl Into<String>) {
        self.push(Block::Line(text.into()));
    }

    /// An empty line, in formats that do not put one between all blocks anyway.
    pub(crate) fn gap(&mut self) {
        self.push(Block::Gap);
    }

    pub(crate) fn item(&mut self, text: impl Into<String>) {
        self.push(Block::Item(text.into()));
    }

    pub(crate) fn subitem(&mut self, text: impl Into<String>) {
        self.push(Block::Subitem(text.into()));
    }

    /// A term with its text, in a list whose longest term is `width` columns wide.
    pub(crate) fn term(&mut self, name: &str, width: usize, text: impl Into<String>) {
        self.push(Block::Term(name.to_owned(), width, text.into()));
    }

    /// A paragraph below a heading, in the program's own words: code is in backticks.
    pub(crate) fn prose(&mut self, text: &str) {
        self.push(Block::Prose(text.to_owned()));
    }

    pub(crate) fn code(&mut self, text: &str) {
        self.push(Block::Code(text.to_owned()));
    }

    pub(crate) fn table(&mut self, table: Table) {
        self.push(Block::Table(table));
    }

    fn push(&mut self, block: Block) {
        self.blocks.push(block);
    }
}

#[cfg(test)]
mod tests;
