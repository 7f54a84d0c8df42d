//! The rows of a file, as rows of the table that it is a part of.

use std::borrow::Cow;

use super::batch::{Batch, Cell, Selection, Stop, push_each, texts};
use super::columns::Source;
use super::consumer::Consumer;
use super::files::FolderColumn;
use super::parquet::Leaf;
use super::wrong::WrongCells;
use crate::classes::{Cells, Classification, Column, Misfit};
use crate::lead_error::LeadError;

/// Which of a file's columns are which of its table.
#[derive(Debug)]
pub(super) struct View {
    /// Of each column of the table.
    sources: Vec<Source>,
    folders: Vec<FolderColumn>,
    /// Whether the file has the table's columns in the table's order.
    is_same: bool,
    /// Of each classified column of the table's selection.
    classified: Vec<Source>,
    /// What is read of the file itself.
    pub(super) selection: Selection,
    /// Columns of the table that are written as texts, since files differ in their types.
    as_text: Vec<bool>,
    /// Whether cells of this file can be written as they stand.
    keeps_delimiter: bool,
}

impl View {
    /// For a file with the columns of the table in these places, of which `selection` is read;
    /// `columns` is how many the file has. Columns that are `as_text` are written as texts.
    pub(super) fn new(
        (sources, columns): (Vec<Source>, usize),
        folders: Vec<FolderColumn>,
        selection: &Selection,
        as_text: Vec<bool>,
        keeps_delimiter: bool,
    ) -> Self {
        let places = sources.iter().enumerate();
        let in_place = places.filter(|(place, source)| **source == Source::Column(*place));
        let own = |column: usize| match sources[column] {
            Source::Column(own) => Some(own),
            Source::Folder(_) | Source::Missing => None,
        };
        let mut of_file = Selection::default();
        let classified = selection.classified.iter().map(|(column, kind)| {
            let Some(own) = own(*column) else {
                return sources[*column];
            };
            of_file.classified.push((own, *kind));
            Source::Column(of_file.classified.len() - 1)
        });
        let classified = classified.collect();
        of_file.cells = selection.cells.iter().filter_map(|one| own(*one)).collect();
        Self {
            is_same: columns == sources.len() && in_place.count() == columns,
            classified,
            selection: of_file,
            folders,
            sources,
            as_text,
            keeps_delimiter,
        }
    }

    /// The columns of the file among these of the table.
    fn own(&self, columns: &[usize]) -> Vec<usize> {
        let own = columns
            .iter()
            .filter_map(|column| match self.sources[*column] {
                Source::Column(own) => Some(own),
                Source::Folder(_) | Source::Missing => None,
            });
        own.collect()
    }

    /// The column of the file that a column of the table is.
    pub(super) fn own_column(&self, column: usize) -> Option<usize> {
        match self.sources.get(column)? {
            Source::Column(own) => Some(*own),
            Source::Folder(_) | Source::Missing => None,
        }
    }

    /// The text that all rows of the file have in a column that is none of its own.
    fn text(&self, source: Source) -> &[u8] {
        match source {
            Source::Folder(place) => self.folders[place].1.as_deref().unwrap_or("").as_bytes(),
            Source::Column(_) | Source::Missing => b"",
        }
    }

    /// A reason to stop with the column of the table in place of the file's.
    fn to_table(&self, stop: Stop) -> Stop {
        let is = |own: usize| move |source: &Source| *source == Source::Column(own);
        renamed(stop, |own| self.sources.iter().position(is(own)))
    }

    /// A reason to stop with the column of the file in place of the table's.
    fn to_file(&self, stop: Stop) -> Stop {
        renamed(stop, |column| self.own_column(column))
    }
}

fn renamed(stop: Stop, column: impl Fn(usize) -> Option<usize>) -> Stop {
    let cell = |cell: Cell| {
        let column = column(cell.column)?;
        Some(Cell { column, ..cell })
    };
    match stop {
        Stop::Cell(at, error) => match cell(at) {
            Some(at) => Stop::Cell(at, error),
            None => Stop::Other(error),
        },
        Stop::NotUtf8(at) => Stop::NotUtf8(cell(at).unwrap_or(at)),
        Stop::Other(error) => Stop::Other(error),
    }
}

/// A consumer of a table's rows that gets those of a file.
pub(super) struct ForFile<'v> {
    pub(super) consumer: &'v mut dyn Consumer,
    pub(super) view: &'v View,
    /// Parts of the table before the file.
    pub(super) parts_before: usize,
}

impl Consumer for ForFile<'_> {
    fn begin(&mut self, part: usize, rows: usize) -> Result<(), LeadError> {
        self.consumer.begin(self.parts_before + part, rows)
    }

    fn rows(&mut self, batch: &mut dyn Batch) -> Result<(), Stop> {
        let view = self.view;
        let taken = self.consumer.rows(&mut Viewed { batch, view });
        taken.map_err(|stop| view.to_file(stop))
    }

    fn end(&mut self, part: usize) -> Result<(), LeadError> {
        self.consumer.end(self.parts_before + part)
    }

    fn fail(&mut self, part: usize) {
        self.consumer.fail(self.parts_before.saturating_add(part));
    }

    fn wrong(&mut self) -> WrongCells {
        self.consumer.wrong()
    }
}

/// Neighboring rows of a file with the columns of the table.
struct Viewed<'b> {
    batch: &'b mut dyn Batch,
    view: &'b View,
}

impl Batch for Viewed<'_> {
    fn rows(&self) -> usize {
        self.batch.rows()
    }

    fn rows_before(&self, row: usize) -> u64 {
        self.batch.rows_before(row)
    }

    fn place(&self, row: usize) -> u64 {
        self.batch.place(row)
    }

    fn classify(
        &mut self,
        place: usize,
        column: &mut Column,
        classes: &mut Classification,
    ) -> Result<(), (usize, Misfit)> {
        match self.view.classified[place] {
            Source::Column(own) => self.batch.classify(own, column, classes),
            source => {
                let text = self.view.text(source);
                let rows = self.batch.rows();
                column.cells(&Same { text, rows }, classes)
            }
        }
    }

    fn cell(&self, column: usize, row: usize) -> Result<Cow<'_, [u8]>, Stop> {
        match self.view.sources[column] {
            Source::Column(own) => {
                let cell = self.batch.cell(own, row);
                cell.map_err(|stop| self.view.to_table(stop))
            }
            source => Ok(Cow::Borrowed(self.view.text(source))),
        }
    }

    fn is_text(&self, column: usize, row: usize) -> bool {
        match self.view.sources[column] {
            Source::Column(own) => self.batch.is_text(own, row),
            Source::Folder(_) | Source::Missing => true,
        }
    }

    fn check_text(&self, columns: &[usize]) -> Result<(), Stop> {
        let checked = match self.view.is_same {
            true => self.batch.check_text(columns),
            false => self.batch.check_text(&self.view.own(columns)),
        };
        checked.map_err(|stop| self.view.to_table(stop))
    }

    fn push_cells(
        &self,
        columns: &[usize],
        row: usize,
        delimiter: u8,
        line: &mut Vec<u8>,
    ) -> Result<(), Stop> {
        if self.view.is_same && self.view.keeps_delimiter {
            let pushed = self.batch.push_cells(columns, row, delimiter, line);
            return pushed.map_err(|stop| self.view.to_table(stop));
        }
        push_each(self, columns, row, delimiter, line)
    }

    fn leaves(&self, columns: &[usize], rows: &[usize]) -> Vec<Leaf> {
        let is_kept = |column: &usize| !self.view.as_text[*column];
        if self.view.is_same && columns.iter().all(is_kept) {
            return self.batch.leaves(columns, rows);
        }
        let leaves = columns
            .iter()
            .flat_map(|column| match self.view.sources[*column] {
                Source::Column(own) if is_kept(column) => self.batch.leaves(&[own], rows),
                _ => vec![texts(self, *column, rows)],
            });
        leaves.collect()
    }
}

/// One text in all rows.
struct Same<'a> {
    text: &'a [u8],
    rows: usize,
}

impl<'a> Cells<'a> for Same<'a> {
    fn rows(&self) -> usize {
        self.rows
    }

    fn cell(&self, _: usize) -> (&'a [u8], usize) {
        (self.text, self.text.len())
    }
}
