//! Tables: cells by column, each with what a writer needs to lay it out.

/// A table and what is said below it.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Table {
    pub(crate) columns: Vec<Column>,
    /// The rows, each as long as the columns.
    pub(crate) rows: Vec<Vec<Cell>>,
    /// A line with a text, drawn below so many rows.
    pub(crate) line: Option<(usize, String)>,
    /// What explains it, said once at the end of the page, each line with the column that it is
    /// about; `None` if it is about no single one. A writer that leaves out a column leaves out its
    /// notes.
    pub(crate) notes: Vec<(Option<usize>, String)>,
}

impl Table {
    /// A table of these columns, without rows.
    pub(crate) fn of(columns: impl IntoIterator<Item = Column>) -> Self {
        Self {
            columns: columns.into_iter().collect(),
            ..Self::default()
        }
    }

    /// The same with these rows.
    pub(crate) fn rows<R>(mut self, rows: impl IntoIterator<Item = R>) -> Self
    where
        R: IntoIterator<Item: Into<Cell>>,
    {
        let cells = |row: R| row.into_iter().map(Into::into).collect();
        self.rows = rows.into_iter().map(cells).collect();
        self
    }

    /// A line of the legend.
    pub(crate) fn note(&mut self, text: impl Into<String>) {
        self.notes.push((None, text.into()));
    }

    /// A line of the legend about the column of this title.
    pub(crate) fn note_on(&mut self, title: &str, text: impl Into<String>) {
        let column = self.columns.iter().position(|one| one.title == title);
        self.notes.push((column, text.into()));
    }

    /// How many shorter ways there are to write its headings.
    pub(super) fn levels(&self) -> usize {
        let shorter = self.columns.iter().map(|column| column.shorter.len());
        shorter.max().unwrap_or(0)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Column {
    pub(crate) title: String,
    /// Shorter titles, the longest of them first, for where there is less room.
    pub(crate) shorter: Vec<String>,
    pub(crate) holds: Holds,
    /// Whether no blank parts it from the next where titles are as short as they can be.
    pub(crate) close: bool,
    /// Whether it is left out where there is little room.
    pub(crate) optional: bool,
}

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Holds {
    /// Names, which may wrap.
    Names,
    /// Words, which stay on a line.
    Words,
    /// Numbers, to the right.
    Numbers,
}

impl Column {
    fn new(title: &str, holds: Holds) -> Self {
        Self {
            title: title.to_owned(),
            shorter: Vec::new(),
            holds,
            close: false,
            optional: false,
        }
    }

    pub(crate) fn names(title: &str) -> Self {
        Self::new(title, Holds::Names)
    }

    pub(crate) fn words(title: &str) -> Self {
        Self::new(title, Holds::Words)
    }

    pub(crate) fn numbers(title: &str) -> Self {
        Self::new(title, Holds::Numbers)
    }

    /// Numbers under a title that is broken into lines once other titles have lost words.
    pub(crate) fn broken(title: &str, lines: &str) -> Self {
        Self::numbers(title).or(title).or(lines)
    }

    /// The same, called so where there is less room than its titles so far need; it may take several
    /// lines.
    pub(crate) fn or(mut self, shorter: &str) -> Self {
        self.shorter.push(shorter.to_owned());
        self
    }

    /// Its title, shortened so many times, or as often as it can be.
    pub(super) fn title_at(&self, level: usize) -> &str {
        let shorter = &self.shorter[..level.min(self.shorter.len())];
        shorter.last().unwrap_or(&self.title)
    }

    /// The same, next to the following one where titles are as short as they can be.
    pub(crate) fn close(mut self) -> Self {
        self.close = true;
        self
    }

    /// The same, left out where the table does not fit otherwise.
    pub(crate) fn optional(mut self, optional: bool) -> Self {
        self.optional = optional;
        self
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Cell {
    pub(crate) text: String,
    /// What it says under shortened titles.
    pub(crate) short: Option<String>,
    pub(crate) tone: Tone,
    /// Whether the text is in the program's own words, with code in backticks.
    pub(crate) own_words: bool,
}

/// How a cell stands out, in formats that can show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Tone {
    #[default]
    Plain,
    /// As what the table is read for.
    Strong,
    /// As something to rely on.
    Good,
    /// As something to look at.
    Warning,
    /// As something that is wrong or left out.
    Bad,
}

impl<T: Into<String>> From<T> for Cell {
    fn from(text: T) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }
}

impl Cell {
    /// A cell in the program's own words, with code in backticks.
    pub(crate) fn in_own_words(text: String) -> Self {
        Self {
            text,
            own_words: true,
            ..Self::default()
        }
    }

    /// The same, saying this under shortened titles.
    pub(crate) fn or(mut self, short: String) -> Self {
        self.short = Some(short);
        self
    }

    /// What it says under titles that are shortened so many times.
    pub(super) fn text_at(&self, level: usize) -> &str {
        let short = self.short.as_ref().filter(|_| level > 0);
        short.unwrap_or(&self.text)
    }

    /// The same, standing out.
    pub(crate) fn tone(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }
}
