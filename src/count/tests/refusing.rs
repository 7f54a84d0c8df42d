//! What is not read, and says so.

use std::fs::{self, File};
use std::path::Path;
use std::slice::from_ref;

use parquet::basic::{BrotliLevel, Compression};
use parquet::file::metadata::{
    ParquetMetaDataBuilder, ParquetMetaDataReader, ParquetMetaDataWriter,
};
use parquet::file::properties::WriterProperties;

use super::read_plan;
use crate::table::testing::{at, nested, of_texts, write};
use crate::table::{Leaf, Stored};

const PLAN: &str = "\
title: One
attributes: {c: {type: text}}
segments:
  - {name: a, where: c = 'x', scores: {impact: 5, confidence: 5, ease: 5}}
";

/// The same file, whose pages are said to be packed with this codec.
fn claim(file: &Path, codec: Compression) {
    let bytes = fs::read(file).unwrap();
    let read = ParquetMetaDataReader::new().parse_and_finish(&File::open(file).unwrap());
    let mut builder: ParquetMetaDataBuilder = read.unwrap().into_builder();
    let groups = builder.take_row_groups();
    for group in groups {
        let mut group = group.into_builder();
        let columns = group.take_columns().into_iter().map(|column| {
            column
                .into_builder()
                .set_compression(codec)
                .build()
                .unwrap()
        });
        let columns = columns.collect();
        builder = builder.add_row_group(group.set_column_metadata(columns).build().unwrap());
    }
    let footer = u32::from_le_bytes(*bytes[..bytes.len() - 4].last_chunk().unwrap()) as usize;
    let mut changed = bytes[..bytes.len() - 8 - footer].to_vec();
    ParquetMetaDataWriter::new(&mut changed, &builder.build())
        .finish()
        .unwrap();
    fs::write(file, changed).unwrap();
}

fn refused(columns: &[&str], leaves: &[Leaf], codec: Option<Compression>) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = at(&folder, "leads.parquet");
    write(&file, columns, leaves, 2, 2, WriterProperties::builder());
    if let Some(codec) = codec {
        claim(&file, codec);
    }
    let error = read_plan(PLAN, &file).unwrap_err().to_string();
    error
        .rsplit("leads.parquet")
        .next()
        .unwrap_or_default()
        .to_owned()
}

#[test]
fn a_codec_that_is_not_built_in_is_named() {
    let text = of_texts([Some("x"), None]);
    let column = ["optional binary c (STRING);"];
    let brotli = (Compression::BROTLI(BrotliLevel::default()), "Brotli");
    let brotli = (!cfg!(feature = "brotli")).then_some(brotli);
    for (codec, name) in brotli.into_iter().chain([(Compression::LZO, "LZO")]) {
        let error = refused(&column, from_ref(&text), Some(codec));
        assert_eq!(
            error,
            format!(": column c is compressed with {name}, which segplan does not read")
        );
    }
}

#[test]
fn what_no_condition_can_ask_about_is_named() {
    let none =
        |deepest, repetition| nested(Stored::Int32(Vec::new()), vec![0, 0], repetition, deepest);
    for (column, leaf, what) in [
        (
            "optional group c (LIST) { repeated group list { optional int32 element; } }",
            none(3, vec![0, 0]),
            "lists",
        ),
        ("repeated int32 c;", none(1, vec![0, 0]), "lists"),
        (
            "optional group c { optional int32 a; }",
            none(2, Vec::new()),
            "groups of fields",
        ),
    ] {
        let error = refused(&[column], &[leaf], None);
        assert_eq!(
            error,
            format!(": column c holds {what}, which no condition can ask about")
        );
    }
}

#[test]
fn bytes_that_are_no_text_are_named_with_their_row() {
    let latin = Stored::Bytes(vec!["x".into(), b"\xd6sterreich"[..].into()]);
    let error = refused(&["required binary c;"], &[Leaf::of_all(latin)], None);
    assert_eq!(
        error,
        ", row 2: column c holds bytes that are not UTF-8 text"
    );
}
