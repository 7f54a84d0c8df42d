//! A small table in Parquet as CSV: what a warehouse answers, which is no lead table.

use bytes::Bytes;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::{Field, Row};

use super::guard::{damaged, guarded};
use crate::lead_error::LeadError;

/// The most bytes that are unpacked.
const MOST_BYTES: i128 = 1 << 30;

/// What the bytes of a Parquet file begin with.
pub const PARQUET_MARK: &[u8] = b"PAR1";

/// A file's rows as CSV with a header; missing values are empty. All of it is kept in memory.
///
/// # Errors
/// If the file, which is called `name` in messages, is damaged.
pub fn parquet_as_csv(name: &str, file: Vec<u8>) -> Result<Vec<u8>, LeadError> {
    guarded(name, || {
        let wrong = |error| damaged(name, error);
        let reader = SerializedFileReader::new(Bytes::from(file)).map_err(wrong)?;
        let parts = reader.metadata().row_groups().iter();
        let bytes: i128 = parts.map(|part| i128::from(part.total_byte_size())).sum();
        if bytes > MOST_BYTES {
            return Err(LeadError::wrong(
                name,
                "the Parquet file holds more than 1 GB, which no mask table does",
                "look whether it is the answer to a query for masks; a lead table is named without --from-masks",
            ));
        }
        let mut csv = csv::Writer::from_writer(Vec::new());
        let mut write = |cells: Vec<String>| {
            let written = csv.write_record(cells);
            written.map_err(|error| LeadError::read(name, error.into()))
        };
        write(header(&reader))?;
        for row in reader.get_row_iter(None).map_err(wrong)? {
            write(cells(&row.map_err(wrong)?))?;
        }
        let text = csv.into_inner();
        text.map_err(|error| LeadError::read(name, error.into_error()))
    })
}

fn header(file: &SerializedFileReader<Bytes>) -> Vec<String> {
    let schema = file.metadata().file_metadata().schema();
    let names = schema.get_fields().iter();
    names.map(|column| column.name().to_owned()).collect()
}

fn cells(row: &Row) -> Vec<String> {
    let cells = row.get_column_iter().map(|(_, cell)| match cell {
        Field::Null => String::new(),
        Field::Str(text) => text.clone(),
        other => other.to_string(),
    });
    cells.collect()
}

#[cfg(test)]
mod tests {
    use parquet::file::properties::WriterProperties;

    use super::super::rows::Leaf;
    use super::super::stored::Stored;
    use super::super::testing::{at, write};
    use super::*;

    #[test]
    fn rows_are_written_as_csv() {
        let folder = tempfile::tempdir().unwrap();
        let path = at(&folder, "masks.parquet");
        let texts = [Some("1,?".to_owned()), None];
        let columns = ["optional byte_array mask (utf8);", "required int32 leads;"];
        let leaves = [
            Leaf::of_texts(texts.into_iter()),
            Leaf::of_all(Stored::Int32(vec![7, 2])),
        ];
        write(&path, &columns, &leaves, 2, 2, WriterProperties::builder());
        let read = |file| parquet_as_csv("masks.parquet", file);
        let file = std::fs::read(&path).unwrap();
        assert_eq!(read(file.clone()).unwrap(), b"mask,leads\n\"1,?\",7\n,2\n");
        for end in 0..file.len() {
            assert!(read(file[..end].to_vec()).is_err());
        }
    }
}
