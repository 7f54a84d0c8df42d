//! What values mean.

use std::fs::File;
use std::slice::from_ref;
use std::time::{Duration, Instant};

use parquet::column::reader::get_column_reader;
use parquet::data_type::{ByteArray, FixedLenByteArray, Int96};
use parquet::file::properties::WriterProperties;
use parquet::file::reader::{FileReader, SerializedFileReader};

use super::flat::FlatColumn;
use super::kind::Kind;
use super::rows::Leaf;
use super::stored::Stored;
use super::testing::{at, codecs, of_texts, table, texts, ways, write};

fn fixed(values: &[&[u8]]) -> Stored {
    let values = values.iter().map(|value| ByteArray::from(*value));
    Stored::Fixed(values.map(FixedLenByteArray::from).collect())
}

fn bytes(values: &[&[u8]]) -> Stored {
    Stored::Bytes(values.iter().map(|value| ByteArray::from(*value)).collect())
}

fn int96(days: u32, nanoseconds: u64) -> Int96 {
    let mut value = Int96::new();
    value.set_data(
        nanoseconds as u32,
        (nanoseconds >> 32) as u32,
        2_440_588 + days,
    );
    value
}

/// Types of columns, stored values, and what they are as texts.
fn meanings() -> Vec<(&'static str, Stored, Vec<&'static str>)> {
    let day: i64 = 86_400;
    vec![
        (
            "boolean c",
            Stored::Boolean(vec![true, false]),
            vec!["true", "false"],
        ),
        (
            "int32 c",
            Stored::Int32(vec![-7, i32::MAX]),
            vec!["-7", "2147483647"],
        ),
        (
            "int32 c (INTEGER(8,true))",
            Stored::Int32(vec![-7, 7]),
            vec!["-7", "7"],
        ),
        (
            "int32 c (INTEGER(8,false))",
            Stored::Int32(vec![0, 255]),
            vec!["0", "255"],
        ),
        (
            "int32 c (UINT_16)",
            Stored::Int32(vec![0, 65_535]),
            vec!["0", "65535"],
        ),
        (
            "int32 c (INTEGER(32,false))",
            Stored::Int32(vec![-1, 1]),
            vec!["4294967295", "1"],
        ),
        (
            "int64 c",
            Stored::Int64(vec![i64::MIN, 0]),
            vec!["-9223372036854775808", "0"],
        ),
        (
            "int64 c (INTEGER(64,false))",
            Stored::Int64(vec![-1, 1]),
            vec!["18446744073709551615", "1"],
        ),
        (
            "float c",
            Stored::Float(vec![0.1, 16_777_216.0, -2.5e-8]),
            vec!["0.1", "16777216", "-0.000000025"],
        ),
        (
            "double c",
            Stored::Double(vec![0.1, 1e21]),
            vec!["0.1", "1000000000000000000000"],
        ),
        (
            "int32 c (DECIMAL(9,2))",
            Stored::Int32(vec![-5, 1230]),
            vec!["-0.05", "12.30"],
        ),
        (
            "int64 c (DECIMAL(18,2))",
            Stored::Int64(vec![-5, 1230]),
            vec!["-0.05", "12.30"],
        ),
        (
            "fixed_len_byte_array(3) c (DECIMAL(6,2))",
            fixed(&[&[255, 255, 251], &[0, 4, 206]]),
            vec!["-0.05", "12.30"],
        ),
        (
            "fixed_len_byte_array(17) c (DECIMAL(38,2))",
            fixed(&[&[255; 17], &[0; 17]]),
            vec!["-0.01", "0.00"],
        ),
        (
            "fixed_len_byte_array(32) c (DECIMAL(76,2))",
            fixed(&[&[255; 32], &[0; 32]]),
            vec!["-0.01", "0.00"],
        ),
        (
            "fixed_len_byte_array(2) c (FLOAT16)",
            fixed(&[&[0x66, 0x2e], &[0xff, 0x7b], &[0, 0x80]]),
            vec!["0.1", "65504", "-0"],
        ),
        (
            "fixed_len_byte_array(3) c",
            fixed(&[b"abc", "xé".as_bytes()]),
            vec!["abc", "xé"],
        ),
        (
            "binary c (DECIMAL(38,2))",
            bytes(&[&[251], &[4, 206], &[0, 0, 4, 206]]),
            vec!["-0.05", "12.30", "12.30"],
        ),
        (
            "int32 c (DATE)",
            Stored::Int32(vec![-1, 20_787]),
            vec!["1969-12-31", "2026-11-30"],
        ),
        (
            "int32 c (TIME(MILLIS,true))",
            Stored::Int32(vec![34_200_250, 0]),
            vec!["09:30:00.25", "00:00:00"],
        ),
        (
            "int64 c (TIME(MICROS,false))",
            Stored::Int64(vec![34_200_250_000, 1]),
            vec!["09:30:00.25", "00:00:00.000001"],
        ),
        (
            "int64 c (TIME(NANOS,false))",
            Stored::Int64(vec![86_399_999_999_999, 1]),
            vec!["23:59:59.999999999", "00:00:00.000000001"],
        ),
        (
            "int64 c (TIMESTAMP(MILLIS,true))",
            Stored::Int64(vec![-1, 20_787 * day * 1000]),
            vec!["1969-12-31T23:59:59.999Z", "2026-11-30T00:00:00Z"],
        ),
        (
            "int64 c (TIMESTAMP(MICROS,false))",
            Stored::Int64(vec![-1, 20_787 * day * 1_000_000]),
            vec!["1969-12-31T23:59:59.999999", "2026-11-30T00:00:00"],
        ),
        (
            "int64 c (TIMESTAMP(NANOS,false))",
            Stored::Int64(vec![-1, 0]),
            vec!["1969-12-31T23:59:59.999999999", "1970-01-01T00:00:00"],
        ),
        (
            "int64 c (TIMESTAMP_MILLIS)",
            Stored::Int64(vec![0, 1]),
            vec!["1970-01-01T00:00:00Z", "1970-01-01T00:00:00.001Z"],
        ),
        (
            "int96 c",
            Stored::Int96(vec![int96(20_787, 34_200_000_000_000), int96(0, 1)]),
            vec!["2026-11-30T09:30:00", "1970-01-01T00:00:00.000000001"],
        ),
        (
            "binary c (STRING)",
            bytes(&[b"a", "Österreich, weit und breit".as_bytes(), b""]),
            vec!["a", "Österreich, weit und breit", ""],
        ),
        ("binary c (ENUM)", bytes(&[b"a", b"b"]), vec!["a", "b"]),
        (
            "binary c (JSON)",
            bytes(&[b"{}", b"[1]"]),
            vec!["{}", "[1]"],
        ),
        ("binary c", bytes(&[b"a", b"b"]), vec!["a", "b"]),
        (
            "fixed_len_byte_array(16) c (UUID)",
            fixed(&[&[0x0f; 16], &[0; 16]]),
            vec![
                "0f0f0f0f-0f0f-0f0f-0f0f-0f0f0f0f0f0f",
                "00000000-0000-0000-0000-000000000000",
            ],
        ),
    ]
}

#[test]
fn a_value_means_the_same_whichever_way_it_is_stored_and_packed() {
    let folder = tempfile::tempdir().unwrap();
    let file = at(&folder, "leads.parquet");
    for (column, stored, meant) in meanings() {
        // Each value in turn, and a gap.
        let places: Vec<Option<usize>> = (0..100_usize)
            .map(|row| Some(row % (meant.len() + 1)).filter(|place| *place < meant.len()))
            .collect();
        let expected = places
            .iter()
            .map(|place| place.map(|place| meant[place].to_owned()));
        let expected: Vec<Option<String>> = expected.collect();
        let known = || places.iter().flatten().copied();
        let optional = Leaf::of_some(places.iter().copied(), |_| stored.take(known()));
        let required = Leaf::of_all(stored.take(known()));
        for (number, (way, how)) in ways(&required).into_iter().enumerate() {
            let columns = [format!("optional {column};")];
            write(
                &file,
                &[&columns[0]],
                from_ref(&optional),
                100,
                30,
                how.clone(),
            );
            assert_eq!(texts(&table(&file), 0), expected, "{column}, {way}");
            if number % 3 > 0 {
                continue;
            }
            let columns = [format!("required {column};")];
            let rows = known().count();
            write(&file, &[&columns[0]], from_ref(&required), rows, 30, how);
            let expected: Vec<_> = expected
                .iter()
                .filter(|text| text.is_some())
                .cloned()
                .collect();
            assert_eq!(
                texts(&table(&file), 0),
                expected,
                "required {column}, {way}"
            );
        }
    }
}

#[test]
fn every_codec_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let file = at(&folder, "leads.parquet");
    let words = || (0..500).map(|row| Some(["one", "two", "three"][row % 3]));
    for codec in codecs() {
        let how = WriterProperties::builder().set_compression(codec);
        write(
            &file,
            &["optional binary c (STRING);"],
            &[of_texts(words())],
            500,
            200,
            how,
        );
        let expected: Vec<_> = words().map(|word| word.map(str::to_owned)).collect();
        assert_eq!(texts(&table(&file), 0), expected, "{codec}");
    }
}

#[test]
#[ignore = "measures; only in a release build"]
fn own_decoders_beside_the_crates_reader() {
    const ROWS: usize = 1_000_000;
    let folder = tempfile::tempdir().unwrap();
    let file = at(&folder, "leads.parquet");
    // Numbers without an order that a branch could learn.
    let numbers = || (0..ROWS as u64).map(|row| row.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40);
    let some = |number: u64| (!number.is_multiple_of(20)).then_some(number);
    let text = |number: u64| ByteArray::from(format!("account {number}").as_str());
    let texts = |of: u64| numbers().map(move |number| Some(text(number % of)));
    let columns = [
        (
            "few texts",
            "binary c (STRING)",
            Leaf::of_some(texts(8), Stored::Bytes),
        ),
        (
            "unique texts",
            "binary c (STRING)",
            Leaf::of_some(texts(u64::MAX), Stored::Bytes),
        ),
        (
            "numbers",
            "int32 c",
            Leaf::of_some(
                numbers().map(|number| Some(number as i32 % 300)),
                Stored::Int32,
            ),
        ),
        (
            "numbers, some missing",
            "int32 c",
            Leaf::of_some(
                numbers().map(|number| some(number).map(|number| number as i32 % 300)),
                Stored::Int32,
            ),
        ),
        (
            "booleans, some missing",
            "boolean c",
            Leaf::of_some(
                numbers().map(|number| some(number).map(|number| number % 3 == 0)),
                Stored::Boolean,
            ),
        ),
    ];
    for (what, column, leaf) in columns {
        let column = [format!("optional {column};")];
        let how = WriterProperties::builder();
        write(&file, &[&column[0]], from_ref(&leaf), ROWS, ROWS, how);
        let (mut crates, mut own) = (Duration::MAX, Duration::MAX);
        for _ in 0..20 {
            let file = SerializedFileReader::new(File::open(&file).unwrap()).unwrap();
            let group = file.get_row_group(0).unwrap();
            let schema = file.metadata().file_metadata().schema_descr();
            let column = schema.column(0);
            let begin = Instant::now();
            let pages = group.get_column_page_reader(0).unwrap();
            let mut reader = get_column_reader(column.clone(), pages);
            for first in (0..ROWS).step_by(8192) {
                Stored::read(&mut reader, (ROWS - first).min(8192)).unwrap();
            }
            crates = crates.min(begin.elapsed());
            let kind = Kind::of(&schema.root_schema().get_fields()[0]);
            let begin = Instant::now();
            let pages = group.get_column_page_reader(0).unwrap();
            let mut reader = FlatColumn::new(kind, column, pages);
            let mut left = ROWS;
            while left > 0 {
                let count = reader.ready().unwrap().min(left).min(8192);
                reader.next(count).unwrap();
                left -= count;
            }
            own = own.min(begin.elapsed());
        }
        let of_row = |time: Duration| time.as_secs_f64() * 1e9 / ROWS as f64;
        println!(
            "{what}: crate {:.1} ns a row, own {:.1} ns",
            of_row(crates),
            of_row(own)
        );
    }
}
