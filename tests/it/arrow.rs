//! Lead tables in Arrow's files and streams.

use std::fs;

use crate::common::segplan_in;

const PLAN: &str = "\
title: Few
segments:
  - {name: a, where: text = 'x', scores: {impact: 5, confidence: 5, ease: 5}}
";

/// What a build without the feature says, and what it does not take for such a file.
#[cfg(not(feature = "arrow"))]
#[test]
fn without_the_feature_a_file_and_a_stream_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("plan.yaml"), PLAN).unwrap();
    fs::write(at("leads.csv"), "ARROW1,text\n1,x\n").unwrap();
    segplan_in(folder.path(), &["audit", "plan.yaml", "leads.csv"]).code(0);
    for begin in [
        b"ARROW1\0\0\xff\xff\xff\xff".as_slice(),
        b"\xff\xff\xff\xff\x78\0\0\0",
    ] {
        fs::write(at("leads.arrow"), begin).unwrap();
        let run = segplan_in(folder.path(), &["audit", "plan.yaml", "leads.arrow"]).code(2);
        assert_eq!(
            run.stderr,
            "error: leads.arrow: this is an Arrow IPC file, and this segplan was built without Arrow\n  \
             help: write the table as Parquet, or build a segplan with it (`cargo install --path . \
             --features arrow`)\n"
        );
    }
}

#[cfg(feature = "arrow")]
mod with_the_feature {
    use std::fmt::Write;
    use std::path::Path;
    use std::sync::Arc;

    use arrow_array::builder::{Int32Builder, ListBuilder};
    use arrow_array::types::{Int8Type, Int16Type};
    use arrow_array::*;
    use arrow_ipc::CompressionType;
    use arrow_ipc::writer::{FileWriter, IpcWriteOptions, StreamWriter};
    use arrow_schema::{DataType, Field, Schema};

    use super::*;

    type Half = <types::Float16Type as ArrowPrimitiveType>::Native;

    /// A column of every type with four rows, the third of them missing, and what CSV has for it.
    fn columns() -> Vec<(&'static str, ArrayRef, [&'static str; 4])> {
        let zone = || "Europe/Berlin";
        let seconds = [Some(1_782_916_200), Some(0), None, Some(-1)];
        let in_unit = |unit: i64| {
            seconds
                .map(|time| time.map(|time: i64| time * unit))
                .to_vec()
        };
        let local = [
            "2026-07-01T14:30:00",
            "1970-01-01T00:00:00",
            "",
            "1969-12-31T23:59:59",
        ];
        let utc = [
            "2026-07-01T14:30:00Z",
            "1970-01-01T00:00:00Z",
            "",
            "1969-12-31T23:59:59Z",
        ];
        let times = ["14:30:00", "00:00:00", "", "23:59:59"];
        let of_day = [Some(52_200), Some(0), None, Some(86_399)];
        let in_day = |unit: i64| {
            of_day
                .map(|time| time.map(|time: i64| time * unit))
                .to_vec()
        };
        let days = [Some(20_635), Some(0), None, Some(-1)];
        let dates = ["2026-07-01", "1970-01-01", "", "1969-12-31"];
        let texts = [
            Some("x"),
            Some("a text that is a long one"),
            None,
            Some("Müller"),
        ];
        let text = ["x", "a text that is a long one", "", "Müller"];
        let small = ["1", "-2", "", "3"];
        let positive = ["1", "200", "", "3"];
        let money = ["1.00", "-2.50", "", "3.25"];
        let cents = [Some(100), Some(-250), None, Some(325)];
        let wide = || cents.map(|cents| cents.map(i128::from)).to_vec();
        let coded: DictionaryArray<Int8Type> = texts.into_iter().collect();
        let numbers = Int32Array::from(vec![Some(7), Some(9), None]);
        let keys = Int16Array::from(vec![Some(1), Some(0), Some(2), Some(1)]);
        let coded_numbers = DictionaryArray::<Int16Type>::new(keys, Arc::new(numbers));
        let bytes: Vec<Option<&[u8]>> = texts.map(|text| text.map(str::as_bytes)).to_vec();
        let fixed = [Some("ab"), Some("cd"), None, Some("ef")].map(|text| text.map(str::as_bytes));
        let fixed = FixedSizeBinaryArray::try_from_sparse_iter_with_size(fixed.into_iter(), 2);
        let array = |array: &dyn Array| make_array(array.to_data());
        vec![
            ("text", array(&StringArray::from(texts.to_vec())), text),
            (
                "large",
                array(&LargeStringArray::from(texts.to_vec())),
                text,
            ),
            ("view", array(&StringViewArray::from(texts.to_vec())), text),
            ("coded", array(&coded), text),
            ("coded_number", array(&coded_numbers), ["9", "7", "", "9"]),
            ("bytes", array(&BinaryArray::from(bytes.clone())), text),
            (
                "large_bytes",
                array(&LargeBinaryArray::from(bytes.clone())),
                text,
            ),
            ("byte_view", array(&BinaryViewArray::from(bytes)), text),
            ("fixed", array(&fixed.unwrap()), ["ab", "cd", "", "ef"]),
            (
                "i8",
                array(&Int8Array::from(vec![Some(1), Some(-2), None, Some(3)])),
                small,
            ),
            (
                "i16",
                array(&Int16Array::from(vec![Some(1), Some(-2), None, Some(3)])),
                small,
            ),
            (
                "i32",
                array(&Int32Array::from(vec![Some(1), Some(-2), None, Some(3)])),
                small,
            ),
            (
                "i64",
                array(&Int64Array::from(vec![Some(1), Some(-2), None, Some(3)])),
                small,
            ),
            (
                "u8",
                array(&UInt8Array::from(vec![Some(1), Some(200), None, Some(3)])),
                positive,
            ),
            (
                "u16",
                array(&UInt16Array::from(vec![Some(1), Some(200), None, Some(3)])),
                positive,
            ),
            (
                "u32",
                array(&UInt32Array::from(vec![
                    Some(1),
                    Some(u32::MAX),
                    None,
                    Some(3),
                ])),
                ["1", "4294967295", "", "3"],
            ),
            (
                "u64",
                array(&UInt64Array::from(vec![
                    Some(1),
                    Some(u64::MAX),
                    None,
                    Some(3),
                ])),
                ["1", "18446744073709551615", "", "3"],
            ),
            (
                "f16",
                array(&Float16Array::from(vec![
                    Some(Half::from_f32(0.1)),
                    Some(Half::from_f32(-2.5)),
                    None,
                    Some(Half::from_f32(3.0)),
                ])),
                ["0.1", "-2.5", "", "3"],
            ),
            (
                "f32",
                array(&Float32Array::from(vec![
                    Some(0.1),
                    Some(-2.5),
                    None,
                    Some(3.0),
                ])),
                ["0.1", "-2.5", "", "3"],
            ),
            (
                "f64",
                array(&Float64Array::from(vec![
                    Some(0.1),
                    Some(-2.5),
                    None,
                    Some(3.0),
                ])),
                ["0.1", "-2.5", "", "3"],
            ),
            (
                "d32",
                array(
                    &Decimal32Array::from(cents.to_vec())
                        .with_precision_and_scale(9, 2)
                        .unwrap(),
                ),
                money,
            ),
            (
                "d64",
                array(
                    &Decimal64Array::from(cents.map(|cents| cents.map(i64::from)).to_vec())
                        .with_precision_and_scale(18, 2)
                        .unwrap(),
                ),
                money,
            ),
            (
                "d128",
                array(
                    &Decimal128Array::from(wide())
                        .with_precision_and_scale(38, 2)
                        .unwrap(),
                ),
                money,
            ),
            (
                "d256",
                array(
                    &wide()
                        .into_iter()
                        .map(|one| one.map(arrow_buffer::i256::from_i128))
                        .collect::<Decimal256Array>()
                        .with_precision_and_scale(76, 2)
                        .unwrap(),
                ),
                money,
            ),
            ("date32", array(&Date32Array::from(days.to_vec())), dates),
            (
                "date64",
                array(&Date64Array::from(
                    days.map(|day| day.map(|day| i64::from(day) * 86_400_000))
                        .to_vec(),
                )),
                dates,
            ),
            (
                "time_s",
                array(&Time32SecondArray::from(
                    of_day.map(|time| time.map(|time| time as i32)).to_vec(),
                )),
                times,
            ),
            (
                "time_ms",
                array(&Time32MillisecondArray::from(
                    of_day
                        .map(|time| time.map(|time| time as i32 * 1000))
                        .to_vec(),
                )),
                times,
            ),
            (
                "time_us",
                array(&Time64MicrosecondArray::from(in_day(1_000_000))),
                times,
            ),
            (
                "time_ns",
                array(&Time64NanosecondArray::from(in_day(1_000_000_000))),
                times,
            ),
            ("s", array(&TimestampSecondArray::from(in_unit(1))), local),
            (
                "ms",
                array(&TimestampMillisecondArray::from(in_unit(1000))),
                local,
            ),
            (
                "us",
                array(&TimestampMicrosecondArray::from(in_unit(1_000_000))),
                local,
            ),
            (
                "ns",
                array(&TimestampNanosecondArray::from(in_unit(1_000_000_000))),
                local,
            ),
            (
                "s_utc",
                array(&TimestampSecondArray::from(in_unit(1)).with_timezone(zone())),
                utc,
            ),
            (
                "us_utc",
                array(&TimestampMicrosecondArray::from(in_unit(1_000_000)).with_timezone("UTC")),
                utc,
            ),
            (
                "yes",
                array(&BooleanArray::from(vec![
                    Some(true),
                    Some(false),
                    None,
                    Some(true),
                ])),
                ["true", "false", "", "true"],
            ),
            ("nothing", array(&NullArray::new(4)), ["", "", "", ""]),
        ]
    }

    /// These columns as a table.
    fn batch(columns: &[(&str, ArrayRef)]) -> RecordBatch {
        let fields = columns.iter();
        let fields = fields.map(|(name, array)| Field::new(*name, array.data_type().clone(), true));
        let schema = Schema::new(fields.collect::<Vec<_>>());
        let arrays = columns.iter().map(|(_, array)| Arc::clone(array)).collect();
        RecordBatch::try_new(Arc::new(schema), arrays).unwrap()
    }

    fn options(compression: Option<CompressionType>) -> IpcWriteOptions {
        let options = IpcWriteOptions::default();
        options.try_with_compression(compression).unwrap()
    }

    fn write_file(file: &Path, batches: &[RecordBatch], compression: Option<CompressionType>) {
        let file = fs::File::create(file).unwrap();
        let schema = batches[0].schema();
        let mut out =
            FileWriter::try_new_with_options(file, &schema, options(compression)).unwrap();
        for batch in batches {
            out.write(batch).unwrap();
        }
        out.finish().unwrap();
    }

    fn write_stream(file: &Path, batches: &[RecordBatch], compression: Option<CompressionType>) {
        let file = fs::File::create(file).unwrap();
        let schema = batches[0].schema();
        let mut out =
            StreamWriter::try_new_with_options(file, &schema, options(compression)).unwrap();
        for batch in batches {
            out.write(batch).unwrap();
        }
        out.finish().unwrap();
    }

    fn csv(columns: &[(&str, ArrayRef, [&str; 4])]) -> String {
        let names: Vec<&str> = columns.iter().map(|(name, ..)| *name).collect();
        let mut text = names.join(",") + "\n";
        for row in 0..4 {
            let cells: Vec<&str> = columns.iter().map(|(.., texts)| texts[row]).collect();
            text += &(cells.join(",") + "\n");
        }
        text
    }

    /// A segment for each column, with a condition that its first row fits.
    fn plan(columns: &[(&str, ArrayRef, [&str; 4])]) -> String {
        let (mut attributes, mut segments) = (String::new(), String::new());
        for (name, array, texts) in columns {
            let (kind, condition) = match array.data_type() {
                DataType::Null => ("text", format!("{name} is null")),
                DataType::Boolean => ("boolean", (*name).to_owned()),
                DataType::Date32 | DataType::Date64 | DataType::Timestamp(..) => {
                    ("date", format!("{name} > date '2020-01-01'"))
                }
                _ if texts[0].parse::<f64>().is_ok() => {
                    ("number", format!("{name} = {}", texts[0]))
                }
                _ => ("text", format!("{name} = '{}'", texts[0])),
            };
            writeln!(attributes, "  \"{name}\": {{type: {kind}}}").unwrap();
            writeln!(
                segments,
                "  - {{name: of_{name}, where: \"{condition}\", scores: {{impact: 5, confidence: 5, ease: 5}}}}"
            )
            .unwrap();
        }
        format!("title: Types\nattributes:\n{attributes}segments:\n{segments}")
    }

    /// The same table as CSV, as Arrow in each of its forms, and as Parquet.
    #[test]
    fn every_type_is_read_as_from_parquet_and_csv() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path();
        let columns = columns();
        fs::write(path.join("plan.yaml"), plan(&columns)).unwrap();
        fs::write(path.join("leads.csv"), csv(&columns)).unwrap();
        let arrays = columns
            .iter()
            .map(|(name, array, _)| (*name, Arc::clone(array)));
        let whole = batch(&arrays.collect::<Vec<_>>());
        let parts = [whole.slice(0, 1), whole.slice(1, 0), whole.slice(1, 3)];
        let lz4 = Some(CompressionType::LZ4_FRAME);
        write_file(
            &path.join("plain.arrow"),
            std::slice::from_ref(&whole),
            None,
        );
        write_file(&path.join("lz4.arrow"), std::slice::from_ref(&whole), lz4);
        write_file(
            &path.join("parts.arrow"),
            &[whole.clone(), whole.slice(0, 0)],
            None,
        );
        write_stream(
            &path.join("plain.arrows"),
            std::slice::from_ref(&whole),
            None,
        );
        write_stream(
            &path.join("zstd.arrows"),
            &parts,
            Some(CompressionType::ZSTD),
        );
        let audit = |leads: &str| {
            let run = segplan_in(path, &["audit", "plan.yaml", leads, "--format", "json"]);
            run.code(0).json()
        };
        let kept = |leads: &str, out: &str| {
            let words = ["resolve", "plan.yaml", leads, "--keep-columns", "-o", out];
            segplan_in(path, &words).code(0);
            fs::read_to_string(path.join(out)).unwrap_or_default()
        };
        let described = |leads: &str| {
            let run = segplan_in(path, &["columns", leads, "--format", "json"]);
            run.code(0).json()
        };
        let expected = audit("leads.csv");
        let matched = |told: &serde_json::Value| {
            let segments = told["segments"].as_array().unwrap();
            segments
                .iter()
                .map(|one| one["matched"].as_u64())
                .collect::<Vec<_>>()
        };
        assert_eq!(matched(&expected).len(), columns.len());
        assert!(
            matched(&expected).iter().all(|count| *count != Some(0)),
            "{expected:#}"
        );
        let rows = kept("leads.csv", "csv.csv");
        for leads in [
            "plain.arrow",
            "lz4.arrow",
            "parts.arrow",
            "plain.arrows",
            "zstd.arrows",
        ] {
            assert_eq!(audit(leads), expected, "{leads}");
            assert_eq!(kept(leads, "out.csv"), rows, "{leads}");
            kept(leads, "out.parquet");
            assert_eq!(audit("out.parquet"), expected, "{leads}");
            let types = |leads, from| {
                let all = described(leads)["columns"].as_array().unwrap().clone();
                all[from..from + columns.len()].to_vec()
            };
            // Behind the key, the number of the row.
            assert!(types("out.parquet", 1) == types(leads, 0), "{leads}");
        }
    }

    #[test]
    fn lists_and_groups_are_refused_by_their_column() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path();
        let mut lists = ListBuilder::new(Int32Builder::new());
        lists.append_value([Some(1)]);
        let lists: ArrayRef = Arc::new(lists.finish());
        let text: ArrayRef = Arc::new(StringArray::from(vec!["x"]));
        let group: ArrayRef = Arc::new(StructArray::from(vec![(
            Arc::new(Field::new("a", DataType::Utf8, true)),
            Arc::clone(&text),
        )]));
        let table = batch(&[("tags", lists), ("text", text), ("owner", group)]);
        write_file(&path.join("leads.arrow"), &[table], None);
        let audit = |column: &str| {
            fs::write(
                path.join("plan.yaml"),
                PLAN.replace("text =", &format!("{column} =")),
            )
            .unwrap();
            segplan_in(path, &["audit", "plan.yaml", "leads.arrow"])
        };
        audit("text").code(0);
        let error = audit("tags").code(2).stderr;
        assert!(
            error.contains("column tags holds lists, which no condition can ask about"),
            "{error}"
        );
        let error = audit("owner").code(2).stderr;
        assert!(
            error.contains("column owner holds groups of fields"),
            "{error}"
        );
        fs::write(path.join("plan.yaml"), PLAN).unwrap();
        for out in ["out.csv", "out.parquet"] {
            let words = [
                "resolve",
                "plan.yaml",
                "leads.arrow",
                "--keep-columns",
                "-o",
                out,
            ];
            let error = segplan_in(path, &words).code(2).stderr;
            assert!(error.contains("column tags holds lists"), "{error}");
        }
    }

    /// A dictionary that grows and one that is another in the next part; wrong cells by their row.
    #[test]
    fn parts_follow_each_other_with_their_own_dictionaries() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path();
        let coded = |texts: &[Option<&str>]| -> RecordBatch {
            let array: DictionaryArray<Int8Type> = texts.iter().copied().collect();
            batch(&[("text", Arc::new(array))])
        };
        let parts = [
            coded(&[Some("x"), Some("y")]),
            coded(&[Some("y"), None, Some("x"), Some("x")]),
        ];
        write_stream(&path.join("leads.arrows"), &parts, None);
        fs::write(path.join("plan.yaml"), PLAN).unwrap();
        let words = ["audit", "plan.yaml", "leads.arrows", "--format", "json"];
        let told = segplan_in(path, &words).code(0).json();
        assert_eq!(
            (&told["leads"], &told["segments"][0]["matched"]),
            (&6.into(), &3.into())
        );

        let typed = PLAN.replace("text = 'x'", "text > 3");
        let typed = typed.replace("segments:", "attributes: {text: {type: number}}\nsegments:");
        fs::write(path.join("plan.yaml"), typed).unwrap();
        let error = segplan_in(path, &["audit", "plan.yaml", "leads.arrows"])
            .code(2)
            .stderr;
        assert!(error.contains("rows 1, 5 and 6"), "{error}");
    }

    /// One byte after the other changed, or cut off there: each is read or refused in words.
    #[test]
    fn no_changed_byte_ends_the_program() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path();
        let text: ArrayRef = Arc::new(StringArray::from(vec![Some("x"), None, Some("y")]));
        let coded: DictionaryArray<Int8Type> = [Some("x"), None, Some("y")].into_iter().collect();
        let table = batch(&[("text", text), ("coded", Arc::new(coded))]);
        write_file(
            &path.join("leads.arrow"),
            &[table],
            Some(CompressionType::LZ4_FRAME),
        );
        let plan = PLAN.replace("text = 'x'", "text = 'x' and coded = 'x'");
        fs::write(path.join("plan.yaml"), plan).unwrap();
        let whole = fs::read(path.join("leads.arrow")).unwrap();
        for place in (0..whole.len()).step_by(17) {
            let mut changed = whole.clone();
            changed[place] ^= 0xff;
            for damaged in [&changed[..], &whole[..place]] {
                fs::write(path.join("damaged"), damaged).unwrap();
                let run = segplan_in(path, &["audit", "plan.yaml", "damaged", "--quiet"]);
                assert!(matches!(run.code, 0 | 2), "byte {place}: {run:#?}");
                assert!(!run.stderr.contains("panicked"), "byte {place}: {run:#?}");
            }
        }
    }

    /// What stands before the first part is not needed: Polars writes it in its own way.
    #[test]
    fn a_file_is_read_by_its_footer() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path();
        let coded: DictionaryArray<Int8Type> = [Some("x"), None].into_iter().collect();
        write_file(
            &path.join("leads.arrow"),
            &[batch(&[("text", Arc::new(coded))])],
            None,
        );
        let mut bytes = fs::read(path.join("leads.arrow")).unwrap();
        let begins = |from: usize| {
            let rest = bytes[from..].windows(4);
            from + rest.into_iter().position(|four| four == [0xff; 4]).unwrap()
        };
        let schema = begins(8);
        let first_part = begins(schema + 4);
        bytes[schema..first_part].fill(7);
        fs::write(path.join("leads.arrow"), bytes).unwrap();
        fs::write(path.join("plan.yaml"), PLAN).unwrap();
        let words = ["audit", "plan.yaml", "leads.arrow", "--format", "json"];
        let told = segplan_in(path, &words).code(0).json();
        assert_eq!(
            (&told["leads"], &told["segments"][0]["matched"]),
            (&2.into(), &1.into())
        );
    }

    #[test]
    fn a_part_that_claims_too_much_is_refused_before_it_is_unpacked() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path();
        let text: ArrayRef = Arc::new(StringArray::from(vec!["xxxxxxxx"; 1000]));
        let lz4 = Some(CompressionType::LZ4_FRAME);
        write_file(&path.join("leads.arrow"), &[batch(&[("text", text)])], lz4);
        let mut bytes = fs::read(path.join("leads.arrow")).unwrap();
        let frame = bytes
            .windows(4)
            .position(|bytes| bytes == b"\x04\x22\x4d\x18")
            .unwrap();
        bytes[frame - 8..frame].copy_from_slice(&(1_i64 << 60).to_le_bytes());
        fs::write(path.join("leads.arrow"), bytes).unwrap();
        fs::write(path.join("plan.yaml"), PLAN).unwrap();
        let run = segplan_in(path, &["audit", "plan.yaml", "leads.arrow"]).code(2);
        assert_eq!(
            run.stderr,
            "error: leads.arrow: a record batch of the Arrow file holds more than 4 GB when it is unpacked\n  \
             help: write it in smaller record batches, or as Parquet\n"
        );
    }
}
