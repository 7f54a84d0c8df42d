//! Columns read page by page: places, and damaged pages.

use parquet::schema::parser::parse_message_type;
use parquet::schema::types::SchemaDescriptor;
use proptest::prelude::*;

use super::*;

fn data(rows: u32, encoding: Encoding, bytes: &[u8]) -> Page {
    Page::DataPage {
        buf: Bytes::copy_from_slice(bytes),
        num_values: rows,
        encoding,
        def_level_encoding: Encoding::RLE,
        rep_level_encoding: Encoding::RLE,
        statistics: None,
    }
}

/// The second version, with so many bytes of definition levels.
fn data_v2(rows: u32, levels: u32, encoding: Encoding, bytes: &[u8]) -> Page {
    Page::DataPageV2 {
        buf: Bytes::copy_from_slice(bytes),
        num_values: rows,
        encoding,
        num_nulls: 0,
        num_rows: rows,
        def_levels_byte_len: levels,
        rep_levels_byte_len: 0,
        is_compressed: false,
        statistics: None,
    }
}

fn dictionary_page(values: u32, bytes: &[u8]) -> Page {
    Page::DictionaryPage {
        buf: Bytes::copy_from_slice(bytes),
        num_values: values,
        encoding: Encoding::PLAIN,
        is_sorted: false,
    }
}

fn column_of(column: &str, pages: Vec<Page>) -> FlatColumn {
    let schema = parse_message_type(&format!("message leads {{ {column}; }}")).unwrap();
    let schema = SchemaDescriptor::new(Arc::new(schema));
    let kind = Kind::of(&schema.root_schema().get_fields()[0]);
    FlatColumn::new(kind, schema.column(0), Box::new(PageList::new(pages)))
}

/// The places of the first rows of the first page, or why there are none.
fn places(column: &str, rows: usize, pages: Vec<Page>) -> Result<Vec<u32>> {
    let mut column = column_of(column, pages);
    let ready = column.ready()?;
    Ok(column.next(rows.min(ready))?.places.to_vec())
}

#[test]
fn rows_point_to_their_values() {
    use Encoding::{PLAIN, RLE, RLE_DICTIONARY};
    let texts = || dictionary_page(2, b"\x01\0\0\0a\x01\0\0\0b");
    let some = || data(3, RLE_DICTIONARY, &[2, 0, 0, 0, 3, 0b101, 1, 3, 0b01]);
    let found = places("optional binary c", 3, vec![texts(), some()]).unwrap();
    assert_eq!(found, [1, 2, 0]);
    let all = data_v2(3, 2, RLE_DICTIONARY, &[6, 1, 1, 6, 1]);
    let found = places("optional binary c", 2, vec![texts(), all]).unwrap();
    assert_eq!(found, [1, 1]);
    let plain = data(2, PLAIN, &[2, 0, 0, 0, 3, 0b10, 1, 0, 0, 0, b'x']);
    assert_eq!(places("optional binary c", 2, vec![plain]).unwrap(), [1, 0]);
    let answers = data(3, PLAIN, &[0b110]);
    assert_eq!(
        places("required boolean c", 3, vec![answers]).unwrap(),
        [0, 1, 1]
    );
    let answers = data(3, RLE, &[2, 0, 0, 0, 6, 1]);
    assert_eq!(
        places("required boolean c", 3, vec![answers]).unwrap(),
        [1, 1, 1]
    );
}

#[test]
fn damaged_pages_are_refused() {
    use Encoding::{PLAIN, RLE_DICTIONARY};
    let one = || dictionary_page(1, b"\x01\0\0\0a");
    let cases = [
        (
            "a page is cut off",
            vec![data(1, PLAIN, &[9, 0, 0, 0, b'x'])],
        ),
        ("fewer values", vec![data(9, PLAIN, &[1, 0, 0, 0, b'x'])]),
        (
            "a page is cut off",
            vec![one(), data(3, RLE_DICTIONARY, &[1, 4, 0])],
        ),
        (
            "beyond the end of its dictionary",
            vec![one(), data(2, RLE_DICTIONARY, &[1, 4, 1])],
        ),
        (
            "more than 32 bits",
            vec![one(), data(2, RLE_DICTIONARY, &[33, 4, 1])],
        ),
        ("no dictionary", vec![data(2, RLE_DICTIONARY, &[1, 4, 0])]),
        ("fewer values", vec![dictionary_page(2, b"\x01\0\0\0a")]),
        ("a page is cut off", vec![data_v2(2, 9, PLAIN, &[4, 1])]),
        ("ends too soon", vec![]),
    ];
    for (why, pages) in cases {
        let error = places("required binary c", 9, pages)
            .unwrap_err()
            .to_string();
        assert!(error.contains(why), "{error}: {why}");
    }
    // Levels: of fewer rows than the page has, longer than the page, of an unknown kind.
    let cut_off = data(3, PLAIN, &[2, 0, 0, 0, 4, 1, 0, 0, 0, 0]);
    let long = data(1, PLAIN, &[9, 0, 0, 0, 2, 1]);
    for page in [cut_off, long] {
        assert!(places("optional binary c", 3, vec![page]).is_err());
    }
}

proptest! {
    #[test]
    fn any_page_has_places_or_an_error(
        bytes in prop::collection::vec(any::<u8>(), 0..60),
        levels in 0..8_u32,
        rows in 1..40_u32,
        encoding in prop::sample::select(vec![Encoding::PLAIN, Encoding::RLE, Encoding::RLE_DICTIONARY]),
        column in prop::sample::select(vec!["required binary c", "optional binary c", "optional boolean c"]),
    ) {
        for page in [data(rows, encoding, &bytes), data_v2(rows, levels, encoding, &bytes)] {
            if encoding == Encoding::RLE && column.contains("binary") {
                continue;
            }
            let pages = vec![dictionary_page(1, b"\x01\0\0\0a"), page];
            let mut column = column_of(column, pages);
            let mut left = column.ready().unwrap_or(0);
            while left > 0
                && let Ok(rows) = column.next(left.min(7))
            {
                left -= rows.places.len();
                for row in 0..rows.places.len() {
                    prop_assert!(rows.place(row).is_none_or(|place| place < rows.values.len()));
                }
            }
        }
    }
}
