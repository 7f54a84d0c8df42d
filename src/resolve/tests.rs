//! Columns of the table that are written again.

use std::fs::{self, File};
use std::path::Path;

use parquet::data_type::{ByteArray, FixedLenByteArray, Int96};
use parquet::file::properties::WriterProperties;

use super::{Detail, Output, OutputFormat, ResolveOptions, resolve};
use crate::count::CountOptions;
use crate::lead_error::LeadError;
use crate::plan::SegmentId;
use crate::table::testing::{at, leaves, nested, of_texts, table, taken, write};
use crate::table::{Input, Leaf, Progress, Stored};
use crate::testing;

const PLAN: &str = "\
title: Two
leads: {key: id}
segments:
  - {name: a, where: n >= 0, scores: {impact: 5, confidence: 5, ease: 5}}
  - {name: b, where: n < 100, scores: {impact: 5, confidence: 5, ease: 4}}
";

const ROWS: i32 = 40;

/// Columns of all kinds, nested ones among them.
fn columns() -> Vec<(&'static str, Vec<Leaf>)> {
    let rows = 0..ROWS;
    let some = |row: i32| (row % 3 > 0).then_some(row);
    let ids: Vec<String> = rows.clone().map(|row| format!("L{row}")).collect();
    let ids = ids.iter().map(|id| ByteArray::from(id.as_str())).collect();
    let int96 = |row: i32| {
        let mut value = Int96::new();
        value.set_data(row as u32, 1, 2_440_588);
        value
    };
    let fixed = |length: usize| {
        let value = move |row| ByteArray::from(vec![row as u8 | 0x80; length]);
        let values = rows.clone().map(move |row| some(row).map(value));
        Leaf::of_some(
            values.map(|value| value.map(FixedLenByteArray::from)),
            Stored::Fixed,
        )
    };
    // No list, an empty one, one with a gap, one of two.
    let tags: [&[(i16, i16)]; 4] = [&[(0, 0)], &[(1, 0)], &[(2, 0)], &[(3, 0), (3, 1)]];
    let tags = rows.clone().flat_map(|row| tags[row as usize % 4]).copied();
    let (definition, repetition): (Vec<i16>, Vec<i16>) = tags.unzip();
    let known = definition.iter().filter(|level| **level == 3).count();
    let texts = (0..known).map(|tag| ByteArray::from(format!("t{tag}").into_bytes()));
    let tags = nested(Stored::Bytes(texts.collect()), definition, repetition, 3);
    // No place, one without a zip, one with both.
    let definition: Vec<i16> = rows.clone().map(|row| (row % 3) as i16).collect();
    let places = definition.iter().filter(|level| **level > 0).count();
    let cities = Stored::Bytes(vec![ByteArray::from("Linz"); places]);
    let known = definition.iter().map(|level| (*level).min(1)).collect();
    let city = nested(cities, known, Vec::new(), 1);
    let zips = definition.iter().filter(|level| **level == 2).count();
    let zips = Stored::Int32((0..).take(zips).collect());
    let zip = nested(zips, definition, Vec::new(), 2);
    vec![
        (
            "required binary id (STRING);",
            vec![Leaf::of_all(Stored::Bytes(ids))],
        ),
        (
            "optional int32 n (INTEGER(16,true));",
            vec![Leaf::of_some(rows.clone().map(Some), Stored::Int32)],
        ),
        (
            "optional group tags (LIST) { repeated group list { optional binary element (STRING); } }",
            vec![tags],
        ),
        (
            "optional group place { required binary city (STRING); optional int32 zip; }",
            vec![city, zip],
        ),
        (
            "optional int64 big (INTEGER(64,false));",
            vec![Leaf::of_some(
                rows.clone().map(|row| some(row).map(|row| -i64::from(row))),
                Stored::Int64,
            )],
        ),
        (
            "optional int96 seen;",
            vec![Leaf::of_some(
                rows.clone().map(|row| some(row).map(int96)),
                Stored::Int96,
            )],
        ),
        (
            "required double x;",
            vec![Leaf::of_all(Stored::Double(
                rows.clone().map(|row| f64::from(row) / -7.0).collect(),
            ))],
        ),
        ("optional fixed_len_byte_array(5) raw;", vec![fixed(5)]),
        (
            "optional fixed_len_byte_array(12) span (INTERVAL);",
            vec![fixed(12)],
        ),
        (
            "optional fixed_len_byte_array(16) uuid (UUID);",
            vec![fixed(16)],
        ),
        (
            "optional binary code (ENUM);",
            vec![of_texts(rows.map(|row| some(row).map(|_| "x")))],
        ),
    ]
}

fn resolved(from: &Path, to: &Path, format: OutputFormat, detail: Detail) -> Result<(), LeadError> {
    let plan = testing::read(PLAN);
    let order: Vec<SegmentId> = plan.segment_ids().collect();
    let output = Output {
        file: File::create(to).unwrap(),
        name: to.display().to_string(),
        since: None,
    };
    let what = ResolveOptions {
        format,
        keep_columns: true,
        labels: false,
        detail,
        groups: None,
    };
    let (options, progress) = (CountOptions::default(), Progress::default());
    let done = resolve(
        &plan,
        &order,
        Input::from(from),
        output,
        what,
        &options,
        &progress,
    );
    if done.is_ok() {
        assert_eq!(
            progress.read(),
            progress.total(),
            "progress ends where it should"
        );
    }
    done.map(|_| ())
}

#[test]
fn columns_pass_bit_for_bit_nested_ones_too() {
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (at(&folder, "leads.parquet"), at(&folder, "out.parquet"));
    let (names, stored): (Vec<&str>, Vec<Vec<Leaf>>) = columns().into_iter().unzip();
    let flat = stored.concat();
    for rows_of_group in [7, 100] {
        write(
            &from,
            &names,
            &flat,
            ROWS as usize,
            rows_of_group,
            WriterProperties::builder(),
        );
        for detail in [Detail::Primary, Detail::AlsoMatches, Detail::Memberships] {
            resolved(&from, &to, OutputFormat::Parquet, detail).unwrap();
            let (before, after) = (table(&from), table(&to));
            // Each lead fits both segments.
            let owners: Vec<usize> = (0..ROWS as usize)
                .flat_map(|row| vec![row; 1 + usize::from(detail == Detail::Memberships)])
                .collect();
            for (column, stored) in stored.iter().enumerate() {
                assert_eq!(before.column_type(column), after.column_type(column));
                let expected: Vec<Leaf> = stored.iter().map(|leaf| taken(leaf, &owners)).collect();
                assert_eq!(leaves(&after, column), expected, "{}", names[column]);
            }
        }
    }
}

#[test]
fn what_csv_cannot_hold_is_refused_before_anything_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (at(&folder, "leads.parquet"), at(&folder, "out.csv"));
    let as_csv = |name: &str| {
        let kept = columns().into_iter();
        let kept =
            kept.filter(|(column, _)| [" id ", " n ", name].iter().any(|one| column.contains(one)));
        let (names, stored): (Vec<&str>, Vec<Vec<Leaf>>) = kept.unzip();
        let how = WriterProperties::builder();
        write(&from, &names, &stored.concat(), ROWS as usize, 7, how);
        resolved(&from, &to, OutputFormat::Csv, Detail::AlsoMatches)
    };
    for (name, what) in [
        (" tags ", "lists"),
        (" place ", "groups of fields"),
        (" span ", "time spans"),
    ] {
        let error = as_csv(name).unwrap_err().to_string();
        let column = name.trim();
        assert!(
            error.ends_with(&format!(
                "column {column} holds {what}, which CSV can't hold"
            )),
            "{error}"
        );
        assert_eq!(fs::read(&to).unwrap(), b"");
    }
    // Bytes of a fixed length may be texts; whether they are, the rows tell.
    let error = as_csv(" raw;").unwrap_err();
    let told = "column raw holds bytes that are not UTF-8 text";
    assert!(error.to_string().ends_with(told), "{error}");
    as_csv(" seen").unwrap();
    let text = fs::read_to_string(&to).unwrap();
    let first: Vec<&str> = text.lines().take(3).collect();
    assert_eq!(
        first,
        [
            "id,n,seen,segment,priority,also_matches",
            "L0,0,,a,1,b",
            "L1,1,1970-01-01T00:00:04.294967297,a,1,b",
        ]
    );
}
