//! The table as Parquet.

use std::error::Error;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use arrow_array::{
    ArrayRef, BooleanArray, Date32Array, Float64Array, Int32Array, RecordBatch, StringArray,
};
use jiff::civil::{Date, date};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;

use super::lead::{Employees, Lead};
use super::text::COLUMNS;

const ROWS_AT_A_TIME: usize = 122_880;

/// Writes the leads to a file, in row groups of 122,880 as DuckDB does.
pub(crate) fn write(
    file: &Path,
    mut leads: impl Iterator<Item = Lead>,
) -> Result<(), Box<dyn Error>> {
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_max_row_group_row_count(Some(ROWS_AT_A_TIME))
        .build();
    let schema = batch(&[])?.schema();
    let mut out = ArrowWriter::try_new(File::create(file)?, schema, Some(properties))?;
    loop {
        let some: Vec<Lead> = leads.by_ref().take(ROWS_AT_A_TIME).collect();
        if some.is_empty() {
            out.close()?;
            return Ok(());
        }
        out.write(&batch(&some)?)?;
    }
}

fn batch(leads: &[Lead]) -> Result<RecordBatch, Box<dyn Error>> {
    let columns: [ArrayRef; 14] = [
        text(leads, |lead| Some(&lead.id)),
        days(leads, |lead| Some(lead.created_on)),
        text(leads, |lead| lead.country),
        text(leads, |lead| lead.industry),
        numbers(leads, |lead| match lead.employees {
            Employees::Count(count) => Some(count),
            Employees::Unknown | Employees::Empty => None,
        }),
        text(leads, |lead| lead.role),
        text(leads, |lead| Some(lead.stage)),
        text(leads, |lead| Some(lead.source)),
        numbers(leads, |lead| Some(lead.visits)),
        days(leads, |lead| lead.last_visit),
        answers(leads, |lead| lead.email_opt_in),
        answers(leads, |lead| Some(lead.is_competitor)),
        Arc::new(
            leads
                .iter()
                .map(|lead| lead.deal_value)
                .collect::<Float64Array>(),
        ),
        numbers(leads, |lead| lead.converted.map(u64::from)),
    ];
    let nullable = COLUMNS
        .into_iter()
        .zip(columns)
        .map(|(name, column)| (name, column, true));
    Ok(RecordBatch::try_from_iter_with_nullable(nullable)?)
}

fn text<'a>(leads: &'a [Lead], get: impl Fn(&'a Lead) -> Option<&'a str>) -> ArrayRef {
    Arc::new(leads.iter().map(get).collect::<StringArray>())
}

fn numbers(leads: &[Lead], get: impl Fn(&Lead) -> Option<u64>) -> ArrayRef {
    let values = leads
        .iter()
        .map(|lead| get(lead).and_then(|value| i32::try_from(value).ok()));
    Arc::new(values.collect::<Int32Array>())
}

fn answers(leads: &[Lead], get: impl Fn(&Lead) -> Option<bool>) -> ArrayRef {
    Arc::new(leads.iter().map(get).collect::<BooleanArray>())
}

fn days(leads: &[Lead], get: impl Fn(&Lead) -> Option<Date>) -> ArrayRef {
    let since_1970 = |day: Date| date(1970, 1, 1).until(day).ok().map(|span| span.get_days());
    let values = leads.iter().map(|lead| get(lead).and_then(since_1970));
    Arc::new(values.collect::<Date32Array>())
}
