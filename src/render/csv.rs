//! Comma-separated values.

/// Rows under a header, each ended by a line break.
pub(crate) fn write<R, S>(header: &[&str], rows: impl IntoIterator<Item = R>) -> String
where
    R: IntoIterator<Item = S>,
    S: AsRef<[u8]>,
{
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    // Writing to memory cannot fail, nor can rows that are all as long as the header.
    let _ = writer.write_record(header);
    for row in rows {
        let _ = writer.write_record(row);
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}
