//! Parquet files for tests, written in any way that the format knows.

use std::borrow::Cow;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use parquet::basic::{BrotliLevel, Compression, Encoding, GzipLevel, ZstdLevel};
use parquet::file::properties::{WriterProperties, WriterPropertiesBuilder, WriterVersion};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;

use super::rows::Leaf;
use super::stored::{Levels, Stored};
use super::table::Table;
use crate::table::Progress;
use crate::table::input::{Input, Opened};

/// Writes rows with these columns (`optional int32 size (DATE)`), so many in a group.
pub(crate) fn write(
    file: &Path,
    columns: &[&str],
    leaves: &[Leaf],
    rows: usize,
    rows_of_group: usize,
    how: WriterPropertiesBuilder,
) {
    let columns = columns.join("\n");
    let schema = parse_message_type(&format!("message leads {{ {columns} }}")).unwrap();
    let out = File::create(file).unwrap();
    let mut out = SerializedFileWriter::new(out, Arc::new(schema), Arc::new(how.build())).unwrap();
    let all: Vec<usize> = (0..rows).collect();
    for some in all.chunks(rows_of_group) {
        let mut group = out.next_row_group().unwrap();
        for leaf in leaves {
            let leaf = leaf.take(some);
            let mut column = group.next_column().unwrap().unwrap();
            leaf.stored.write(column.untyped(), &leaf.levels).unwrap();
            column.close().unwrap();
        }
        group.close().unwrap();
    }
    out.close().unwrap();
}

/// Opens a file.
pub(crate) fn table(file: &Path) -> Table {
    let progress = Progress::default();
    let opened = Input::from(file).open(None, &progress, None);
    let Opened::Parquet(file) = opened.unwrap() else {
        panic!("{} is no Parquet file", file.display());
    };
    Table::open(file).unwrap()
}

/// The texts of all rows of a column, read in small portions; none where a value is missing.
pub(super) fn texts(table: &Table, column: usize) -> Vec<Option<String>> {
    let mut texts = Vec::new();
    for group in 0..table.groups() {
        let mut chunk = table.open_chunk(group, column).unwrap();
        let mut left = table.rows(group) as usize;
        while left > 0 {
            let count = left.min(7).min(chunk.ready().unwrap());
            let rows = chunk.next(count).unwrap();
            let text = |row| rows.text(row).unwrap().map(Cow::into_owned);
            texts.extend((0..count).map(text));
            left -= count;
        }
    }
    texts
}

/// Texts, some of them missing.
pub(crate) fn of_texts<'a>(texts: impl IntoIterator<Item = Option<&'a str>>) -> Leaf {
    Leaf::of_texts(texts.into_iter())
}

/// What is stored of a nested column.
pub(crate) fn nested(
    stored: Stored,
    definition: Vec<i16>,
    repetition: Vec<i16>,
    deepest: i16,
) -> Leaf {
    Leaf {
        stored,
        levels: Levels {
            definition,
            repetition,
        },
        deepest,
    }
}

/// These rows of a column.
pub(crate) fn taken(leaf: &Leaf, rows: &[usize]) -> Leaf {
    leaf.take(rows)
}

/// The ways to write a column like this one: encodings and versions of pages.
pub(crate) fn ways(like: &Leaf) -> Vec<(String, WriterPropertiesBuilder)> {
    let encodings: &[Encoding] = match like.stored {
        Stored::Boolean(_) => &[Encoding::RLE],
        Stored::Int32(_) | Stored::Int64(_) => {
            &[Encoding::DELTA_BINARY_PACKED, Encoding::BYTE_STREAM_SPLIT]
        }
        Stored::Int96(_) => &[],
        Stored::Float(_) | Stored::Double(_) => &[Encoding::BYTE_STREAM_SPLIT],
        Stored::Bytes(_) | Stored::ByteArrays(_) => &[
            Encoding::DELTA_LENGTH_BYTE_ARRAY,
            Encoding::DELTA_BYTE_ARRAY,
        ],
        Stored::Fixed(_) => &[Encoding::DELTA_BYTE_ARRAY, Encoding::BYTE_STREAM_SPLIT],
    };
    let pages = || {
        WriterProperties::builder()
            .set_write_batch_size(4)
            .set_data_page_row_count_limit(9)
    };
    let plain = || pages().set_dictionary_enabled(false);
    let mut ways = vec![
        ("dictionary".to_owned(), pages()),
        (
            "dictionary, then values".to_owned(),
            pages().set_dictionary_page_size_limit(20),
        ),
    ];
    let encodings = [Encoding::PLAIN].iter().chain(encodings);
    ways.extend(encodings.map(|encoding| (encoding.to_string(), plain().set_encoding(*encoding))));
    let versions = [WriterVersion::PARQUET_1_0, WriterVersion::PARQUET_2_0];
    let of_version = |(name, how): &(String, WriterPropertiesBuilder)| {
        versions.map(|version| {
            let how = how.clone().set_writer_version(version);
            (format!("{name}, {version:?}"), how)
        })
    };
    ways.iter().flat_map(of_version).collect()
}

/// All codecs that are built in.
pub(crate) fn codecs() -> Vec<Compression> {
    let mut codecs = vec![
        Compression::UNCOMPRESSED,
        Compression::SNAPPY,
        Compression::GZIP(GzipLevel::default()),
        Compression::ZSTD(ZstdLevel::default()),
        Compression::LZ4,
        Compression::LZ4_RAW,
    ];
    if cfg!(feature = "brotli") {
        codecs.push(Compression::BROTLI(BrotliLevel::default()));
    }
    codecs
}

/// All rows of a column of a table of one group, as the file stores them.
pub(crate) fn leaves(table: &Table, column: usize) -> Vec<Leaf> {
    let mut chunk = table.open_chunk(0, column).unwrap();
    let (mut read, all) = (0, table.rows(0) as usize);
    let mut leaves: Vec<Leaf> = Vec::new();
    while read < all {
        let count = chunk.ready().unwrap().min(all - read);
        let rows: Vec<usize> = (0..count).collect();
        let some = chunk.next(count).unwrap().take(&rows);
        match leaves.as_mut_slice() {
            [] => leaves = some,
            [leaf] => append(leaf, some.into_iter().next().unwrap()),
            _ => panic!("a nested column comes in one piece"),
        }
        read += count;
    }
    leaves
}

/// Adds the rows of a leaf to those of another.
fn append(to: &mut Leaf, more: Leaf) {
    macro_rules! append {
        ($($kind:ident)*) => {
            match (&mut to.stored, more.stored) {
                $((Stored::$kind(values), Stored::$kind(more)) => values.extend(more),)*
                _ => panic!("the rows of a column have one type"),
            }
        };
    }
    append!(Boolean Int32 Int64 Int96 Float Double Bytes Fixed);
    to.levels.definition.extend(more.levels.definition);
    to.levels.repetition.extend(more.levels.repetition);
}

/// A file's name in a folder.
pub(crate) fn at(folder: &tempfile::TempDir, name: &str) -> PathBuf {
    folder.path().join(name)
}

/// How many rows a column has that is not nested.
pub(crate) fn rows_of(leaf: &Leaf) -> usize {
    leaf.levels.definition.len().max(leaf.stored.len())
}
