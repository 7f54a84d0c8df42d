//! Some rows of a column.

use std::borrow::Cow;
use std::sync::Arc;

use parquet::data_type::ByteArray;

use super::kind::Kind;
use super::stored::{Levels, Stored};
use super::value::{self, NoText};

/// Some rows of a column.
#[derive(Debug)]
pub(in crate::table) enum Rows {
    Flat(Flat),
    /// What a column of lists or groups is stored as: several columns of values.
    Nested(Vec<Leaf>),
}

/// Rows with one value each, or none.
#[derive(Debug)]
pub(in crate::table) struct Flat {
    pub(in crate::table) kind: Kind,
    pub(in crate::table) values: Arc<Stored>,
    /// Whether rows share values, which stand for a whole part of the table.
    pub(in crate::table) is_coded: bool,
    /// Where each row's value is; past the last where it is missing.
    pub(in crate::table) places: Arc<Vec<u32>>,
    /// In how many rows it is missing.
    pub(in crate::table) missing: u32,
    /// Whether values may be missing.
    pub(in crate::table) is_optional: bool,
}

/// Values of some rows with their levels, as a file stores them.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Leaf {
    pub(super) stored: Stored,
    pub(super) levels: Levels,
    /// The level at which there is a value.
    pub(super) deepest: i16,
}

impl Rows {
    /// A row's value as text; none where it is missing.
    pub(in crate::table) fn text(&self, row: usize) -> Result<Option<Cow<'_, str>>, NoText> {
        match self {
            Self::Flat(flat) => flat.text(row),
            Self::Nested(_) => Err(NoText::NotUtf8),
        }
    }

    /// Whether they are texts.
    pub(super) fn are_texts(&self) -> bool {
        matches!(self, Self::Flat(flat) if flat.kind == Kind::Text)
    }

    /// These rows, as a file stores them.
    pub(in crate::table) fn take(&self, rows: &[usize]) -> Vec<Leaf> {
        match self {
            Self::Flat(flat) => vec![flat.take(rows)],
            Self::Nested(leaves) => leaves.iter().map(|leaf| leaf.take(rows)).collect(),
        }
    }
}

impl Flat {
    /// The place of a row's value; none where it is missing.
    pub(super) fn place(&self, row: usize) -> Option<usize> {
        let place = self.places[row] as usize;
        (place < self.values.len()).then_some(place)
    }

    fn text(&self, row: usize) -> Result<Option<Cow<'_, str>>, NoText> {
        let place = self.place(row);
        place
            .map(|place| value::text(self.kind, &self.values, place))
            .transpose()
    }

    fn take(&self, rows: &[usize]) -> Leaf {
        let places = || rows.iter().map(|row| self.place(*row));
        Leaf {
            deepest: i16::from(self.is_optional),
            stored: self.values.take(places().flatten()),
            levels: Levels {
                repetition: Vec::new(),
                definition: match self.is_optional {
                    true => places().map(|place| i16::from(place.is_some())).collect(),
                    false => Vec::new(),
                },
            },
        }
    }
}

impl Leaf {
    /// A column at the top of a table in which no value is missing.
    pub(crate) fn of_all(stored: Stored) -> Self {
        Self {
            stored,
            levels: Levels::default(),
            deepest: 0,
        }
    }

    /// A column at the top of a table in which some values are missing.
    pub(crate) fn of_some<T>(
        values: impl Iterator<Item = Option<T>>,
        stored: impl FnOnce(Vec<T>) -> Stored,
    ) -> Self {
        let mut definition = Vec::new();
        let values = values.inspect(|value| definition.push(i16::from(value.is_some())));
        Self {
            stored: stored(values.flatten().collect()),
            levels: Levels {
                definition,
                repetition: Vec::new(),
            },
            deepest: 1,
        }
    }

    /// A column of texts at the top of a table, some of them missing.
    pub(crate) fn of_texts(texts: impl Iterator<Item = Option<impl AsRef<str>>>) -> Self {
        let texts = texts.map(|text| text.map(|text| ByteArray::from(text.as_ref())));
        Self::of_some(texts, Stored::Bytes)
    }

    /// About how many bytes of memory it takes.
    pub(crate) fn size(&self) -> usize {
        let levels = self.levels.definition.len() + self.levels.repetition.len();
        self.stored.size() + 2 * levels
    }

    /// How many rows there are.
    pub(super) fn rows(&self) -> usize {
        self.starts().len() - 1
    }

    /// Where each row begins among the levels and among the values, and where the last one ends.
    fn starts(&self) -> Vec<(usize, usize)> {
        let Levels {
            definition,
            repetition,
        } = &self.levels;
        let levels = definition.len().max(self.stored.len());
        let (mut starts, mut values) = (Vec::new(), 0);
        for level in 0..levels {
            if repetition.get(level).is_none_or(|level| *level == 0) {
                starts.push((level, values));
            }
            let is_value = definition.get(level).is_none_or(|one| *one == self.deepest);
            values += usize::from(is_value);
        }
        starts.push((levels, values));
        starts
    }

    pub(super) fn take(&self, rows: &[usize]) -> Self {
        let starts = self.starts();
        let spans = || rows.iter().map(|row| (starts[*row], starts[row + 1]));
        let levels = |levels: &[i16]| match levels {
            [] => Vec::new(),
            levels => spans()
                .flat_map(|((begin, _), (end, _))| &levels[begin..end])
                .copied()
                .collect(),
        };
        Self {
            levels: Levels {
                definition: levels(&self.levels.definition),
                repetition: levels(&self.levels.repetition),
            },
            stored: self
                .stored
                .take(spans().flat_map(|((_, begin), (_, end))| begin..end)),
            deepest: self.deepest,
        }
    }
}
