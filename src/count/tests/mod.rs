//! The same leads, stored in many ways, are the same leads.

mod forms;
mod meaning;
mod refusing;

use std::path::Path;

use parquet::basic::Encoding;
use parquet::data_type::ByteArray;
use parquet::file::properties::{WriterProperties, WriterPropertiesBuilder, WriterVersion};
use parquet::schema::types::ColumnPath;
use proptest::prelude::*;

use super::{CountOptions, LeadCounts, count_leads};
use crate::condition::value::date_of;
use crate::lead_error::LeadError;
use crate::table::testing::{at, codecs, write};
use crate::table::{Input, Leaf, Progress, Stored};
use crate::testing;

const PLAN: &str = "\
title: Types
as_of: 2027-01-04
leads: {value: amount, date: joined, outcome: won, reachable: size > 3}
segments:
  - {name: named, where: \"name in ('b', 'c') or name like '%x%'\", scores: {impact: 5, confidence: 5, ease: 5}}
  - {name: large, where: size >= 5 and not won, scores: {impact: 5, confidence: 5, ease: 4}}
  - {name: rich, where: amount > 1.5 or size is null, scores: {impact: 5, confidence: 5, ease: 3}}
  - {name: late, where: days_since(seen) < 20000 and short between 2 and 4, scores: {impact: 5, confidence: 4, ease: 3}}
";

/// A lead: name, size, short, amount, won, joined, seen.
type Lead = (
    Option<String>,
    Option<i64>,
    Option<i32>,
    Option<f64>,
    Option<bool>,
    Option<i32>,
    Option<i64>,
);

fn leads() -> impl Strategy<Value = Vec<Lead>> {
    let lead = (
        prop::option::weighted(0.9, "[a-d]|[a-zä]{1,40}"),
        prop::option::weighted(0.8, 0..9_i64),
        prop::option::of(0..6_i32),
        prop::option::of((0..40_u8).prop_map(|quarters| f64::from(quarters) / 4.0)),
        prop::option::weighted(0.9, any::<bool>()),
        prop::option::of(18_000..19_000_i32),
        prop::sample::select(vec![None, Some(0), Some(1_700_000_000_000)]),
    );
    prop::collection::vec(lead, 1..400)
}

/// A column; required where no value is missing.
fn column<T>(
    column: &str,
    values: impl Iterator<Item = Option<T>>,
    stored: impl FnOnce(Vec<T>) -> Stored,
) -> (String, Leaf) {
    let values: Vec<Option<T>> = values.collect();
    if values.iter().all(Option::is_some) {
        let leaf = Leaf::of_all(stored(values.into_iter().flatten().collect()));
        return (format!("required {column};"), leaf);
    }
    let leaf = Leaf::of_some(values.into_iter(), stored);
    (format!("optional {column};"), leaf)
}

fn read_plan(text: &str, file: &Path) -> Result<LeadCounts, LeadError> {
    let (options, progress) = (CountOptions::default(), Progress::default());
    count_leads(&testing::read(text), Input::from(file), &options, &progress)
}

fn read_as(
    folder: &Path,
    leads: &[Lead],
    group: usize,
    how: WriterPropertiesBuilder,
) -> LeadCounts {
    let all = || leads.iter();
    let text = |text: &String| ByteArray::from(text.as_str());
    let columns = [
        column(
            "binary name (STRING)",
            all().map(|lead| lead.0.as_ref().map(text)),
            Stored::Bytes,
        ),
        column("int64 size", all().map(|lead| lead.1), Stored::Int64),
        column(
            "int32 short (INTEGER(16,true))",
            all().map(|lead| lead.2),
            Stored::Int32,
        ),
        column("double amount", all().map(|lead| lead.3), Stored::Double),
        column("boolean won", all().map(|lead| lead.4), Stored::Boolean),
        column(
            "int32 joined (DATE)",
            all().map(|lead| lead.5),
            Stored::Int32,
        ),
        column(
            "int64 seen (TIMESTAMP(MILLIS,false))",
            all().map(|lead| lead.6),
            Stored::Int64,
        ),
    ];
    let (columns, leaves): (Vec<String>, Vec<Leaf>) = columns.into_iter().unzip();
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    let file = folder.join("leads.parquet");
    write(&file, &columns, &leaves, leads.len(), group, how);
    read_plan(PLAN, &file).unwrap()
}

/// The same leads as CSV.
fn as_csv(leads: &[Lead]) -> String {
    fn cell(value: Option<impl ToString>) -> String {
        value.map_or_else(String::new, |value| value.to_string())
    }
    let mut text = "name,size,short,amount,won,joined,seen\n".to_owned();
    for (name, size, short, amount, won, joined, seen) in leads {
        let joined = joined.map(|day| date_of(i64::from(day)));
        let seen = seen.map(|milliseconds| date_of(milliseconds / 86_400_000));
        let cells = [
            cell(name.as_ref()),
            cell(*size),
            cell(*short),
            cell(*amount),
            cell(*won),
            cell(joined),
            cell(seen),
        ];
        text += &(cells.join(",") + "\n");
    }
    text
}

/// Each column in an encoding that neither has a dictionary nor is plain.
fn encoded(how: WriterPropertiesBuilder, names: Encoding) -> WriterPropertiesBuilder {
    let columns = [
        ("name", names),
        ("size", Encoding::DELTA_BINARY_PACKED),
        ("short", Encoding::BYTE_STREAM_SPLIT),
        ("amount", Encoding::BYTE_STREAM_SPLIT),
        ("won", Encoding::RLE),
        ("joined", Encoding::DELTA_BINARY_PACKED),
        ("seen", Encoding::BYTE_STREAM_SPLIT),
    ];
    let how = how.set_dictionary_enabled(false);
    columns.into_iter().fold(how, |how, (column, encoding)| {
        how.set_column_encoding(ColumnPath::from(column), encoding)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn parquet_counts_as_its_csv_twin(
        leads in leads(),
        version in prop::sample::select(vec![WriterVersion::PARQUET_1_0, WriterVersion::PARQUET_2_0]),
        codec in prop::sample::select(codecs()),
        rows_of_page in 1..200_usize,
        group in 20..400_usize,
    ) {
        let folder = tempfile::tempdir().unwrap();
        let twin = at(&folder, "leads.csv");
        std::fs::write(&twin, as_csv(&leads)).unwrap();
        let expected = read_plan(PLAN, &twin).unwrap();
        let coded = WriterProperties::builder()
            .set_writer_version(version)
            .set_compression(codec)
            .set_write_batch_size(16)
            .set_data_page_row_count_limit(rows_of_page);
        // Indices as long as the values are few, and then values: both in one column.
        let mixed = coded.clone().set_dictionary_page_size_limit(20);
        let plain = coded.clone().set_dictionary_enabled(false).set_encoding(Encoding::PLAIN);
        let delta = encoded(coded.clone(), Encoding::DELTA_BYTE_ARRAY);
        let lengths = encoded(coded.clone(), Encoding::DELTA_LENGTH_BYTE_ARRAY);
        for how in [coded, mixed, plain, delta, lengths] {
            let found = read_as(folder.path(), &leads, group, how);
            prop_assert_eq!(&found.masks, &expected.masks);
            prop_assert_eq!(&found.columns, &expected.columns);
        }
    }
}
