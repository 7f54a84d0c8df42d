//! Whole leads, kept in bounded memory: all of a table, or a random sample of a large one.

use crate::count::digest;
use crate::lead_error::LeadError;
use crate::table::{Batch, Consumer, Finish, Stop};

/// Leads that are kept at most.
pub(super) const LEADS_UP_TO: usize = 200_000;

/// Cells that are kept at most, which bounds the memory of wide tables.
const CELLS_UP_TO: usize = 8_000_000;

/// Bytes of a cell that are kept. Longer texts are no values that leads have in common.
const CELL_UP_TO: usize = 200;

/// What stands behind each cell; no byte of UTF-8.
const END: u8 = 0xff;

/// A lead: its place in the table and its cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sampled {
    /// Decides whether it is kept: the lowest are.
    rank: u64,
    part: usize,
    row: u64,
    /// Each with [`END`] behind it.
    cells: Box<[u8]>,
}

impl Sampled {
    /// Its cells, in the order of the columns that are read.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        let cells = self
            .cells
            .strip_suffix(&[END])
            .unwrap_or_default()
            .split(|byte| *byte == END);
        cells.map(|cell| std::str::from_utf8(cell).unwrap_or_default())
    }
}

/// Keeps leads of one thread: those whose digest (of their cells and their place) is lowest. Which they
/// are does not depend on who reads what.
pub(super) struct Sampler<'a> {
    columns: &'a [usize],
    part: usize,
    most: usize,
    /// Leads of a rank at or above it are surely none of those.
    below: u64,
    kept: Vec<Sampled>,
    cells: Vec<u8>,
}

/// How many leads of so many columns are kept.
pub(super) fn most(columns: usize) -> usize {
    (CELLS_UP_TO / columns.max(1)).clamp(1, LEADS_UP_TO)
}

impl<'a> Sampler<'a> {
    pub(super) fn new(columns: &'a [usize], most: usize) -> Self {
        Self {
            columns,
            part: 0,
            most,
            below: u64::MAX,
            kept: Vec::new(),
            cells: Vec::new(),
        }
    }
}

impl Consumer for Sampler<'_> {
    fn begin(&mut self, part: usize, _: usize) -> Result<(), LeadError> {
        self.part = part;
        Ok(())
    }

    fn rows(&mut self, batch: &mut dyn Batch) -> Result<(), Stop> {
        for row in 0..batch.rows() {
            self.cells.clear();
            for column in self.columns {
                let cell = batch.cell(*column, row)?;
                self.cells.extend_from_slice(beginning(&cell));
                self.cells.push(END);
            }
            let place = batch.rows_before(row);
            let of_cells = digest(&self.cells);
            let of_place =
                digest(&[(self.part as u64).to_le_bytes(), place.to_le_bytes()].concat());
            let rank = (of_cells ^ of_place) as u64;
            if rank >= self.below {
                continue;
            }
            self.kept.push(Sampled {
                rank,
                part: self.part,
                row: place,
                cells: self.cells.as_slice().into(),
            });
            if self.kept.len() >= 2 * self.most {
                self.below = keep_lowest(&mut self.kept, self.most);
            }
        }
        Ok(())
    }
}

impl Finish for Sampler<'_> {
    type Done = Vec<Sampled>;

    fn done(self) -> Self::Done {
        self.kept
    }
}

/// Keeps so many leads of the lowest ranks; those that follow have the rank that comes back or a higher
/// one.
fn keep_lowest(kept: &mut Vec<Sampled>, most: usize) -> u64 {
    if kept.len() <= most {
        return u64::MAX;
    }
    kept.select_nth_unstable_by_key(most, |one| (one.rank, one.part, one.row));
    let next = kept[most].rank;
    kept.truncate(most);
    // The next part may have leads of this rank that stand before those kept; there is hardly ever one.
    next.saturating_add(1)
}

/// Leads of a table, in its order: all, or a random sample.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LeadSample {
    pub leads: Vec<Sampled>,
}

impl LeadSample {
    /// So many of the leads that the threads have kept.
    pub(super) fn gather(mut leads: Vec<Sampled>, most: usize) -> Self {
        keep_lowest(&mut leads, most);
        leads.sort_unstable_by_key(|one| (one.part, one.row));
        Self { leads }
    }
}

/// The first bytes of a cell, cut between two characters.
fn beginning(cell: &[u8]) -> &[u8] {
    if cell.len() <= CELL_UP_TO {
        return cell;
    }
    let begins = |place: &usize| cell[*place] & 0xc0 != 0x80;
    let end = (0..=CELL_UP_TO).rev().find(begins);
    &cell[..end.unwrap_or(CELL_UP_TO)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{Input, Progress, Selection, Table, TableOptions};

    fn sample(table: &str, threads: usize, most: usize) -> LeadSample {
        let options = TableOptions {
            threads: Some(threads),
            ..TableOptions::default()
        };
        let progress = Progress::default();
        let input = Input::bytes("leads.csv", table.as_bytes().to_vec());
        let table = Table::open(input, &options, &progress).unwrap();
        let selection = Selection {
            cells: vec![0, 1],
            ..Selection::default()
        };
        let pass = table
            .read(&selection, || Sampler::new(&[0, 1], most))
            .unwrap();
        LeadSample::gather(pass.done.into_iter().flatten().collect(), most)
    }

    /// All leads look alike, and there are several blocks of them.
    #[test]
    fn a_sample_is_random_and_the_same_for_any_number_of_threads() {
        let row = |row: u32| format!("{},{}\n", row / 40_000, "x".repeat(16));
        let table: String = std::iter::once("part,text\n".to_owned())
            .chain((0..80_000).map(row))
            .collect();
        let one = sample(&table, 1, 2_000);
        assert_eq!(sample(&table, 3, 2_000), one);
        assert_eq!(one.leads.len(), 2_000);
        let in_first = one
            .leads
            .iter()
            .filter(|lead| lead.cells().next() == Some("0"));
        let in_first = in_first.count();
        assert!((850..=1_150).contains(&in_first), "{in_first}");
        assert_eq!(sample(&table, 2, 100_000).leads.len(), 80_000);
    }

    #[test]
    fn cells_come_back_as_they_were_and_long_ones_are_cut_between_letters() {
        let long = "é".repeat(150);
        let one = sample(&format!("a,b\n,\nx,{long}\n"), 1, 10);
        let cells: Vec<Vec<&str>> = one
            .leads
            .iter()
            .map(|lead| lead.cells().collect())
            .collect();
        assert_eq!(cells, [["", ""], ["x", &long[..200]]]);
    }
}
