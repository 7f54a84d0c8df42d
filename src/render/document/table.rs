//! Tables: cells by column, each with what a writer needs to lay it out.

/// A table and what is said below it.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Table {
    pub(crate) columns: Vec<Column>,
    /// The rows, each as long as the columns.
    pub(crate) rows: Vec<Vec<Cell>>,
    /// What is said below, each line with the column that it explains; `None` if it explains no
    /// single one. A writer that leaves out a column leaves out its notes.
    pub(crate) notes: Vec<(Option<usize>, String)>,
}

impl Table {
    /// A line below the table.
    pub(crate) fn note(&mut self, text: impl Into<String>) {
        self.notes.push((None, text.into()));
    }

    /// A line below the table that explains the column of this title.
    pub(crate) fn note_on(&mut self, title: &str, text: impl Into<String>) {
        let column = self.columns.iter().position(|one| one.title == title);
        self.notes.push((column, text.into()));
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Column {
    pub(crate) title: String,
    /// What it is called where columns are narrow.
    pub(crate) short: Option<String>,
    pub(crate) holds: Holds,
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
            short: None,
            holds,
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

    /// The same, called so where columns are narrow.
    pub(crate) fn or(mut self, short: &str) -> Self {
        self.short = Some(short.to_owned());
        self
    }

    /// The same, left out where there is little room.
    pub(crate) fn optional(mut self, optional: bool) -> Self {
        self.optional = optional;
        self
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Cell {
    pub(crate) text: String,
    /// What it says where columns are narrow.
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
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self {
            text,
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

    /// The same, saying this where columns are narrow.
    pub(crate) fn or(mut self, short: String) -> Self {
        self.short = Some(short);
        self
    }

    /// The same, standing out.
    pub(crate) fn tone(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }
}
