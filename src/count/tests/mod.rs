//! The same leads, stored in many ways, are the same leads.

mod meaning;
mod refusing;

use std::path::Path;

use parquet::basic::{Compression, Encoding, ZstdLevel};
use parquet::data_type::ByteArray;
use parquet::file::properties::{WriterProperties, WriterPropertiesBuilder, WriterVersion};
use proptest::prelude::*;

use super::{CountOptions, LeadCounts, count_leads};
use crate::lead_error::LeadError;
use crate::plan::testing;
use crate::table::testing::write;
use crate::table::{Input, Leaf, Progress, Stored};

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
        prop::option::weighted(0.9, "[a-d]|[a-z]{1,40}"),
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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn codes_and_values_count_the_same(
        leads in leads(),
        version in prop::sample::select(vec![WriterVersion::PARQUET_1_0, WriterVersion::PARQUET_2_0]),
        packed in any::<bool>(),
        rows_of_page in 1..200_usize,
        group in 20..400_usize,
    ) {
        let folder = tempfile::tempdir().unwrap();
        let plain = WriterProperties::builder().set_dictionary_enabled(false);
        let coded = WriterProperties::builder()
            .set_writer_version(version)
            .set_compression(if packed { Compression::ZSTD(ZstdLevel::default()) } else { Compression::UNCOMPRESSED })
            .set_write_batch_size(16)
            .set_data_page_row_count_limit(rows_of_page);
        // Codes as long as they are few, and then values: both ways in one column.
        let mixed = coded.clone().set_dictionary_page_size_limit(20);
        let other = plain.clone().set_encoding(Encoding::PLAIN).set_writer_version(version);
        let expected = read_as(folder.path(), &leads, 400, plain);
        for how in [coded, mixed, other] {
            let found = read_as(folder.path(), &leads, group, how);
            prop_assert_eq!(&found.masks, &expected.masks);
            prop_assert_eq!(&found.columns, &expected.columns);
        }
    }
}
