//! The parallel split and the search for cells against the plain reader of the csv crate.

use proptest::prelude::*;

use super::blocks::{Block, Blocks, Stopped};
use super::cell::unquoted;
use super::rows::{Rows, Shape};

/// All rows of a text, read block by block by three threads at once; `None` if a quote is never
/// closed.
fn ours(text: &[u8], shape: Shape, size: usize, ragged: &mut usize) -> Option<Vec<Vec<Vec<u8>>>> {
    let blocks = Blocks::new(Vec::new(), text, shape.delimiter, size, 0);
    let found = std::thread::scope(|scope| {
        let threads = [(); 3].map(|()| scope.spawn(|| rows_of(&blocks, shape)));
        threads.map(|thread| thread.join().unwrap())
    });
    let mut all = Vec::new();
    for thread in found {
        let (rows, thread_ragged) = thread?;
        *ragged += thread_ragged;
        all.extend(rows);
    }
    all.sort_by_key(|(number, _)| *number);
    Some(all.into_iter().flat_map(|(_, rows)| rows).collect())
}

/// The rows of each block that a thread gets, by its number, and how many rows are ragged.
type BlockRows = (Vec<(usize, Vec<Vec<Vec<u8>>>)>, usize);

fn rows_of(blocks: &Blocks<&[u8]>, shape: Shape) -> Option<BlockRows> {
    let (mut block, mut rows) = (Block::default(), Rows::default());
    let (mut found, mut ragged) = (Vec::new(), 0);
    loop {
        match blocks.next(&mut block) {
            Ok(true) => {}
            Ok(false) => return Some((found, ragged)),
            Err(Stopped::Endless { .. }) => return None,
            Err(Stopped::Io(error)) => panic!("{error}"),
        }
        rows.find(&block, shape);
        ragged += rows.ragged.len();
        let of_block = (0..rows.rows()).map(|row| {
            let cells = (0..shape.width).map(|column| {
                let (start, end) = rows.cell(&block.text, row, column);
                unquoted(&block.text[start..end]).into_owned()
            });
            cells.collect()
        });
        found.push((block.number, of_block.collect()));
    }
}

/// The rows of the right width as the csv crate reads them, and how many have another width. A
/// separator too many at the end of a row is let pass.
fn theirs(text: &[u8], shape: Shape) -> (Vec<Vec<Vec<u8>>>, usize) {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(shape.delimiter)
        .from_reader(text);
    let records: Vec<csv::ByteRecord> = reader.byte_records().map(Result::unwrap).collect();
    let start = |record: &csv::ByteRecord| record.position().unwrap().byte() as usize;
    let (mut rows, mut ragged) = (Vec::new(), 0);
    for (place, record) in records.iter().enumerate() {
        let end = records.get(place + 1).map_or(text.len(), start);
        let raw = text[start(record)..end].trim_ascii_end();
        let one_more = record.len() == shape.width + 1 && raw.ends_with(&[shape.delimiter]);
        if record.len() == shape.width || one_more {
            let cells = record.iter().take(shape.width).map(<[u8]>::to_vec);
            rows.push(cells.collect());
        } else {
            ragged += 1;
        }
    }
    (rows, ragged)
}

/// Whether a quote is open at the end, letter by letter.
fn ends_open(text: &[u8], delimiter: u8) -> bool {
    let (mut inside, mut may_open) = (false, true);
    for byte in text {
        let closes = *byte == b'"' && inside;
        if *byte == b'"' {
            inside = !inside && may_open;
        }
        may_open = closes || (!inside && (*byte == delimiter || *byte == b'\n'));
    }
    inside
}

fn agree(text: &[u8], shape: Shape, size: usize) -> Result<(), TestCaseError> {
    let mut ragged = 0;
    match ours(text, shape, size, &mut ragged) {
        None => prop_assert!(ends_open(text, shape.delimiter)),
        Some(rows) => {
            let (expected, expected_ragged) = theirs(text, shape);
            prop_assert_eq!(rows, expected);
            prop_assert_eq!(ragged, expected_ragged);
        }
    }
    Ok(())
}

fn shape(width: usize) -> Shape {
    Shape {
        delimiter: b';',
        width,
        open_end: false,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    /// Anything that can be made of quotes, separators and line breaks, cut anywhere.
    #[test]
    fn any_text_is_split_as_one_reader_reads_it(
        pieces in prop::collection::vec(
            prop::sample::select(vec!["a", "bc d", ";", ";", "\n", "\n", "\r\n", "\"", "\"", "\"\"", "\";\"", "é,"]),
            0..400,
        ),
        width in 1_usize..5,
        size in 1_usize..300,
    ) {
        agree(pieces.concat().as_bytes(), shape(width), size)?;
    }

    /// Well-formed tables whose cells are full of quotes and breaks.
    #[test]
    fn tables_come_back_cell_by_cell(
        rows in prop::collection::vec(prop::collection::vec("[a\";\n ]{0,40}", 3), 1..60),
        size in 1_usize..500,
        crlf in any::<bool>(),
        last_break in any::<bool>(),
    ) {
        let mut writer = csv::WriterBuilder::new()
            .delimiter(b';')
            .terminator(if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') })
            .from_writer(Vec::new());
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        let mut text = writer.into_inner().unwrap();
        if !last_break {
            while text.last().is_some_and(|byte| matches!(byte, b'\r' | b'\n')) {
                text.pop();
            }
        }
        let found = ours(&text, shape(3), size, &mut 0).unwrap();
        let found: Vec<Vec<String>> = found
            .into_iter()
            .map(|row| row.into_iter().map(|cell| String::from_utf8(cell).unwrap()).collect())
            .collect();
        prop_assert_eq!(found, rows);
    }
}

#[test]
fn a_row_may_do_without_an_empty_last_cell() {
    let shape = Shape {
        open_end: true,
        ..shape(3)
    };
    let mut ragged = 0;
    let rows = ours(b"1;2;\n3;4\r\n5\n6;7;8\n", shape, 64, &mut ragged).unwrap();
    let text: Vec<String> = rows
        .iter()
        .map(|row| String::from_utf8(row.join(&b'|')).unwrap())
        .collect();
    assert_eq!(text, ["1|2|", "3|4|", "6|7|8"]);
    assert_eq!(ragged, 1);
}
