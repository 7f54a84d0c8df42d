//! The cells of a sheet, row after row.

use calamine::{Data, DataRef, UsedCells, XlsxCellReader};

use super::kind;
use super::package::WorkbookSource;
use super::value::{Epoch, Value};
use crate::lead_error::LeadError;

/// Where the cells of a sheet come from.
pub(super) enum Cells<'a> {
    /// From the file, as they are asked for.
    Xlsx(Box<XlsxCellReader<'a, Box<dyn WorkbookSource>>>),
    /// From memory; with the place of the first.
    Kept(UsedCells<'a, Data>, (u32, u32)),
}

/// The rows of a sheet that have something in them.
pub(super) struct Rows<'a> {
    cells: Cells<'a>,
    epoch: Epoch,
    /// A cell that was read already.
    ahead: Option<(u32, u32, Value<'a>)>,
    /// The row of the last cell.
    row: u32,
    ended: bool,
    /// Blocks so far.
    blocks: usize,
}

/// A row of a sheet.
#[derive(Debug, Default)]
pub(super) struct SheetRow<'a> {
    /// From 0.
    pub(super) number: u32,
    /// The columns that have something in them.
    pub(super) cells: Vec<(u32, Value<'a>)>,
}

/// Neighboring rows of the table in a sheet.
#[derive(Debug, Default)]
pub(super) struct Block<'a> {
    /// Its number, from 0.
    pub(super) number: usize,
    /// The number of each row in the sheet, from 0.
    pub(super) rows: Vec<u32>,
    /// The columns that are read, each with a value for each row.
    pub(super) columns: Vec<Vec<Value<'a>>>,
}

impl<'a> Rows<'a> {
    pub(super) fn new(cells: Cells<'a>, epoch: Epoch) -> Self {
        Self {
            cells,
            epoch,
            ahead: None,
            row: 0,
            ended: false,
            blocks: 0,
        }
    }

    /// The next cell that has something in it.
    fn next(&mut self) -> Result<Option<(u32, u32, Value<'a>)>, LeadError> {
        if let Some(cell) = self.ahead.take() {
            return Ok(Some(cell));
        }
        while !self.ended {
            let cell = match &mut self.cells {
                Cells::Xlsx(reader) => reader
                    .next_cell()
                    .map_err(kind::unreadable)?
                    .map(|cell| (cell.get_position(), cell.get_value().clone())),
                Cells::Kept(cells, (first, left)) => cells.next().map(|(row, column, cell)| {
                    ((*first + row as u32, *left + column as u32), of_kept(cell))
                }),
            };
            let Some(((row, column), cell)) = cell else {
                self.ended = true;
                break;
            };
            match Value::of(cell, self.epoch) {
                Value::Missing => {}
                _ if row < self.row => return Err(kind::damaged("its rows are out of order")),
                value => {
                    self.row = row;
                    return Ok(Some((row, column, value)));
                }
            }
        }
        Ok(None)
    }

    /// How many blocks there are; None until the last was filled.
    pub(super) fn count(&self) -> Option<usize> {
        (self.ended && self.ahead.is_none()).then_some(self.blocks)
    }

    /// The first rows of the sheet, so many at most.
    pub(super) fn first(mut self, most: usize) -> Result<Vec<SheetRow<'a>>, LeadError> {
        let mut rows: Vec<SheetRow> = Vec::new();
        while let Some((number, column, value)) = self.next()? {
            if rows.last().is_none_or(|row| row.number != number) {
                if rows.len() == most {
                    break;
                }
                let cells = Vec::new();
                rows.push(SheetRow { number, cells });
            }
            if let Some(row) = rows.last_mut() {
                row.cells.push((column, value));
            }
        }
        Ok(rows)
    }

    /// Puts the next rows below the header into a block, so many at most; false if there are none.
    /// `head` is the header's row and first column; `places` says for each column of the table as which
    /// one it is read. Cells beside the table are none of it.
    pub(super) fn fill(
        &mut self,
        block: &mut Block<'a>,
        head: (u32, u32),
        places: &[Option<usize>],
        most: usize,
    ) -> Result<bool, LeadError> {
        let (header, left) = head;
        block.rows.clear();
        block
            .columns
            .resize_with(places.iter().flatten().count(), Vec::new);
        block.columns.iter_mut().for_each(Vec::clear);
        while let Some((row, column, value)) = self.next()? {
            let place = column.checked_sub(left);
            let place = place.and_then(|place| places.get(place as usize));
            let Some(place) = place.filter(|_| row > header) else {
                continue;
            };
            if block.rows.last() != Some(&row) {
                if block.rows.len() == most {
                    self.ahead = Some((row, column, value));
                    break;
                }
                block.rows.push(row);
                let rows = block.rows.len();
                block
                    .columns
                    .iter_mut()
                    .for_each(|column| column.resize(rows, Value::Missing));
            }
            if let Some(slot) = place.and_then(|place| block.columns[place].last_mut()) {
                *slot = value;
            }
        }
        let is_filled = !block.rows.is_empty();
        block.number = self.blocks;
        self.blocks += usize::from(is_filled);
        Ok(is_filled)
    }
}

fn of_kept(cell: &Data) -> DataRef<'_> {
    match cell {
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(value) => DataRef::Bool(*value),
        Data::DateTime(time) => DataRef::DateTime(*time),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}
