//! The kinds of nodes that a client edition is made of. Texts are ready to be shown.

use serde::Serialize;

use crate::report::Report;

/// A client edition: what stands on its first page, then its chapters.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub(crate) struct Document {
    /// The tag of its language, `en`.
    pub(crate) language: &'static str,
    pub(crate) title: String,
    /// What it is, and for whom.
    pub(crate) about: String,
    pub(crate) facts: Vec<Fact>,
    /// The heading of the goals, and the goals as they are written; empty if there are none.
    pub(crate) goals: Item,
    /// The heading of the contents.
    pub(crate) contents: String,
    /// The link past them.
    pub(crate) skip: String,
    pub(crate) chapters: Vec<Chapter>,
}

/// A chapter, which a theme can leave out by its id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Chapter {
    pub(crate) id: &'static str,
    pub(crate) title: String,
    pub(crate) blocks: Vec<Block>,
}

impl Chapter {
    /// A chapter whose title the language has under its id.
    pub(super) fn new(report: &Report, id: &'static str, blocks: Vec<Block>) -> Self {
        Self {
            id,
            title: report.locale.words.word(id).to_owned(),
            blocks,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub(crate) enum Block {
    /// Questions with their answers, side by side where there is room.
    Answers {
        items: Vec<Item>,
    },
    Text {
        text: String,
    },
    Facts {
        facts: Vec<Fact>,
    },
    Table {
        table: Table,
    },
    /// A picture by its name, with a caption.
    Picture {
        id: &'static str,
        caption: String,
    },
    Card {
        card: Card,
    },
    /// Words with their meanings.
    Terms {
        heading: String,
        facts: Vec<Fact>,
    },
}

impl Block {
    pub(super) fn text(text: String) -> Self {
        Self::Text { text }
    }

    pub(super) fn table(table: Table) -> Self {
        Self::Table { table }
    }

    /// A picture; without a caption, it says all itself.
    pub(super) fn picture(id: &'static str, caption: &str) -> Self {
        Self::Picture {
            id,
            caption: caption.to_owned(),
        }
    }
}

/// A name and what it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Fact {
    pub(crate) name: String,
    pub(crate) text: String,
}

/// A heading with the texts below it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub(crate) struct Item {
    pub(crate) heading: String,
    pub(crate) texts: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Table {
    pub(crate) caption: String,
    pub(crate) columns: Vec<Column>,
    pub(crate) rows: Vec<Row>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Column {
    pub(crate) name: String,
    /// Whether it holds figures.
    pub(crate) figures: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Row {
    pub(crate) cells: Vec<String>,
    /// The place of the segment that it is about, from 0; `None` if it is about none.
    pub(crate) segment: Option<usize>,
    /// Whether a clear difference separates it from the next row.
    pub(crate) clear: bool,
    /// Whether the cut line is drawn below it.
    pub(crate) cut: bool,
}

impl Row {
    /// A row with nothing to mark below it.
    pub(super) fn new(cells: Vec<String>, segment: Option<usize>) -> Self {
        Self {
            cells,
            segment,
            clear: false,
            cut: false,
        }
    }
}

/// One ranked segment, in half a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Card {
    /// The place of the segment in the plan, from 0.
    pub(crate) segment: usize,
    pub(crate) label: String,
    /// Its rank.
    pub(crate) badge: String,
    /// What the plan says of it, and why it stands where it does.
    pub(crate) texts: Vec<String>,
    pub(crate) facts: Vec<Fact>,
    /// Who it is and what it is told.
    pub(crate) left: Vec<Item>,
    /// What is thought of it.
    pub(crate) right: Vec<Item>,
    /// The heading of the picture of its scores.
    pub(crate) scores: String,
}

impl Fact {
    pub(super) fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let (name, text) = (name.into(), text.into());
        Self { name, text }
    }
}

impl Item {
    pub(super) fn new(heading: impl Into<String>, texts: Vec<String>) -> Self {
        let heading = heading.into();
        Self { heading, texts }
    }
}

impl Column {
    pub(super) fn text(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            figures: false,
        }
    }

    pub(super) fn figures(name: &str) -> Self {
        Self {
            figures: true,
            ..Self::text(name)
        }
    }
}
