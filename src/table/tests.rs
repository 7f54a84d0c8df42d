//! Tables from anywhere come whole to their consumers.

use std::fs;
use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::{
    Batch, Cell, Consumer, Finish, Input, Pass, Progress, Selection, Stop, Table, TableOptions,
};
use crate::lead_error::LeadError;

/// Keeps the cells of the first column; refuses one of them.
struct Keys {
    parts: Vec<(usize, usize)>,
    cells: Vec<String>,
    refused: &'static str,
}

impl Consumer for Keys {
    fn begin(&mut self, part: usize, rows: usize) -> Result<(), LeadError> {
        self.parts.push((part, rows));
        Ok(())
    }

    fn rows(&mut self, batch: &mut dyn Batch) -> Result<(), Stop> {
        batch.check_text(&[0])?;
        for row in 0..batch.rows() {
            let cell = String::from_utf8_lossy(&batch.cell(0, row)?).into_owned();
            if cell == self.refused {
                let error = LeadError::wrong("", format!("{cell} is refused"), "write another");
                return Err(Stop::Cell(Cell { row, column: 0 }, error));
            }
            self.cells.push(cell);
        }
        Ok(())
    }
}

impl Finish for Keys {
    type Done = (Vec<(usize, usize)>, Vec<String>);

    fn done(self) -> Self::Done {
        (self.parts, self.cells)
    }
}

fn read(input: Input, refused: &'static str) -> Result<Pass<<Keys as Finish>::Done>, LeadError> {
    let options = TableOptions {
        threads: Some(3),
        ..TableOptions::default()
    };
    let progress = Progress::default();
    let selection = Selection {
        classified: Vec::new(),
        cells: vec![0],
    };
    let table = Table::open(input, &options, &progress)?;
    table.read(&selection, || Keys {
        parts: Vec::new(),
        cells: Vec::new(),
        refused,
    })
}

/// Enough rows for several parts.
const ROWS: usize = 60_000;

fn text() -> String {
    let rows = (0..ROWS).map(|row| format!("L-{row},\"of\n{row} and more\"\n"));
    std::iter::once("id,note\n".to_owned())
        .chain(rows)
        .collect()
}

fn keys(input: Input) -> Vec<String> {
    let pass = read(input, "").unwrap();
    assert_eq!((pass.source.rows, pass.ragged.rows), (ROWS as u64, 0));
    let parts = || pass.done.iter().flat_map(|(parts, _)| parts);
    assert!(parts().count() > 1);
    assert_eq!(parts().map(|(_, rows)| rows).sum::<usize>(), ROWS);
    let mut keys: Vec<String> = pass
        .done
        .iter()
        .flat_map(|(_, keys)| keys.clone())
        .collect();
    keys.sort_by_key(|key| key[2..].parse::<usize>().unwrap());
    keys
}

/// The columns of a table, and its rows with bars between the cells.
pub(super) fn rows_of(bytes: &[u8]) -> Result<(Vec<String>, Vec<String>), LeadError> {
    rows_on(bytes, 1)
}

/// The same, read by so many threads: in no order.
pub(super) fn rows_on(
    bytes: &[u8],
    threads: usize,
) -> Result<(Vec<String>, Vec<String>), LeadError> {
    struct Lines(usize, Vec<String>);
    impl Consumer for Lines {
        fn rows(&mut self, batch: &mut dyn Batch) -> Result<(), Stop> {
            let columns: Vec<usize> = (0..self.0).collect();
            batch.check_text(&columns)?;
            for row in 0..batch.rows() {
                let cells = columns.iter().map(|column| {
                    let cell = batch.cell(*column, row)?;
                    Ok(String::from_utf8_lossy(&cell).into_owned())
                });
                let cells = cells.collect::<Result<Vec<_>, Stop>>()?;
                self.1.push(cells.join("|"));
            }
            Ok(())
        }
    }
    impl Finish for Lines {
        type Done = Vec<String>;
        fn done(self) -> Self::Done {
            self.1
        }
    }
    let options = TableOptions {
        threads: Some(threads),
        ..TableOptions::default()
    };
    let progress = Progress::default();
    let table = Table::open(Input::bytes("leads", bytes.to_vec()), &options, &progress)?;
    let columns = table.columns().to_vec();
    let selection = Selection {
        classified: Vec::new(),
        cells: (0..columns.len()).collect(),
    };
    let pass = table.read(&selection, || Lines(columns.len(), Vec::new()))?;
    Ok((columns, pass.done.into_iter().flatten().collect()))
}

#[test]
fn files_bytes_and_readers_hold_the_same_table() {
    let expected: Vec<String> = (0..ROWS).map(|row| format!("L-{row}")).collect();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("leads.csv");
    fs::write(&path, text()).unwrap();
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(text().as_bytes()).unwrap();
    let packed = packed.finish().unwrap();
    for input in [
        Input::from(path.as_path()),
        Input::bytes("bytes", text()),
        Input::reader("packed", std::io::Cursor::new(packed)),
    ] {
        assert_eq!(keys(input), expected);
    }
}

#[test]
fn a_wrong_cell_is_told_with_its_file_and_line() {
    let refused = |key| {
        read(Input::bytes("leads", text()), key)
            .unwrap_err()
            .to_string()
    };
    // A line for the header, and two for each row before.
    assert_eq!(refused("L-0"), "leads, line 2: L-0 is refused");
    assert_eq!(refused("L-59999"), "leads, line 120000: L-59999 is refused");
}

#[test]
fn the_first_wrong_cell_of_a_table_is_told() {
    let latin = [
        b"id\n".to_vec(),
        b"ok\n".repeat(400_000),
        b"\xe4\n".to_vec(),
    ]
    .concat();
    let twice = [latin.clone(), b"\xf6\n".repeat(3)].concat();
    for table in [latin, twice] {
        let error = read(Input::bytes("leads", table), "")
            .unwrap_err()
            .to_string();
        let told = "leads, line 400002: column id is not in UTF-8; it reads 'ä'";
        assert!(error.starts_with(told), "{error}");
    }
}
