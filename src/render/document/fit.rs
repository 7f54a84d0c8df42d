//! How a table fits into a width: with which columns, titles and gaps.

use unicode_width::UnicodeWidthStr;

use super::table::{Holds, Table};

/// Names that wrap keep at least this many columns.
const NAMES: usize = 24;

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fit {
    /// The places of the columns that are shown.
    pub(super) columns: Vec<usize>,
    /// How many times titles are shortened.
    pub(super) level: usize,
    /// Blank columns between two columns that are not close.
    gap: u16,
}

impl Fit {
    /// The roomiest way for a table that fits. Names would rather wrap than titles become as short
    /// as they can be, and optional columns are left out last, the rightmost first.
    pub(super) fn of(table: &Table, width: usize) -> Self {
        let last = table.levels();
        let in_words = || 0..last;
        let whole = in_words().map(|level| (level, usize::MAX));
        let wrapped = in_words().rev().map(|level| (level, NAMES));
        let ways = whole
            .chain(wrapped)
            .chain([(last, usize::MAX), (last, NAMES)]);
        let fits = ways.flat_map(|(level, names)| [(level, names, 2), (level, names, 1)]);
        // Close together, long titles are hard to tell apart.
        let fits = fits.filter(|(level, _, gap)| *level > 0 || last == 0 || *gap > 1);
        let all = |level, gap| Self {
            columns: (0..table.columns.len()).collect(),
            level,
            gap,
        };
        let mut fits = fits.filter_map(|(level, names, gap)| {
            let fit = all(level, gap);
            (fit.width(table, names) <= width).then_some(fit)
        });
        fits.next().unwrap_or_else(|| {
            let mut closest = all(last, 1);
            let optional = |place: &usize| table.columns[*place].optional;
            while closest.width(table, usize::MAX) > width
                && let Some(place) = closest.columns.iter().rposition(optional)
            {
                closest.columns.remove(place);
            }
            closest
        })
    }

    /// Blank columns behind each of the columns that are shown.
    pub(super) fn gaps(&self, table: &Table) -> Vec<u16> {
        let last = self.columns.last();
        let gap = |place: &usize| {
            let close = table.columns[*place].close && self.level == table.levels();
            if close || Some(place) == last {
                0
            } else {
                self.gap
            }
        };
        self.columns.iter().map(gap).collect()
    }

    /// The columns that the table takes if names take no more than `names`.
    fn width(&self, table: &Table, names: usize) -> usize {
        let gaps = self.gaps(table);
        let widths = self.columns.iter().zip(gaps).map(|(place, gap)| {
            let column = &table.columns[*place];
            let title = column
                .title_at(self.level)
                .lines()
                .map(UnicodeWidthStr::width);
            let cells = table.rows.iter().filter_map(|row| row.get(*place));
            let longest = cells.map(|cell| cell.text_at(self.level).width()).max();
            let longest = match column.holds {
                Holds::Names => longest.map(|longest| longest.min(names)),
                Holds::Words | Holds::Numbers => longest,
            };
            title.max().unwrap_or(0).max(longest.unwrap_or(0)) + usize::from(gap)
        });
        widths.sum()
    }
}
