//! The same leads, stored in many ways, are the same leads.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use arrow_array::{
    ArrayRef, BooleanArray, Date32Array, Float64Array, Int16Array, Int64Array, RecordBatch,
    StringArray, TimestampMillisecondArray,
};
use jiff::civil::date;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, Encoding, ZstdLevel};
use parquet::file::properties::{WriterProperties, WriterPropertiesBuilder, WriterVersion};
use proptest::prelude::*;

use super::{CountOptions, LeadCounts, count_leads};
use crate::plan::{Document, ReadOptions as PlanOptions};
use crate::table::{Input, Progress};
use crate::yaml::Source;

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
    Option<i16>,
    Option<f64>,
    Option<bool>,
    Option<i32>,
    Option<i64>,
);

fn leads() -> impl Strategy<Value = Vec<Lead>> {
    let lead = (
        prop::option::weighted(0.9, "[a-d]|[a-z]{1,40}"),
        prop::option::weighted(0.8, 0..9_i64),
        prop::option::of(0..6_i16),
        prop::option::of((0..40_u8).prop_map(|quarters| f64::from(quarters) / 4.0)),
        prop::option::weighted(0.9, any::<bool>()),
        prop::option::of(18_000..19_000_i32),
        prop::sample::select(vec![None, Some(0), Some(1_700_000_000_000)]),
    );
    prop::collection::vec(lead, 1..400)
}

fn batch(leads: &[Lead]) -> RecordBatch {
    let columns: Vec<(&str, ArrayRef)> = vec![
        (
            "name",
            Arc::new(
                leads
                    .iter()
                    .map(|lead| lead.0.clone())
                    .collect::<StringArray>(),
            ),
        ),
        (
            "size",
            Arc::new(leads.iter().map(|lead| lead.1).collect::<Int64Array>()),
        ),
        (
            "short",
            Arc::new(leads.iter().map(|lead| lead.2).collect::<Int16Array>()),
        ),
        (
            "amount",
            Arc::new(leads.iter().map(|lead| lead.3).collect::<Float64Array>()),
        ),
        (
            "won",
            Arc::new(leads.iter().map(|lead| lead.4).collect::<BooleanArray>()),
        ),
        (
            "joined",
            Arc::new(leads.iter().map(|lead| lead.5).collect::<Date32Array>()),
        ),
        (
            "seen",
            Arc::new(
                leads
                    .iter()
                    .map(|lead| lead.6)
                    .collect::<TimestampMillisecondArray>(),
            ),
        ),
    ];
    RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(name, array)| {
        let has_nulls = array.null_count() > 0;
        (name, array, has_nulls)
    }))
    .unwrap()
}

fn read_as(folder: &Path, leads: &[Lead], how: WriterPropertiesBuilder) -> LeadCounts {
    let options = PlanOptions {
        today: date(2027, 1, 4),
        as_of: None,
        flags: &[],
    };
    let document = Document::read(Source::new("plan.yaml", PLAN), &options).unwrap();
    let file = folder.join("leads.parquet");
    let batch = batch(leads);
    let properties = Some(how.build());
    let out = File::create(&file).unwrap();
    let mut writer = ArrowWriter::try_new(out, batch.schema(), properties).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    let options = CountOptions::default();
    count_leads(
        &document.plan,
        Input::from(file.as_path()),
        &options,
        &Progress::default(),
    )
    .unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn codes_and_values_count_the_same(
        leads in leads(),
        version in prop::sample::select(vec![WriterVersion::PARQUET_1_0, WriterVersion::PARQUET_2_0]),
        packed in any::<bool>(),
        rows_of_page in 1..200_usize,
        rows_of_group in 20..400_usize,
    ) {
        let folder = tempfile::tempdir().unwrap();
        let plain = WriterProperties::builder().set_dictionary_enabled(false);
        let coded = WriterProperties::builder()
            .set_writer_version(version)
            .set_compression(if packed { Compression::ZSTD(ZstdLevel::default()) } else { Compression::UNCOMPRESSED })
            .set_write_batch_size(16)
            .set_data_page_row_count_limit(rows_of_page)
            .set_max_row_group_row_count(Some(rows_of_group));
        // Codes as long as they are few, and then values: both ways in one column.
        let mixed = coded.clone().set_dictionary_page_size_limit(20);
        let other = plain.clone().set_encoding(Encoding::PLAIN).set_writer_version(version);
        let expected = read_as(folder.path(), &leads, plain);
        for how in [coded, mixed, other] {
            let found = read_as(folder.path(), &leads, how);
            prop_assert_eq!(&found.masks, &expected.masks);
            prop_assert_eq!(&found.columns, &expected.columns);
        }
    }
}
