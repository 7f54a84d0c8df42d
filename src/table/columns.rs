//! The columns of many files, as those of one table.

use std::collections::HashMap;
use std::sync::Arc;

use super::files::FolderColumn;

/// Where a file has a column of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    /// In a column of its own.
    Column(usize),
    /// In the name of a folder, this one of its [`FolderColumn`]s.
    Folder(usize),
    /// Nowhere.
    Missing,
}

/// The columns of a table: all that its files have, in the order in which they come up.
#[derive(Debug, Default)]
pub(super) struct Columns {
    pub(super) names: Vec<String>,
    /// By name, and how many columns of this name the file has before it.
    places: HashMap<(String, usize), usize>,
}

/// What a file has, as places of the table's columns: of its own columns, then of its folders'.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FilePlaces {
    own: Arc<[usize]>,
    folders: Arc<[usize]>,
}

impl Columns {
    /// Takes up the columns of a file. Spaces around names do not matter; a column of the file goes
    /// before a folder's of the same name.
    pub(super) fn add(&mut self, names: &[String], folders: &[FolderColumn]) -> FilePlaces {
        let mut before: HashMap<&str, usize> = HashMap::new();
        let mut place = |name| {
            let twin = before.entry(str::trim(name)).or_default();
            *twin += 1;
            self.place(name, *twin - 1)
        };
        let own = names.iter().map(|name| place(name)).collect();
        let folders = folders.iter().map(|(name, _)| self.place(name, 0));
        FilePlaces {
            own,
            folders: folders.collect(),
        }
    }

    fn place(&mut self, name: &str, twin: usize) -> usize {
        let key = (name.trim().to_owned(), twin);
        *self.places.entry(key).or_insert_with(|| {
            self.names.push(name.to_owned());
            self.names.len() - 1
        })
    }
}

impl FilePlaces {
    /// The places of the file's own columns.
    pub(super) fn own(&self) -> &[usize] {
        &self.own
    }

    /// The places of the columns that its folders' names stand for, unless the file has them itself.
    pub(super) fn folders(&self) -> impl Iterator<Item = &usize> {
        self.folders
            .iter()
            .filter(|column| !self.own.contains(column))
    }

    /// Shares memory with a file that has the same columns.
    pub(super) fn share(&mut self, other: &Self) {
        if self == other {
            *self = other.clone();
        }
    }

    /// Where the file has each of so many columns of the table.
    pub(super) fn sources(&self, columns: usize) -> Vec<Source> {
        let mut sources = vec![Source::Missing; columns];
        for (place, column) in self.folders.iter().enumerate() {
            sources[*column] = Source::Folder(place);
        }
        for (place, column) in self.own.iter().enumerate() {
            sources[*column] = Source::Column(place);
        }
        sources
    }
}

#[cfg(test)]
mod tests {
    use super::Source::{Column, Folder, Missing};
    use super::*;

    #[test]
    fn columns_are_found_by_name_whatever_their_order() {
        let names = |names: &[&str]| -> Vec<String> {
            names.iter().map(|name| (*name).to_owned()).collect()
        };
        let mut columns = Columns::default();
        let folders = [("region".to_owned(), None), ("id".to_owned(), None)];
        let one = columns.add(&names(&["id", "size", "size"]), &folders);
        let other = columns.add(&names(&[" size ", "city", "id"]), &[]);
        assert_eq!(columns.names, ["id", "size", "size", "region", "city"]);
        let all = columns.names.len();
        let expected = [Column(0), Column(1), Column(2), Folder(0), Missing];
        assert_eq!(one.sources(all), expected);
        let expected = [Column(2), Column(0), Missing, Missing, Column(1)];
        assert_eq!(other.sources(all), expected);
    }
}
